/* LEMON's network simplex alone, on the arcs that bench_shelter wrote: lemon FILE. */
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <utility>
#include <vector>

#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

using Graph = lemon::StaticDigraph;
using Simplex = lemon::NetworkSimplex<Graph, int64_t, int64_t>;

struct Arc {
    int from, to;
    int64_t cost, room;
};

static double now_ms()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double, std::milli>(now).count();
}

static bool read(FILE *file, std::vector<int64_t> &supply, int &sinks, std::vector<Arc> &arcs)
{
    size_t sources = 0, count = 0, sink_count = 0;
    long long left_cost = 0, number = 0;
    if (fscanf(file, "%zu %zu %zu %lld", &sources, &sink_count, &count, &left_cost) != 4)
        return false;
    sinks = static_cast<int>(sink_count);
    std::vector<int64_t> room(sink_count);
    supply.resize(sources);
    for (auto &units : supply)
        if (fscanf(file, "%lld", &number) != 1)
            return false;
        else
            units = number;
    for (auto &units : room)
        if (fscanf(file, "%lld", &number) != 1)
            return false;
        else
            units = number;
    const int end = static_cast<int>(sources + sink_count);
    size_t source = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned from = 0, to = 0;
        if (fscanf(file, "%u %u %lld", &from, &to, &number) != 3)
            return false;
        for (; source < from; source++)
            arcs.push_back({static_cast<int>(source), end, left_cost, supply[source]});
        arcs.push_back({static_cast<int>(from), static_cast<int>(sources + to), number,
                        std::min(supply[from], room[to])});
    }
    for (; source < sources; source++)
        arcs.push_back({static_cast<int>(source), end, left_cost, supply[source]});
    for (size_t k = 0; k < sink_count; k++)
        arcs.push_back({static_cast<int>(sources + k), end, 0, room[k]});
    return true;
}

int main(int count, char **words)
{
    FILE *file = count == 2 ? fopen(words[1], "r") : nullptr;
    std::vector<int64_t> supply;
    std::vector<Arc> arcs;
    int sinks = 0;
    if (!file || !read(file, supply, sinks, arcs))
        return 1;
    fclose(file);
    std::vector<std::pair<int, int>> ends;
    for (const auto &arc : arcs)
        ends.emplace_back(arc.from, arc.to);
    const int nodes = static_cast<int>(supply.size()) + sinks + 1;
    double best_ms = 1e300, run_ms = 1e300, total = 0;
    for (int i = 0; i < 5; i++) {
        const double begin_ms = now_ms();
        Graph graph;
        graph.build(nodes, ends.begin(), ends.end());
        Graph::ArcMap<int64_t> cost(graph), room(graph);
        Graph::NodeMap<int64_t> amount(graph, 0);
        for (size_t a = 0; a < arcs.size(); a++) {
            cost[graph.arc(static_cast<int>(a))] = arcs[a].cost;
            room[graph.arc(static_cast<int>(a))] = arcs[a].room;
        }
        int64_t all = 0;
        for (size_t s = 0; s < supply.size(); s++) {
            amount[graph.node(static_cast<int>(s))] = supply[s];
            all += supply[s];
        }
        amount[graph.node(nodes - 1)] = -all;
        Simplex simplex(graph);
        simplex.upperMap(room).costMap(cost).supplyMap(amount);
        const double run_begin_ms = now_ms();
        if (simplex.run() != Simplex::OPTIMAL)
            return 1;
        const double end_ms = now_ms();
        best_ms = std::min(best_ms, end_ms - begin_ms);
        run_ms = std::min(run_ms, end_ms - run_begin_ms);
        total = simplex.totalCost<double>();
    }
    printf("figure lemon %.6g ms\nfigure lemon_run %.6g ms\nfigure lemon_total %.0f cost\n", best_ms,
           run_ms, total);
    return 0;
}
