/*
 * CSV (RFC 4180): tables with a header line, read strictly; cells written so that they stay cells.
 */
#ifndef OM_ENGINE_BASE_CSV_H
#define OM_ENGINE_BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/own.h"
#include "engine/base/status.h"
#include "engine/base/text.h"

/** A table of texts. Immutable. */
typedef struct om_csv om_csv;

/**
 * Reads a table: UTF-8 with or without a byte order mark, commas, one header line.
 *
 * Blanks around a cell that is not quoted do not belong to it; empty lines are no rows.
 *
 * @param name  what to call it in an error, a file name
 * @return OM_OK; OM_ERR_DATA with the line: no header, a column twice or without a name, a row with
 *         more or fewer cells than the header, a quote that does not end, bytes that are no UTF-8
 */
OM_CHECKED om_status om_csv_parse(const char *text, size_t length, const char *name, om_csv **ret,
                                  om_error *err);

/** Reads a file. @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DISK; OM_ERR_DATA */
OM_CHECKED om_status om_csv_open(const char *path, om_csv **ret, om_error *err);

/** NULL is fine. */
void om_csv_free(om_csv *csv);
OM_DEFINE_AUTO(om_csv)

/** What the table was called. Borrowed. */
const char *om_csv_name(const om_csv *csv);

size_t om_csv_column_count(const om_csv *csv);

/** The header of a column. Borrowed. */
const char *om_csv_column_name(const om_csv *csv, size_t column);

/** The number of a column, om_csv_column_count() when there is none of that name. */
size_t om_csv_column(const om_csv *csv, const char *name);

/** The same, where the column must be there. @return OM_OK; OM_ERR_DATA naming file and column */
OM_CHECKED om_status om_csv_need_column(const om_csv *csv, const char *name, size_t *ret,
                                        om_error *err);

/** Rows below the header. */
size_t om_csv_row_count(const om_csv *csv);

/** The line of the file on which a row begins, from 1. */
size_t om_csv_line(const om_csv *csv, size_t row);

/** A cell, "" when it is empty or the table has no such column. Borrowed. */
const char *om_csv_cell(const om_csv *csv, size_t row, size_t column);

/**
 * Appends a cell, quoted where it must be.
 *
 * A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage
 * return, and is no number) gets an apostrophe before it. NULL is an empty cell.
 */
void om_csv_write_cell(om_text *csv, const char *cell);

#endif
