/* The rules of a layer, read from the tag table and put to an element's tags. */
#include "engine/source/osm_tags.h"

#include <math.h>
#include <string.h>

#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"

typedef enum rule_kind { TAKE, DROP, COPY } rule_kind;

typedef struct rule {
    rule_kind kind;
    unsigned forms;
    const char *key;
    const char *value;  /* NULL: any */
    const char *column; /* "": none */
    const char *target;
} rule;

struct om_osm_rules {
    om_csv *table; /* the rules' texts live in it */
    rule *rules;
    size_t count;
};

void om_osm_rules_free(om_osm_rules *rules)
{
    if (!rules)
        return;
    om_csv_free(rules->table);
    free(rules->rules);
    free(rules);
}

const char *om_osm_tag_value(om_osm_tag_list tags, const char *key)
{
    for (size_t i = 0; i < tags.count; i++)
        if (strcmp(tags.tags[i].key, key) == 0)
            return tags.tags[i].value;
    return NULL;
}

/* ---- Reading ---- */

typedef enum cell { LAYER, RULE, KEY, VALUE, GEOMETRY, COLUMN, TARGET, CELL_COUNT } cell;

static om_status find_columns(const om_csv *table, size_t *ret, om_error *err)
{
    static const char *const names[CELL_COUNT] = {"layer",    "rule",   "key",   "value",
                                                  "geometry", "column", "target"};
    for (int i = 0; i < CELL_COUNT; i++)
        OM_TRY(om_csv_need_column(table, names[i], &ret[i], err));
    return OM_OK;
}

static om_status read_kind(const char *word, rule_kind *ret, om_error *err)
{
    static const char *const words[] = {[TAKE] = "take", [DROP] = "drop", [COPY] = "copy"};
    for (int i = TAKE; i <= COPY; i++)
        if (strcmp(word, words[i]) == 0) {
            *ret = (rule_kind)i;
            return OM_OK;
        }
    return om_fail(err, OM_ERR_DATA, "rule \"%s\" is none of take, drop, copy", word);
}

static om_status read_forms(const char *text, unsigned *ret, om_error *err)
{
    static const struct {
        const char *word;
        om_osm_form form;
    } words[] = {{"node", OM_OSM_NODE},
                 {"way", OM_OSM_LINE},
                 {"area", OM_OSM_AREA},
                 {"relation", OM_OSM_RELATION},
                 {"turn", OM_OSM_TURN}};
    *ret = 0;
    for (size_t length; *text; text += length + strspn(text + length, " ")) {
        length = strcspn(text, " ");
        const unsigned before = *ret;
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
            if (strlen(words[i].word) == length && strncmp(words[i].word, text, length) == 0)
                *ret |= words[i].form;
        if (*ret == before)
            return om_fail(err, OM_ERR_DATA,
                           "geometry \"%s\" is none of node, way, area, relation, turn", text);
    }
    return *ret ? OM_OK : om_fail(err, OM_ERR_DATA, "geometry is missing");
}

static om_status read_rule(const om_csv *table, size_t row, const size_t *columns,
                           const om_layer *layer, rule *ret, om_error *err)
{
    const char *value = om_csv_cell(table, row, columns[VALUE]);
    *ret = (rule){.key = om_csv_cell(table, row, columns[KEY]),
                  .value = strcmp(value, "*") == 0 ? NULL : value,
                  .column = om_csv_cell(table, row, columns[COLUMN]),
                  .target = om_csv_cell(table, row, columns[TARGET])};
    OM_TRY(read_kind(om_csv_cell(table, row, columns[RULE]), &ret->kind, err));
    OM_TRY(read_forms(om_csv_cell(table, row, columns[GEOMETRY]), &ret->forms, err));
    if (!*ret->key)
        return om_fail(err, OM_ERR_DATA, "key is missing");
    if (*ret->column && !om_layer_column(layer, ret->column))
        return om_fail(err, OM_ERR_DATA, "layer %s has no column \"%s\"", layer->name, ret->column);
    return OM_OK;
}

