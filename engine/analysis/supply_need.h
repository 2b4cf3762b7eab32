/*
 * What people need in an emergency: the table standards/supply_need.csv.
 */
#ifndef OM_ENGINE_ANALYSIS_SUPPLY_NEED_H
#define OM_ENGINE_ANALYSIS_SUPPLY_NEED_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/own.h"
#include "engine/base/status.h"

/** An item. Borrowed from its table. */
typedef struct om_need {
    const char *name;   /**< "water" */
    const char *column; /**< of layer supply_depot: what a depot holds of it */
    const char *unit;   /**< "l" */
    double per_person;  /**< above 0 */
    bool by_day;        /**< so much a day; else so much for the whole emergency */
} om_need;

typedef struct om_needs om_needs;

#define OM_SUPPLY_NEED "standards/supply_need.csv"

/**
 * Reads the shipped table.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DATA naming file and line: a column is missing, layer
 *         supply_depot has no such number, an amount is not above 0, by_day is neither yes nor no,
 *         an item stands twice or there is none
 */
OM_CHECKED om_status om_needs_open(om_needs **ret, om_error *err);

/** The same from a text. @param name  what to call it in an error */
OM_CHECKED om_status om_needs_parse(const char *text, const char *name, om_needs **ret,
                                    om_error *err);
void om_needs_free(om_needs *needs);
OM_DEFINE_AUTO(om_needs)

size_t om_needs_count(const om_needs *needs);
const om_need *om_needs_at(const om_needs *needs, size_t number);

/** How much so many people need in so many days. */
double om_need_of(const om_need *need, double people, double days);

#endif
