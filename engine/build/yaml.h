/*
 * YAML as a tree that remembers its lines: texts, lists and maps, nothing clever.
 *
 * Anchors, aliases, tags and several documents are refused, and so are duplicate keys, nesting over
 * 16 levels and files over 1 MB.
 */
#ifndef OM_ENGINE_BUILD_YAML_H
#define OM_ENGINE_BUILD_YAML_H

#include "engine/base/arena.h"
#include "engine/base/status.h"

typedef enum om_yaml_kind { OM_YAML_TEXT, OM_YAML_LIST, OM_YAML_MAP } om_yaml_kind;

/** A node; lives in the arena it was read into. */
typedef struct om_yaml {
    om_yaml_kind kind;
    const char *key;             /**< of a map's member, else NULL */
    const char *text;            /**< of a text, else NULL */
    int line;                    /**< where it begins, from 1 */
    const struct om_yaml *first; /**< what a list or map holds */
    const struct om_yaml *next;  /**< in the list or map this belongs to */
} om_yaml;

/**
 * Reads a file.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DISK; OM_ERR_USAGE: not YAML, or beyond the limits, with
 *         the line
 */
OM_CHECKED om_status om_yaml_open(om_arena *arena, const char *path, const om_yaml **ret,
                                  om_error *err);

/** The member `key` of a map, NULL when there is none or `map` is NULL or no map. */
const om_yaml *om_yaml_get(const om_yaml *map, const char *key);

/** The text of the member `key`, NULL when there is none or it is no text. */
const char *om_yaml_text(const om_yaml *map, const char *key);

/** What a list or map holds; 0 for NULL. */
size_t om_yaml_count(const om_yaml *node);

/** The tree as one text that differs whenever the meaning does; lines do not count. */
const char *om_yaml_canonical(om_arena *arena, const om_yaml *node);

#endif
