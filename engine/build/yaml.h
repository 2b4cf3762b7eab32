/*
 * YAML as a tree that remembers its lines. Only what a build file needs: one document of maps,
 * lists and scalars. Anchors, aliases, tags and duplicate keys are refused.
 */
#ifndef OM_ENGINE_BUILD_YAML_H
#define OM_ENGINE_BUILD_YAML_H

#include "engine/base/arena.h"
#include "engine/base/status.h"
#include "engine/base/text.h"

/** Limits of a document; beyond them it is OM_ERR_DATA. */
enum { OM_YAML_MAX_BYTES = 1024 * 1024, OM_YAML_MAX_NODES = 20000, OM_YAML_MAX_NESTING = 16 };

typedef enum om_yaml_kind { OM_YAML_SCALAR, OM_YAML_LIST, OM_YAML_MAP } om_yaml_kind;

/** A node. Lives in the arena it was read with. */
typedef struct om_yaml {
    om_yaml_kind kind;
    int line;                    /**< from 1 */
    const char *key;             /**< of a map's member, NULL elsewhere */
    const char *text;            /**< of a scalar; "" for nothing after the colon */
    const struct om_yaml *first; /**< of a list's elements or a map's members, NULL when empty */
    const struct om_yaml *next;  /**< the next in the same list or map */
} om_yaml;

/**
 * Reads a document.
 *
 * @param name  what to call it in an error, a file name
 * @return OM_OK; OM_ERR_DATA with the line
 */
OM_CHECKED om_status om_yaml_parse(om_arena *arena, const char *text, size_t length,
                                   const char *name, const om_yaml **ret, om_error *err);

/** The member `key` of a map, NULL when there is none or `map` is NULL. */
const om_yaml *om_yaml_get(const om_yaml *map, const char *key);

/** The text of the scalar member `key`, NULL when there is none. */
const char *om_yaml_text(const om_yaml *map, const char *key);

/** Elements or members. */
size_t om_yaml_count(const om_yaml *node);

/** Appends a form that is the same for the same content, whatever the layout of the file. */
void om_yaml_write(const om_yaml *node, om_text *ret);

#endif
