/* Judges shapes that other programs made of the same reach, by the same places. */
#include <math.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "tests/bench/coverage/sample.h"

/* Of so many places one is written for others to answer. */
enum { MOST_METHODS = 16, EVERY = 10 };

/* Shapes as they stand in a file: METHOD, JUNCTION of the station, WKT in metres; tabs between. */
typedef struct shape_line {
    const char *method, *wkt;
    uint32_t junction; /* counted from 1 */
} shape_line;

typedef struct shape_list {
    shape_line *lines;
    size_t count, capacity;
    result methods[MOST_METHODS];
    size_t method_count;
} shape_list;

static void shape_list_clear(shape_list *list)
{
    free(list->lines);
}

static result *method_named(shape_list *list, const char *name)
{
    for (size_t i = 0; i < list->method_count; i++)
        if (strcmp(list->methods[i].name, name) == 0)
            return &list->methods[i];
    if (list->method_count == MOST_METHODS)
        return NULL;
    list->methods[list->method_count] = (result){.name = name};
    return &list->methods[list->method_count++];
}

/* The next word of a line, which is ended there; NULL when there is none. */
static char *word_of(char **rest)
{
    char *word = strsep(rest, "\t");
    return word && *word ? word : NULL;
}

static om_status read_shapes(char *text, shape_list *ret, om_error *err)
{
    for (char *line; (line = strsep(&text, "\n"));) {
        if (!*line)
            continue;
        double junction = 0;
        const char *method = word_of(&line), *number = line ? word_of(&line) : NULL;
        const char *wkt = line ? word_of(&line) : NULL;
        if (!wkt || !om_text_to_number(number, &junction) || !method_named(ret, method))
            return om_fail(err, OM_ERR_DATA, "line %zu of the shapes is none", ret->count + 1);
        ret->lines = om_memory_grow(ret->lines, ret->count + 1, &ret->capacity, sizeof *ret->lines);
        ret->lines[ret->count++] = (shape_line){method, wkt, (uint32_t)junction};
    }
    return OM_OK;
}

/* Is told of the places of each station. */
typedef om_status (*station_fn)(const bench_city *city, size_t station, const sample *places,
                                void *context, om_error *err);

static om_status each_station(const bench_city *city, station_fn each, void *context, om_error *err)
{
    static sample places;
    OM_AUTO(om_ground) ground = NULL;
    OM_TRY(om_ground_open(city->network, &access_on_foot, SAMPLE_CELL_M, &ground, err));
    OM_AUTO(om_search) search = om_search_new(city->network);
    OM_AUTO(om_field) field = om_field_new(ground);
    for (size_t i = 0; i < STATIONS; i++) {
        OM_TRY(sample_of_station(city, field, search, i, &places, err));
        OM_TRY(each(city, i, &places, context, err));
    }
    return OM_OK;
}

static om_status judge_station(const bench_city *city, size_t station, const sample *places,
                               void *context, om_error *err)
{
    om_geo *geo = om_store_geo(city->store);
    shape_list *list = context;
    for (size_t i = 0; i < list->count; i++) {
        if (list->lines[i].junction != city->vertices[station] + 1)
            continue;
        OM_AUTO(om_geom) shape = NULL;
        OM_AUTO(om_geom) ground = NULL;
        OM_TRY(om_geom_of_wkt(geo, list->lines[i].wkt, OM_METRES, &shape, err));
        OM_TRY(om_geom_polygons(shape, &ground, err));
        OM_TRY(judge_shape(geo, places, ground, method_named(list, list->lines[i].method), err));
    }
    return OM_OK;
}

om_status measure_judge(const char *store, const char *file, om_error *err)
{
    AUTO_CITY city = {0};
    OM_AUTO_TEXT text = {0};
    __attribute__((cleanup(shape_list_clear))) shape_list list = {0};
    OM_TRY(om_file_read(file, &text, err));
    if (text.bytes)
        OM_TRY(read_shapes(text.bytes, &list, err));
    OM_TRY(city_open(store, OM_STORE_READ, &city, err));
    OM_TRY(each_station(&city, judge_station, &list, err));
    for (size_t i = 0; i < list.method_count; i++)
        tell_result(city.arena, &list.methods[i]);
    return OM_OK;
}

/* ---- Places for others to answer ---- */

static om_status add_places(const bench_city *city, size_t station, const sample *places,
                            void *context, om_error *err)
{
    om_text *text = context;
    const om_transform *to_degrees = NULL;
    OM_TRY(om_store_to_degrees(city->store, &to_degrees, err));
    for (int kind = 0; kind < KINDS; kind++)
        for (size_t i = 0; i < SAMPLED; i += EVERY) {
            const asked *of = &places->of[kind][i];
            om_xy at = of->at;
            OM_TRY(om_transform_points(to_degrees, &at, 1, err));
            om_text_add_format(text, "%u\t%s\t%.7f\t%.7f\t%.2f\n", city->vertices[station] + 1,
                               kind_names[kind], at.x, at.y, fmin(of->distance_m, 1e6));
        }
    return OM_OK;
}

om_status measure_sample(const char *store, const char *file, om_error *err)
{
    AUTO_CITY city = {0};
    OM_AUTO_TEXT text = {0};
    OM_TRY(city_open(store, OM_STORE_READ, &city, err));
    OM_TRY(each_station(&city, add_places, &text, err));
    return om_file_write(file, text.bytes, text.length, err);
}
