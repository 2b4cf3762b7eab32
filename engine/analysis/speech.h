/*
 * Writing an explanation in one of two languages: one sentence at a time, both wordings side by
 * side, values in the same order.
 */
#ifndef OM_ENGINE_ANALYSIS_SPEECH_H
#define OM_ENGINE_ANALYSIS_SPEECH_H

#include "engine/base/json.h"
#include "engine/base/text.h"

/** Who speaks. */
typedef struct om_speech {
    om_text *text;
    bool zh;
    int section; /**< how many have begun */
} om_speech;

/** Adds to the line in the speech's language. */
void om_say(om_speech *speech, const char *en, const char *zh, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

/** Begins a numbered section: "1. " or "一、". */
void om_say_section(om_speech *speech, const char *en, const char *zh);

/** The language's half of {"en": …, "zh": …}, or a plain text; "" for a null. Borrowed. */
const char *om_said(const om_speech *speech, const om_json *words);

/* Members of what is explained, as om_json_text() and its like give them. */
const char *om_said_text(const om_json *object, const char *key);
double om_said_number(const om_json *object, const char *key);
bool om_said_true(const om_json *object, const char *key);

/** Whether a member is this text. */
bool om_said_is(const om_json *object, const char *key, const char *text);

/** Room for om_digits(). */
enum { OM_DIGITS_SIZE = 32 };

/** A number as people write it: at most `places` after the point, none that are 0. */
const char *om_digits(double number, int places, char ret[OM_DIGITS_SIZE]);

/** "2026-11-24T03:37:29Z" as "2026-11-24 03:37 UTC". */
const char *om_said_time(const om_json *time, char ret[OM_DIGITS_SIZE]);

/** "Big tank (s2)" or "Big tank（编号 s2）"; one without a name is told so. */
void om_say_name(om_speech *speech, const char *name, const char *id);

#endif
