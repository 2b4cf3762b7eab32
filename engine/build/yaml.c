/* A YAML tree, built from libyaml's events. */
#include "engine/build/yaml.h"

#include <string.h>
#include <yaml.h>

typedef struct reader {
    yaml_parser_t parser;
    om_arena *arena;
    const char *name;
    size_t nodes;
} reader;

static om_status fail_at(const reader *from, size_t line, const char *why, om_error *err)
{
    return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s", from->name, line + 1, why);
}

static om_status next_event(reader *from, yaml_event_t *event, om_error *err)
{
    if (yaml_parser_parse(&from->parser, event))
        return OM_OK;
    const yaml_parser_t *parser = &from->parser;
    const char *why = parser->problem ? parser->problem : "this is no YAML";
    return fail_at(from, parser->problem_mark.line, why, err);
}

/* What the events may carry but a build file must not. */
static om_status refuse_extras(const reader *from, const yaml_event_t *event, om_error *err)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return fail_at(from, event->start_mark.line, "aliases (*name) are not understood here",
                       err);
    case YAML_SCALAR_EVENT:
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
        break;
    case YAML_SEQUENCE_START_EVENT:
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
        break;
    case YAML_MAPPING_START_EVENT:
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
        break;
    default:
        break;
    }
    if (anchor || tag)
        return fail_at(from, event->start_mark.line,
                       "anchors (&name) and tags (!name) are not understood here", err);
    return OM_OK;
}

static om_status read_node(reader *from, const yaml_event_t *start, int nesting, om_yaml **ret,
                           om_error *err);

/* The next node below a list or map; NULL at its end. */
static om_status read_inner(reader *from, int nesting, yaml_event_type_t end, om_yaml **ret,
                            om_error *err)
{
    yaml_event_t event;
    OM_TRY(next_event(from, &event, err));
    om_status status = OM_OK;
    *ret = NULL;
    if (event.type != end)
        status = read_node(from, &event, nesting, ret, err);
    yaml_event_delete(&event);
    return status;
}

static om_status read_list(reader *from, om_yaml *list, int nesting, om_error *err)
{
    const om_yaml **slot = &list->first;
    for (;;) {
        om_yaml *element = NULL;
        OM_TRY(read_inner(from, nesting + 1, YAML_SEQUENCE_END_EVENT, &element, err));
        if (!element)
            return OM_OK;
        *slot = element;
        slot = &element->next;
    }
}

static om_status check_key(const reader *from, const om_yaml *map, const om_yaml *key,
                           om_error *err)
{
    if (key->kind != OM_YAML_SCALAR)
        return fail_at(from, (size_t)key->line - 1, "a key must be a plain word", err);
    const om_yaml *before = om_yaml_get(map, key->text);
    if (before)
        return om_fail(err, OM_ERR_DATA, "%s, line %d: '%s' stands already in line %d", from->name,
                       key->line, key->text, before->line);
    return OM_OK;
}

static om_status read_map(reader *from, om_yaml *map, int nesting, om_error *err)
{
    const om_yaml **slot = &map->first;
    for (;;) {
        om_yaml *key = NULL, *value = NULL;
        OM_TRY(read_inner(from, nesting + 1, YAML_MAPPING_END_EVENT, &key, err));
        if (!key)
            return OM_OK;
        OM_TRY(check_key(from, map, key, err));
        OM_TRY(read_inner(from, nesting + 1, YAML_NO_EVENT, &value, err));
        value->key = key->text;
        value->line = key->line;
        *slot = value;
        slot = &value->next;
    }
}

