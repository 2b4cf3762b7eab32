/* A report as a table for spreadsheets. */
#include <math.h>

#include "engine/base/csv.h"
#include "engine/report/report.h"

/* A column: whose member it is, of the figure or of its indicator. */
typedef struct report_column {
    const char *name;
    enum { OF_FIGURE, OF_INDICATOR } of;
    const char *member, *inner; /* inner: of an object, NULL for none */
} report_column;

static const report_column columns[] = {
    {"indicator", OF_INDICATOR, "id", NULL},
    {"title", OF_INDICATOR, "title", "en"},
    {"title_zh", OF_INDICATOR, "title", "zh"},
    {"level", OF_FIGURE, "level", NULL},
    {"code", OF_FIGURE, "code", NULL},
    {"name", OF_FIGURE, "name", NULL},
    {"part", OF_FIGURE, "part", NULL},
    {"whole", OF_FIGURE, "whole", NULL},
    {"value", OF_FIGURE, "value", NULL},
    {"unit", OF_INDICATOR, "unit", NULL},
    {"target", OF_FIGURE, "target", NULL},
    {"direction", OF_INDICATOR, "direction", NULL},
    {"gap", OF_FIGURE, "gap", NULL},
    {"missing", OF_FIGURE, "missing", NULL},
    {"state", OF_FIGURE, "state", NULL},
    {"earlier", OF_FIGURE, "earlier", NULL},
    {"change", OF_FIGURE, "change", NULL},
    {"run", OF_INDICATOR, "run", "id"},
    {"run_ended", OF_INDICATOR, "run", "ended"},
    {"earlier_run", OF_INDICATOR, "earlier_run", "id"},
    {"earlier_run_ended", OF_INDICATOR, "earlier_run", "ended"},
    {"method", OF_INDICATOR, "method", "en"},
    {"source", OF_INDICATOR, "source", NULL},
    {"clause", OF_INDICATOR, "clause", NULL},
    {"verified", OF_INDICATOR, "verified", NULL},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void write_value(const om_json *value, om_text *csv)
{
    switch (om_json_kind_of(value)) {
    case OM_JSON_NUMBER:
        om_text_add_number(csv, om_json_number(value));
        break;
    case OM_JSON_BOOL:
        om_text_add(csv, om_json_is_true(value) ? "yes" : "no");
        break;
    default:
        om_csv_write_cell(csv, om_json_text(value));
        break;
    }
}

static void write_row(const om_json *indicator, const om_json *figure, om_text *csv)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        const om_json *of = columns[i].of == OF_FIGURE ? figure : indicator;
        const om_json *value = om_json_get(of, columns[i].member);
        om_text_add(csv, i ? "," : "");
        write_value(columns[i].inner ? om_json_get(value, columns[i].inner) : value, csv);
    }
    om_text_add(csv, "\r\n");
}

void om_report_csv(const om_json *document, om_text *ret)
{
    for (size_t i = 0; i < COLUMNS; i++)
        om_text_add_format(ret, "%s%s", i ? "," : "", columns[i].name);
    om_text_add(ret, "\r\n");
    const om_json *indicators = om_json_get(document, "indicators");
    for (size_t i = 0; i < om_json_count(indicators); i++) {
        const om_json *indicator = om_json_at(indicators, i);
        const om_json *districts = om_json_get(indicator, "districts");
        write_row(indicator, om_json_get(indicator, "city"), ret);
        for (size_t d = 0; d < om_json_count(districts); d++)
            write_row(indicator, om_json_at(districts, d), ret);
    }
}
