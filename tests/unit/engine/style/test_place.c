/* A failure says the way to what is wrong. */
#include "tests/support/check.h"

#include "engine/style/place.h"

static void the_way_names_members_and_elements(void **state)
{
    (void)state;
    om_error err = {0};
    om_json *parsed = NULL;
    static const char text[] = "{\"layers\": [0, {\"paint\": {\"fill-color\": [1, 2]}}]}";
    CHECK_OK(om_json_parse(text, strlen(text), "t", &parsed, &err));
    OM_AUTO(om_json) json = parsed;
    const om_place root = {.json = json};
    const om_place layers = om_place_member(&root, "layers"), layer = om_place_item(&layers, 1);
    const om_place paint = om_place_member(&layer, "paint");
    const om_place colour = om_place_member(&paint, "fill-color"), item = om_place_item(&colour, 1);
    CHECK_FAILS(om_place_fail(&item, &err, "no %d", 2), OM_ERR_STYLE,
                "layers[1].paint.fill-color[1]: no 2");
    CHECK_FAILS(om_place_expect(&item, OM_JSON_TEXT, &err), OM_ERR_STYLE,
                "expected a text, found a number");
    CHECK_OK(om_place_expect(&item, OM_JSON_NUMBER, &err));
    const om_place none = om_place_member(&paint, "none");
    CHECK_FAILS(om_place_expect(&none, OM_JSON_TEXT, &err), OM_ERR_STYLE,
                "layers[1].paint.none: missing, expected a text");
    CHECK_FAILS(om_place_fail(&root, &err, "all"), OM_ERR_STYLE, "all");
}

OM_TESTS(test(the_way_names_members_and_elements))
