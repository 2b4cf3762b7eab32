/* OpenStreetMap files through libreadosm, in passes. */
#include "engine/source/osm_file.h"

#include <math.h>
#include <string.h>

#include <readosm.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"

enum { TELL_EVERY = 100000, NOWHERE = INT32_MAX };

/* A growing array of T. */
#define LIST(T)                                                                                    \
    struct {                                                                                       \
        T *at;                                                                                     \
        size_t count, capacity;                                                                    \
    }
#define LIST_ADD(list, value)                                                                      \
    do {                                                                                           \
        (list).at =                                                                                \
            om_memory_grow((list).at, (list).count + 1, &(list).capacity, sizeof *(list).at);      \
        (list).at[(list).count++] = (value);                                                       \
    } while (0)

struct om_osm_file {
    om_arena *arena; /* tags */
    LIST(om_osm_element) elements, relations;
    LIST(int64_t) refs;
    LIST(om_osm_member) members;
    LIST(int64_t) wanted_ways; /* sorted, each once */
    LIST(om_osm_way) ways;     /* sorted by id */
    LIST(om_osm_node) nodes;   /* sorted by id, each once */
};

/* One reading of the file. */
typedef struct pass {
    om_osm_file *file;
    const om_osm_wanted *wanted;
    const char *name;
    LIST(om_osm_tag) tags; /* of the element at hand */
    uint64_t done;
    om_status status;
    om_error *err;
} pass;

void om_osm_file_free(om_osm_file *file)
{
    if (!file)
        return;
    om_arena_free(file->arena);
    free(file->elements.at);
    free(file->relations.at);
    free(file->refs.at);
    free(file->members.at);
    free(file->wanted_ways.at);
    free(file->ways.at);
    free(file->nodes.at);
    free(file);
}

/* ---- What every callback does ---- */

/* Tells the listener now and then. @return READOSM_OK or READOSM_ABORT */
static int go_on(pass *on)
{
    if (on->done++ % TELL_EVERY)
        return READOSM_OK;
    const om_progress progress = {.stage = on->name, .done = on->done - 1, .unit = "elements"};
    on->status = om_listener_tell(on->wanted->listener, &progress, on->err);
    return on->status == OM_OK ? READOSM_OK : READOSM_ABORT;
}

static om_osm_tag_list tags_of(pass *on, const readosm_tag *tags, int count)
{
    on->tags.count = 0;
    for (int i = 0; i < count; i++) {
        const om_osm_tag tag = {tags[i].key, tags[i].value};
        LIST_ADD(on->tags, tag);
    }
    return (om_osm_tag_list){on->tags.at, on->tags.count};
}

static bool is_kept(const om_osm_wanted *wanted, const char *key)
{
    for (size_t i = 0; i < wanted->key_count; i++)
        if (strcmp(wanted->keys[i], key) == 0)
            return true;
    return om_osm_rules_mention(wanted->rules, key);
}

/* A copy of those tags that somebody will look at. */
static om_osm_tag_list keep_tags(pass *on, om_osm_tag_list tags)
{
    om_arena *arena = on->file->arena;
    om_osm_tag *kept = OM_ARENA_ARRAY(arena, om_osm_tag, tags.count);
    size_t count = 0;
    for (size_t i = 0; i < tags.count; i++)
        if (is_kept(on->wanted, tags.tags[i].key))
            kept[count++] = (om_osm_tag){om_arena_text(arena, tags.tags[i].key),
                                         om_arena_text(arena, tags.tags[i].value)};
    return (om_osm_tag_list){kept, count};
}

static bool is_taken(const pass *on, om_osm_tag_list tags, om_osm_form form)
{
    return tags.count && om_osm_rules_take(on->wanted->rules, tags, form) &&
           om_osm_filter_passes(on->wanted->filter, tags);
}

/* ---- The callbacks ---- */

/* What a relation of this type can be taken as; 0 for types that are no shape at all. */
static om_osm_form form_of_type(om_osm_tag_list tags)
{
    const char *type = om_osm_tag_value(tags, "type");
    if (!type)
        return 0;
    if (strcmp(type, "multipolygon") == 0 || strcmp(type, "boundary") == 0)
        return OM_OSM_RELATION;
    return strcmp(type, "restriction") == 0 ? OM_OSM_TURN : 0;
}

static bool role_in_area(const readosm_member *given, om_osm_role *ret)
{
    *ret = given->role && strcmp(given->role, "inner") == 0 ? OM_OSM_INNER : OM_OSM_OUTER;
    return given->member_type == READOSM_MEMBER_WAY;
}

static bool role_in_turn(const readosm_member *given, om_osm_role *ret)
{
    static const struct {
        const char *word;
        int type;
        om_osm_role role;
    } roles[] = {{"from", READOSM_MEMBER_WAY, OM_OSM_FROM},
                 {"to", READOSM_MEMBER_WAY, OM_OSM_TO},
                 {"via", READOSM_MEMBER_WAY, OM_OSM_VIA_WAY},
                 {"via", READOSM_MEMBER_NODE, OM_OSM_VIA_NODE}};
    for (size_t i = 0; given->role && i < sizeof roles / sizeof *roles; i++)
        if (roles[i].type == given->member_type && strcmp(roles[i].word, given->role) == 0) {
            *ret = roles[i].role;
            return true;
        }
    return false;
}

