/*
 * Which field of a source fills which column of a layer.
 */
#ifndef OM_ENGINE_SOURCE_PLAN_H
#define OM_ENGINE_SOURCE_PLAN_H

#include "engine/base/arena.h"
#include "engine/source/record.h"

/** Made once a load. Borrows the layer and the reader's field names. */
typedef struct om_plan om_plan;

/**
 * Plans a load from --map, --set and the names of the fields.
 *
 * A field that bears a column's name or one of its titles ("name", "名称") maps by itself, in
 * whatever case; --map and --set come first. The column "id" is taken only by --map.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND: no such field or column, with the nearest name; OM_ERR_USAGE: a
 *         column that is filled twice, or a text that is no pair; OM_ERR_DATA: nothing fills a
 *         required column; and what a constant that does not fit its column gives
 */
OM_CHECKED om_status om_plan_make(const om_layer *layer, const om_reader *reader,
                                  const om_load_options *options, om_plan **ret, om_error *err);
void om_plan_free(om_plan *plan);
OM_DEFINE_AUTO(om_plan)

/** How many columns a row has. */
size_t om_plan_column_count(const om_plan *plan);

/**
 * The values of a record's row.
 *
 * @param values  one a column, filled; borrow from the record and `arena`
 * @param ret_id  the id: the mapped field's, else the record's own
 * @return OM_OK; OM_ERR_DATA: a required value is missing, or is no such value; OM_ERR_RANGE
 */
OM_CHECKED om_status om_plan_row(const om_plan *plan, const om_record *record, om_arena *arena,
                                 om_value *values, const char **ret_id, om_error *err);

/**
 * Lets the layer's stand-in fill what a row lacks: a planning unit without a code goes by its name.
 *
 * @param values  as om_plan_row() filled them
 * @return whether it did
 */
bool om_plan_stand_in(const om_plan *plan, om_value *values);

/** Writes "field": "column" pairs and constants into the report's `map` and `set`. */
void om_plan_describe(const om_plan *plan, om_json *report);

#endif