om_status om_osm_rules_open(const char *path, const om_layer *layer, om_osm_rules **ret,
                            om_error *err)
{
    OM_AUTO(om_osm_rules) rules = om_memory_take(1, sizeof *rules);
    OM_TRY(om_csv_open(path, &rules->table, err));
    size_t columns[CELL_COUNT];
    OM_TRY(find_columns(rules->table, columns, err));
    const size_t rows = om_csv_row_count(rules->table);
    rules->rules = om_memory_take(rows + 1, sizeof *rules->rules);
    for (size_t row = 0; row < rows; row++) {
        if (strcmp(om_csv_cell(rules->table, row, columns[LAYER]), layer->name) != 0)
            continue;
        const om_status status =
            read_rule(rules->table, row, columns, layer, &rules->rules[rules->count++], err);
        if (status != OM_OK)
            return om_fail_within(err, status, "%s, line %zu", om_path_base(path),
                                  om_csv_line(rules->table, row));
    }
    if (!rules->count)
        return om_fail(err, OM_ERR_NOT_FOUND,
                       "OpenStreetMap data hold nothing for layer %s (see standards/osm_tags.csv)",
                       layer->name);
    *ret = OM_TAKE(rules);
    return OM_OK;
}

/* ---- Asking ---- */

unsigned om_osm_rules_forms(const om_osm_rules *rules)
{
    unsigned forms = 0;
    for (size_t i = 0; i < rules->count; i++)
        if (rules->rules[i].kind == TAKE)
            forms |= rules->rules[i].forms;
    return forms;
}

bool om_osm_rules_mention(const om_osm_rules *rules, const char *key)
{
    for (size_t i = 0; i < rules->count; i++)
        if (strcmp(rules->rules[i].key, key) == 0)
            return true;
    return false;
}

/* The value of the tag that a rule looks at, when the rule applies; else NULL. */
static const char *match(const rule *here, om_osm_tag_list tags, om_osm_form form)
{
    const unsigned forms = form == OM_OSM_RELATION ? OM_OSM_RELATION | OM_OSM_AREA : form;
    if (!(here->forms & forms))
        return NULL;
    const char *value = om_osm_tag_value(tags, here->key);
    return value && (!here->value || strcmp(here->value, value) == 0) ? value : NULL;
}

bool om_osm_rules_take(const om_osm_rules *rules, om_osm_tag_list tags, om_osm_form form)
{
    bool is_taken = false;
    for (size_t i = 0; i < rules->count; i++) {
        const rule *here = &rules->rules[i];
        if (here->kind == COPY || (here->kind == TAKE && is_taken) || !match(here, tags, form))
            continue;
        if (here->kind == DROP)
            return false;
        is_taken = true;
    }
    return is_taken;
}

/* A unit that a target asks for, with how its numbers are read and to what they are rounded. */
static const struct measure {
    const char *target;
    bool (*read)(const char *text, double *ret);
    double parts;
} measures[] = {
    {"@kmh", om_osm_speed_kmh, 10},
    {"@m", om_osm_length_m, 1000},
    {"@t", om_osm_weight_t, 1000},
};

/* The value in a measure's unit, rounded; what is none stays as it is. */
static const char *in_unit(const struct measure *measure, const char *value, om_arena *arena)
{
    double number;
    if (!measure->read(value, &number))
        return value;
    OM_AUTO_TEXT text = {0};
    om_text_add_number(&text, round(number * measure->parts) / measure->parts);
    return om_arena_text(arena, text.bytes);
}

/* What a target asks of the element itself. @return false when it asks for something else */
static bool find_own(const char *target, const om_osm_self *self, const char **ret)
{
    const struct {
        const char *target, *value;
    } all[] = {{"@id", self->id},
               {"@node", self->node},
               {"@from", self->from},
               {"@via", self->via},
               {"@to", self->to}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(target, all[i].target) == 0) {
            *ret = all[i].value;
            return true;
        }
    return false;
}

static const struct measure *find_measure(const char *target)
{
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        if (strcmp(target, measures[i].target) == 0)
            return &measures[i];
    return NULL;
}

const char *om_osm_rules_value(const om_osm_rules *rules, om_osm_tag_list tags, om_osm_form form,
                               const char *column, const om_osm_self *self, om_arena *arena)
{
    for (size_t i = 0; i < rules->count; i++) {
        const rule *here = &rules->rules[i];
        if (here->kind == DROP || strcmp(here->column, column) != 0)
            continue;
        const char *value = match(here, tags, form);
        if (!value)
            continue;
        if (strcmp(here->target, "*") == 0)
            return value;
        const char *own = NULL;
        if (find_own(here->target, self, &own))
            return own;
        const struct measure *measure = find_measure(here->target);
        if (measure)
            return in_unit(measure, value, arena);
        return *here->target ? here->target : NULL;
    }
    return NULL;
}