static void keep_member(om_osm_file *file, const readosm_member *given, om_osm_role role)
{
    const om_osm_member member = {given->id, role};
    const om_osm_node node = {given->id, NOWHERE, NOWHERE};
    LIST_ADD(file->members, member);
    if (role == OM_OSM_VIA_NODE)
        LIST_ADD(file->nodes, node);
    else
        LIST_ADD(file->wanted_ways, (int64_t)given->id);
}

static int take_relation(const void *user, const readosm_relation *relation)
{
    pass *on = (pass *)user;
    om_osm_file *file = on->file;
    const om_osm_tag_list tags = tags_of(on, relation->tags, relation->tag_count);
    const om_osm_form form = form_of_type(tags);
    if (form && is_taken(on, tags, form)) {
        om_osm_element element = {.id = relation->id,
                                  .form = form,
                                  .tags = keep_tags(on, tags),
                                  .first = file->members.count};
        for (int i = 0; i < relation->member_count; i++) {
            const readosm_member *given = &relation->members[i];
            om_osm_role role;
            if (form == OM_OSM_TURN ? role_in_turn(given, &role) : role_in_area(given, &role))
                keep_member(file, given, role);
        }
        element.count = file->members.count - element.first;
        LIST_ADD(file->relations, element);
    }
    return go_on(on);
}

