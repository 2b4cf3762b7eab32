/*
 * The tag table: which OpenStreetMap elements belong to a layer, and what its columns then hold.
 *
 * standards/osm_tags.csv has a rule a row. `take` rows say what belongs to the layer, `drop` rows
 * what does not although a `take` row says so. A column's value comes from the first matching row
 * (`take` or `copy`) that names it: the row's target, or the tag's own value for `*`, a speed for
 * `@kmh`, a length for `@m`, a weight for `@t`, what the element is beside its tags for `@id`,
 * `@node`, `@from`, `@via` and `@to`, nothing for an empty target.
 */
#ifndef OM_ENGINE_SOURCE_OSM_TAGS_H
#define OM_ENGINE_SOURCE_OSM_TAGS_H

#include "engine/base/arena.h"
#include "engine/base/status.h"
#include "layers/layer.h"

/** What an element is taken as; the values are bits. */
typedef enum om_osm_form {
    OM_OSM_NODE = 1,
    OM_OSM_LINE = 2,
    OM_OSM_AREA = 4,     /**< a closed way */
    OM_OSM_RELATION = 8, /**< the area of a relation; rules for areas count for it too */
    OM_OSM_TURN = 16     /**< a relation of the ways that a turn restriction leads over */
} om_osm_form;

typedef struct om_osm_tag {
    const char *key, *value;
} om_osm_tag;

/** The tags of an element. */
typedef struct om_osm_tag_list {
    const om_osm_tag *tags;
    size_t count;
} om_osm_tag_list;

/** The value of a tag, NULL when the element has none of that key. */
const char *om_osm_tag_value(om_osm_tag_list tags, const char *key);

/** What an element is beside its tags. NULL where it is no such thing. */
typedef struct om_osm_self {
    const char *id;              /**< "way/1" */
    const char *node;            /**< the number of a node, or of that where a turn is made */
    const char *from, *via, *to; /**< the ways of a turn, as ids */
} om_osm_self;

/** The rules of one layer. */
typedef struct om_osm_rules om_osm_rules;

/**
 * Reads the rules of `layer` from a table.
 *
 * @param path  of the tag table
 * @return OM_OK; OM_ERR_NOT_FOUND: the table has no rules for this layer; OM_ERR_DATA: a bad row
 */
OM_CHECKED om_status om_osm_rules_open(const char *path, const om_layer *layer, om_osm_rules **ret,
                                       om_error *err);
void om_osm_rules_free(om_osm_rules *rules);
OM_DEFINE_AUTO(om_osm_rules)

/** The forms in which anything is taken at all, as bits. */
unsigned om_osm_rules_forms(const om_osm_rules *rules);

/** True when a rule looks at `key`. */
bool om_osm_rules_mention(const om_osm_rules *rules, const char *key);

/** True when an element with these tags belongs to the layer in this form. */
bool om_osm_rules_take(const om_osm_rules *rules, om_osm_tag_list tags, om_osm_form form);

/**
 * What a column of a taken element holds.
 *
 * @param self   for `@id` and its like
 * @param arena  where a value that is made lives
 * @return a text, NULL for nothing; a speed that is none comes back as it stands
 */
const char *om_osm_rules_value(const om_osm_rules *rules, om_osm_tag_list tags, om_osm_form form,
                               const char *column, const om_osm_self *self, om_arena *arena);

/** Reads "50", "30 mph", "50 km/h", "10 knots" as km/h. @return false for anything else */
bool om_osm_speed_kmh(const char *text, double *ret);

/** Reads "3.8", "4 m", "12 ft", "13'6\"" as metres. @return false for anything else */
bool om_osm_length_m(const char *text, double *ret);

/** Reads "7.5", "3.5 t", "3500 kg", "10 st" (short tons), "20000 lbs" as tonnes. */
bool om_osm_weight_t(const char *text, double *ret);

/** "key=value and key!=value …"; `*` is any value. */
typedef struct om_osm_filter om_osm_filter;

/** @param text  NULL lets everything pass. @return OM_OK; OM_ERR_USAGE */
OM_CHECKED om_status om_osm_filter_open(const char *text, om_osm_filter **ret, om_error *err);
void om_osm_filter_free(om_osm_filter *filter);
OM_DEFINE_AUTO(om_osm_filter)
bool om_osm_filter_passes(const om_osm_filter *filter, om_osm_tag_list tags);

#endif
