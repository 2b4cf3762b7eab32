/*
 * From a source's cell to a column's value: types, ranges and choices, checked strictly.
 */
#ifndef OM_ENGINE_SOURCE_VALUE_H
#define OM_ENGINE_SOURCE_VALUE_H

#include "engine/base/arena.h"
#include "engine/store/table.h"

/**
 * Makes a cell what a column demands.
 *
 * Blank texts are nulls. Numbers are read whole or not at all ("12,5" is none). A column that may
 * be 0 or 1 understands yes/no, true/false and T/F; one that may be -1, 0 or 1 (a direction)
 * understands yes, no, -1, reverse and the F/T/B of road extracts (from-to, to-from, both). A
 * column with choices takes a choice's value or one of its titles.
 *
 * @param arena  where texts that had to be changed live
 * @param ret    borrows from `cell`, `column` or `arena`
 * @return OM_OK; OM_ERR_DATA: the cell is no such value; OM_ERR_RANGE: it lies outside
 */
OM_CHECKED om_status om_value_of_cell(const om_column *column, const om_value *cell,
                                      om_arena *arena, om_value *ret, om_error *err);

#endif