static int ascending_ids(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The first `count` elements of `size` bytes, sorted by the id they begin with, each once. */
static size_t sort_once(void *at, size_t count, size_t size)
{
    char *bytes = at;
    size_t kept = 0;
    if (count)
        qsort(at, count, size, ascending_ids);
    for (size_t i = 0; i < count; i++) {
        if (kept && ascending_ids(bytes + (kept - 1) * size, bytes + i * size) == 0)
            continue;
        if (kept != i)
            memcpy(bytes + kept * size, bytes + i * size, size);
        kept++;
    }
    return kept;
}

static void *find_id(int64_t id, const void *at, size_t count, size_t size)
{
    return count ? bsearch(&id, at, count, size, ascending_ids) : NULL;
}

static size_t add_refs(om_osm_file *file, const readosm_way *way)
{
    const size_t first = file->refs.count;
    for (int i = 0; i < way->node_ref_count; i++) {
        const om_osm_node node = {way->node_refs[i], NOWHERE, NOWHERE};
        LIST_ADD(file->refs, (int64_t)way->node_refs[i]);
        LIST_ADD(file->nodes, node);
    }
    return first;
}

static int take_way(const void *user, const readosm_way *way)
{
    pass *on = (pass *)user;
    om_osm_file *file = on->file;
    const om_osm_tag_list tags = tags_of(on, way->tags, way->tag_count);
    const int count = way->node_ref_count;
    const bool is_closed = count >= 4 && way->node_refs[0] == way->node_refs[count - 1];
    const bool is_ring = is_closed && is_taken(on, tags, OM_OSM_AREA);
    const bool is_line = !is_ring && count >= 2 && is_taken(on, tags, OM_OSM_LINE);
    const bool is_member =
        find_id(way->id, file->wanted_ways.at, file->wanted_ways.count, sizeof(int64_t)) != NULL;
    if (!is_ring && !is_line && !is_member)
        return go_on(on);
    const size_t first = add_refs(file, way);
    if (is_ring || is_line) {
        const om_osm_element element = {.id = way->id,
                                        .form = is_ring ? OM_OSM_AREA : OM_OSM_LINE,
                                        .tags = keep_tags(on, tags),
                                        .first = first,
                                        .count = (size_t)count};
        LIST_ADD(file->elements, element);
    }
    if (is_member) {
        const om_osm_way member = {way->id, first, (size_t)count};
        LIST_ADD(file->ways, member);
    }
    return go_on(on);
}

/* False for what is no place: XML may lack the attributes or hold any number. */
static bool is_on_earth(const readosm_node *node)
{
    return fabs(node->longitude) <= 180 && fabs(node->latitude) <= 90;
}

static om_osm_node placed(const readosm_node *node)
{
    return (om_osm_node){node->id, (int32_t)lround(node->longitude * 1e7),
                         (int32_t)lround(node->latitude * 1e7)};
}

/* The third pass: places of nodes that ways stand on. */
static int place_node(const void *user, const readosm_node *node)
{
    pass *on = (pass *)user;
    om_osm_node *found =
        find_id(node->id, on->file->nodes.at, on->file->nodes.count, sizeof(om_osm_node));
    if (found && is_on_earth(node))
        *found = placed(node);
    return go_on(on);
}

/* Nodes that are elements themselves, met while ways are read. */
static int take_node(const void *user, const readosm_node *node)
{
    pass *on = (pass *)user;
    om_osm_file *file = on->file;
    const om_osm_tag_list tags = tags_of(on, node->tags, node->tag_count);
    if (is_taken(on, tags, OM_OSM_NODE) && is_on_earth(node)) {
        const om_osm_element element = {.id = node->id,
                                        .form = OM_OSM_NODE,
                                        .tags = keep_tags(on, tags),
                                        .first = file->refs.count,
                                        .count = 1};
        LIST_ADD(file->refs, (int64_t)node->id);
        LIST_ADD(file->nodes, placed(node));
        LIST_ADD(file->elements, element);
    }
    return go_on(on);
}

/* ---- Passes ---- */

static om_status say_why(const char *path, int code, om_error *err)
{
    static const struct {
        int code;
        om_status status;
        const char *words;
    } reasons[] = {
        {READOSM_FILE_NOT_FOUND, OM_ERR_NOT_FOUND, "no such file"},
        {READOSM_INVALID_SUFFIX, OM_ERR_USAGE, "neither .osm nor .pbf"},
        {READOSM_INSUFFICIENT_MEMORY, OM_ERR_MEMORY, "out of memory"},
        {READOSM_XML_ERROR, OM_ERR_DATA, "damaged XML"},
        {READOSM_INVALID_PBF_HEADER, OM_ERR_DATA, "not an OSM PBF file"},
        {READOSM_UNZIP_ERROR, OM_ERR_DATA, "a damaged block"},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        if (reasons[i].code == code)
            return om_fail(err, reasons[i].status, "%s: %s", om_path_base(path), reasons[i].words);
    return om_fail(err, OM_ERR_DATA, "%s cannot be read to its end; it is damaged or cut off",
                   om_path_base(path));
}

static om_status read_once(const char *path, pass *on, readosm_node_callback nodes,
                           readosm_way_callback ways, readosm_relation_callback relations)
{
    const void *handle = NULL;
    on->done = 0;
    int code = readosm_open(path, &handle);
    if (code == READOSM_OK)
        code = readosm_parse(handle, on, nodes, ways, relations);
    if (handle)
        readosm_close(handle);
    if (on->status != OM_OK || code == READOSM_OK)
        return on->status;
    return say_why(path, code, on->err);
}

static om_status read_passes(const char *path, pass *on)
{
    om_osm_file *file = on->file;
    const unsigned forms = om_osm_rules_forms(on->wanted->rules);
    if (forms & (OM_OSM_AREA | OM_OSM_RELATION | OM_OSM_TURN)) {
        OM_TRY(read_once(path, on, NULL, NULL, take_relation));
        file->wanted_ways.count =
            sort_once(file->wanted_ways.at, file->wanted_ways.count, sizeof(int64_t));
    }
    OM_TRY(read_once(path, on, forms & OM_OSM_NODE ? take_node : NULL, take_way, NULL));
    file->ways.count = sort_once(file->ways.at, file->ways.count, sizeof(om_osm_way));
    file->nodes.count = sort_once(file->nodes.at, file->nodes.count, sizeof(om_osm_node));
    OM_TRY(read_once(path, on, place_node, NULL, NULL));
    for (size_t i = 0; i < file->relations.count; i++)
        LIST_ADD(file->elements, file->relations.at[i]);
    return OM_OK;
}

om_status om_osm_file_open(const char *path, const om_osm_wanted *wanted, om_osm_file **ret,
                           om_error *err)
{
    OM_AUTO(om_osm_file) file = om_memory_take(1, sizeof *file);
    OM_AUTO_TEXT name = {0};
    file->arena = om_arena_new();
    om_text_add_format(&name, "read %s", om_path_base(path));
    pass on = {.file = file, .wanted = wanted, .name = name.bytes, .err = err};
    const om_status status = read_passes(path, &on);
    free(on.tags.at);
    if (status == OM_OK)
        *ret = OM_TAKE(file);
    return status;
}

/* ---- Asking ---- */

const om_osm_element *om_osm_elements(const om_osm_file *file, size_t *ret_count)
{
    *ret_count = file->elements.count;
    return file->elements.at;
}

const int64_t *om_osm_refs(const om_osm_file *file, size_t first)
{
    return file->refs.at + first;
}

const om_osm_member *om_osm_members(const om_osm_file *file, size_t first)
{
    return file->members.at + first;
}

const om_osm_way *om_osm_find_way(const om_osm_file *file, int64_t id)
{
    return find_id(id, file->ways.at, file->ways.count, sizeof(om_osm_way));
}

bool om_osm_find_node(const om_osm_file *file, int64_t id, om_xy *ret)
{
    const om_osm_node *node = find_id(id, file->nodes.at, file->nodes.count, sizeof(om_osm_node));
    if (!node || node->lon_e7 == NOWHERE)
        return false;
    *ret = (om_xy){node->lon_e7 / 1e7, node->lat_e7 / 1e7};
    return true;
}
