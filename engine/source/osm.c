/* An OpenStreetMap file as a reader of records. */
#include "engine/source/osm.h"

#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/source/osm_area.h"
#include "engine/source/osm_turn.h"
#include "engine/source/value.h"
#include "engine/source/wkb.h"

static const char tag_table[] = "standards/osm_tags.csv";

/* How often something was met that is told at the end, with the first of it. */
typedef struct oddity {
    size_t count;
    char first[96];
} oddity;

/* An OSM file that is read. */
typedef struct osm {
    om_reader reader; /* first: a reader is one of these */
    om_arena *arena, *record_arena;
    om_geo *geo; /* borrowed */
    const om_layer *layer;
    om_osm_rules *rules;
    om_osm_filter *filter;
    om_osm_file *file;
    size_t column_count; /* fields from here on are tags */
    size_t element;      /* the next one */
    size_t vertex;       /* where in it, when a line is cut into pieces */
    size_t piece;        /* the last one, of a line or a turn restriction */
    uint64_t number;
    om_value *cells;
    om_text wkb;
    oddity cut_areas, cut_lines, cut_turns, junk;
} osm;

bool om_osm_is(const char *source)
{
    return om_text_ends(source, ".osm") || om_text_ends(source, ".pbf");
}

static void close_osm(om_reader *reader)
{
    osm *on = (osm *)reader;
    om_osm_file_free(on->file);
    om_osm_filter_free(on->filter);
    om_osm_rules_free(on->rules);
    om_text_clear(&on->wkb);
    om_arena_free(on->record_arena);
    om_arena_free(on->arena);
    free(on);
}

static void meet(oddity *what, const char *which)
{
    if (!what->count++)
        snprintf(what->first, sizeof what->first, "%s", which);
}

/* ---- Cells ---- */

/* A column's value by the rules; what does not fit the column is left out and counted. */
static om_value column_value(osm *on, const om_osm_element *element, const om_column *column,
                             const om_osm_self *self)
{
    om_value value = {0};
    om_error why;
    const char *text = om_osm_rules_value(on->rules, element->tags, element->form, column->name,
                                          self, on->record_arena);
    if (!text)
        return value;
    const om_value cell = om_value_text(text);
    if (om_value_of_cell(column, &cell, on->record_arena, &value, &why) == OM_OK)
        return value;
    if (on->piece <= 1) /* once a line, however many pieces it comes in */
        meet(&on->junk, om_arena_format(on->record_arena, "%s: %s", self->id, why.message));
    return (om_value){0};
}

static void fill_cells(osm *on, const om_osm_element *element, const om_osm_self *self)
{
    for (size_t i = 0; i < on->reader.field_count; i++) {
        on->cells[i] = (om_value){0};
        if (i >= on->column_count)
            on->cells[i] = om_value_text(om_osm_tag_value(element->tags, on->reader.fields[i]));
        else if (on->layer->columns[i].type != OM_BLOB)
            on->cells[i] = column_value(on, element, &on->layer->columns[i], self);
    }
}

/* The ids of a line's nodes go into the column that holds them, where the layer has one. */
static void fill_nodes(osm *on, const int64_t *refs, size_t count)
{
    for (size_t i = 0; i < on->column_count; i++)
        if (on->layer->columns[i].type == OM_BLOB)
            on->cells[i] = om_value_blob(refs, count * sizeof *refs);
}

/* ---- Shapes ---- */

static const char *id_of(const osm *on, const om_osm_element *element)
{
    const bool is_relation = element->form == OM_OSM_RELATION || element->form == OM_OSM_TURN;
    const char *kind = is_relation ? "relation" : element->form == OM_OSM_NODE ? "node" : "way";
    return om_arena_format(on->record_arena, "%s/%lld", kind, (long long)element->id);
}

/*
 * The next piece of a line whose nodes are all in the file: an extract may have been cut through
 * it. @return false when there is none any more
 */
static bool next_piece(osm *on, const om_osm_element *element, om_xy_list *piece, size_t *ret_first)
{
    const int64_t *refs = om_osm_refs(on->file, element->first);
    while (on->vertex < element->count) {
        om_xy at;
        piece->count = 0;
        *ret_first = on->vertex;
        while (on->vertex < element->count && om_osm_find_node(on->file, refs[on->vertex], &at)) {
            om_xy_list_add(piece, at);
            on->vertex++;
        }
        on->vertex += on->vertex < element->count;
        if (piece->count >= 2)
            return true;
    }
    return false;
}

