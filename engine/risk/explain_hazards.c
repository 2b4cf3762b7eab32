/* Natural hazards at a source and on a district's ground, and what a chain of hazards brings. */
#include <string.h>

#include "engine/risk/explain_inside.h"

/* Each kind of hazard in "flood, landslide" by its name. */
static void put_hazards(const om_explanation *at, const om_json *row, om_json *object)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *rest = om_json_text(om_json_get(row, "hazards"));
    om_json *list = om_json_put(object, "hazards", om_json_array_new());
    while (rest && *rest) {
        const size_t length = strcspn(rest, ",");
        const char *kind = om_arena_text_part(arena, rest, length);
        const om_words words = om_vocabulary_find(at->words, kind);
        om_json *hazard = om_json_add(list, om_json_object_new());
        om_json_put_text(hazard, "en", words.en);
        om_json_put_text(hazard, "zh", words.zh);
        rest += length + strspn(rest + length, ", ");
    }
}

static void put_zones(const om_explanation *at, const om_json *rows, om_json *object)
{
    static const char *const columns[] = {"zone", "zone_name", "zone_level", "level", "share"};
    const om_json *row = om_json_at(rows, 0);
    om_json *zones = om_json_put(object, "in_hazard_zones", om_json_object_new());
    om_json_put_bool(zones, "stands_in_one", row != NULL);
    for (size_t i = 0; row && i < sizeof columns / sizeof *columns; i++)
        om_json_put(zones, columns[i], om_json_copy(om_json_get(row, columns[i])));
    if (row)
        put_hazards(at, row, zones);
}

static void put_chain(const om_explanation *at, const om_json *rows, om_json *object)
{
    om_json *list = om_json_put(object, "hazard_chain", om_json_array_new());
    for (size_t i = 0; i < om_json_count(rows); i++) {
        const om_json *row = om_json_at(rows, i);
        om_json *event = om_json_add(list, om_json_object_new());
        om_words_put(event, "event",
                     om_vocabulary_find(at->words, om_json_text(om_json_get(row, "event"))));
        om_json_put(event, "p", om_json_copy(om_json_get(row, "p")));
        om_json_put(event, "elsewhere_p", om_json_copy(om_json_get(row, "elsewhere_p")));
    }
}

om_status om_explain_hazards(const om_explanation *at, const char *id, om_json *object,
                             om_error *err)
{
    OM_AUTO(om_json) zones = NULL;
    OM_AUTO(om_json) chain = NULL;
    static const char *const of_source = "layer = 'hazard_source' and facility";
    OM_TRY(om_explain_rows(at->store, "facility_in_zone", of_source, id, &zones, err));
    OM_TRY(om_explain_rows(at->store, "chain_facility", of_source, id, &chain, err));
    if (zones)
        put_zones(at, zones, object);
    if (chain)
        put_chain(at, chain, object);
    return OM_OK;
}

om_status om_explain_ground(const om_explanation *at, const char *code, om_json *area,
                            om_error *err)
{
    static const char *const columns[] = {"level", "mode", "share", "zones"};
    OM_AUTO(om_json) rows = NULL;
    OM_TRY(om_explain_rows(at->store, "hazard_district", "code", code, &rows, err));
    const om_json *row = om_json_at(rows, 0);
    if (!row)
        return OM_OK;
    om_json *ground = om_json_put(area, "natural_hazards", om_json_object_new());
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        om_json_put(ground, columns[i], om_json_copy(om_json_get(row, columns[i])));
    put_hazards(at, row, ground);
    return OM_OK;
}
