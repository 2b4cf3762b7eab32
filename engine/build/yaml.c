/* YAML through libyaml's events. */
#include "engine/build/yaml.h"

#include <string.h>
#include <yaml.h>

#include "engine/base/file.h"
#include "engine/base/text.h"

enum { MAX_BYTES = 1024 * 1024, MAX_DEPTH = 16 };

typedef struct reader {
    yaml_parser_t *parser;
    om_arena *arena;
    const char *path;
} reader;

static om_status refuse(const reader *self, size_t line, const char *why, om_error *err)
{
    return om_fail(err, OM_ERR_USAGE, "%s, line %zu: %s", self->path, line + 1, why);
}

/* The next event, which the caller deletes; what makes trees clever is refused here. */
static om_status next_event(const reader *self, yaml_event_t *ret, om_error *err)
{
    if (!yaml_parser_parse(self->parser, ret)) {
        const yaml_parser_t *parser = self->parser;
        return refuse(self, parser->problem_mark.line,
                      parser->problem ? parser->problem : "this is no YAML", err);
    }
    const size_t line = ret->start_mark.line;
    const char *why = NULL;
    if (ret->type == YAML_ALIAS_EVENT)
        why = "an alias (*) cannot be used here";
    else if (ret->type == YAML_SCALAR_EVENT && (ret->data.scalar.anchor || ret->data.scalar.tag))
        why = "anchors (&) and tags (!) cannot be used here";
    else if (ret->type == YAML_MAPPING_START_EVENT &&
             (ret->data.mapping_start.anchor || ret->data.mapping_start.tag))
        why = "anchors (&) and tags (!) cannot be used here";
    else if (ret->type == YAML_SEQUENCE_START_EVENT &&
             (ret->data.sequence_start.anchor || ret->data.sequence_start.tag))
        why = "anchors (&) and tags (!) cannot be used here";
    if (!why)
        return OM_OK;
    yaml_event_delete(ret);
    return refuse(self, line, why, err);
}

static om_status read_node(const reader *self, const yaml_event_t *event, int depth, om_yaml **ret,
                           om_error *err);

static const char *scalar_text(const reader *self, const yaml_event_t *event)
{
    return om_arena_text_part(self->arena, (const char *)event->data.scalar.value,
                              event->data.scalar.length);
}

/* Reads a member's or element's value: its own event was not yet taken. */
static om_status read_next_node(const reader *self, int depth, om_yaml **ret, om_error *err)
{
    yaml_event_t event;
    OM_TRY(next_event(self, &event, err));
    const om_status status = read_node(self, &event, depth, ret, err);
    yaml_event_delete(&event);
    return status;
}

static om_status read_list(const reader *self, int depth, om_yaml *list, om_error *err)
{
    const om_yaml **last = &list->first;
    for (;;) {
        yaml_event_t event;
        OM_TRY(next_event(self, &event, err));
        om_yaml *element = NULL;
        const bool ends = event.type == YAML_SEQUENCE_END_EVENT;
        const om_status status = ends ? OM_OK : read_node(self, &event, depth, &element, err);
        yaml_event_delete(&event);
        if (ends || status != OM_OK)
            return status;
        *last = element;
        last = &element->next;
    }
}

/* Checks the key that an event holds. @param ret  NULL when the map ends */
static om_status read_key(const reader *self, const yaml_event_t *event, const om_yaml *map,
                          const char **ret, om_error *err)
{
    *ret = NULL;
    if (event->type == YAML_MAPPING_END_EVENT)
        return OM_OK;
    if (event->type != YAML_SCALAR_EVENT)
        return refuse(self, event->start_mark.line, "a key must be a text", err);
    const char *key = scalar_text(self, event);
    if (om_yaml_get(map, key))
        return om_fail(err, OM_ERR_USAGE, "%s, line %zu: '%s' stands here twice", self->path,
                       event->start_mark.line + 1, key);
    *ret = key;
    return OM_OK;
}

static om_status read_map(const reader *self, int depth, om_yaml *map, om_error *err)
{
    const om_yaml **last = &map->first;
    for (;;) {
        yaml_event_t event;
        OM_TRY(next_event(self, &event, err));
        const char *key = NULL;
        const om_status status = read_key(self, &event, map, &key, err);
        yaml_event_delete(&event);
        if (status != OM_OK || !key)
            return status;
        om_yaml *member = NULL;
        OM_TRY(read_next_node(self, depth, &member, err));
        member->key = key;
        *last = member;
        last = &member->next;
    }
}

