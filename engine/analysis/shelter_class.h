/*
 * What classes of shelters there are, from standards/shelter_classes.csv.
 */
#ifndef OM_ENGINE_ANALYSIS_SHELTER_CLASS_H
#define OM_ENGINE_ANALYSIS_SHELTER_CLASS_H

#include <stdbool.h>

#include "engine/base/own.h"
#include "engine/base/status.h"

/** A class. Borrowed from its table. */
typedef struct om_shelter_class {
    const char *name;
    bool is_fixed;        /**< counts as fixed or central shelter */
    bool is_derived;      /**< one that is told by the area alone, where none is stated */
    double minimum_m2;    /**< least effective area */
    double m2_per_person; /**< effective area that an evacuee needs, > 0 */
    double distance_m;    /**< how far people walk to it at most */
} om_shelter_class;

typedef struct om_shelter_classes om_shelter_classes;

/** Reads the table. @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DATA with file and line */
OM_CHECKED om_status om_shelter_classes_open(om_shelter_classes **ret, om_error *err);

/** The same from a text. */
OM_CHECKED om_status om_shelter_classes_parse(const char *text, om_shelter_classes **ret,
                                              om_error *err);
void om_shelter_classes_free(om_shelter_classes *classes);
OM_DEFINE_AUTO(om_shelter_classes)

size_t om_shelter_classes_count(const om_shelter_classes *classes);
const om_shelter_class *om_shelter_classes_at(const om_shelter_classes *classes, size_t number);

/** The class called `name`. @return OM_OK; OM_ERR_DATA: none, with the nearest */
OM_CHECKED om_status om_shelter_classes_find(const om_shelter_classes *classes, const char *name,
                                             const om_shelter_class **ret, om_error *err);

/** The class with the largest minimum that an effective area reaches, of those so derived. */
const om_shelter_class *om_shelter_classes_of_area(const om_shelter_classes *classes,
                                                   double effective_m2);

/** The farthest that people walk to any of them. */
double om_shelter_classes_farthest_m(const om_shelter_classes *classes);

#endif
