/*
 * How many people fire engines reach in time, district by district.
 *
 *     ./coverage city.sqlite city.osm.pbf municipalities.geojson
 */
#include <onemap.h>
#include <stdio.h>

/* One load: what to read into which layer. */
typedef struct source {
    const char *layer, *path;
    om_load_options options;
} source;

static bool show_progress(const om_progress *progress, void *user)
{
    (void)user;
    if (progress->total && progress->done == progress->total)
        fprintf(stderr, "%s: %llu %s\n", progress->stage, (unsigned long long)progress->done,
                progress->unit);
    return true; /* false would stop the work */
}

static om_status measure(om_store *store, const source *sources, size_t count, om_error *err)
{
    const om_listener listener = {.report = show_progress, .user = NULL};
    for (size_t i = 0; i < count; i++) {
        const om_status status = om_load(store, sources[i].layer, sources[i].path,
                                         &sources[i].options, &listener, NULL, err);
        if (status != OM_OK)
            return status;
    }

    /* People are put into the dwellings of their municipality, then asked when an engine comes:
     * five minutes from dispatch by default, `onemap analyse fire_reach --help` has all settings.
     */
    om_status status = om_analyse(store, "population_ground", NULL, 0, &listener, NULL, err);
    if (status == OM_OK)
        status = om_analyse(store, "fire_reach", NULL, 0, &listener, NULL, err);
    if (status != OM_OK)
        return status;

    /* A result is a layer: this is the table of its districts. */
    char *csv = NULL;
    status = om_query_table(store, "fire_reach_district", "csv", &csv, err);
    if (status == OM_OK)
        fputs(csv, stdout);
    om_text_free(csv);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: coverage STORE OSM MUNICIPALITIES\n");
        return 2;
    }
    static const char *const code[] = {"name=code"}, *const town[] = {"level=town"};
    static const char *const people[] = {"name=id", "population_osm=people"};
    const source sources[] = {
        {"road", argv[2], {0}},
        {"fire_station", argv[2], {0}},
        {"building", argv[2], {0}},
        {"landuse", argv[2], {0}},
        {"district", argv[3], {.map = code, .map_count = 1, .set = town, .set_count = 1}},
        {"population", argv[3], {.map = people, .map_count = 2}},
    };
    om_error err = {0};
    om_store *store = NULL;
    om_status status = om_store_open(argv[1], OM_STORE_CREATE, &store, &err);
    if (status == OM_OK)
        status = measure(store, sources, sizeof sources / sizeof *sources, &err);
    if (status != OM_OK)
        fprintf(stderr, "coverage: %s\n", err.message);
    om_store_free(store);
    return om_status_exit_code(status);
}
