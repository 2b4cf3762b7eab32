/* The ground that a scenario gains and loses, as GeoJSON. */
#include <math.h>

#include "engine/analysis/what_if_inside.h"
#include "engine/base/memory.h"

/* Shapes in hand, freed together; `before` is borrowed. */
typedef struct grounds {
    const om_geom *before;
    om_geom *after, *gained, *lost;
} grounds;

void om_ground_today_clear(om_ground_today *today)
{
    om_geom_free(today->shape);
    om_text_clear(&today->feature);
}

static void grounds_clear(grounds *of)
{
    om_geom_free(of->after);
    om_geom_free(of->gained);
    om_geom_free(of->lost);
}

static om_status reached_ground(om_fire *fire, const om_fire_answer *answer, om_geom **ret,
                                om_error *err)
{
    OM_AUTO(om_field) field = om_field_new(fire->ground);
    OM_AUTO_OUTLINE outline = {0};
    om_field_fill_wide(field, om_fire_answer_search(answer), fire->limit_s);
    om_field_outline(field, fire->limit_s, NULL, &outline);
    return om_reach_shape(om_store_geo(fire->run->store), &outline, ret, err);
}

/* ---- Differences ---- */

typedef struct parts {
    om_geom **list;
    size_t count;
} parts;

static void parts_clear(parts *of)
{
    for (size_t i = 0; i < of->count; i++)
        om_geom_free(of->list[i]);
    free(of->list);
}
#define AUTO_PARTS __attribute__((cleanup(parts_clear))) parts

static om_status take_parts(const om_geom *shape, parts *ret, om_error *err)
{
    const size_t count = om_geom_part_count(shape);
    ret->list = om_memory_take(count, sizeof *ret->list);
    for (; ret->count < count; ret->count++)
        OM_TRY(om_geom_part(shape, ret->count, &ret->list[ret->count], err));
    return OM_OK;
}

static bool is_same(const om_geom *one, const om_geom *other)
{
    const om_rect a = om_geom_rect(one), b = om_geom_rect(other);
    return a.min_x == b.min_x && a.min_y == b.min_y && a.max_x == b.max_x && a.max_y == b.max_y &&
           om_geom_point_count(one) == om_geom_point_count(other) &&
           om_geom_area_m2(one) == om_geom_area_m2(other);
}

/* What of some parts is not among the others: most parts of a city stay as they are. */
static om_status unite_other_parts(om_geo *geo, const parts *of, const parts *others, om_geom **ret,
                                   om_error *err)
{
    OM_AUTO_MEMORY const om_geom **kept = om_memory_take(of->count, sizeof *kept);
    size_t count = 0;
    for (size_t i = 0; i < of->count; i++) {
        size_t other = 0;
        while (other < others->count && !is_same(of->list[i], others->list[other]))
            other++;
        if (other == others->count)
            kept[count++] = of->list[i];
    }
    return om_geom_of_parts(geo, kept, count, OM_METRES, ret, err);
}

static om_status subtract(const om_geom *from, const om_geom *what, om_geom **ret, om_error *err)
{
    OM_AUTO(om_geom) rest = NULL;
    OM_TRY(om_geom_without(from, what, &rest, err));
    return om_geom_polygons(rest, ret, err);
}

static om_status find_differences(om_geo *geo, grounds *of, om_error *err)
{
    AUTO_PARTS before = {0};
    AUTO_PARTS after = {0};
    OM_AUTO(om_geom) was = NULL;
    OM_AUTO(om_geom) is = NULL;
    OM_TRY(take_parts(of->before, &before, err));
    OM_TRY(take_parts(of->after, &after, err));
    OM_TRY(unite_other_parts(geo, &before, &after, &was, err));
    OM_TRY(unite_other_parts(geo, &after, &before, &is, err));
    OM_TRY(subtract(is, was, &of->gained, err));
    return subtract(was, is, &of->lost, err);
}

/* ---- Writing ---- */

/* A picture of the answer, of which nothing is computed: it is moved to degrees as it is. */
static om_status add_feature(const om_fire *fire, const char *name, const om_geom *shape,
                             om_text *ret, om_error *err)
{
    OM_AUTO(om_geom) stored = NULL;
    const om_transform *to_degrees = NULL;
    OM_TRY(om_store_to_degrees(fire->run->store, &to_degrees, err));
    OM_TRY(om_geom_transform(shape, to_degrees, OM_DEGREES, &stored, err));
    om_text_add_format(ret,
                       "{\"type\":\"Feature\",\"properties\":{\"ground\":\"%s\","
                       "\"area_m2\":%.1f},\"geometry\":",
                       name, om_geom_area_m2(shape));
    OM_TRY(om_geom_write_geojson(stored, ret, err));
    om_text_add(ret, "}");
    return OM_OK;
}

static om_status open_today(om_fire *fire, const om_fire_answer *before, om_ground_today *today,
                            om_error *err)
{
    if (today->shape)
        return OM_OK;
    OM_AUTO(om_geom) shape = NULL;
    OM_AUTO_TEXT feature = {0};
    if (!fire->ground)
        OM_TRY(om_ground_open(fire->network, &fire->access, fire->cell_m, &fire->ground, err));
    OM_TRY(reached_ground(fire, before, &shape, err));
    OM_TRY(add_feature(fire, "before", shape, &feature, err));
    today->feature = feature;
    feature = (om_text){0};
    today->shape = OM_TAKE(shape);
    return OM_OK;
}

static om_status write_grounds(const om_fire *fire, const grounds *of, const om_text *before,
                               om_text *ret, om_error *err)
{
    om_text_add(ret, "{\"type\":\"FeatureCollection\",\"features\":[\n");
    om_text_add_bytes(ret, before->bytes, before->length);
    om_text_add(ret, ",\n");
    OM_TRY(add_feature(fire, "after", of->after, ret, err));
    om_text_add(ret, ",\n");
    OM_TRY(add_feature(fire, "gained", of->gained, ret, err));
    om_text_add(ret, ",\n");
    OM_TRY(add_feature(fire, "lost", of->lost, ret, err));
    om_text_add(ret, "\n]}\n");
    return OM_OK;
}

om_status om_what_if_ground(om_fire *fire, const om_fire_answer *before,
                            const om_fire_answer *after, om_ground_today *today, om_json *told,
                            om_text *ret, om_error *err)
{
    __attribute__((cleanup(grounds_clear))) grounds of = {0};
    OM_TRY(open_today(fire, before, today, err));
    of.before = today->shape;
    OM_TRY(reached_ground(fire, after, &of.after, err));
    OM_TRY(find_differences(om_store_geo(fire->run->store), &of, err));
    om_json_put_number(told, "cell_m", fire->cell_m);
    om_json_put_number(told, "before_m2", om_geom_area_m2(of.before));
    om_json_put_number(told, "after_m2", om_geom_area_m2(of.after));
    om_json_put_number(told, "gained_m2", om_geom_area_m2(of.gained));
    om_json_put_number(told, "lost_m2", om_geom_area_m2(of.lost));
    return write_grounds(fire, &of, &today->feature, ret, err);
}
