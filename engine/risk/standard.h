/*
 * A method's table of numbers: read strictly, looked up by row, and its version told.
 *
 * Every table has value, unit, source, clause and verified beside the columns of its method, so
 * that a planner corrects a number without a rebuild and everyone sees where it comes from. A city
 * may keep tables of its own in a folder; those that it does not have are the shipped ones.
 * A column "<name>_zh" has the Chinese of column <name>, and may be missing.
 */
#ifndef OM_ENGINE_RISK_STANDARD_H
#define OM_ENGINE_RISK_STANDARD_H

#include "engine/base/arena.h"
#include "engine/base/csv.h"
#include "engine/base/json.h"
#include "engine/risk/hazard.h"

typedef struct om_standard om_standard;

/**
 * Opens a table, "lec.csv".
 *
 * @param folder   where to look first; "" for the shipped tables only
 * @param columns  what the method needs beside the common ones, ended by NULL
 * @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DATA with file and line: a column is missing or unknown,
 *         a value is no number, there is no source, `verified` is neither yes nor no
 */
OM_CHECKED om_status om_standard_open(const char *folder, const char *name,
                                      const char *const *columns, om_standard **ret, om_error *err);

/** The same of a text. @param name  what to call it in an error */
OM_CHECKED om_status om_standard_parse(const char *text, const char *name,
                                       const char *const *columns, om_standard **ret,
                                       om_error *err);
void om_standard_free(om_standard *standard);
OM_DEFINE_AUTO(om_standard)

/** What the table is called in an error. Borrowed. */
const char *om_standard_name(const om_standard *standard);

size_t om_standard_row_count(const om_standard *standard);

/** A cell; "" when it is empty. Borrowed. */
const char *om_standard_text(const om_standard *standard, size_t row, const char *column);

/** The row's value. */
double om_standard_value(const om_standard *standard, size_t row);

/** Where the file has it, from 1. */
size_t om_standard_line(const om_standard *standard, size_t row);

/** A number of another column. @return OM_OK; OM_ERR_DATA: none, or outside minimum..maximum */
OM_CHECKED om_status om_standard_number(const om_standard *standard, size_t row, const char *column,
                                        double minimum, double maximum, double *ret, om_error *err);

/** Fails with OM_ERR_DATA, file and line. */
om_status om_standard_fail(const om_standard *standard, size_t row, const char *reason,
                           om_error *err);

/** "xxh3:…" of its file. Borrowed. */
const char *om_standard_checksum(const om_standard *standard);

/** Source, clause, table, line and state of a row. Borrowed from the table. */
om_because om_standard_because(const om_standard *standard, size_t row, const char *method);

/** Adds the table, its path, checksum and how many rows are not verified to a list. */
void om_standard_describe(const om_standard *standard, om_json *list);

/* ---- Steps: rows of one name, from the highest `from` down, such as classes of a score ---- */

/** A row of steps. */
typedef struct om_step {
    double from, value;
    size_t row;
} om_step;

/** Steps of one name. Borrowed from an arena. */
typedef struct om_steps {
    const om_step *list;
    size_t count;
} om_steps;

/**
 * Reads the rows whose column `name` is `name`, which must fall in `from`.
 *
 * @return OM_OK; OM_ERR_DATA: none, or one that does not fall
 */
OM_CHECKED om_status om_standard_steps(const om_standard *standard, const char *name,
                                       om_arena *arena, om_steps *ret, om_error *err);

/** The highest step that `number` reaches; NULL below the lowest. */
const om_step *om_steps_at(om_steps steps, double number);

#endif
