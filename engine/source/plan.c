/* The plan of a load: a field or a constant for each column. */
#include "engine/source/plan.h"

#include <string.h>
#include <strings.h>

#include "engine/base/memory.h"
#include "engine/source/value.h"

enum { NO_FIELD = -1 };

/* What fills one column. */
typedef struct filling {
    int field; /* NO_FIELD: the constant, or nothing */
    bool has_constant;
    om_value constant;
    bool is_told; /* by --map or --set, not guessed */
} filling;

struct om_plan {
    const om_layer *layer;
    const om_reader *reader;
    om_arena *arena;
    size_t column_count;
    filling *fillings;
    int id_field;
};

void om_plan_free(om_plan *plan)
{
    if (!plan)
        return;
    om_arena_free(plan->arena);
    free(plan);
}

size_t om_plan_column_count(const om_plan *plan)
{
    return plan->column_count;
}

static int find_field(const om_reader *reader, const char *name)
{
    for (size_t i = 0; i < reader->field_count; i++)
        if (strcmp(reader->fields[i], name) == 0)
            return (int)i;
    for (size_t i = 0; i < reader->field_count; i++)
        if (strcasecmp(reader->fields[i], name) == 0)
            return (int)i;
    return NO_FIELD;
}

static const char *list_of_fields(const om_reader *reader, om_arena *arena)
{
    OM_AUTO_TEXT list = {0};
    for (size_t i = 0; i < reader->field_count && list.length < 200; i++)
        om_text_add_format(&list, "%s%s", i ? ", " : "", reader->fields[i]);
    return list.length ? om_arena_text(arena, list.bytes) : "none";
}

static om_status no_such_field(const om_plan *plan, const char *name, om_error *err)
{
    const om_reader *reader = plan->reader;
    const char *nearest = om_text_nearest(name, reader->fields, reader->field_count);
    if (nearest)
        return om_fail(err, OM_ERR_NOT_FOUND, "%s has no field \"%s\"; did you mean \"%s\"?",
                       reader->name, name, nearest);
    return om_fail(err, OM_ERR_NOT_FOUND, "%s has no field \"%s\" (it has: %s)", reader->name, name,
                   list_of_fields(reader, plan->arena));
}

static om_status no_such_column(const om_plan *plan, const char *name, om_error *err)
{
    const om_column *columns = plan->layer->columns;
    const char **names = OM_ARENA_ARRAY(plan->arena, const char *, plan->column_count + 1);
    for (size_t i = 0; i < plan->column_count; i++)
        names[i] = columns[i].name;
    names[plan->column_count] = "id";
    const char *nearest = om_text_nearest(name, names, plan->column_count + 1);
    return om_fail(err, OM_ERR_NOT_FOUND, "layer %s has no column \"%s\"%s%s%s", plan->layer->name,
                   name, nearest ? "; did you mean \"" : "", nearest ? nearest : "",
                   nearest ? "\"?" : "");
}

static int find_column(const om_plan *plan, const char *name)
{
    for (size_t i = 0; i < plan->column_count; i++)
        if (strcmp(plan->layer->columns[i].name, name) == 0)
            return (int)i;
    return NO_FIELD;
}

/* Cuts "left=right" at the last (fields may hold one) or first equals sign. */
static om_status cut_pair(om_plan *plan, const char *pair, bool at_last, const char **ret_left,
                          const char **ret_right, om_error *err)
{
    const char *equals = at_last ? strrchr(pair, '=') : strchr(pair, '=');
    if (!equals || equals == pair || (at_last && !equals[1]))
        return om_fail(err, OM_ERR_USAGE, "\"%s\" is not %s", pair,
                       at_last ? "FIELD=COLUMN" : "COLUMN=VALUE");
    *ret_left = om_arena_text_part(plan->arena, pair, (size_t)(equals - pair));
    *ret_right = om_arena_text(plan->arena, equals + 1);
    return OM_OK;
}

static om_status map_field(om_plan *plan, const char *pair, om_error *err)
{
    const char *field_name = NULL, *column_name = NULL;
    OM_TRY(cut_pair(plan, pair, true, &field_name, &column_name, err));
    const int field = find_field(plan->reader, field_name);
    if (field == NO_FIELD)
        return no_such_field(plan, field_name, err);
    if (strcmp(column_name, "id") == 0) {
        plan->id_field = field;
        return OM_OK;
    }
    const int column = find_column(plan, column_name);
    if (column == NO_FIELD)
        return no_such_column(plan, column_name, err);
    if (plan->fillings[column].is_told)
        return om_fail(err, OM_ERR_USAGE, "column \"%s\" is filled twice", column_name);
    plan->fillings[column] = (filling){.field = field, .is_told = true};
    return OM_OK;
}

static om_status set_constant(om_plan *plan, const char *pair, om_error *err)
{
    const char *column_name = NULL, *text = NULL;
    OM_TRY(cut_pair(plan, pair, false, &column_name, &text, err));
    const int column = find_column(plan, column_name);
    if (column == NO_FIELD)
        return no_such_column(plan, column_name, err);
    filling *here = &plan->fillings[column];
    if (here->is_told)
        return om_fail(err, OM_ERR_USAGE, "column \"%s\" is filled twice", column_name);
    const om_value cell = om_value_text(text);
    *here = (filling){.field = NO_FIELD, .is_told = true, .has_constant = true};
    return om_value_of_cell(&plan->layer->columns[column], &cell, plan->arena, &here->constant,
                            err);
}

