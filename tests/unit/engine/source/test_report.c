/* Tests of engine/source/report.c: what a load tells. */
#include "engine/source/report.h"
#include "tests/support/check.h"

static const om_record record = {.number = 7, .id = "sites/7"};

static void the_first_twenty_bad_records_are_listed_and_all_counted(void **state)
{
    (void)state;
    OM_AUTO_LOAD_LOG log = om_load_log_open();
    OM_AUTO(om_json) report = om_json_object_new();
    for (int i = 0; i < 25; i++)
        om_load_log_reject(&log, &record, "it has no shape");
    om_load_log_write(&log, report);
    CHECK_NEAR(om_json_number(om_json_get(report, "rejected")), 25, 0);
    const om_json *rejects = om_json_get(report, "rejects");
    CHECK_INT(om_json_count(rejects), 20);
    CHECK_TEXT(om_json_text(om_json_get(om_json_at(rejects, 0), "reason")), "it has no shape");
    CHECK_TEXT(om_json_text(om_json_get(om_json_at(rejects, 0), "id")), "sites/7");
    CHECK_NEAR(om_json_number(om_json_get(om_json_at(rejects, 0), "record")), 7, 0);
}

static void only_repairs_that_change_the_area_are_listed(void **state)
{
    (void)state;
    OM_AUTO_LOAD_LOG log = om_load_log_open();
    OM_AUTO(om_json) report = om_json_object_new();
    om_load_log_repair(&log, &record, 1000, 1009);
    om_load_log_repair(&log, &record, 1000, 1012);
    om_load_log_repair(&log, &record, 0, 50);
    om_load_log_write(&log, report);
    CHECK_NEAR(om_json_number(om_json_get(report, "repaired")), 3, 0);
    const om_json *changed = om_json_get(report, "changed_areas");
    CHECK_INT(om_json_count(changed), 2);
    CHECK_NEAR(om_json_number(om_json_get(om_json_at(changed, 0), "after_m2")), 1012, 0);
}

static void notices_are_kept_in_order(void **state)
{
    (void)state;
    OM_AUTO_LOAD_LOG log = om_load_log_open();
    OM_AUTO(om_json) report = om_json_object_new();
    om_load_log_notice(&log, "%d rows", 3);
    om_load_log_notice(&log, "done");
    om_load_log_write(&log, report);
    CHECK_TEXT(om_json_text(om_json_at(om_json_get(report, "notices"), 0)), "3 rows");
    CHECK_TEXT(om_json_text(om_json_at(om_json_get(report, "notices"), 1)), "done");
}

OM_TESTS(test(the_first_twenty_bad_records_are_listed_and_all_counted),
         test(only_repairs_that_change_the_area_are_listed), test(notices_are_kept_in_order))
