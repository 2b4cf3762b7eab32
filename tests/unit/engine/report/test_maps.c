/* Maps are drawn, or taken from the page before when they would be the same. */
#include "engine/report/report.h"

#include "engine/base/file.h"
#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static const char *const document_text =
    "{\"indicators\": [{\"map\": \"shelter\", \"city\": {\"state\": \"met\"}},"
    " {\"map\": \"shelter\", \"city\": {\"state\": \"met\"}},"
    " {\"map\": \"coverage\", \"city\": {\"state\": \"not assessed\"}},"
    " {\"map\": null, \"city\": {\"state\": \"met\"}}]}";

static void draw(om_store *town, const char *before, om_json **ret)
{
    OM_AUTO(om_json) document = NULL;
    CHECK_OK(om_json_parse(document_text, strlen(document_text), "report", &document, &err));
    CHECK_OK(om_report_maps(town, document, &(om_report_options){0}, before, ret, &err));
}

static const char *text_of(const om_json *maps, size_t number, const char *key)
{
    return om_json_text(om_json_get(om_json_at(maps, number), key));
}

/* A page with a map, whose content may have been tampered with. */
static void page_with(const om_json *maps, const char *png, const char *content, om_text *ret)
{
    om_text_add_format(ret,
                       "<img data-made-of=\"%s\" data-content=\"%s\" "
                       "src=\"data:image/png;base64,%s\">",
                       text_of(maps, 0, "made_of"), content, png);
}

static void each_map_is_drawn_once_a_language(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("maps_drawn.onemap");
    OM_AUTO(om_json) maps = NULL;
    town_add_district(town, "1", (om_rect){0, 0, 1000, 1000});
    draw(town, NULL, &maps);
    CHECK_INT(om_json_count(maps), 2);
    CHECK_TEXT(text_of(maps, 0, "lang"), "en");
    CHECK_TEXT(text_of(maps, 1, "lang"), "zh");
    CHECK(strncmp(text_of(maps, 0, "png"), "iVBORw0KGgo", 11) == 0); /* a PNG */
    CHECK(strcmp(text_of(maps, 0, "png"), text_of(maps, 1, "png")) != 0);
}

static void a_page_gives_back_what_would_be_the_same(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("maps_kept.onemap");
    OM_AUTO(om_json) maps = NULL;
    OM_AUTO(om_json) kept = NULL;
    OM_AUTO(om_json) torn = NULL;
    OM_AUTO(om_json) anew = NULL;
    OM_AUTO_TEXT page = {0};
    OM_AUTO_TEXT bad = {0};
    char checksum[OM_CHECKSUM_SIZE];
    town_add_district(town, "1", (om_rect){0, 0, 1000, 1000});
    draw(town, NULL, &maps);
    /* "QUJD" is no map, but its checksum says that nobody touched it: it must be what comes back.
     */
    om_bytes_checksum("QUJD", 4, checksum);
    page_with(maps, "QUJD", checksum, &page);
    draw(town, page.bytes, &kept);
    CHECK_TEXT(text_of(kept, 0, "png"), "QUJD");
    /* One that was touched is drawn. */
    page_with(maps, "QUJE", checksum, &bad);
    draw(town, bad.bytes, &torn);
    CHECK_TEXT(text_of(torn, 0, "png"), text_of(maps, 0, "png"));
    /* So is one whose layers have changed. */
    town_add_district(town, "2", (om_rect){1000, 0, 2000, 1000});
    draw(town, page.bytes, &anew);
    CHECK(strcmp(text_of(anew, 0, "made_of"), text_of(maps, 0, "made_of")) != 0);
    CHECK(strcmp(text_of(anew, 0, "png"), "QUJD") != 0);
}

OM_TESTS(test(each_map_is_drawn_once_a_language), test(a_page_gives_back_what_would_be_the_same))
