/*
 * What people do by day, and which share of them: the table standards/day_uses.csv.
 */
#ifndef OM_ENGINE_ANALYSIS_DAY_USES_H
#define OM_ENGINE_ANALYSIS_DAY_USES_H

#include <stddef.h>

#include "engine/base/own.h"
#include "engine/base/status.h"

/** A use of buildings and ground. Borrowed from its table. */
typedef struct om_day_use {
    const char *name; /**< "work", "school"; column by_day of standards/dwelling_kinds.csv */
    double share;     /**< of all people, 0..1; those of all uses sum to 1 */
} om_day_use;

/** The first use is "home": who is where they live. */
typedef struct om_day_uses om_day_uses;

#define OM_NO_USE SIZE_MAX

/**
 * Reads the shipped table.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DATA naming file and line: a column is missing, the first
 *         use is not home, a use stands twice, a share is no number within 0..1, or their sum is
 *         not 1
 */
OM_CHECKED om_status om_day_uses_open(om_day_uses **ret, om_error *err);

/** The same from a text. @param name  what to call it in an error */
OM_CHECKED om_status om_day_uses_parse(const char *text, const char *name, om_day_uses **ret,
                                       om_error *err);
void om_day_uses_free(om_day_uses *uses);
OM_DEFINE_AUTO(om_day_uses)

size_t om_day_uses_count(const om_day_uses *uses);
const om_day_use *om_day_uses_at(const om_day_uses *uses, size_t number);

/** The number of a use; OM_NO_USE when the table does not know it. */
size_t om_day_uses_find(const om_day_uses *uses, const char *name);

#endif
