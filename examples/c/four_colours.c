/*
 * Grades the hazard sources of a store into the four colours, draws the map, and asks what is known
 * of one place and why it has its colour.
 *
 *     ./four_colours city.sqlite city.osm.pbf four-colour.json risk.png
 */
#include <onemap.h>
#include <stdio.h>

static om_status grade_and_draw(om_store *store, const char *osm, const om_style *style,
                                const char *picture, om_error *err)
{
    om_status status = om_load(store, "hazard_source", osm, NULL, NULL, NULL, err);
    if (status == OM_OK)
        status = om_analyse(store, "risk", NULL, 0, NULL, NULL, err);
    if (status != OM_OK)
        return status;

    const om_view view = {.center = {.lon = 9.555, .lat = 47.16},
                          .zoom = 10.5,
                          .width = 600,
                          .height = 900,
                          .scale = 1};
    const om_sheet sheet = {.title = "Risk in four colours", .producer = "onemap example"};
    const om_draw_options options = {.sheet = &sheet, .palette = "safe4"};
    return om_draw(store, style, &view, &options, picture, NULL, err);
}

/* Districts, risk and why, nearest fire station and shelters, as text for people. */
static om_status tell_of_vaduz(om_store *store, om_error *err)
{
    char *json = NULL, *text = NULL;
    om_status status = om_query_at(store, (om_lonlat){9.5209, 47.1410}, &json, err);
    if (status == OM_OK)
        status = om_text_of_json(json, NULL, &text, err);
    if (status == OM_OK)
        fputs(text, stdout);
    om_text_free(text);
    om_text_free(json);
    return status;
}

/* From the colour to the source that decided it and the record that was loaded, in Chinese. */
static om_status tell_why(om_store *store, om_error *err)
{
    char *json = NULL, *text = NULL;
    const om_lonlat vaduz = {9.5209, 47.1410};
    om_status status = om_explain(store, "risk", &(om_subject){.at = &vaduz}, &json, err);
    if (status == OM_OK)
        status = om_explanation_text(json, "zh", &text, err);
    if (status == OM_OK)
        fputs(text, stdout);
    om_text_free(text);
    om_text_free(json);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fprintf(stderr, "usage: four_colours STORE OSM STYLE PICTURE\n");
        return 2;
    }
    om_error err = {0};
    om_store *store = NULL;
    om_style *style = NULL;
    om_status status = om_store_open(argv[1], OM_STORE_WRITE, &store, &err);
    if (status == OM_OK)
        status = om_style_open(argv[3], &style, &err);
    if (status == OM_OK)
        status = grade_and_draw(store, argv[2], style, argv[4], &err);
    if (status == OM_OK)
        status = tell_of_vaduz(store, &err);
    if (status == OM_OK)
        status = tell_why(store, &err);
    if (status != OM_OK)
        fprintf(stderr, "four_colours: %s\n", err.message);
    om_style_free(style);
    om_store_free(store);
    return om_status_exit_code(status);
}