static bool take_line(osm *on, const om_osm_element *element, om_record *record)
{
    OM_AUTO_XY_LIST piece = {0};
    size_t first;
    const bool is_begun = on->vertex > 0;
    if (!next_piece(on, element, &piece, &first)) {
        if (!is_begun)
            meet(&on->cut_lines, record->id);
        return false;
    }
    const bool is_cut = piece.count < element->count;
    if (is_cut && !on->piece++)
        meet(&on->cut_lines, record->id);
    fill_cells(on, element, &(om_osm_self){.id = record->id});
    if (is_cut)
        record->id = om_arena_format(on->record_arena, "%s/%zu", record->id, on->piece);
    om_wkb_begin(&on->wkb, OM_WKB_LINE);
    om_wkb_add_count(&on->wkb, piece.count);
    om_wkb_add_points(&on->wkb, piece.at, piece.count);
    fill_nodes(on, om_osm_refs(on->file, element->first + first), piece.count);
    return true;
}

static bool take_point(osm *on, int64_t node)
{
    om_xy at;
    if (!om_osm_find_node(on->file, node, &at))
        return false;
    om_wkb_begin(&on->wkb, OM_WKB_POINT);
    om_wkb_add_points(&on->wkb, &at, 1);
    return true;
}

static bool take_node(osm *on, const om_osm_element *element, const om_record *record)
{
    const om_osm_self self = {
        .id = record->id,
        .node = om_arena_format(on->record_arena, "%lld", (long long)element->id)};
    fill_cells(on, element, &self);
    return take_point(on, *om_osm_refs(on->file, element->first));
}

/* The ids of ways, separated by blanks. */
static const char *way_ids(osm *on, const int64_t *ways, size_t count)
{
    OM_AUTO_TEXT list = {0};
    for (size_t i = 0; i < count; i++)
        om_text_add_format(&list, "%sway/%lld", i ? " " : "", (long long)ways[i]);
    return count ? om_arena_text(on->record_arena, list.bytes) : NULL;
}

/* The next of a relation's turns, which stand where their first two ways meet. */
static bool take_turn(osm *on, const om_osm_element *element, om_record *record)
{
    om_osm_turn *turns = NULL;
    const size_t count = om_osm_turns(on->file, element, on->record_arena, &turns);
    if (on->piece == count && count)
        return false;
    if (!count || !take_point(on, turns[on->piece].node)) {
        meet(&on->cut_turns, record->id);
        return false;
    }
    const om_osm_turn *turn = &turns[on->piece++];
    const om_osm_self self = {.id = record->id,
                              .node =
                                  om_arena_format(on->record_arena, "%lld", (long long)turn->node),
                              .from = way_ids(on, &turn->from, 1),
                              .via = way_ids(on, turn->via, turn->via_count),
                              .to = way_ids(on, &turn->to, 1)};
    fill_cells(on, element, &self);
    if (count > 1)
        record->id = om_arena_format(on->record_arena, "%s/%zu", record->id, on->piece);
    return true;
}

static bool take_area(osm *on, const om_osm_element *element, om_record *record)
{
    om_error why;
    bool is_whole = false;
    fill_cells(on, element, &(om_osm_self){.id = record->id});
    if (om_osm_area(on->geo, on->file, element, &on->wkb, &is_whole, &why) != OM_OK) {
        record->fault = om_arena_text(on->record_arena, why.message);
        return true;
    }
    if (!is_whole)
        meet(&on->cut_areas, record->id);
    return is_whole;
}

/* @return false when the element gives no record, or no further one */
static bool take_element(osm *on, const om_osm_element *element, om_record *record)
{
    on->wkb.length = 0;
    record->id = id_of(on, element);
    switch (element->form) {
    case OM_OSM_NODE:
        return take_node(on, element, record);
    case OM_OSM_LINE:
        return take_line(on, element, record);
    case OM_OSM_TURN:
        return take_turn(on, element, record);
    case OM_OSM_AREA:
    case OM_OSM_RELATION:
        return take_area(on, element, record);
    }
    return false;
}

