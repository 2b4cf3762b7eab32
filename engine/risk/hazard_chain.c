/* The analysis "hazard_chain": what one event sets off, in the city and at each facility. */
#include <math.h>
#include <string.h>

#include "engine/analysis/analysis.h"
#include "engine/risk/chain.h"
#include "engine/risk/combine.h"
#include "engine/risk/exposure.h"
#include "engine/risk/pairs.h"

static const om_input inputs[] = {
    {"hazard_zone", false, "within which some links of the chain hold"},
    {"shelter", false, "to tell what threatens them"},
    {"fire_station", false, "to tell what threatens them"},
    {"supply_depot", false, "to tell what threatens them"},
    {"hazard_source", false, "to tell what is set off at them"},
    {"district", false, "to tell where"},
    {0},
};

static const om_setting settings[] = {
    {"events", "", OM_SETTING_TEXT, "", 0, 0, NULL,
     "What happens and how probably, 'rain:0.2, quake:0.01'; required."},
    {"tables", "", OM_SETTING_TEXT, "", 0, 0, NULL,
     "A folder with the city's own hazard_chain.csv; the shipped one when not given."},
    {0},
};

static const char *const outputs[] = {"chain_event", "chain_facility", NULL};
static const char *const standards[] = {"standards/hazard_chain.csv", NULL};

/* One run. Borrows; what has one element an event or a link lives in the exposures' arena. */
typedef struct following {
    const om_run *run;
    const om_chain *chain;
    const om_standard *table;
    const om_exposures *exposures;
    double *own;     /* one an event, as the setting says */
    double *most;    /* at the worst place */
    double *least;   /* at any place: where only those links hold that hold everywhere */
    double *here;    /* at one facility */
    bool *holds;     /* one a link, at one place */
    bool *acted;     /* one a link: it set something off at some place */
    size_t *counts;  /* one an event: facilities that it threatens */
    double *highest; /* one an event: its highest probability at one of them; NaN without any */
} following;

/* ---- Settings ---- */

static om_status read_events(following *now, om_error *err)
{
    om_pairs pairs;
    OM_TRY(om_pairs_parse("events", om_settings_text(now->run->settings, "events"),
                          now->exposures->arena, &pairs, err));
    if (!pairs.count)
        return om_fail(err, OM_ERR_USAGE,
                       "hazard_chain needs to know what happens, such as events=%s:0.1",
                       om_chain_event(now->chain, 0));
    for (size_t i = 0; i < pairs.count; i++) {
        size_t event;
        OM_TRY(om_chain_find(now->chain, pairs.list[i].name, &event, err));
        now->own[event] = pairs.list[i].value;
    }
    return OM_OK;
}

/* A link to a layer that holds no facilities would never hold, most likely by a slip of the pen. */
static om_status check_layers(const following *now, om_error *err)
{
    for (size_t i = 0; i < om_chain_link_count(now->chain); i++) {
        const om_chain_link *link = om_chain_link_at(now->chain, i);
        bool known = !link->layer[0];
        for (const char *const *layer = om_facility_layers; *layer; layer++)
            known |= strcmp(*layer, link->layer) == 0;
        if (!known)
            return om_standard_fail(now->table, link->row,
                                    "its layer is none of shelter, fire_station, supply_depot, "
                                    "hazard_source",
                                    err);
    }
    return OM_OK;
}

/* ---- Where links hold ---- */

static bool is_in_zone(const om_exposures *exposures, const om_exposed *exposed, const char *zone)
{
    const size_t kind = om_exposures_kind(exposures, zone);
    return kind < exposures->kind_count && exposed->levels[kind] != OM_HAZARD_ABSENT;
}

static bool holds_at(const om_exposures *exposures, const om_chain_link *link,
                     const om_exposed *exposed)
{
    return (!link->layer[0] || strcmp(link->layer, exposed->layer) == 0) &&
           (!link->zone[0] || is_in_zone(exposures, exposed, link->zone));
}

/* A link of a layer holds where one of its facilities is, of a zone alone where there is one. */
static bool holds_somewhere(const om_exposures *exposures, const om_chain_link *link)
{
    if (!link->layer[0])
        return !link->zone[0] || om_exposures_kind(exposures, link->zone) < exposures->kind_count;
    for (size_t i = 0; i < exposures->count; i++)
        if (holds_at(exposures, link, &exposures->list[i]))
            return true;
    return false;
}

