/* The transportation problem by LEMON's network simplex, and the proof that its answer is best. */
#include "engine/solver/transport.h"

#include <algorithm>
#include <new>
#include <vector>

#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

namespace
{

using Graph = lemon::StaticDigraph;
using Simplex = lemon::NetworkSimplex<Graph, int64_t, int64_t>;

/* No sum of costs may come near the end of 64 bits. */
constexpr int64_t most = int64_t{1} << 62;

/*
 * Nodes are the sources, then the sinks, then one more, the end: sinks hand on to it what they take
 * in, and from a source straight to it goes who is left. Arcs lie in the order of the nodes they
 * leave, as the graph wants them: those of a source, the last of which leaves its units, and so on.
 */
struct Network {
    std::vector<std::pair<int, int>> arcs;
    std::vector<int64_t> cost, room;
    std::vector<size_t> place; /* of each haul, among the arcs */
    Graph graph;
};

om_status check_sum(const int64_t *units, size_t count, const char *what, int64_t *ret_sum,
                    om_error *err)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (units[i] < 0 || units[i] > most - sum)
            return om_fail(err, OM_ERR_RANGE, "%s %zu has %lld units", what, i,
                           static_cast<long long>(units[i]));
        sum += units[i];
    }
    *ret_sum = sum;
    return OM_OK;
}

om_status check(const om_transport &problem, int64_t *ret_supply, int64_t *ret_left_cost,
                om_error *err)
{
    int64_t room = 0, dearest = 0;
    OM_TRY(check_sum(problem.supply, problem.sources, "source", ret_supply, err));
    OM_TRY(check_sum(problem.room, problem.sinks, "sink", &room, err));
    if (problem.sources + problem.sinks + problem.count + 1 > INT32_MAX / 2)
        return om_fail(err, OM_ERR_RANGE, "%zu ways are too many", problem.count);
    for (size_t i = 0; i < problem.count; i++) {
        const om_haul &haul = problem.hauls[i];
        if (haul.source >= problem.sources || haul.sink >= problem.sinks || haul.cost < 0)
            return om_fail(err, OM_ERR_RANGE, "way %zu leads from %u to %u at a cost of %lld", i,
                           haul.source, haul.sink, static_cast<long long>(haul.cost));
        dearest = std::max(dearest, haul.cost);
    }
    /* To take one more in, others move on: each sink on that way is met but once. */
    const int64_t moves = static_cast<int64_t>(std::min(problem.sources, problem.sinks)) + 1;
    if (dearest >= most / moves)
        return om_fail(err, OM_ERR_RANGE, "a cost of %lld is too large",
                       static_cast<long long>(dearest));
    *ret_left_cost = problem.left_cost ? problem.left_cost : dearest * moves + 1;
    if (*ret_left_cost < 0 || (*ret_supply && *ret_left_cost > most / *ret_supply))
        return om_fail(err, OM_ERR_RANGE, "%lld units at costs of up to %lld are too many",
                       static_cast<long long>(*ret_supply), static_cast<long long>(*ret_left_cost));
    return OM_OK;
}

void add_arc(Network &network, size_t from, size_t to, int64_t cost, int64_t room)
{
    network.arcs.emplace_back(static_cast<int>(from), static_cast<int>(to));
    network.cost.push_back(cost);
    network.room.push_back(room);
}

/* Hauls by their sources, without disturbing their order. */
std::vector<size_t> sort_hauls(const om_transport &problem, std::vector<size_t> &first)
{
    first.assign(problem.sources + 1, 0);
    for (size_t i = 0; i < problem.count; i++)
        first[problem.hauls[i].source + 1]++;
    for (size_t s = 0; s < problem.sources; s++)
        first[s + 1] += first[s];
    std::vector<size_t> next(first), order(problem.count);
    for (size_t i = 0; i < problem.count; i++)
        order[next[problem.hauls[i].source]++] = i;
    return order;
}

