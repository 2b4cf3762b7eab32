/* Measures a cold start: a store that is closed, to answers that are written in it. */
#include "engine/store/rows.h"
#include "tests/bench/coverage/bench.h"

static const char make_table[] =
    "create table bench_reached (station integer, junction integer, seconds real)";

static om_status write_station(const bench_city *city, om_search *search, om_rows *insert,
                               size_t number, size_t *reached, om_error *err)
{
    OM_TRY(om_search_run(search, &city->starts[number], 1, LIMIT_S, err));
    for (uint32_t v = 0; v < om_network_vertex_count(city->network); v++) {
        const om_arrival arrival = om_search_at_vertex(search, v);
        if (arrival.source == OM_NO_SOURCE)
            continue;
        om_rows_bind_integer(insert, 1, (int64_t)number);
        om_rows_bind_integer(insert, 2, v);
        om_rows_bind_real(insert, 3, arrival.seconds);
        OM_TRY(om_rows_run(insert, err));
        (*reached)++;
    }
    return OM_OK;
}

om_status measure_cold(const char *store, om_error *err)
{
    const double begun = clock_ms();
    AUTO_CITY city = {0};
    OM_TRY(city_open(store, OM_STORE_WRITE, &city, err));
    const double open_ms = clock_ms() - begun;
    OM_AUTO(om_search) search = om_search_new(city.network);
    size_t reached = 0;
    {
        OM_AUTO(om_transaction) transaction = NULL;
        OM_TRY(om_transaction_open(city.store, &transaction, err));
        OM_TRY(om_store_run(city.store, make_table, err));
        OM_AUTO(om_rows) insert = NULL;
        OM_TRY(om_rows_open(city.store, "insert into bench_reached values (?1, ?2, ?3)", &insert,
                            err));
        for (size_t i = 0; i < STATIONS; i++)
            OM_TRY(write_station(&city, search, insert, i, &reached, err));
        OM_TRY(om_transaction_commit(transaction, err));
    }
    const double all_ms = clock_ms() - begun;
    OM_TRY(om_store_run(city.store, "drop table bench_reached", err));
    figure("cold_network", open_ms, "ms");
    figure("cold", all_ms, "ms");
    figure("cold_reached", (double)reached, "junctions");
    return OM_OK;
}