/* The field that bears a column's own name, else one of its titles. */
static int field_named_like(const om_reader *reader, const om_column *column)
{
    int field = find_field(reader, column->name);
    if (field == NO_FIELD && column->title)
        field = find_field(reader, column->title);
    if (field == NO_FIELD && column->title_zh)
        field = find_field(reader, column->title_zh);
    return field;
}

static om_status guess_the_rest(om_plan *plan, om_error *err)
{
    for (size_t i = 0; i < plan->column_count; i++) {
        const om_column *column = &plan->layer->columns[i];
        filling *here = &plan->fillings[i];
        if (!here->is_told)
            here->field = field_named_like(plan->reader, column);
        if (column->required && here->field == NO_FIELD && !here->has_constant)
            return om_fail(err, OM_ERR_DATA,
                           "layer %s needs \"%s\" and no field of %s is called so; say --map "
                           "FIELD=%s or --set %s=VALUE (fields: %s)",
                           plan->layer->name, column->name, plan->reader->name, column->name,
                           column->name, list_of_fields(plan->reader, plan->arena));
    }
    return OM_OK;
}

static size_t count_columns(const om_layer *layer)
{
    size_t count = 0;
    while (layer->columns[count].name)
        count++;
    return count;
}

om_status om_plan_make(const om_layer *layer, const om_reader *reader,
                       const om_load_options *options, om_plan **ret, om_error *err)
{
    OM_AUTO(om_plan) plan = om_memory_take(1, sizeof *plan);
    plan->layer = layer;
    plan->reader = reader;
    plan->arena = om_arena_new();
    plan->column_count = count_columns(layer);
    plan->fillings = OM_ARENA_ARRAY(plan->arena, filling, plan->column_count);
    plan->id_field = NO_FIELD;
    for (size_t i = 0; i < plan->column_count; i++)
        plan->fillings[i].field = NO_FIELD;
    for (size_t i = 0; i < options->map_count; i++)
        OM_TRY(map_field(plan, options->map[i], err));
    for (size_t i = 0; i < options->set_count; i++)
        OM_TRY(set_constant(plan, options->set[i], err));
    OM_TRY(guess_the_rest(plan, err));
    *ret = OM_TAKE(plan);
    return OM_OK;
}

static om_status id_of(const om_plan *plan, const om_record *record, om_arena *arena,
                       const char **ret, om_error *err)
{
    static const om_column id_column = {.name = "id", .type = OM_TEXT, .unit = ""};
    if (plan->id_field == NO_FIELD) {
        *ret = record->id;
        return OM_OK;
    }
    om_value id;
    OM_TRY(om_value_of_cell(&id_column, &record->cells[plan->id_field], arena, &id, err));
    if (id.kind == OM_VALUE_NULL)
        return om_fail(err, OM_ERR_DATA, "%s, its id, is missing",
                       plan->reader->fields[plan->id_field]);
    *ret = id.text;
    return OM_OK;
}

static bool has_stand_in(const om_layer *layer, const om_column *column)
{
    return layer->missing && strcmp(layer->missing, column->name) == 0;
}

om_status om_plan_row(const om_plan *plan, const om_record *record, om_arena *arena,
                      om_value *values, const char **ret_id, om_error *err)
{
    OM_TRY(id_of(plan, record, arena, ret_id, err));
    for (size_t i = 0; i < plan->column_count; i++) {
        const om_column *column = &plan->layer->columns[i];
        const filling *here = &plan->fillings[i];
        values[i] = here->constant;
        if (here->field != NO_FIELD)
            OM_TRY(om_value_of_cell(column, &record->cells[here->field], arena, &values[i], err));
        if (column->required && values[i].kind == OM_VALUE_NULL &&
            !has_stand_in(plan->layer, column))
            return om_fail(err, OM_ERR_DATA, "%s is missing", column->name);
    }
    return OM_OK;
}

bool om_plan_stand_in(const om_plan *plan, om_value *values)
{
    if (!plan->layer->missing)
        return false;
    om_value *missing = &values[find_column(plan, plan->layer->missing)];
    if (missing->kind != OM_VALUE_NULL)
        return false;
    *missing = values[find_column(plan, plan->layer->stands_in)];
    return true;
}

void om_plan_describe(const om_plan *plan, om_json *report)
{
    om_json *map = om_json_put(report, "map", om_json_object_new());
    om_json *set = om_json_put(report, "set", om_json_object_new());
    if (plan->id_field != NO_FIELD)
        om_json_put_text(map, "id", plan->reader->fields[plan->id_field]);
    for (size_t i = 0; i < plan->column_count; i++) {
        const char *column = plan->layer->columns[i].name;
        const filling *here = &plan->fillings[i];
        if (here->field != NO_FIELD)
            om_json_put_text(map, column, plan->reader->fields[here->field]);
        else if (here->has_constant && here->constant.kind == OM_VALUE_TEXT)
            om_json_put_text(set, column, here->constant.text);
        else if (here->has_constant && here->constant.kind == OM_VALUE_INTEGER)
            om_json_put_integer(set, column, here->constant.integer);
        else if (here->has_constant && here->constant.kind == OM_VALUE_REAL)
            om_json_put_number(set, column, here->constant.real);
    }
}
