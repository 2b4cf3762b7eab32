/* The table of properties and the enumerations of property.h agree. */
#include "tests/support/check.h"

#include "engine/style/property.h"

static void check_choice(om_property property, int value, const char *name)
{
    CHECK_TEXT(om_property_row_of(property)->choices[value], name);
}

static void enumerations_stand_in_the_order_of_their_values(void **state)
{
    (void)state;
    check_choice(OM_PROPERTY_LINE_CAP, OM_STYLE_CAP_SQUARE, "square");
    check_choice(OM_PROPERTY_LINE_JOIN, OM_STYLE_JOIN_MITER, "miter");
    check_choice(OM_PROPERTY_SYMBOL_PLACEMENT, OM_STYLE_PLACEMENT_LINE_CENTER, "line-center");
    check_choice(OM_PROPERTY_TEXT_ANCHOR, OM_STYLE_ANCHOR_BOTTOM_RIGHT, "bottom-right");
    check_choice(OM_PROPERTY_TEXT_ANCHOR, OM_STYLE_ANCHOR_TOP, "top");
    check_choice(OM_PROPERTY_TEXT_JUSTIFY, OM_STYLE_JUSTIFY_RIGHT, "right");
    check_choice(OM_PROPERTY_ICON_ROTATION_ALIGNMENT, OM_STYLE_ALIGNMENT_AUTO, "auto");
    check_choice(OM_PROPERTY_TEXT_ROTATION_ALIGNMENT, OM_STYLE_TEXT_ALIGNMENT_AUTO, "auto");
    check_choice(OM_PROPERTY_TEXT_TRANSFORM, OM_STYLE_TRANSFORM_LOWERCASE, "lowercase");
    check_choice(OM_PROPERTY_FILL_TRANSLATE_ANCHOR, OM_STYLE_FRAME_VIEWPORT, "viewport");
}

static void every_row_is_found_by_its_name_and_belongs_to_its_layer(void **state)
{
    (void)state;
    for (int i = 0; i < OM_PROPERTY_COUNT; i++) {
        const om_property_row *row = om_property_row_of((om_property)i);
        CHECK_INT(om_property_find(row->name), i);
        const bool enumerated =
            row->type == OM_PROPERTY_IS_CHOICE || row->type == OM_PROPERTY_IS_CHOICES;
        CHECK(enumerated == (row->choices != NULL));
        const char *kind = om_style_layer_kind_name(row->layer);
        if (row->layer != OM_STYLE_SYMBOL)
            CHECK(strncmp(row->name, kind, strlen(kind)) == 0);
    }
    CHECK_INT(om_property_find("fill-colour"), OM_PROPERTY_COUNT);
}

OM_TESTS(test(enumerations_stand_in_the_order_of_their_values),
         test(every_row_is_found_by_its_name_and_belongs_to_its_layer))
