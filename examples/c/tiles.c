/*
 * Draws a pyramid of tiles for the web, and can be stopped with Ctrl-C and gone on with.
 *
 *     ./tiles city.sqlite four-colour.json mbtiles:city.mbtiles
 */
#include <onemap.h>
#include <signal.h>
#include <stdio.h>

static volatile sig_atomic_t stopped;

static void remember_to_stop(int number)
{
    (void)number;
    stopped = 1;
}

static bool go_on(const om_progress *progress, void *user)
{
    (void)progress;
    (void)user;
    return !stopped; /* false stops with OM_ERR_CANCELLED; what was written is kept */
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: tiles STORE STYLE TARGET\n");
        return 2;
    }
    signal(SIGINT, remember_to_stop);

    om_error err = {0};
    om_store *store = NULL;
    om_style *style = NULL;
    char *report = NULL;
    const om_export_options options = {.min_zoom = 8, .max_zoom = 12, .resume = true};
    const om_listener listener = {.report = go_on, .user = NULL};

    om_status status = om_store_open(argv[1], OM_STORE_READ, &store, &err);
    if (status == OM_OK)
        status = om_style_open(argv[2], &style, &err);
    if (status == OM_OK)
        status = om_export(store, style, &options, argv[3], &listener, &report, &err);
    if (status == OM_OK)
        puts(report);
    else
        fprintf(stderr, "tiles: %s\n", err.message);
    om_text_free(report);
    om_style_free(style);
    om_store_free(store);
    return om_status_exit_code(status);
}
