/* Roads from the store's packs, or from its rows and then into its packs. */
#include "engine/analysis/compiled.h"

#include "engine/analysis/barriers.h"
#include "engine/analysis/turn_rules.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/base/pages.h"
#include "engine/network/pack.h"
#include "engine/store/packs.h"

/* Raised when the same rows come to make another network. */
#define RECIPE 2

const om_pace om_compiled_pace = {.time = OM_DESIGN, .speed_factor = 1, .by_distance = false};

/* What networks are made of. */
static const char *const layers[] = {"road", "walkway", "turn_restriction", "road_barrier", NULL};
static const char *const tables[] = {"standards/vehicles.csv", "standards/barriers.csv",
                                     "standards/speeds.csv", NULL};

/* The two packs of a vehicle: its network, and the facts of the roads in it. */
typedef struct packing {
    om_store *store;
    om_text network_name, facts_name, made_of;
} packing;

static void packing_clear(packing *on)
{
    om_text_clear(&on->network_name);
    om_text_clear(&on->facts_name);
    om_text_clear(&on->made_of);
}

#define AUTO_PACKING __attribute__((cleanup(packing_clear))) packing

void om_compiled_clear(om_compiled *compiled)
{
    om_network_free(compiled->network);
    om_road_facts_free(compiled->facts);
    *compiled = (om_compiled){0};
}

static om_pack_key key_of(const packing *on, const om_text *name)
{
    return (om_pack_key){name->bytes, layers, on->made_of.bytes};
}

static om_status add_tables(om_text *made_of, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    for (const char *const *name = tables; *name; name++) {
        const char *path = NULL;
        char checksum[OM_CHECKSUM_SIZE];
        OM_TRY(om_share_find(arena, *name, &path, err));
        OM_TRY(om_file_checksum(path, checksum, err));
        om_text_add_format(made_of, "%s %s\n", *name, checksum);
    }
    return OM_OK;
}

static om_status packing_begin(packing *on, om_store *store, const char *vehicle, om_error *err)
{
    const char *crs = NULL;
    on->store = store;
    om_text_add_format(&on->network_name, "network of %s", vehicle);
    om_text_add_format(&on->facts_name, "roads of %s", vehicle);
    om_text_add_format(&on->made_of, "recipe %d of onemap %s\n", RECIPE, om_version());
    OM_TRY(om_store_metric_crs(store, &crs, err));
    om_text_add_format(&on->made_of, "metric_crs %s\n", crs);
    return add_tables(&on->made_of, err);
}

/* ---- From packs ---- */

static om_status take_network(const packing *on, om_network **ret, om_error *err)
{
    const om_pack_key key = key_of(on, &on->network_name);
    OM_AUTO_MEMORY void *bytes = NULL;
    size_t size = 0;
    OM_TRY(om_packs_find(on->store, &key, &bytes, &size, err));
    if (!bytes)
        return OM_OK;
    OM_TRY(om_network_unpack(bytes, size, ret, err));
    bytes = NULL; /* the network's now */
    return OM_OK;
}

static om_status take_facts(const packing *on, const om_speeds *speeds, om_road_facts **ret,
                            om_error *err)
{
    const om_pack_key key = key_of(on, &on->facts_name);
    OM_AUTO_MEMORY void *bytes = NULL;
    size_t size = 0;
    OM_TRY(om_packs_find(on->store, &key, &bytes, &size, err));
    if (!bytes)
        return OM_OK;
    OM_TRY(om_road_facts_unpack(bytes, size, speeds, ret, err));
    bytes = NULL; /* the facts' now */
    return OM_OK;
}

static om_status take_both(const packing *on, const om_speeds *speeds, om_compiled *ret,
                           om_error *err)
{
    OM_TRY(take_facts(on, speeds, &ret->facts, err));
    if (!ret->facts)
        return OM_OK;
    OM_TRY(take_network(on, &ret->network, err));
    if (ret->network && om_network_road_count(ret->network) != ret->facts->count)
        return om_fail(err, OM_ERR_CORRUPT, "the packed network has %zu roads, and %zu are known",
                       om_network_road_count(ret->network), ret->facts->count);
    return OM_OK;
}

/* Leaves `ret` empty when there is nothing to take, or nothing whole. */
static om_status take(const om_run *run, const packing *on, const om_speeds *speeds,
                      om_compiled *ret, om_error *err)
{
    om_error why;
    const om_status status = take_both(on, speeds, ret, &why);
    ret->from_pack = status == OM_OK && ret->network;
    if (ret->from_pack)
        return OM_OK;
    om_compiled_clear(ret);
    if (status == OM_OK)
        return OM_OK;
    if (status != OM_ERR_CORRUPT)
        return om_fail(err, status, "%s", why.message);
    om_run_notice(run, "the roads that the store keeps ready are made anew: %s", why.message);
    return OM_OK;
}

