/*
 * Cells of a standard's table, read strictly: what is wrong is told with file and line.
 */
#ifndef OM_ENGINE_ANALYSIS_CELLS_H
#define OM_ENGINE_ANALYSIS_CELLS_H

#include "engine/base/csv.h"

/** Where a cell stands. */
typedef struct om_cell {
    const om_csv *table;
    size_t row;
    const char *column;
} om_cell;

/** What is said of a row, "shelter.csv, line 3: …". @return OM_ERR_DATA */
om_status om_cell_fail(const om_cell *cell, const char *reason, om_error *err);

/** The row whose column has this text. @return OM_OK; OM_ERR_DATA: no such column or row */
OM_CHECKED om_status om_cells_find(const om_csv *table, const char *column, const char *text,
                                   size_t *ret_row, om_error *err);

/** A text. @return OM_OK; OM_ERR_DATA: no such column, or it is empty */
OM_CHECKED om_status om_cell_text(const om_cell *cell, const char **ret, om_error *err);

/** A number. @return OM_OK; OM_ERR_DATA: no such column, no number or not within its limits */
OM_CHECKED om_status om_cell_number(const om_cell *cell, double minimum, double maximum,
                                    double *ret, om_error *err);

/** "yes" or "no". @return OM_OK; OM_ERR_DATA: no such column, or another word */
OM_CHECKED om_status om_cell_truth(const om_cell *cell, bool *ret, om_error *err);

#endif
