/* The doctor finds what is there, and what is not. */
#include <stdlib.h>

#include "engine/base/json.h"
#include "tests/support/check.h"

static om_error err;

static bool is_ready(const om_json *document, const char *name)
{
    const om_json *checks = om_json_get(document, "checks");
    for (size_t i = 0; i < om_json_count(checks); i++)
        if (strcmp(om_json_text(om_json_get(om_json_at(checks, i), "name")), name) == 0)
            return om_json_is_true(om_json_get(om_json_at(checks, i), "ready"));
    fail_msg("the doctor does not look at %s", name);
    return false;
}

static void this_machine_has_what_is_needed(void **state)
{
    (void)state;
    bool ready = false;
    OM_AUTO_MEMORY char *text = NULL;
    CHECK_OK(om_doctor(&ready, &text, &err));
    if (!ready)
        fail_msg("%s", text);
}

static void a_place_that_cannot_be_written_is_found(void **state)
{
    (void)state;
    setenv("TMPDIR", "/nowhere/at/all", 1);
    bool ready = true;
    OM_AUTO_MEMORY char *text = NULL;
    CHECK_OK(om_doctor(&ready, &text, &err));
    unsetenv("TMPDIR");
    CHECK(!ready);
    OM_AUTO(om_json) document = NULL;
    CHECK_OK(om_json_parse(text, strlen(text), "doctor", &document, &err));
    CHECK(!is_ready(document, "stores"));
    CHECK(is_ready(document, "PROJ data"));
    CHECK(strstr(text, "\"remedy\"") != NULL);
}

OM_TESTS(test(this_machine_has_what_is_needed), test(a_place_that_cannot_be_written_is_found))
