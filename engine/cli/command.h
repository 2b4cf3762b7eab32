/*
 * What a command of the program is: its arguments and options as data, and a function.
 *
 * Reading the command line, --help and "did you mean" all work from this table.
 */
#ifndef OM_ENGINE_CLI_COMMAND_H
#define OM_ENGINE_CLI_COMMAND_H

#include <stdio.h>

#include "engine/onemap.h"

/** An option. `name` NULL ends a list. */
typedef struct om_option {
    const char *name;  /**< "bbox", without the dashes */
    char letter;       /**< 'o' for -o; 0 for none */
    const char *value; /**< "W,S,E,N"; NULL for a switch */
    const char *summary;
} om_option;

typedef struct om_call om_call;

/** A command. */
typedef struct om_command {
    const char *arguments; /**< "STORE LAYER SOURCE" */
    int fewest, most;      /**< arguments */
    const om_option *options;
    const char *notes; /**< more for --help; may be NULL */
    om_status (*run)(const om_call *call, om_error *err);
    /** Prints help on what the arguments name (`analyse fire_reach --help`); may be NULL. */
    om_status (*explain)(const om_call *call, om_error *err);
} om_command;

/** A row of commands.def. */
typedef struct om_command_row {
    const char *name, *summary;
    const om_command *command;
} om_command_row;

/** All commands. @param ret_count  how many */
const om_command_row *om_command_rows(int *ret_count);

/** The row called `name`. @return OM_OK; OM_ERR_USAGE: none, with the nearest name */
OM_CHECKED om_status om_command_find(const char *name, const om_command_row **ret, om_error *err);

/** The options that every command has. */
extern const om_option om_common_options[];

/** An option as it was given. */
typedef struct om_given {
    const om_option *option;
    const char *value; /**< "" for a switch */
} om_given;

/** A command line that was understood. Borrows everything. */
struct om_call {
    const om_command_row *row;
    const char **arguments;
    int argument_count;
    om_given *given;
    int given_count;
};

/**
 * Reads a command line. Unless --help is given, arguments are counted against the command.
 *
 * @param call  row is set; arguments and given have room for `count` each
 */
OM_CHECKED om_status om_call_read(om_call *call, char **words, int count, om_error *err);

/** True when the option was given. */
bool om_call_has(const om_call *call, const char *name);

/** The value of an option, the last when given more than once, NULL when not given. */
const char *om_call_text(const om_call *call, const char *name);

/** All values of an option. @param ret  room for `given_count` @return how many */
size_t om_call_texts(const om_call *call, const char *name, const char **ret);

/* The numbers of an option; `ret` keeps what it had when the option was not given. */
OM_CHECKED om_status om_call_number(const om_call *call, const char *name, double minimum,
                                    double maximum, double *ret, om_error *err);
OM_CHECKED om_status om_call_integer(const om_call *call, const char *name, int minimum,
                                     int maximum, int *ret, om_error *err);
OM_CHECKED om_status om_call_lonlat(const om_call *call, const char *name, om_lonlat *ret,
                                    om_error *err);
OM_CHECKED om_status om_call_box(const om_call *call, const char *name, om_box *ret, om_error *err);

/** "WxH". */
OM_CHECKED om_status om_call_size(const om_call *call, const char *name, uint32_t *ret_width,
                                  uint32_t *ret_height, om_error *err);

/** "8-16", or "12" for one zoom. */
OM_CHECKED om_status om_call_zooms(const om_call *call, const char *name, int *ret_min,
                                   int *ret_max, om_error *err);

/** "2/8": part 2 of 8. */
OM_CHECKED om_status om_call_share(const om_call *call, const char *name, int *ret_part,
                                   int *ret_parts, om_error *err);

/** Fails with OM_ERR_USAGE when the option is missing. */
OM_CHECKED om_status om_call_require(const om_call *call, const char *name, om_error *err);

/* ---- Help --------------------------------------------------------------------------------- */

/** Prints what the program does and its commands. */
void om_help_program(FILE *out);

/** Prints a command's usage and options. */
void om_help_command(const om_command_row *row);

/* ---- What a command prints ---------------------------------------------------------------- */

/** Prints a document: as it is with --json, not at all with --quiet, as text otherwise. */
OM_CHECKED om_status om_print_report(const om_call *call, const char *json, om_error *err);

/** As om_print_report, but as text only the members `keys` (NULL ends them), which must be there.
 */
OM_CHECKED om_status om_print_parts(const om_call *call, const char *json, const char *const *keys,
                                    om_error *err);

/** Prints a document that was asked for: as it is with --json, else its part as text. */
OM_CHECKED om_status om_print_document(const om_call *call, const char *json, const char *part,
                                       om_error *err);

/* A text from the library that goes back to it when its block ends. */
static inline void om_report_auto(char **slot)
{
    om_text_free(*slot);
}
#define OM_AUTO_REPORT __attribute__((cleanup(om_report_auto))) char *

static inline void om_store_auto(om_store **slot)
{
    om_store_free(*slot);
}
#define OM_AUTO_STORE __attribute__((cleanup(om_store_auto))) om_store *

static inline void om_style_auto(om_style **slot)
{
    om_style_free(*slot);
}
#define OM_AUTO_STYLE __attribute__((cleanup(om_style_auto))) om_style *

/* ---- Failing ------------------------------------------------------------------------------ */

/** Fills `err` and returns `status`. */
om_status om_refuse(om_error *err, om_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#define OM_TRY(call)                                                                               \
    do {                                                                                           \
        const om_status om_try_status = (call);                                                    \
        if (om_try_status != OM_OK)                                                                \
            return om_try_status;                                                                  \
    } while (0)

#endif
