/* Measures what opening a network takes at its peak, from rows and from a pack. */
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/coverage/bench.h"

/* Ways in which edges may be driven. */
static size_t arc_count(const om_network *network)
{
    size_t arcs = 0;
    for (uint32_t e = 0; e < om_network_edge_count(network); e++) {
        const om_edge *edge = om_network_edge(network, e);
        arcs += (size_t)edge->forward + (size_t)edge->backward;
    }
    return arcs;
}

/* Above what the open store takes: SpatiaLite and its like are the same for every city. */
static om_status measure_opening(const char *path, bool from_pack, om_error *err)
{
    AUTO_CITY city = {.notices = om_json_array_new(), .report = om_json_object_new()};
    OM_TRY(om_store_open(path, from_pack ? OM_STORE_READ : OM_STORE_WRITE, &city.store, err));
    if (!from_pack)
        OM_TRY(om_store_run(city.store, "delete from om_pack", err));
    const om_driving driving = {.vehicle = "engine", .time = "design", .speed_factor = 1};
    city.run = (om_run){.store = city.store, .notices = city.notices};
    const double before = peak_bytes();
    OM_TRY(om_roads_open(&city.run, &driving, city.report, &city.roads, err));
    const double bytes = peak_bytes() - before;
    if (om_roads_are_from_pack(city.roads) != from_pack)
        return om_fail(err, OM_ERR_FAILED, "the roads come from elsewhere than is measured");
    const size_t arcs = arc_count(om_roads_network(city.roads));
    figure("arcs", (double)arcs, "arcs");
    figure(from_pack ? "memory_from_pack" : "memory_from_rows", bytes / (double)arcs, "bytes/arc");
    return OM_OK;
}

/* In a process of its own, whose peak is nobody else's. */
static om_status measure_apart(const char *path, bool from_pack, om_error *err)
{
    const pid_t child = fork();
    int outcome = 0;
    if (child == 0) {
        om_error why;
        const om_status status = measure_opening(path, from_pack, &why);
        if (status != OM_OK)
            fprintf(stderr, "bench_coverage: %s\n", why.message);
        _exit(om_status_exit_code(status));
    }
    if (child < 0 || waitpid(child, &outcome, 0) < 0 || !WIFEXITED(outcome) ||
        WEXITSTATUS(outcome) != 0)
        return om_fail(err, OM_ERR_FAILED, "%s could not be opened in a process of its own", path);
    return OM_OK;
}

om_status measure_memory(const char *store, om_error *err)
{
    OM_TRY(measure_apart(store, false, err));
    return measure_apart(store, true, err);
}
