/* Build files: their keys, and what each must be. */
#include "engine/build/plan.h"

#include <string.h>

#include "engine/base/file.h"

typedef struct key_rule {
    const char *name; /* NULL ends a list */
    om_yaml_kind kind;
    bool required;
} key_rule;

static const key_rule plan_keys[] = {
    {"store", OM_YAML_SCALAR, true}, {"metric_crs", OM_YAML_SCALAR, false},
    {"load", OM_YAML_LIST, false},   {"analyse", OM_YAML_LIST, false},
    {"draw", OM_YAML_LIST, false},   {"export", OM_YAML_LIST, false},
    {"report", OM_YAML_LIST, false}, {0},
};

static const key_rule load_keys[] = {
    {"layer", OM_YAML_SCALAR, true},
    {"source", OM_YAML_SCALAR, true},
    {"crs", OM_YAML_SCALAR, false},
    {"encoding", OM_YAML_SCALAR, false},
    {"where", OM_YAML_SCALAR, false},
    {"source_layer", OM_YAML_SCALAR, false},
    {"map", OM_YAML_MAP, false},
    {"set", OM_YAML_MAP, false},
    {"lon", OM_YAML_SCALAR, false},
    {"lat", OM_YAML_SCALAR, false},
    {"credit", OM_YAML_SCALAR, false},
    {"skip_bad", OM_YAML_SCALAR, false},
    {0},
};

static const key_rule analyse_keys[] = {
    {"analysis", OM_YAML_SCALAR, true},
    {"settings", OM_YAML_MAP, false},
    {0},
};

static const key_rule draw_keys[] = {
    {"style", OM_YAML_SCALAR, true},  {"output", OM_YAML_SCALAR, true},
    {"bbox", OM_YAML_LIST, false},    {"center", OM_YAML_LIST, false},
    {"zoom", OM_YAML_SCALAR, false},  {"size", OM_YAML_LIST, true},
    {"scale", OM_YAML_SCALAR, false}, {"palette", OM_YAML_SCALAR, false},
    {"sheet", OM_YAML_MAP, false},    {0},
};

static const key_rule sheet_keys[] = {
    {"title", OM_YAML_SCALAR, false},
    {"subtitle", OM_YAML_SCALAR, false},
    {"producer", OM_YAML_SCALAR, false},
    {"approval_no", OM_YAML_SCALAR, false},
    {"date", OM_YAML_SCALAR, false},
    {"language", OM_YAML_SCALAR, false},
    {0},
};

static const key_rule export_keys[] = {
    {"style", OM_YAML_SCALAR, true},
    {"output", OM_YAML_SCALAR, true},
    {"zoom", OM_YAML_SCALAR, true},
    {"bbox", OM_YAML_LIST, false},
    {"scale", OM_YAML_SCALAR, false},
    {"palette", OM_YAML_SCALAR, false},
    {"name", OM_YAML_SCALAR, false},
    {"metatile", OM_YAML_SCALAR, false},
    {"format", OM_YAML_SCALAR, false},
    {"quality", OM_YAML_SCALAR, false},
    {"tile_size", OM_YAML_SCALAR, false},
    {"threads", OM_YAML_SCALAR, false},
    {0},
};

static const key_rule report_keys[] = {
    {"output", OM_YAML_SCALAR, true},
    {"title", OM_YAML_SCALAR, false},
    {"title_zh", OM_YAML_SCALAR, false},
    {"producer", OM_YAML_SCALAR, false},
    {"date", OM_YAML_SCALAR, false},
    {"since", OM_YAML_SCALAR, false},
    {"language", OM_YAML_SCALAR, false},
    {"palette", OM_YAML_SCALAR, false},
    {0},
};

static const struct {
    const char *name;
    const key_rule *keys;
    const char *subject, *object; /* the keys whose values say what a step does */
} step_kinds[OM_STEP_KINDS] = {
    [OM_STEP_LOAD] = {"load", load_keys, "layer", "source"},
    [OM_STEP_ANALYSE] = {"analyse", analyse_keys, "analysis", NULL},
    [OM_STEP_DRAW] = {"draw", draw_keys, "output", NULL},
    [OM_STEP_EXPORT] = {"export", export_keys, "output", NULL},
    [OM_STEP_REPORT] = {"report", report_keys, "output", NULL},
};

const char *om_step_kind_name(om_step_kind kind)
{
    return step_kinds[kind].name;
}

static const key_rule *rule_of(const key_rule *rules, const char *key)
{
    for (; rules->name; rules++)
        if (strcmp(rules->name, key) == 0)
            return rules;
    return NULL;
}

static om_status fail_unknown(const char *path, const om_yaml *key, const char *where,
                              const key_rule *rules, om_error *err)
{
    const char *names[32];
    size_t count = 0;
    for (; rules[count].name; count++)
        names[count] = rules[count].name;
    const char *nearest = om_text_nearest(key->key, names, count);
    return om_fail(err, OM_ERR_USAGE, "%s, line %d: %s has no key '%s'%s%s%s", path, key->line,
                   where, key->key, nearest ? ", did you mean '" : "", nearest ? nearest : "",
                   nearest ? "'?" : "");
}

