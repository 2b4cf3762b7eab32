/* Reads cities that are drawn with characters. */
#include "tests/support/city.h"

#include <ctype.h>

#include "tests/support/check.h"

enum { MOST = 64 };

typedef struct drawn {
    char at[MOST][MOST];
} drawn;

static bool is_junction(char c)
{
    return c == '+' || (isalpha((unsigned char)c) && c != 'V');
}

static bool is_along(char c, bool down)
{
    return c == '#' || (down ? c == '|' || c == '^' || c == 'V' : c == '-' || c == '<' || c == '>');
}

static om_xy place_of(int row, int column)
{
    return (om_xy){column * OM_CITY_STEP_M, -row * OM_CITY_STEP_M};
}

static void add_road(om_city *city, road_drawn road, const om_xy *points)
{
    om_xy *copy = OM_ARENA_ARRAY(city->arena, om_xy, road.count);
    om_lonlat *places = OM_ARENA_ARRAY(city->arena, om_lonlat, road.count);
    for (size_t i = 0; i < road.count; i++) {
        copy[i] = points[i];
        places[i] = (om_lonlat){points[i].x * 1e-5, points[i].y * 1e-5};
    }
    road.points = copy;
    road.places = places;
    city->roads[city->road_count++] = road;
}

/* The road that leaves a junction to the right or down, if there is one. */
static void read_road(om_city *city, const drawn *canvas, int row, int column, bool down,
                      double speed_kmh)
{
    om_xy points[MOST];
    road_drawn road = {.speed_kmh = speed_kmh, .count = 1};
    points[0] = place_of(row, column);
    for (int step = 1; step < MOST; step++) {
        const int r = row + (down ? step : 0), c = column + (down ? 0 : step);
        if (r >= MOST || c >= MOST)
            return;
        const char here = canvas->at[r][c];
        if (is_junction(here)) {
            points[road.count++] = place_of(r, c);
            add_road(city, road, points);
            return;
        }
        if (!is_along(here, down))
            return;
        if (here == '#') {
            points[road.count++] = place_of(r, c);
            road.level = down ? 0 : 1;
        }
        if (here == '>' || here == 'V')
            road.oneway = 1;
        if (here == '<' || here == '^')
            road.oneway = -1;
    }
}

static void read_picture(const char *picture, drawn *canvas)
{
    int row = 0, column = 0;
    memset(canvas, ' ', sizeof *canvas);
    for (; *picture; picture++) {
        if (*picture == '\n') {
            row++;
            column = 0;
            continue;
        }
        assert_true(row < MOST && column < MOST);
        canvas->at[row][column++] = *picture;
    }
}

om_city *om_city_draw(const char *picture, double speed_kmh)
{
    drawn canvas;
    read_picture(picture, &canvas);
    om_arena *arena = om_arena_new();
    om_city *city = OM_ARENA_ARRAY(arena, om_city, 1);
    city->arena = arena;
    city->roads = OM_ARENA_ARRAY(arena, road_drawn, 2 * MOST * MOST);
    for (int row = 0; row < MOST; row++)
        for (int column = 0; column < MOST; column++) {
            const unsigned char here = (unsigned char)canvas.at[row][column];
            if (!is_junction((char)here))
                continue;
            city->letters[here] = place_of(row, column);
            city->has_letter[here] = true;
            read_road(city, &canvas, row, column, false, speed_kmh);
            read_road(city, &canvas, row, column, true, speed_kmh);
        }
    om_error err;
    CHECK_OK(roads_build(city->roads, city->road_count, NULL, &city->network, &err));
    return city;
}

void om_city_free(om_city *city)
{
    if (!city)
        return;
    om_network_free(city->network);
    om_arena_free(city->arena);
}

om_xy om_city_at(const om_city *city, char letter)
{
    assert_true(city->has_letter[(unsigned char)letter]);
    return city->letters[(unsigned char)letter];
}