static om_status next_record(om_reader *reader, om_record *ret, bool *ret_more, om_error *err)
{
    (void)err;
    osm *on = (osm *)reader;
    size_t count;
    const om_osm_element *elements = om_osm_elements(on->file, &count);
    *ret_more = false;
    while (on->element < count && !*ret_more) {
        const om_osm_element *element = &elements[on->element];
        om_record record = {.number = on->number + 1, .cells = on->cells, .wkb = &on->wkb};
        om_arena_reset(on->record_arena);
        *ret_more = take_element(on, element, &record);
        if (*ret_more)
            *ret = record;
        const bool has_pieces = element->form == OM_OSM_LINE || element->form == OM_OSM_TURN;
        if (!*ret_more || !has_pieces) {
            on->element++;
            on->vertex = on->piece = 0;
        }
    }
    on->number += *ret_more;
    return OM_OK;
}

/* ---- Opening and telling ---- */

static void tell_one(const oddity *what, const char *words, om_json *notices)
{
    if (!what->count)
        return;
    OM_AUTO_TEXT sentence = {0};
    om_text_add_format(&sentence, "%zu %s, first: %s", what->count, words, what->first);
    om_json_add(notices, om_json_text_new(sentence.bytes));
}

static void tell_oddities(const om_reader *reader, om_json *notices)
{
    const osm *on = (const osm *)reader;
    tell_one(&on->cut_areas, "areas are cut off or do not close and were left out", notices);
    tell_one(&on->cut_lines, "lines are cut off at the extract's edge", notices);
    tell_one(&on->cut_turns,
             "turn restrictions lack a member or lead over roads that do not meet, and were left "
             "out",
             notices);
    tell_one(&on->junk, "tag values were not understood and left out", notices);
}

/* The layer's columns, then the tags that --map names. */
static void name_fields(osm *on, const om_load_options *options)
{
    while (on->layer->columns[on->column_count].name)
        on->column_count++;
    const size_t most = on->column_count + options->map_count;
    const char **names = OM_ARENA_ARRAY(on->arena, const char *, most + 1);
    size_t count = 0;
    for (; count < on->column_count; count++)
        names[count] = on->layer->columns[count].name;
    for (size_t i = 0; i < options->map_count; i++) {
        const char *equals = strrchr(options->map[i], '=');
        if (equals && equals > options->map[i])
            names[count++] =
                om_arena_text_part(on->arena, options->map[i], (size_t)(equals - options->map[i]));
    }
    on->reader.fields = names;
    on->reader.field_count = count;
    on->cells = OM_ARENA_ARRAY(on->arena, om_value, count + 1);
}

om_status om_osm_open(const char *source, const om_osm_job *job, om_reader **ret, om_error *err)
{
    osm *on = om_memory_take(1, sizeof *on);
    OM_AUTO(om_reader) reader = &on->reader;
    on->arena = om_arena_new();
    on->record_arena = om_arena_new();
    on->geo = job->geo;
    on->layer = job->layer;
    *reader = (om_reader){.name = om_path_base(source),
                          .driver = "OSM",
                          .crs = OM_CRS_LONLAT,
                          .encoding = "UTF-8",
                          .next = next_record,
                          .tell = tell_oddities,
                          .close = close_osm};
    if (!om_file_exists(source))
        return om_fail(err, OM_ERR_NOT_FOUND, "%s: no such file", source);
    const char *table = NULL;
    OM_TRY(om_share_find(on->arena, tag_table, &table, err));
    OM_TRY(om_osm_rules_open(table, job->layer, &on->rules, err));
    OM_TRY(om_osm_filter_open(job->options->where, &on->filter, err));
    name_fields(on, job->options);
    const om_osm_wanted wanted = {.rules = on->rules,
                                  .filter = on->filter,
                                  .keys = reader->fields + on->column_count,
                                  .key_count = reader->field_count - on->column_count,
                                  .listener = job->listener};
    OM_TRY(om_osm_file_open(source, &wanted, &on->file, err));
    size_t count;
    om_osm_elements(on->file, &count);
    reader->total = count;
    *ret = OM_TAKE(reader);
    return OM_OK;
}
