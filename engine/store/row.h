/*
 * A row of a store as a JSON object: numbers as numbers, what is not known as null.
 */
#ifndef OM_ENGINE_STORE_ROW_H
#define OM_ENGINE_STORE_ROW_H

#include "engine/base/json.h"
#include "engine/store/rows.h"

/** The columns of a layer as an SQL list, `"id", "code", …`; blobs are left out. */
void om_row_columns(const om_layer *layer, om_text *ret);

/**
 * Puts the first `count` columns of the current row into an object under their names.
 *
 * @param layer  says which columns are numbers
 */
void om_row_put(om_json *object, const om_layer *layer, const om_rows *rows, int count);

#endif