static om_status read_node(reader *from, const yaml_event_t *start, int nesting, om_yaml **ret,
                           om_error *err)
{
    OM_TRY(refuse_extras(from, start, err));
    if (nesting > OM_YAML_MAX_NESTING)
        return fail_at(from, start->start_mark.line, "this is nested too deep", err);
    if (++from->nodes > OM_YAML_MAX_NODES)
        return fail_at(from, start->start_mark.line, "there is too much in this file", err);

    om_yaml *node = om_arena_take(from->arena, sizeof *node);
    node->line = (int)start->start_mark.line + 1;
    *ret = node;
    switch (start->type) {
    case YAML_SCALAR_EVENT:
        node->kind = OM_YAML_SCALAR;
        node->text = om_arena_text_part(from->arena, (const char *)start->data.scalar.value,
                                        start->data.scalar.length);
        return OM_OK;
    case YAML_SEQUENCE_START_EVENT:
        node->kind = OM_YAML_LIST;
        return read_list(from, node, nesting, err);
    case YAML_MAPPING_START_EVENT:
        node->kind = OM_YAML_MAP;
        return read_map(from, node, nesting, err);
    default:
        return fail_at(from, start->start_mark.line, "a value is missing", err);
    }
}

static om_status skip_event(reader *from, yaml_event_type_t wanted, const char *otherwise,
                            om_error *err)
{
    yaml_event_t event;
    OM_TRY(next_event(from, &event, err));
    const bool right = event.type == wanted;
    const size_t line = event.start_mark.line;
    yaml_event_delete(&event);
    return right ? OM_OK : fail_at(from, line, otherwise, err);
}

static om_status read_document(reader *from, const om_yaml **ret, om_error *err)
{
    om_yaml *root = NULL;
    OM_TRY(skip_event(from, YAML_STREAM_START_EVENT, "this is no YAML", err));
    OM_TRY(skip_event(from, YAML_DOCUMENT_START_EVENT, "the file is empty", err));
    OM_TRY(read_inner(from, 0, YAML_NO_EVENT, &root, err));
    OM_TRY(skip_event(from, YAML_DOCUMENT_END_EVENT, "this is no YAML", err));
    OM_TRY(skip_event(from, YAML_STREAM_END_EVENT, "only one document may stand in a file", err));
    *ret = root;
    return OM_OK;
}

om_status om_yaml_parse(om_arena *arena, const char *text, size_t length, const char *name,
                        const om_yaml **ret, om_error *err)
{
    if (length > OM_YAML_MAX_BYTES)
        return om_fail(err, OM_ERR_DATA, "%s has %zu bytes; at most %d are read", name, length,
                       OM_YAML_MAX_BYTES);
    reader from = {.arena = arena, .name = name};
    if (!yaml_parser_initialize(&from.parser))
        return om_fail(err, OM_ERR_MEMORY, "no memory to read %s", name);
    yaml_parser_set_input_string(&from.parser, (const unsigned char *)text, length);
    const om_status status = read_document(&from, ret, err);
    yaml_parser_delete(&from.parser);
    return status;
}

const om_yaml *om_yaml_get(const om_yaml *map, const char *key)
{
    for (const om_yaml *at = map && map->kind == OM_YAML_MAP ? map->first : NULL; at; at = at->next)
        if (strcmp(at->key, key) == 0)
            return at;
    return NULL;
}

const char *om_yaml_text(const om_yaml *map, const char *key)
{
    const om_yaml *found = om_yaml_get(map, key);
    return found && found->kind == OM_YAML_SCALAR ? found->text : NULL;
}

size_t om_yaml_count(const om_yaml *node)
{
    size_t count = 0;
    for (const om_yaml *at = node ? node->first : NULL; at; at = at->next)
        count++;
    return count;
}

void om_yaml_write(const om_yaml *node, om_text *ret)
{
    static const char *const brackets[] = {
        [OM_YAML_SCALAR] = "\"\"", [OM_YAML_LIST] = "[]", [OM_YAML_MAP] = "{}"};
    om_text_add_format(ret, "%c", brackets[node->kind][0]);
    if (node->kind == OM_YAML_SCALAR)
        om_text_add_format(ret, "%zu:%s", strlen(node->text), node->text);
    for (const om_yaml *at = node->first; at; at = at->next) {
        if (at->key)
            om_text_add_format(ret, "%zu:%s=", strlen(at->key), at->key);
        om_yaml_write(at, ret);
        om_text_add(ret, ",");
    }
    om_text_add_format(ret, "%c", brackets[node->kind][1]);
}
