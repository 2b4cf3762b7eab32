/* Reads the district layer. */
#include "engine/analysis/district.h"
#include "engine/base/arena.h"
#include "engine/base/memory.h"
#include "engine/store/rows.h"

enum { ID, CODE, NAME, LEVEL, PARENT, GEOMETRY };

/* Districts as they are gathered. */
typedef struct gathering {
    om_arena *arena;
    om_district *list;
    om_geom **owned;
    size_t count, capacity, owned_count, owned_capacity;
} gathering;

static void gathering_clear(gathering *gathered)
{
    for (size_t i = 0; i < gathered->owned_count; i++)
        om_geom_free(gathered->owned[i]);
    free(gathered->owned);
    free(gathered->list);
    om_arena_free(gathered->arena);
}

static const om_geom *keep(gathering *gathered, om_geom *geom)
{
    gathered->owned = om_memory_grow(gathered->owned, gathered->owned_count + 1,
                                     &gathered->owned_capacity, sizeof *gathered->owned);
    gathered->owned[gathered->owned_count++] = geom;
    return geom;
}

static om_status gather(gathering *gathered, const om_rows *rows, om_error *err)
{
    om_geom *stored = NULL, *shape = NULL;
    OM_TRY(om_rows_geom(rows, GEOMETRY, &stored, err));
    if (!stored)
        return om_fail(err, OM_ERR_DATA, "district %s has no shape", om_rows_text(rows, ID));
    const om_geom *kept = keep(gathered, stored);
    OM_TRY(om_rows_geom_in_metres(rows, GEOMETRY, &shape, err));
    gathered->list = om_memory_grow(gathered->list, gathered->count + 1, &gathered->capacity,
                                    sizeof *gathered->list);
    gathered->list[gathered->count++] = (om_district){
        .id = om_arena_text(gathered->arena, om_rows_text(rows, ID)),
        .code = om_arena_text(gathered->arena, om_rows_text(rows, CODE)),
        .parent = om_arena_text(gathered->arena, om_rows_text(rows, PARENT)),
        .name = om_arena_text(gathered->arena, om_rows_text(rows, NAME)),
        .level = om_arena_text(gathered->arena, om_rows_text(rows, LEVEL)),
        .stored = kept,
        .shape = keep(gathered, shape),
    };
    return OM_OK;
}

om_status om_districts_read(om_store *store, om_districts **ret, om_error *err)
{
    __attribute__((cleanup(gathering_clear))) gathering gathered = {.arena = om_arena_new()};
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(store, om_layer_find("district"), "id, code, name, level, parent",
                              &rows, err));
    for (bool more = true;;) {
        OM_TRY(om_rows_next(rows, &more, err));
        if (!more)
            break;
        OM_TRY(gather(&gathered, rows, err));
    }
    return om_districts_open(om_store_geo(store), gathered.list, gathered.count, ret, err);
}
