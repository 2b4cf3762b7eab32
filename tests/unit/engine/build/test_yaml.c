/* YAML is read as a tree with lines; what is clever is refused. */
#include "engine/build/yaml.h"

#include "tests/support/check.h"

static om_error err;

static om_status parse(om_arena *arena, const char *text, const om_yaml **ret)
{
    return om_yaml_parse(arena, text, strlen(text), "city.yaml", ret, &err);
}

static void maps_and_lists_keep_their_order_and_lines(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_yaml *root = NULL;
    CHECK_OK(parse(
        arena, "store: a.sqlite\nload:\n  - layer: road\n    set: {class: 'no'}\n  - 7\n", &root));
    CHECK_TEXT(om_yaml_text(root, "store"), "a.sqlite");
    const om_yaml *load = om_yaml_get(root, "load");
    CHECK_INT(load->kind, OM_YAML_LIST);
    CHECK_INT(om_yaml_count(load), 2);
    CHECK_INT(load->first->line, 3);
    CHECK_TEXT(om_yaml_text(om_yaml_get(load->first, "set"), "class"), "no");
    CHECK_TEXT(load->first->next->text, "7");
    CHECK(om_yaml_get(root, "draw") == NULL);
    CHECK(om_yaml_text(root, "load") == NULL);
}

static void the_layout_of_a_file_does_not_matter(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_yaml *block = NULL, *flow = NULL, *other = NULL;
    CHECK_OK(parse(arena, "a: [1, 2]\nb:\n  c: d\n", &block));
    CHECK_OK(parse(arena, "# remark\na:\n- 1\n- 2\nb: {c: \"d\"}\n", &flow));
    CHECK_OK(parse(arena, "a: [12]\nb: {c: d}\n", &other));
    OM_AUTO_TEXT first = {0};
    OM_AUTO_TEXT second = {0};
    OM_AUTO_TEXT third = {0};
    om_yaml_write(block, &first);
    om_yaml_write(flow, &second);
    om_yaml_write(other, &third);
    CHECK_TEXT(first.bytes, second.bytes);
    CHECK(strcmp(first.bytes, third.bytes) != 0);
}

static void what_is_wrong_is_told_with_its_line(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_yaml *none = NULL;
    CHECK_FAILS(parse(arena, "a: 1\nb: 2\na: 3\n", &none), OM_ERR_DATA,
                "line 3: 'a' stands already in line 1");
    CHECK_FAILS(parse(arena, "a: &x 1\nb: *x\n", &none), OM_ERR_DATA, "line 1: anchors");
    CHECK_FAILS(parse(arena, "a: !!int 1\n", &none), OM_ERR_DATA, "line 1: anchors");
    CHECK_FAILS(parse(arena, "a: [1\n", &none), OM_ERR_DATA, "city.yaml, line");
    CHECK_FAILS(parse(arena, "a: 1\n---\nb: 2\n", &none), OM_ERR_DATA, "only one document");
    CHECK_FAILS(parse(arena, "", &none), OM_ERR_DATA, "empty");
    CHECK_FAILS(parse(arena, "? [a]\n: 1\n", &none), OM_ERR_DATA, "plain word");
}

static void depth_and_size_are_bounded(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_yaml *none = NULL;
    CHECK_FAILS(parse(arena, "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", &none), OM_ERR_DATA,
                "too deep");
    OM_AUTO_TEXT many = {0};
    for (int i = 0; i < OM_YAML_MAX_NODES; i++)
        om_text_add(&many, "- 1\n");
    CHECK_FAILS(parse(arena, many.bytes, &none), OM_ERR_DATA, "too much");
}

OM_TESTS(test(maps_and_lists_keep_their_order_and_lines),
         test(the_layout_of_a_file_does_not_matter), test(what_is_wrong_is_told_with_its_line),
         test(depth_and_size_are_bounded))
