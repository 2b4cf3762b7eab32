/* JSON, read strictly and written in order. */
#include "engine/base/json.h"
#include "engine/base/text.h"
#include "tests/support/check.h"

static om_status parse(const char *text, om_json **ret, om_error *err)
{
    return om_json_parse(text, strlen(text), "it.json", ret, err);
}

static void a_document_is_read_and_walked_in_order(void **state)
{
    (void)state;
    om_error err = {0};
    OM_AUTO(om_json) json = NULL;
    CHECK_OK(parse("{\"z\": 1, \"a\": [true, null, \"无锡\"]}", &json, &err));
    om_json_member member = om_json_first(json);
    CHECK_TEXT(member.key, "z");
    member = om_json_next(json, member);
    CHECK_TEXT(member.key, "a");
    CHECK_INT(om_json_count(member.value), 3);
    CHECK(om_json_is_true(om_json_at(member.value, 0)));
    CHECK_TEXT(om_json_text(om_json_at(member.value, 2)), "无锡");
    CHECK(om_json_next(json, member).key == NULL);
}

static void what_is_not_there_is_a_null(void **state)
{
    (void)state;
    CHECK(om_json_get(NULL, "a") == NULL);
    CHECK_INT(om_json_kind_of(NULL), OM_JSON_NULL);
    CHECK(isnan(om_json_number(NULL)));
    CHECK(om_json_text(NULL) == NULL);
    CHECK_INT(om_json_count(NULL), 0);
    om_json_free(NULL);
}

static void bad_documents_are_refused_with_their_line(void **state)
{
    (void)state;
    om_error err = {0};
    om_json *json = NULL;
    CHECK_FAILS(parse("{\n\"a\": }", &json, &err), OM_ERR_DATA, "it.json, line 2");
    CHECK_FAILS(parse("{\"a\": 1, \"a\": 2}", &json, &err), OM_ERR_DATA, "it.json");
    CHECK_FAILS(parse("\"\xCE\xDE\"", &json, &err), OM_ERR_DATA, "it.json");
    CHECK_FAILS(parse("{} x", &json, &err), OM_ERR_DATA, "it.json");
    CHECK_FAILS(parse("", &json, &err), OM_ERR_DATA, "it.json");
    char deep[5000];
    memset(deep, '[', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    CHECK_FAILS(parse(deep, &json, &err), OM_ERR_DATA, "it.json");
    CHECK(json == NULL);
}

static void unknown_numbers_and_broken_bytes_have_a_form(void **state)
{
    (void)state;
    OM_AUTO(om_json) object = om_json_object_new();
    om_json_put_number(object, "nan", NAN);
    om_json_put_number(object, "whole", 601723);
    om_json_put_number(object, "part", 0.5);
    om_json_put_text(object, "bytes", "a\xFFz");
    om_json_put_text(object, "none", NULL);
    om_json_put_bool(object, "yes", true);
    OM_AUTO_MEMORY char *line = om_json_write_line(object);
    CHECK_TEXT(line, "{\"nan\":null,\"whole\":601723,\"part\":0.5,\"bytes\":\"a\xEF\xBF\xBDz\","
                     "\"none\":null,\"yes\":true}");
}

static void a_copy_lives_by_itself(void **state)
{
    (void)state;
    om_json *list = om_json_array_new();
    om_json_add(list, om_json_number_new(1));
    OM_AUTO(om_json) copy = om_json_copy(list);
    om_json_add(list, om_json_number_new(2));
    CHECK_INT(om_json_count(copy), 1);
    om_json_free(list);
    CHECK_NEAR(om_json_number(om_json_at(copy, 0)), 1, 0);
}

OM_TESTS(test(a_document_is_read_and_walked_in_order), test(what_is_not_there_is_a_null),
         test(bad_documents_are_refused_with_their_line),
         test(unknown_numbers_and_broken_bytes_have_a_form), test(a_copy_lives_by_itself))