/* ---- From rows ---- */

static void count_rows(const om_barrier_counts *barriers, const om_turn_rules *turns,
                       size_t skipped, om_road_counts *counts)
{
    counts->barriers_opened = barriers->opened;
    counts->barriers_shut = barriers->shut;
    counts->barriers_beside = barriers->beside;
    counts->barriers_unknown = barriers->unknown;
    counts->turns = turns->count - skipped;
    counts->turns_exempt = turns->exempt;
    counts->turns_timed = turns->timed;
    counts->turns_beside = turns->beside + skipped;
    counts->turns_unknown = turns->unknown;
    snprintf(counts->unknown_barrier, sizeof counts->unknown_barrier, "%s", barriers->unknown_kind);
    snprintf(counts->unknown_turn, sizeof counts->unknown_turn, "%s", turns->unknown_kind);
}

static om_status build(const om_run *run, const om_vehicle *vehicle, om_compiled *ret,
                       om_error *err)
{
    OM_AUTO(om_road_list) list = NULL;
    om_barrier_counts barriers;
    __attribute__((cleanup(om_turn_rules_clear))) om_turn_rules rules = {0};
    __attribute__((cleanup(om_road_table_clear))) om_road_table roads = {0};
    size_t skipped = 0;
    OM_TRY(om_road_list_read(run, om_vehicle_name(vehicle), &list, err));
    OM_TRY(om_barriers_apply(run, list, &barriers, err));
    OM_TRY(om_turn_rules_read(run, list, &rules, err));
    om_road_list_pace(list, &om_compiled_pace);
    const om_turns turns = {rules.list, rules.count, &skipped};
    ret->facts = om_road_list_facts(list);
    roads = list->table;
    list->table = (om_road_table){0};
    om_road_list_free(OM_TAKE(list));
    om_store_forget_pages(run->store);
    om_pages_give_back();
    OM_TRY(om_network_build(&roads, &turns, &ret->network, err));
    count_rows(&barriers, &rules, skipped, ret->facts->counts);
    return OM_OK;
}

static om_status keep(const packing *on, const om_compiled *compiled, om_error *err)
{
    const om_pack_key network_key = key_of(on, &on->network_name);
    const om_pack_key facts_key = key_of(on, &on->facts_name);
    OM_AUTO(om_pack) network = om_network_pack(compiled->network);
    OM_AUTO(om_pack) facts = om_road_facts_pack(compiled->facts);
    OM_TRY(om_packs_keep(on->store, &network_key, network, err));
    return om_packs_keep(on->store, &facts_key, facts, err);
}

static om_status build_and_keep_within(const om_run *run, const packing *on,
                                       const om_vehicle *vehicle, om_compiled *ret, om_error *err)
{
    OM_TRY(build(run, vehicle, ret, err));
    return keep(on, ret, err);
}

/*
 * What is kept must be what the rows say: nobody writes between reading them and keeping it. While
 * somebody else writes nothing is kept.
 */
static om_status build_and_keep(const om_run *run, const packing *on, const om_vehicle *vehicle,
                                om_compiled *ret, om_error *err)
{
    OM_AUTO(om_transaction) transaction = NULL;
    if (!om_store_is_writable(on->store))
        return build(run, vehicle, ret, err);
    if (om_store_is_in_transaction(on->store))
        return build_and_keep_within(run, on, vehicle, ret, err);
    const om_status status = om_transaction_open(on->store, &transaction, err);
    if (status == OM_ERR_LOCKED)
        return build(run, vehicle, ret, err);
    OM_TRY(status);
    OM_TRY(build_and_keep_within(run, on, vehicle, ret, err));
    return om_transaction_commit(transaction, err);
}

om_status om_compiled_open(const om_run *run, const om_vehicle *vehicle, const om_speeds *speeds,
                           om_compiled *ret, om_error *err)
{
    AUTO_PACKING on = {0};
    __attribute__((cleanup(om_compiled_clear))) om_compiled compiled = {0};
    OM_TRY(packing_begin(&on, run->store, om_vehicle_name(vehicle), err));
    OM_TRY(take(run, &on, speeds, &compiled, err));
    if (!compiled.network)
        OM_TRY(build_and_keep(run, &on, vehicle, &compiled, err));
    *ret = compiled;
    compiled = (om_compiled){0};
    return OM_OK;
}
