/* A filter over tags: "admin_level=8 and name!=*". */
#include <string.h>
#include <strings.h>

#include "engine/base/memory.h"
#include "engine/source/osm_tags.h"

typedef struct term {
    const char *key, *value; /* value NULL: any */
    bool is_not;
} term;

struct om_osm_filter {
    om_arena *arena;
    term *terms;
    size_t count, capacity;
};

void om_osm_filter_free(om_osm_filter *filter)
{
    if (!filter)
        return;
    om_arena_free(filter->arena);
    free(filter->terms);
    free(filter);
}

/* A part of a text without blanks and one pair of quotes around it. */
static const char *bare(om_arena *arena, const char *text, size_t length)
{
    while (length && *text == ' ')
        text++, length--;
    while (length && text[length - 1] == ' ')
        length--;
    const bool is_quoted =
        length >= 2 && (*text == '"' || *text == '\'') && text[length - 1] == *text;
    return is_quoted ? om_arena_text_part(arena, text + 1, length - 2)
                     : om_arena_text_part(arena, text, length);
}

static om_status add_term(om_osm_filter *filter, const char *text, size_t length, om_error *err)
{
    const char *equals = memchr(text, '=', length);
    if (!equals)
        return om_fail(err, OM_ERR_USAGE, "the filter \"%.*s\" is not KEY=VALUE [and KEY!=VALUE …]",
                       (int)length, text);
    const bool is_not = equals > text && equals[-1] == '!';
    const size_t key_length = (size_t)(equals - text) - is_not;
    const char *key = bare(filter->arena, text, key_length);
    const char *value = bare(filter->arena, equals + 1, length - (size_t)(equals + 1 - text));
    if (!*key || !*value || strpbrk(key, "<>()"))
        return om_fail(err, OM_ERR_USAGE, "the filter \"%.*s\" is not KEY=VALUE [and KEY!=VALUE …]",
                       (int)length, text);
    filter->terms =
        om_memory_grow(filter->terms, filter->count + 1, &filter->capacity, sizeof *filter->terms);
    filter->terms[filter->count++] =
        (term){.key = key, .value = strcmp(value, "*") == 0 ? NULL : value, .is_not = is_not};
    return OM_OK;
}

/* The length of `text` up to " and " or its end. */
static size_t length_of_term(const char *text)
{
    size_t length = 0;
    while (text[length] && strncasecmp(text + length, " and ", 5) != 0)
        length++;
    return length;
}

om_status om_osm_filter_open(const char *text, om_osm_filter **ret, om_error *err)
{
    OM_AUTO(om_osm_filter) filter = om_memory_take(1, sizeof *filter);
    filter->arena = om_arena_new();
    while (text && *text) {
        const size_t length = length_of_term(text);
        OM_TRY(add_term(filter, text, length, err));
        text += length + (text[length] ? 5 : 0);
    }
    *ret = OM_TAKE(filter);
    return OM_OK;
}

bool om_osm_filter_passes(const om_osm_filter *filter, om_osm_tag_list tags)
{
    for (size_t i = 0; i < filter->count; i++) {
        const term *here = &filter->terms[i];
        const char *value = om_osm_tag_value(tags, here->key);
        const bool is_met = value && (!here->value || strcmp(value, here->value) == 0);
        if (is_met == here->is_not)
            return false;
    }
    return true;
}