/* Follows the links that hold at a place. */
static void follow(const following *now, double *p)
{
    memcpy(p, now->own, om_chain_event_count(now->chain) * sizeof *p);
    om_chain_spread(now->chain, now->holds, p);
    for (size_t i = 0; i < om_chain_link_count(now->chain); i++) {
        const om_chain_link *link = om_chain_link_at(now->chain, i);
        now->acted[i] |= now->holds[i] && p[link->from] * link->p > 0;
    }
}

/* What holds at any place, and what holds on ground without facilities, within all zones at once.
 */
static void follow_ground(following *now)
{
    const size_t links = om_chain_link_count(now->chain);
    for (size_t i = 0; i < links; i++) {
        const om_chain_link *link = om_chain_link_at(now->chain, i);
        now->holds[i] = !link->zone[0] && !link->layer[0];
    }
    follow(now, now->least);
    for (size_t i = 0; i < links; i++) {
        const om_chain_link *link = om_chain_link_at(now->chain, i);
        now->holds[i] = !link->layer[0] && holds_somewhere(now->exposures, link);
    }
    follow(now, now->most);
}

static void tell_of_idle_links(const following *now)
{
    size_t idle = 0;
    const om_chain_link *example = NULL;
    const size_t links = om_chain_link_count(now->chain);
    for (size_t i = 0; i < links; i++) {
        const om_chain_link *link = om_chain_link_at(now->chain, i);
        if (!holds_somewhere(now->exposures, link) && !idle++)
            example = link;
    }
    if (idle)
        om_run_notice(now->run,
                      "%zu of %zu links hold nowhere, such as %s -> %s: no zone or facility of "
                      "theirs is loaded",
                      idle, links, om_chain_event(now->chain, example->from),
                      om_chain_event(now->chain, example->to));
}

/* ---- Facilities ---- */

static om_status write_threat(const following *now, om_table *table, const om_exposed *exposed,
                              size_t event, om_error *err)
{
    const om_exposures *exposures = now->exposures;
    const om_district *district = om_exposed_district(exposures, exposed);
    OM_AUTO_TEXT id = {0};
    OM_AUTO_TEXT kinds = {0};
    om_text_add_format(&id, "%s/%s/%s", exposed->layer, exposed->id,
                       om_chain_event(now->chain, event));
    om_exposures_write_kinds(exposures, exposed->levels, &kinds);
    const om_value values[] = {
        om_value_text(exposed->id),
        om_value_text(exposed->layer),
        om_value_text(exposed->name),
        om_value_text(exposed->kind),
        om_value_text(om_chain_event(now->chain, event)),
        om_value_real(now->here[event]),
        om_value_real(now->least[event]),
        om_value_text(kinds.bytes),
        om_value_text(district ? district->code : NULL),
        om_value_text(district ? district->name : NULL),
    };
    return om_table_add(table, id.bytes, values, exposed->point, err);
}

/* Tells of the events that are more probable at a facility than anywhere. */
static om_status follow_facility(following *now, om_table *table, const om_exposed *exposed,
                                 om_error *err)
{
    for (size_t i = 0; i < om_chain_link_count(now->chain); i++)
        now->holds[i] = holds_at(now->exposures, om_chain_link_at(now->chain, i), exposed);
    follow(now, now->here);
    for (size_t event = 0; event < om_chain_event_count(now->chain); event++) {
        if (!(now->here[event] > now->least[event]))
            continue;
        now->most[event] = fmax(now->most[event], now->here[event]);
        now->counts[event]++;
        now->highest[event] = fmax(now->highest[event], now->here[event]);
        OM_TRY(write_threat(now, table, exposed, event, err));
    }
    return OM_OK;
}

static om_status follow_facilities(following *now, om_error *err)
{
    const om_exposures *exposures = now->exposures;
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(now->run, "chain_facility", &table, err));
    for (size_t i = 0; i < exposures->count; i++) {
        OM_TRY(follow_facility(now, table, &exposures->list[i], err));
        OM_TRY(om_run_tell(now->run, "chain_facility", i + 1, exposures->count, "facilities", err));
    }
    return OM_OK;
}

/* ---- Events ---- */

/* "rain 0.2 x 0.6 within flood; dam 0.1 x 1" */
static void write_causes(const following *now, size_t event, om_text *ret)
{
    for (size_t i = 0; i < om_chain_link_count(now->chain); i++) {
        const om_chain_link *link = om_chain_link_at(now->chain, i);
        if (link->to != event || !now->acted[i])
            continue;
        om_text_add_format(ret, "%s%s %.4g x %.4g", ret->length ? "; " : "",
                           om_chain_event(now->chain, link->from), now->most[link->from], link->p);
        if (link->zone[0])
            om_text_add_format(ret, " within %s", link->zone);
        if (link->layer[0])
            om_text_add_format(ret, " at %s", link->layer);
    }
}

