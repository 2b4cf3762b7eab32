/*
 * Where in a document something stands: "layers[3].paint.fill-color[2]".
 */
#ifndef OM_ENGINE_STYLE_PLACE_H
#define OM_ENGINE_STYLE_PLACE_H

#include "engine/base/json.h"

/** A JSON value and the way to it. Lives on the stack of whoever looks at it. */
typedef struct om_place {
    const om_json *json;
    const struct om_place *parent; /**< NULL: the document itself */
    const char *key;               /**< in an object; NULL in an array */
    size_t index;                  /**< in an array */
} om_place;

/** Member `key` of an object; its json is NULL when there is none. */
om_place om_place_member(const om_place *parent, const char *key);

/** Element `index` of an array; its json is NULL past the end. */
om_place om_place_item(const om_place *parent, size_t index);

/** Fails with OM_ERR_STYLE and the way before the words. */
om_status om_place_fail(const om_place *place, om_error *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** Checks the kind of the value: "expected an array, found a text". @return OM_OK; OM_ERR_STYLE */
OM_CHECKED om_status om_place_expect(const om_place *place, om_json_kind kind, om_error *err);

#endif
