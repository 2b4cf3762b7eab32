/*
 * What an analysis is: its inputs, settings and outputs as data, and a function that runs it.
 *
 * The engine refuses early with a good sentence, and --help, the server's description and the
 * viewer's form all come from this one table. A result is a layer like any other.
 */
#ifndef OM_ENGINE_ANALYSIS_ANALYSIS_H
#define OM_ENGINE_ANALYSIS_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/analysis/speech.h"
#include "engine/base/json.h"
#include "engine/store/store.h"
#include "engine/store/table.h"

/** A layer that an analysis reads. `layer` NULL ends a list. */
typedef struct om_input {
    const char *layer;
    bool required;   /**< refused when the layer has no rows */
    const char *why; /**< what it is needed for, half a sentence */
} om_input;

typedef enum om_setting_kind {
    OM_SETTING_NUMBER,
    OM_SETTING_TEXT,
    OM_SETTING_CHOICE
} om_setting_kind;

/** Something a user may choose. `name` NULL ends a list. */
typedef struct om_setting {
    const char *name;
    const char *unit; /**< "s", "m"; "" for texts and choices */
    om_setting_kind kind;
    const char *standard;       /**< the default as text; "" leaves it unset */
    double minimum, maximum;    /**< of numbers, both inclusive */
    const char *const *choices; /**< of choices, ended by NULL */
    const char *summary;        /**< one sentence */
} om_setting;

/** The settings of one run, checked, defaults filled in. */
typedef struct om_settings om_settings;

/** What a running analysis is given. Borrows everything. */
typedef struct om_run {
    om_store *store;
    const om_settings *settings;
    const om_listener *listener; /**< may be NULL */
    int64_t origin_id;           /**< what om_table_open() wants */
    om_json *notices;            /**< an array; see om_run_notice() */
} om_run;

/** An analysis. */
typedef struct om_analysis {
    const char *name;
    const char *title, *title_zh;
    const char *summary; /**< one sentence */
    const om_input *inputs;
    const om_setting *settings;
    const char *const *outputs; /**< names of result layers, ended by NULL */
    const char *const
        *standards; /**< shipped files it reads, "standards/…", ended by NULL; or NULL */

    /**
     * Reads the inputs, computes, and writes the outputs, all inside one transaction.
     *
     * @param report  an object to which the figures are added
     */
    om_status (*run)(const om_run *run, om_json *report, om_error *err);

    /**
     * Why something is as this analysis found it; NULL when it explains nothing.
     *
     * @param subject  exactly one of its members is set
     * @param ret      an object with "explains", the name of the analysis, and "run"
     */
    om_status (*explain)(om_store *store, const om_subject *subject, om_json **ret, om_error *err);

    /** Makes text of such an explanation. */
    void (*tell)(om_speech *speech, const om_json *explanation);
} om_analysis;

/** All analyses, in the order of analyses.def. @param ret_count  how many */
const om_analysis *const *om_analyses(size_t *ret_count);

/** The analysis called `name`, NULL when there is none. */
const om_analysis *om_analysis_find(const char *name);

/** @return OM_OK; OM_ERR_DATA: a layer that it needs has no rows, and how to load it */
OM_CHECKED om_status om_analysis_check_inputs(om_store *store, const om_analysis *analysis,
                                              om_error *err);

/* ---- Settings ---- */

/**
 * Reads "name=value" texts against what the analysis declares.
 *
 * @return OM_OK; OM_ERR_USAGE: no such setting, with the nearest, or given twice, or no '=';
 *         OM_ERR_RANGE: not a number, out of range, or none of the choices
 */
OM_CHECKED om_status om_settings_parse(const om_analysis *analysis, const char *const *texts,
                                       size_t count, om_settings **ret, om_error *err);
void om_settings_free(om_settings *settings);
OM_DEFINE_AUTO(om_settings)

/** The value of a declared setting; asking for another one is a programming mistake. */
const char *om_settings_text(const om_settings *settings, const char *name);

/** True when the analysis declares such a setting, whether it is set or not. */
bool om_settings_has(const om_settings *settings, const char *name);

/** The number of a declared setting; NaN when it is unset. */
double om_settings_number(const om_settings *settings, const char *name);

/** All settings as an object, numbers as numbers, what is unset as null. */
om_json *om_settings_describe(const om_settings *settings);

/* ---- For the bodies of run() ---- */

/** Opens an output layer for writing and empties it. */
OM_CHECKED om_status om_run_output(const om_run *run, const char *layer, om_table **ret,
                                   om_error *err);

/** Rows of an input layer; 0 when it was never loaded. */
OM_CHECKED om_status om_run_count(const om_run *run, const char *layer, int64_t *ret,
                                  om_error *err);

/** Tells the listener; OM_ERR_CANCELLED when it asks to stop. */
OM_CHECKED om_status om_run_tell(const om_run *run, const char *stage, uint64_t done,
                                 uint64_t total, const char *unit, om_error *err);

/** Adds one sentence to the "notices" of the report. */
void om_run_notice(const om_run *run, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