static void report_event(const following *now, size_t event, const char *causes, om_json *list)
{
    om_json *one = om_json_add(list, om_json_object_new());
    om_json_put_text(one, "event", om_chain_event(now->chain, event));
    om_json_put_number(one, "own_p", now->own[event]);
    om_json_put_number(one, "p", now->most[event]);
    om_json_put_text(one, "causes", causes);
    om_json_put_integer(one, "facilities", (int64_t)now->counts[event]);
    om_json_put_number(one, "most_p", now->highest[event]);
}

static om_status write_events(const following *now, om_json *report, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(now->run, "chain_event", &table, err));
    om_json *list = om_json_put(report, "events", om_json_array_new());
    for (size_t event = 0; event < om_chain_event_count(now->chain); event++) {
        OM_AUTO_TEXT causes = {0};
        write_causes(now, event, &causes);
        const om_value values[] = {
            om_value_text(om_chain_event(now->chain, event)),
            om_value_integer((int64_t)event + 1),
            om_value_real(now->own[event]),
            om_value_real(now->most[event]),
            om_value_text(causes.bytes),
            om_value_integer((int64_t)now->counts[event]),
            om_value_real(now->highest[event]),
        };
        OM_TRY(om_table_add(table, om_chain_event(now->chain, event), values, NULL, err));
        report_event(now, event, causes.bytes, list);
    }
    return OM_OK;
}

static void tell(const following *now)
{
    tell_of_idle_links(now);
    size_t unverified = 0;
    const size_t rows = om_standard_row_count(now->table);
    for (size_t row = 0; row < rows; row++)
        unverified += strcmp(om_standard_text(now->table, row, "verified"), "yes") != 0;
    if (unverified)
        om_run_notice(now->run,
                      "%zu of the chain's %zu probabilities are not verified at their source",
                      unverified, rows);
    if (now->exposures->nowhere)
        om_run_notice(now->run, "%zu facilities have no place and stand in no zone",
                      now->exposures->nowhere);
}

/* ---- Run ---- */

static void make_room(following *now)
{
    om_arena *arena = now->exposures->arena;
    const size_t events = om_chain_event_count(now->chain);
    now->own = OM_ARENA_ARRAY(arena, double, events);
    now->most = OM_ARENA_ARRAY(arena, double, events);
    now->least = OM_ARENA_ARRAY(arena, double, events);
    now->here = OM_ARENA_ARRAY(arena, double, events);
    now->highest = OM_ARENA_ARRAY(arena, double, events);
    now->counts = OM_ARENA_ARRAY(arena, size_t, events);
    now->holds = OM_ARENA_ARRAY(arena, bool, om_chain_link_count(now->chain));
    now->acted = OM_ARENA_ARRAY(arena, bool, om_chain_link_count(now->chain));
    for (size_t i = 0; i < events; i++)
        now->highest[i] = NAN;
}

static om_status run_hazard_chain(const om_run *run, om_json *report, om_error *err)
{
    OM_AUTO(om_standard) table = NULL;
    OM_AUTO(om_chain) chain = NULL;
    OM_TRY(om_standard_open(om_settings_text(run->settings, "tables"), "hazard_chain.csv",
                            om_chain_columns, &table, err));
    OM_TRY(om_chain_open(table, &chain, err));
    om_standard_describe(table, om_json_put(report, "tables", om_json_array_new()));
    OM_AUTO(om_exposures) exposures = NULL;
    OM_TRY(om_exposures_open(run->store, &exposures, err));
    following now = {.run = run, .chain = chain, .table = table, .exposures = exposures};
    make_room(&now);
    OM_TRY(check_layers(&now, err));
    OM_TRY(read_events(&now, err));
    follow_ground(&now);
    OM_TRY(follow_facilities(&now, err));
    OM_TRY(write_events(&now, report, err));
    tell(&now);
    return OM_OK;
}

const om_analysis om_analysis_hazard_chain = {
    .name = "hazard_chain",
    .title = "Chain of hazards",
    .title_zh = "灾害链推演",
    .summary = "How probable everything is that an event sets off, in the city and at each "
               "facility; causes count as independent of each other.",
    .inputs = inputs,
    .settings = settings,
    .outputs = outputs,
    .standards = standards,
    .run = run_hazard_chain,
};