static om_status read_node(const reader *self, const yaml_event_t *event, int depth, om_yaml **ret,
                           om_error *err)
{
    if (depth > MAX_DEPTH)
        return refuse(self, event->start_mark.line, "this is nested too deep", err);
    om_yaml *node = om_arena_take(self->arena, sizeof *node);
    node->line = (int)event->start_mark.line + 1;
    *ret = node;
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        node->kind = OM_YAML_TEXT;
        node->text = scalar_text(self, event);
        return OM_OK;
    case YAML_SEQUENCE_START_EVENT:
        node->kind = OM_YAML_LIST;
        return read_list(self, depth + 1, node, err);
    case YAML_MAPPING_START_EVENT:
        node->kind = OM_YAML_MAP;
        return read_map(self, depth + 1, node, err);
    default:
        return refuse(self, event->start_mark.line, "a value is missing", err);
    }
}

/* Takes an event that must be of `type`. */
static om_status expect(const reader *self, yaml_event_type_t type, const char *otherwise,
                        om_error *err)
{
    yaml_event_t event;
    OM_TRY(next_event(self, &event, err));
    const bool is_it = event.type == type;
    const size_t line = event.start_mark.line;
    yaml_event_delete(&event);
    return is_it ? OM_OK : refuse(self, line, otherwise, err);
}

static om_status read_document(const reader *self, const om_yaml **ret, om_error *err)
{
    OM_TRY(expect(self, YAML_STREAM_START_EVENT, "this is no YAML", err));
    OM_TRY(expect(self, YAML_DOCUMENT_START_EVENT, "the file is empty", err));
    om_yaml *root = NULL;
    OM_TRY(read_next_node(self, 0, &root, err));
    OM_TRY(expect(self, YAML_DOCUMENT_END_EVENT, "this is no YAML", err));
    OM_TRY(expect(self, YAML_STREAM_END_EVENT, "a second document cannot stand here", err));
    *ret = root;
    return OM_OK;
}

om_status om_yaml_open(om_arena *arena, const char *path, const om_yaml **ret, om_error *err)
{
    OM_AUTO_TEXT text = {0};
    OM_TRY(om_file_read(path, &text, err));
    if (text.length > MAX_BYTES)
        return om_fail(err, OM_ERR_USAGE, "%s has more than 1 MB", path);

    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return om_fail(err, OM_ERR_MEMORY, "out of memory");
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.bytes, text.length);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    const reader self = {.parser = &parser, .arena = arena, .path = path};
    const om_status status = read_document(&self, ret, err);
    yaml_parser_delete(&parser);
    return status;
}

const om_yaml *om_yaml_get(const om_yaml *map, const char *key)
{
    if (!map || map->kind != OM_YAML_MAP)
        return NULL;
    for (const om_yaml *member = map->first; member; member = member->next)
        if (member->key && strcmp(member->key, key) == 0)
            return member;
    return NULL;
}

const char *om_yaml_text(const om_yaml *map, const char *key)
{
    const om_yaml *member = om_yaml_get(map, key);
    return member ? member->text : NULL;
}

size_t om_yaml_count(const om_yaml *node)
{
    size_t count = 0;
    for (const om_yaml *at = node ? node->first : NULL; at; at = at->next)
        count++;
    return count;
}

/* Lengths go before texts, so that no text can pass for another tree. */
static void add_canonical(om_text *text, const om_yaml *node)
{
    if (node->key)
        om_text_add_format(text, "%zu:%s=", strlen(node->key), node->key);
    if (node->kind == OM_YAML_TEXT) {
        om_text_add_format(text, "%zu:%s;", strlen(node->text), node->text);
        return;
    }
    om_text_add(text, node->kind == OM_YAML_LIST ? "[" : "{");
    for (const om_yaml *at = node->first; at; at = at->next)
        add_canonical(text, at);
    om_text_add(text, node->kind == OM_YAML_LIST ? "]" : "}");
}

const char *om_yaml_canonical(om_arena *arena, const om_yaml *node)
{
    OM_AUTO_TEXT text = {0};
    add_canonical(&text, node);
    return om_arena_text(arena, text.bytes);
}
