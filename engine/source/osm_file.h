/*
 * An OpenStreetMap file in compact arrays: only what a layer takes, with the nodes it stands on.
 *
 * The file is read two or three times (relations, ways, nodes), so that memory holds what is
 * wanted and nothing else.
 */
#ifndef OM_ENGINE_SOURCE_OSM_FILE_H
#define OM_ENGINE_SOURCE_OSM_FILE_H

#include "engine/base/xy.h"
#include "engine/source/osm_tags.h"

/** A node, way or relation that the layer takes. */
typedef struct om_osm_element {
    int64_t id;
    om_osm_form form;
    om_osm_tag_list tags; /**< those that a rule or the caller looks at */
    size_t first, count;  /**< in `refs` (nodes of a way) or `members` (of a relation) */
} om_osm_element;

/** What a member is to its relation. */
typedef enum om_osm_role {
    OM_OSM_OUTER,
    OM_OSM_INNER,
    OM_OSM_FROM,
    OM_OSM_VIA_WAY,
    OM_OSM_VIA_NODE,
    OM_OSM_TO
} om_osm_role;

/** A way, or the node of a turn, in a relation. */
typedef struct om_osm_member {
    int64_t id;
    om_osm_role role;
} om_osm_member;

/** A way that relations are made of. */
typedef struct om_osm_way {
    int64_t id;
    size_t first, count; /**< in `refs` */
} om_osm_way;

/** A node's place in units of 1e-7 degrees, as OpenStreetMap keeps it. */
typedef struct om_osm_node {
    int64_t id;
    int32_t lon_e7, lat_e7;
} om_osm_node;

typedef struct om_osm_file om_osm_file;

/** What to take. Borrows everything. */
typedef struct om_osm_wanted {
    const om_osm_rules *rules;
    const om_osm_filter *filter;
    const char *const *keys; /**< `key_count` more tags to keep */
    size_t key_count;
    const om_listener *listener; /**< may be NULL */
} om_osm_wanted;

/** @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DATA: damaged; OM_ERR_CANCELLED */
OM_CHECKED om_status om_osm_file_open(const char *path, const om_osm_wanted *wanted,
                                      om_osm_file **ret, om_error *err);
void om_osm_file_free(om_osm_file *file);
OM_DEFINE_AUTO(om_osm_file)

/** Elements in the order nodes, ways, relations. */
const om_osm_element *om_osm_elements(const om_osm_file *file, size_t *ret_count);

/** Node ids of a way, from `first`. */
const int64_t *om_osm_refs(const om_osm_file *file, size_t first);

/** Members of a relation, from `first`. */
const om_osm_member *om_osm_members(const om_osm_file *file, size_t first);

/** A way that a relation is made of; NULL when the file lacks it. */
const om_osm_way *om_osm_find_way(const om_osm_file *file, int64_t id);

/** Where a node is, in degrees. @return false when the file lacks it */
bool om_osm_find_node(const om_osm_file *file, int64_t id, om_xy *ret);

#endif
