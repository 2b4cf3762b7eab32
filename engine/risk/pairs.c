/* Lists of names with numbers, read strictly. */
#include "engine/risk/pairs.h"

#include <string.h>

#include "engine/base/text.h"

/* The part of a text without the blanks around it. */
static const char *trimmed(om_arena *arena, const char *text, size_t length)
{
    while (length && text[0] == ' ')
        text++, length--;
    while (length && text[length - 1] == ' ')
        length--;
    return om_arena_text_part(arena, text, length);
}

static om_status read_pair(const char *setting, const char *text, size_t length, om_arena *arena,
                           om_pair *ret, om_error *err)
{
    const char *part = trimmed(arena, text, length);
    const char *colon = strrchr(part, ':');
    if (!colon || colon == part)
        return om_fail(err, OM_ERR_RANGE, "%s has '%s', which is not of the form name:number",
                       setting, part);
    ret->name = trimmed(arena, part, (size_t)(colon - part));
    const char *number = trimmed(arena, colon + 1, strlen(colon + 1));
    if (!om_text_to_number(number, &ret->value) || !(ret->value >= 0 && ret->value <= 1))
        return om_fail(err, OM_ERR_RANGE, "%s gives %s '%s', which is not within 0..1", setting,
                       ret->name, number);
    return OM_OK;
}

om_status om_pairs_parse(const char *setting, const char *text, om_arena *arena, om_pairs *ret,
                         om_error *err)
{
    size_t count = 0;
    om_pair *list = OM_ARENA_ARRAY(arena, om_pair, strlen(text) / 2 + 1);
    while (*text) {
        const size_t length = strcspn(text, ",");
        OM_TRY(read_pair(setting, text, length, arena, &list[count], err));
        for (size_t i = 0; i < count; i++)
            if (strcmp(list[i].name, list[count].name) == 0)
                return om_fail(err, OM_ERR_RANGE, "%s names %s twice", setting, list[i].name);
        count++;
        text += length + (text[length] == ',');
    }
    *ret = (om_pairs){list, count};
    return OM_OK;
}
