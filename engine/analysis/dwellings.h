/*
 * Where people live and where they are by day, by the kind of building or ground: the table
 * standards/dwelling_kinds.csv.
 */
#ifndef OM_ENGINE_ANALYSIS_DWELLINGS_H
#define OM_ENGINE_ANALYSIS_DWELLINGS_H

#include <stdbool.h>

#include "engine/base/own.h"
#include "engine/base/status.h"

/** How a kind houses people. */
typedef enum om_dwelling {
    OM_NO_DWELLING,   /**< nobody lives there */
    OM_SOME_DWELLING, /**< people live there where no homes are known */
    OM_HOME           /**< people live there */
} om_dwelling;

typedef struct om_dwellings om_dwellings;

/**
 * Reads the shipped table.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DATA naming file and line: a column is missing, a word is
 *         none of home, some, none, a weight is not above 0, or a layer has no row for the kind '*'
 */
OM_CHECKED om_status om_dwellings_open(om_dwellings **ret, om_error *err);

/** The same from a text. @param name  what to call it in an error */
OM_CHECKED om_status om_dwellings_parse(const char *text, const char *name, om_dwellings **ret,
                                        om_error *err);
void om_dwellings_free(om_dwellings *dwellings);
OM_DEFINE_AUTO(om_dwellings)

/** What lives in a kind of a layer ("building", "landuse", "water"); the row '*' answers for kinds
 * that the table does not name, and for NULL. */
om_dwelling om_dwellings_of(const om_dwellings *dwellings, const char *layer, const char *kind);

/**
 * What people do by day in a kind of a layer, by its own row or that of '*'.
 *
 * @param ret_weight  people a square metre of it against others of the same use, above 0
 * @return the name of a use in standards/day_uses.csv, borrowed; NULL: nobody is there by day
 */
const char *om_dwellings_by_day(const om_dwellings *dwellings, const char *layer, const char *kind,
                                double *ret_weight);

/** True when the table names the kind; NULL and "yes" (a building, nobody knows which) are none. */
bool om_dwellings_knows(const om_dwellings *dwellings, const char *layer, const char *kind);

#endif
