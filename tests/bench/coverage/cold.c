/* Measures a cold start: a store that is closed, to answers that are written in it. */
#include "engine/base/memory.h"
#include "engine/store/rows.h"
#include "tests/bench/coverage/bench.h"

static const char make_table[] =
    "create table bench_reached (station integer, junction integer, seconds real)";

/* Rows are written many at a time: a statement begins and ends more slowly than it writes. */
enum { TOGETHER = 64, COLUMNS = 3 };

typedef struct writer {
    om_rows *many, *one;
    size_t count;
} writer;

static void writer_clear(writer *on)
{
    om_rows_free(on->many);
    om_rows_free(on->one);
}

static om_status open_insertion(om_store *store, int rows, om_rows **ret, om_error *err)
{
    OM_AUTO_TEXT sql = {0};
    om_text_add(&sql, "insert into bench_reached values (?, ?, ?)");
    for (int i = 1; i < rows; i++)
        om_text_add(&sql, ", (?, ?, ?)");
    return om_rows_open(store, sql.bytes, ret, err);
}

typedef struct answer {
    size_t station;
    uint32_t junction;
    double seconds;
} answer;

static void bind(om_rows *rows, size_t place, const answer *row)
{
    const int first = COLUMNS * (int)place;
    om_rows_bind_integer(rows, first + 1, (int64_t)row->station);
    om_rows_bind_integer(rows, first + 2, row->junction);
    om_rows_bind_real(rows, first + 3, row->seconds);
}

static om_status write_together(writer *on, const answer rows[TOGETHER], om_error *err)
{
    for (size_t i = 0; i < TOGETHER; i++)
        bind(on->many, i, &rows[i]);
    on->count += TOGETHER;
    return om_rows_run(on->many, err);
}

static om_status write_each(writer *on, const answer *rows, size_t count, om_error *err)
{
    for (size_t i = 0; i < count; i++) {
        bind(on->one, 0, &rows[i]);
        OM_TRY(om_rows_run(on->one, err));
    }
    on->count += count;
    return OM_OK;
}

/* Searches from each station, and writes down each junction that it reaches. */
static om_status write_stations(const bench_city *city, om_search *search, writer *on,
                                om_error *err)
{
    OM_AUTO_MEMORY uint32_t *reached =
        om_memory_take(om_network_vertex_count(city->network), sizeof *reached);
    answer rows[TOGETHER];
    size_t waiting = 0;
    for (size_t s = 0; s < STATIONS; s++) {
        OM_TRY(om_search_run(search, &city->starts[s], 1, LIMIT_S, err));
        const size_t count = om_search_reached(search, reached);
        for (size_t i = 0; i < count; i++) {
            rows[waiting++] =
                (answer){s, reached[i], om_search_at_vertex(search, reached[i]).seconds};
            if (waiting < TOGETHER)
                continue;
            OM_TRY(write_together(on, rows, err));
            waiting = 0;
        }
    }
    return write_each(on, rows, waiting, err);
}

static om_status write_answers(const bench_city *city, size_t *ret_reached, om_error *err)
{
    OM_AUTO(om_transaction) transaction = NULL;
    OM_TRY(om_transaction_open(city->store, &transaction, err));
    OM_TRY(om_store_run(city->store, make_table, err));
    {
        __attribute__((cleanup(writer_clear))) writer on = {0};
        OM_AUTO(om_search) search = om_search_new(city->network);
        OM_TRY(open_insertion(city->store, TOGETHER, &on.many, err));
        OM_TRY(open_insertion(city->store, 1, &on.one, err));
        OM_TRY(write_stations(city, search, &on, err));
        *ret_reached = on.count;
    }
    return om_transaction_commit(transaction, err);
}

om_status measure_cold(const char *store, om_error *err)
{
    const double begun = clock_ms();
    AUTO_CITY city = {0};
    OM_TRY(city_open(store, OM_STORE_WRITE, &city, err));
    const double open_ms = clock_ms() - begun;
    size_t reached = 0;
    OM_TRY(write_answers(&city, &reached, err));
    const double all_ms = clock_ms() - begun;
    OM_TRY(om_store_run(city.store, "drop table bench_reached", err));
    figure(om_roads_are_from_pack(city.roads) ? "cold_network" : "first_network", open_ms, "ms");
    figure(om_roads_are_from_pack(city.roads) ? "cold" : "first", all_ms, "ms");
    figure("cold_reached", (double)reached, "junctions");
    return OM_OK;
}