static om_status check_keys(const char *path, const om_yaml *map, const char *where,
                            const key_rule *rules, om_error *err)
{
    static const char *const forms[] = {
        [OM_YAML_SCALAR] = "a value", [OM_YAML_LIST] = "a list", [OM_YAML_MAP] = "a map"};
    if (map->kind != OM_YAML_MAP)
        return om_fail(err, OM_ERR_USAGE, "%s, line %d: %s must be a map of keys and values", path,
                       map->line, where);
    for (const om_yaml *at = map->first; at; at = at->next) {
        const key_rule *rule = rule_of(rules, at->key);
        if (!rule)
            return fail_unknown(path, at, where, rules, err);
        if (at->kind != rule->kind)
            return om_fail(err, OM_ERR_USAGE, "%s, line %d: '%s' must be %s, not %s", path,
                           at->line, at->key, forms[rule->kind], forms[at->kind]);
    }
    for (const key_rule *rule = rules; rule->name; rule++)
        if (rule->required && !om_yaml_get(map, rule->name))
            return om_fail(err, OM_ERR_USAGE, "%s, line %d: %s lacks '%s'", path, map->line, where,
                           rule->name);
    return OM_OK;
}

/* Maps of words to words: map, set, settings. */
static om_status check_scalars(const char *path, const om_yaml *map, om_error *err)
{
    for (const om_yaml *at = map ? map->first : NULL; at; at = at->next)
        if (at->kind != OM_YAML_SCALAR)
            return om_fail(err, OM_ERR_USAGE, "%s, line %d: '%s' must be a value", path, at->line,
                           at->key);
    return OM_OK;
}

static om_status check_step(const char *path, om_step_kind kind, const om_yaml *node, om_error *err)
{
    OM_TRY(check_keys(path, node, step_kinds[kind].name, step_kinds[kind].keys, err));
    static const char *const plain_maps[] = {"map", "set", "settings"};
    for (size_t i = 0; i < sizeof plain_maps / sizeof *plain_maps; i++)
        OM_TRY(check_scalars(path, om_yaml_get(node, plain_maps[i]), err));
    const om_yaml *sheet = om_yaml_get(node, "sheet");
    return sheet ? check_keys(path, sheet, "sheet", sheet_keys, err) : OM_OK;
}

static om_step step_of(om_arena *arena, om_step_kind kind, const om_yaml *node)
{
    const char *subject = om_yaml_text(node, step_kinds[kind].subject);
    const char *object = step_kinds[kind].object ? om_yaml_text(node, step_kinds[kind].object) : "";
    const char *part = om_yaml_text(node, "source_layer");
    return (om_step){
        .kind = kind,
        .node = node,
        .what = om_arena_format(arena, "%s %s%s%s", step_kinds[kind].name, subject,
                                object[0] ? " from " : "", om_path_base(object)),
        .name = om_arena_format(arena, "%s/%s/%s/%s", step_kinds[kind].name, subject, object,
                                part ? part : ""),
    };
}

static om_status check_unique(const char *path, const om_step *steps, size_t count,
                              const om_step *fresh, om_error *err)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(steps[i].name, fresh->name) == 0)
            return om_fail(err, OM_ERR_USAGE,
                           "%s, line %d: '%s' stands already in line %d; it would only replace it",
                           path, fresh->node->line, fresh->what, steps[i].node->line);
    return OM_OK;
}

static om_status read_steps(om_arena *arena, const om_yaml *root, om_plan *plan, om_error *err)
{
    size_t most = 0;
    for (int kind = 0; kind < OM_STEP_KINDS; kind++)
        most += om_yaml_count(om_yaml_get(root, step_kinds[kind].name));
    om_step *steps = OM_ARENA_ARRAY(arena, om_step, most);
    size_t count = 0;
    for (int kind = 0; kind < OM_STEP_KINDS; kind++) {
        const om_yaml *list = om_yaml_get(root, step_kinds[kind].name);
        for (const om_yaml *node = list ? list->first : NULL; node; node = node->next) {
            OM_TRY(check_step(plan->path, (om_step_kind)kind, node, err));
            const om_step fresh = step_of(arena, (om_step_kind)kind, node);
            OM_TRY(check_unique(plan->path, steps, count, &fresh, err));
            steps[count++] = fresh;
        }
    }
    plan->steps = steps;
    plan->step_count = count;
    return OM_OK;
}

om_status om_plan_open(om_arena *arena, const char *path, om_plan *ret, om_error *err)
{
    OM_AUTO_TEXT text = {0};
    OM_TRY(om_file_read(path, &text, err));
    const om_yaml *root = NULL;
    OM_TRY(om_yaml_parse(arena, text.bytes, text.length, path, &root, err));
    OM_TRY(check_keys(path, root, "a build file", plan_keys, err));

    om_plan plan = {.path = om_arena_text(arena, path)};
    plan.store = om_path_beside(arena, path, om_yaml_text(root, "store"));
    plan.metric_crs = om_yaml_text(root, "metric_crs");
    OM_TRY(read_steps(arena, root, &plan, err));
    *ret = plan;
    return OM_OK;
}
