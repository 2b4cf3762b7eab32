/* Patterns have numbers, are drawn once, and a missing one is named with its layer. */
#include "engine/draw/pattern.h"

#include <stdlib.h>

#include "tests/support/check.h"

static const char style_text[] =
    "{\"version\":8,\"sprite\":\"symbols\",\"sources\":{\"s\":{\"type\":\"geojson\",\"data\":"
    "{\"type\":\"FeatureCollection\",\"features\":[]}}},\"layers\":[{\"id\":\"hatched\",\"type\":"
    "\"fill\",\"source\":\"s\",\"paint\":{\"fill-pattern\":\"hatch\"}}]}";

static om_style *hatched(void)
{
    om_error err;
    om_style *style = NULL;
    char path[512];
    snprintf(path, sizeof path, "%s/tests/golden/inline.json", getenv("ONEMAP_TEST_SOURCE"));
    CHECK_OK(om_style_parse(style_text, strlen(style_text), path, &style, &err));
    return style;
}

static void each_name_has_one_number_and_one_picture(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_style) style = hatched();
    om_patterns patterns = {0};
    CHECK_INT(om_patterns_number(&patterns, "hatch"), 1);
    CHECK_INT(om_patterns_number(&patterns, "dots"), 2);
    CHECK_INT(om_patterns_number(&patterns, "hatch"), 1);
    CHECK_OK(om_patterns_draw(&patterns, style, om_style_layer_at(style, 0), 2, &err));
    CHECK_INT(patterns.pictures[0]->width, 14);
    CHECK_INT(patterns.pictures[1]->height, 20);
    om_patterns_clear(&patterns);
    CHECK_INT(patterns.count, 0);
}

static void a_pattern_that_is_not_there_is_named_with_its_layer(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_style) style = hatched();
    om_patterns patterns = {0};
    om_patterns_number(&patterns, "stripes");
    CHECK_FAILS(om_patterns_draw(&patterns, style, om_style_layer_at(style, 0), 1, &err),
                OM_ERR_NOT_FOUND, "style layer hatched, pattern \"stripes\"");
    om_patterns_clear(&patterns);
}

static void without_patterns_there_is_nothing_to_draw(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_style) style = hatched();
    om_patterns patterns = {0};
    CHECK_OK(om_patterns_draw(&patterns, style, om_style_layer_at(style, 0), 1, &err));
    CHECK(!patterns.pictures);
}

OM_TESTS(test(each_name_has_one_number_and_one_picture),
         test(a_pattern_that_is_not_there_is_named_with_its_layer),
         test(without_patterns_there_is_nothing_to_draw))