void build(const om_transport &problem, int64_t left_cost, Network &network)
{
    const size_t end = problem.sources + problem.sinks;
    std::vector<size_t> first;
    const std::vector<size_t> order = sort_hauls(problem, first);
    const size_t arc_count = problem.count + problem.sources + problem.sinks;
    network.arcs.reserve(arc_count);
    network.cost.reserve(arc_count);
    network.room.reserve(arc_count);
    network.place.resize(problem.count);
    for (size_t s = 0; s < problem.sources; s++) {
        for (size_t i = first[s]; i < first[s + 1]; i++) {
            const om_haul &haul = problem.hauls[order[i]];
            network.place[order[i]] = network.arcs.size();
            add_arc(network, s, problem.sources + haul.sink, haul.cost,
                    std::min(problem.supply[s], problem.room[haul.sink]));
        }
        add_arc(network, s, end, left_cost, problem.supply[s]);
    }
    for (size_t k = 0; k < problem.sinks; k++)
        add_arc(network, problem.sources + k, end, 0, problem.room[k]);
    network.graph.build(static_cast<int>(end + 1), network.arcs.begin(), network.arcs.end());
}

/* What the prices of the nodes say that every answer costs at least. */
int64_t bound_of(const om_transport &problem, const Network &network, const Simplex &simplex)
{
    const auto price = [&](size_t node) {
        return simplex.potential(network.graph.node(static_cast<int>(node)));
    };
    const int64_t end = price(problem.sources + problem.sinks);
    int64_t bound = 0;
    for (size_t s = 0; s < problem.sources; s++)
        bound += problem.supply[s] * (end - price(s));
    for (size_t a = 0; a < network.arcs.size(); a++) {
        const int64_t saved = network.cost[a] + price(static_cast<size_t>(network.arcs[a].first)) -
                              price(static_cast<size_t>(network.arcs[a].second));
        bound += saved < 0 ? saved * network.room[a] : 0;
    }
    return bound;
}

void add_up(const om_transport &problem, const int64_t *units, int64_t supply,
            om_transport_sum &sum)
{
    for (size_t i = 0; i < problem.count; i++) {
        sum.placed += units[i];
        sum.cost += units[i] * problem.hauls[i].cost;
    }
    sum.left = supply - sum.placed;
    sum.total = sum.cost + sum.left * sum.left_cost;
}

om_status solve(const om_transport &problem, int64_t *units, om_transport_sum &sum, om_error *err)
{
    int64_t supply = 0;
    Network network;
    OM_TRY(check(problem, &supply, &sum.left_cost, err));
    build(problem, sum.left_cost, network);

    Graph::ArcMap<int64_t> cost(network.graph), room(network.graph);
    Graph::NodeMap<int64_t> amount(network.graph, 0);
    for (size_t a = 0; a < network.arcs.size(); a++) {
        cost[network.graph.arc(static_cast<int>(a))] = network.cost[a];
        room[network.graph.arc(static_cast<int>(a))] = network.room[a];
    }
    for (size_t s = 0; s < problem.sources; s++)
        amount[network.graph.node(static_cast<int>(s))] = problem.supply[s];
    amount[network.graph.node(static_cast<int>(problem.sources + problem.sinks))] = -supply;
    Simplex simplex(network.graph);
    simplex.upperMap(room).costMap(cost).supplyMap(amount);
    if (simplex.run() != Simplex::OPTIMAL)
        return om_fail(err, OM_ERR_FAILED, "the network simplex found no answer");

    for (size_t i = 0; i < problem.count; i++)
        units[i] = simplex.flow(network.graph.arc(static_cast<int>(network.place[i])));
    add_up(problem, units, supply, sum);
    sum.bound = bound_of(problem, network, simplex);
    if (sum.bound != sum.total)
        return om_fail(err, OM_ERR_FAILED,
                       "an answer that costs %lld could not be proven the best: the bound is %lld",
                       static_cast<long long>(sum.total), static_cast<long long>(sum.bound));
    return OM_OK;
}

} // namespace

om_status om_transport_solve(const om_transport *problem, int64_t *ret_units, om_transport_sum *ret,
                             om_error *err)
try {
    std::vector<int64_t> units(problem->count);
    om_transport_sum sum = {};
    OM_TRY(solve(*problem, units.data(), sum, err));
    std::copy(units.begin(), units.end(), ret_units);
    *ret = sum;
    return OM_OK;
} catch (const std::bad_alloc &) {
    return om_fail(err, OM_ERR_MEMORY, "%zu ways do not fit into memory", problem->count);
}
