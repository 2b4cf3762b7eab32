// OSRM's table from every station to every place, in process: bench_osrm CITY.osrm STATIONS PLACES
//
// Its roads, speeds and costs are its own, from the same OpenStreetMap file; only its pace is compared.
#include <osrm/engine_config.hpp>
#include <osrm/osrm.hpp>
#include <osrm/table_parameters.hpp>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

static bool read_places(const char *path, const char *format, osrm::TableParameters &ret)
{
    std::FILE *file = std::fopen(path, "r");
    if (!file)
        return false;
    for (double lon, lat; std::fscanf(file, format, &lon, &lat) == 2;)
        ret.coordinates.emplace_back(osrm::util::FloatLongitude{lon}, osrm::util::FloatLatitude{lat});
    std::fclose(file);
    return true;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    osrm::EngineConfig config;
    config.storage_config = {argv[1]};
    config.use_shared_memory = false;
    config.algorithm = osrm::EngineConfig::Algorithm::CH;
    const osrm::OSRM osrm{config};
    osrm::TableParameters table;
    if (!read_places(argv[2], "%*s %lf %lf", table))
        return 2;
    const std::size_t stations = table.coordinates.size();
    if (!read_places(argv[3], "%lf %lf", table))
        return 2;
    for (std::size_t i = 0; i < table.coordinates.size(); i++)
        (i < stations ? table.sources : table.destinations).push_back(i);
    double best_s = std::numeric_limits<double>::infinity();
    std::size_t joined = 0;
    for (int i = 0; i < 3; i++) {
        osrm::engine::api::ResultT result = osrm::json::Object();
        const auto begun = std::chrono::steady_clock::now();
        if (osrm.Table(table, result) != osrm::Status::Ok) {
            std::fprintf(stderr, "osrm answers no table\n");
            return 1;
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
        best_s = std::fmin(best_s, took.count());
        joined = 0;
        auto &rows = std::get<osrm::json::Array>(
            std::get<osrm::json::Object>(result).values["durations"]);
        for (const auto &row : rows.values)
            for (const auto &cell : std::get<osrm::json::Array>(row).values)
                joined += std::holds_alternative<osrm::json::Number>(cell);
    }
    std::printf("figure osrm %.1f ms\nfigure osrm_pairs_joined %zu pairs\n", 1e3 * best_s, joined);
    return 0;
}
