/* Measures a what-if as its users ask it: a city in a store, one station moved, all answers made.
 */
#include <math.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "tests/bench/coverage/bench.h"

enum { REPEATS = 11, SIDE = 10 };

/* ---- The city: what the store needs beside its roads, as files to load ---- */

static om_status write(const bench_city *city, const char *folder, const char *name,
                       const om_text *text, om_error *err)
{
    const char *path = om_arena_format(city->arena, "%s/%s", folder, name);
    return om_file_write(path, text->bytes, text->length, err);
}

/* Two people at each place. */
static om_status write_people(const bench_city *city, const char *folder, om_error *err)
{
    const om_transform *to_degrees = NULL;
    OM_AUTO_MEMORY om_xy *at = om_memory_take(PLACES, sizeof *at);
    OM_AUTO_TEXT text = {0};
    OM_TRY(om_store_to_degrees(city->store, &to_degrees, err));
    places_choose(city->network, PLACES, at);
    OM_TRY(om_transform_points(to_degrees, at, PLACES, err));
    om_text_add(&text, "lon,lat,people\n");
    for (size_t i = 0; i < PLACES; i++)
        om_text_add_format(&text, "%.7f,%.7f,2\n", at[i].x, at[i].y);
    return write(city, folder, "population.csv", &text, err);
}

static om_status write_stations(const bench_city *city, const char *folder, om_error *err)
{
    const om_transform *to_degrees = NULL;
    OM_AUTO_TEXT text = {0};
    OM_TRY(om_store_to_degrees(city->store, &to_degrees, err));
    om_text_add(&text, "lon,lat,name\n");
    for (size_t i = 0; i < STATIONS; i++) {
        const om_start *start = &city->starts[i];
        om_xy at = om_network_place(city->network, start->edge, start->fraction);
        OM_TRY(om_transform_points(to_degrees, &at, 1, err));
        om_text_add_format(&text, "%.7f,%.7f,Station %zu\n", at.x, at.y, i + 1);
    }
    return write(city, folder, "fire_station.csv", &text, err);
}

/* A hundred rectangles, a little wider than the roads. */
static om_status write_districts(const bench_city *city, const char *folder, om_error *err)
{
    const om_transform *to_degrees = NULL;
    OM_AUTO_TEXT text = {0};
    OM_TRY(om_store_to_degrees(city->store, &to_degrees, err));
    const om_rect rect = om_network_rect(city->network);
    om_xy corners[2] = {{rect.min_x - 1000, rect.min_y - 1000},
                        {rect.max_x + 1000, rect.max_y + 1000}};
    OM_TRY(om_transform_points(to_degrees, corners, 2, err));
    const double width = (corners[1].x - corners[0].x) / SIDE;
    const double height = (corners[1].y - corners[0].y) / SIDE;
    om_text_add(&text, "WKT,code,name,level\n");
    for (int i = 0; i < SIDE * SIDE; i++) {
        const double x = corners[0].x + i % SIDE * width, y = corners[0].y + i / SIDE * height;
        om_text_add_format(&text,
                           "\"POLYGON((%.9f %.9f,%.9f %.9f,%.9f %.9f,%.9f %.9f,%.9f %.9f))\"", x, y,
                           x + width, y, x + width, y + height, x, y + height, x, y);
        om_text_add_format(&text, ",%03d,District %d,county\n", i, i);
    }
    return write(city, folder, "district.csv", &text, err);
}

om_status measure_people(const char *store, const char *folder, om_error *err)
{
    AUTO_CITY city = {0};
    OM_TRY(city_open(store, OM_STORE_READ, &city, err));
    OM_TRY(write_people(&city, folder, err));
    OM_TRY(write_stations(&city, folder, err));
    return write_districts(&city, folder, err);
}

/* ---- Asking ---- */

/* Station after station moves 300 m or so, each by itself. */
static const char *change_of(const bench_city *city, size_t i)
{
    const om_transform *to_degrees = NULL;
    const om_start *start = &city->starts[i];
    om_xy at = om_network_place(city->network, start->edge, start->fraction);
    at.x += 300;
    if (om_store_to_degrees(city->store, &to_degrees, NULL) != OM_OK ||
        om_transform_points(to_degrees, &at, 1, NULL) != OM_OK)
        return NULL;
    return om_arena_format(
        city->arena,
        "{\"type\":\"Feature\",\"properties\":{\"change\":\"move\",\"station\":\"Station %zu\"},"
        "\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.7f,%.7f]}}",
        i + 1, at.x, at.y);
}

static int by_size(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* The median over some stations; the first one, which is asked twice, warms up. */
static om_status ask_each(const bench_city *city, om_what_if *what_if, const char *name,
                          char **ground, om_error *err)
{
    double ms[REPEATS];
    for (int i = -1; i < REPEATS; i++) {
        char *report = NULL;
        const char *change = change_of(city, (size_t)(i < 0 ? 0 : i));
        const double begun = clock_ms();
        OM_TRY(om_what_if_ask(what_if, change, &report, ground, err));
        if (i >= 0)
            ms[i] = clock_ms() - begun;
        om_text_free(report);
        if (ground)
            om_text_free(*ground);
    }
    qsort(ms, REPEATS, sizeof *ms, by_size);
    figure(name, ms[REPEATS / 2], "ms");
    return OM_OK;
}

om_status measure_ask(const char *store, om_error *err)
{
    static const char *const settings[] = {"turnout_s=0", "limit_s=300"};
    AUTO_CITY city = {0};
    om_what_if *what_if = NULL;
    char *ground = NULL;
    OM_TRY(city_open(store, OM_STORE_READ, &city, err));
    const double begun = clock_ms();
    OM_TRY(om_what_if_open(city.store, "fire_reach", settings, 2, NULL, &what_if, err));
    figure("what_if_opened", clock_ms() - begun, "ms");
    om_status status = ask_each(&city, what_if, "what_if_figures", NULL, err);
    if (status == OM_OK)
        status = ask_each(&city, what_if, "what_if_ground", &ground, err);
    om_what_if_free(what_if);
    return status;
}
