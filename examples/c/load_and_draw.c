/*
 * Loads a layer into a store and draws it: the smallest useful program.
 *
 *     cc load_and_draw.c $(pkg-config --cflags --libs onemap) -o load_and_draw
 *     ./load_and_draw municipalities.geojson basemap.json map.png
 */
#include <onemap.h>
#include <stdio.h>

/* Everything that can fail says why in `err`; the first failure ends the work. */
static om_status load_and_draw(om_store *store, om_style *style, const char *source,
                               const char *picture, om_error *err)
{
    /* The source's field "name" becomes the layer's column "code"; every row gets a level. */
    const char *const map[] = {"name=code"};
    const char *const set[] = {"level=town"};
    const om_load_options options = {
        .map = map, .map_count = 1, .set = set, .set_count = 1, .credit = "OpenStreetMap"};
    om_status status = om_load(store, "district", source, &options, NULL, NULL, err);
    if (status != OM_OK)
        return status;

    /* All of Liechtenstein, 800 x 1200 pixels, two device pixels each. */
    const om_box country = {.west = 9.47, .south = 47.04, .east = 9.64, .north = 47.28};
    om_view view;
    status = om_view_of_box(&country, 800, 1200, &view, err);
    if (status != OM_OK)
        return status;
    view.scale = 2;
    return om_draw(store, style, &view, NULL, picture, NULL, err);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: load_and_draw SOURCE STYLE PICTURE\n");
        return 2;
    }
    om_error err = {0};
    om_store *store = NULL;
    om_style *style = NULL;
    om_status status = om_store_open("load_and_draw.sqlite", OM_STORE_CREATE, &store, &err);
    if (status == OM_OK)
        status = om_style_open(argv[2], &style, &err);
    if (status == OM_OK)
        status = load_and_draw(store, style, argv[1], argv[3], &err);
    if (status == OM_OK)
        printf("drew %s\n", argv[3]);
    else
        fprintf(stderr, "load_and_draw: %s\n", err.message);
    om_style_free(style);
    om_store_free(store);
    return om_status_exit_code(status);
}
