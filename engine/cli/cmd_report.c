/* onemap report STORE */
#include "engine/cli/command.h"

static const om_option options[] = {
    {"output", 'o', "FILE",
     "a page (.html), a table (.csv) or a document (.json); may be repeated"},
    {"format", 0, "json|csv", "print it as this instead of a summary"},
    {"since", 0, "DAY|RUN",
     "compare with what stood then (of each analysis its run before the last)"},
    {"title", 0, "TEXT", "of the report, such as the name of the city"},
    {"title-zh", 0, "TEXT", "the same in Chinese"},
    {"producer", 0, "TEXT", "who made the report"},
    {"date", 0, "YYYY-MM-DD", "of the report (today)"},
    {"palette", 0, "NAME", "colours of the grades: safe4, gov4 (safe4)"},
    {"lang", 0, "en|zh", "in which the page opens (en)"},
    {0},
};

enum { MOST_FILES = 16 };

static om_status write_files(const om_call *call, om_store *store, const om_report_options *chosen,
                             const char **files, size_t count, om_error *err)
{
    for (size_t i = 0; i < count; i++) {
        OM_AUTO_REPORT report = NULL;
        OM_TRY(om_report_file(store, chosen, files[i], &report, err));
        if (i + 1 == count)
            OM_TRY(om_print_parts(call, report, (const char *const[]){"summary", NULL}, err));
    }
    return OM_OK;
}

static om_status print(const om_call *call, om_store *store, const om_report_options *chosen,
                       om_error *err)
{
    const char *format = om_call_text(call, "format");
    OM_AUTO_REPORT text = NULL;
    OM_TRY(om_report(store, chosen, format ? format : "json", &text, err));
    if (format) {
        fputs(text, stdout);
        return OM_OK;
    }
    return om_print_parts(call, text, (const char *const[]){"summary", NULL}, err);
}

static om_status run(const om_call *call, om_error *err)
{
    const om_report_options chosen = {
        .title = om_call_text(call, "title"),
        .title_zh = om_call_text(call, "title-zh"),
        .producer = om_call_text(call, "producer"),
        .date = om_call_text(call, "date"),
        .since = om_call_text(call, "since"),
        .language = om_call_text(call, "lang"),
        .palette = om_call_text(call, "palette"),
    };
    const char *files[MOST_FILES];
    if (call->given_count > MOST_FILES)
        return om_refuse(err, OM_ERR_USAGE, "there are more than %d options", MOST_FILES);
    const size_t count = om_call_texts(call, "output", files);
    if (count && om_call_has(call, "format"))
        return om_refuse(err, OM_ERR_USAGE,
                         "the end of a file's name says its form; --format is for what is printed");
    OM_AUTO_STORE store = NULL;
    OM_TRY(om_store_open(call->arguments[0], OM_STORE_READ, &store, err));
    return count ? write_files(call, store, &chosen, files, count, err)
                 : print(call, store, &chosen, err);
}

const om_command om_command_report = {
    .arguments = "STORE",
    .fewest = 1,
    .most = 1,
    .options = options,
    .notes = "It tells each indicator of standards/indicators.csv for the city and its districts:\n"
             "value, target, gap, change since an earlier run, method and source. The page holds\n"
             "both languages, maps and charts in one file and needs no network.\n",
    .run = run,
};
