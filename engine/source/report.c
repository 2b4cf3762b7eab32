/* The log of a load, kept while it runs and written at its end. */
#include "engine/source/report.h"

#include <math.h>
#include <stdarg.h>

enum { MOST_LISTED = 20 };

/* A repair that moves more than this share of an area is worth a look. */
static const double change_told_share = 0.01;

om_load_log om_load_log_open(void)
{
    return (om_load_log){.rejects = om_json_array_new(),
                         .repairs = om_json_array_new(),
                         .notices = om_json_array_new()};
}

void om_load_log_clear(om_load_log *log)
{
    om_json_free(log->rejects);
    om_json_free(log->repairs);
    om_json_free(log->notices);
    *log = (om_load_log){0};
}

static om_json *add_record(om_json *list, const om_record *record)
{
    om_json *entry = om_json_add(list, om_json_object_new());
    om_json_put_integer(entry, "record", (int64_t)record->number);
    om_json_put_text(entry, "id", record->id);
    return entry;
}

void om_load_log_reject(om_load_log *log, const om_record *record, const char *reason)
{
    if (log->counts.rejected++ < MOST_LISTED)
        om_json_put_text(add_record(log->rejects, record), "reason", reason);
}

void om_load_log_repair(om_load_log *log, const om_record *record, double before_m2,
                        double after_m2)
{
    log->counts.repaired++;
    const double change_m2 = fabs(after_m2 - before_m2);
    if (change_m2 <= change_told_share * fmax(before_m2, after_m2))
        return;
    if (log->changed_areas++ >= MOST_LISTED)
        return;
    om_json *entry = add_record(log->repairs, record);
    om_json_put_number(entry, "before_m2", round(before_m2 * 10) / 10);
    om_json_put_number(entry, "after_m2", round(after_m2 * 10) / 10);
}

void om_load_log_notice(om_load_log *log, const char *format, ...)
{
    char sentence[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    om_json_add(log->notices, om_json_text_new(sentence));
}

static void write_counts(const om_load_counts *counts, om_json *report)
{
    om_json_put_integer(report, "read", counts->read);
    om_json_put_integer(report, "loaded", counts->loaded);
    om_json_put_integer(report, "repaired", counts->repaired);
    om_json_put_integer(report, "rejected", counts->rejected);
    om_json_put_integer(report, "turned_into_points", counts->turned);
    om_json_put_integer(report, "exploded", counts->exploded);
    om_json_put_integer(report, "replaced", counts->replaced);
}

void om_load_log_write(const om_load_log *log, om_json *report)
{
    write_counts(&log->counts, report);
    if (om_json_count(log->rejects))
        om_json_put(report, "rejects", om_json_copy(log->rejects));
    if (om_json_count(log->repairs))
        om_json_put(report, "changed_areas", om_json_copy(log->repairs));
    om_json_put(report, "notices", om_json_copy(log->notices));
}
