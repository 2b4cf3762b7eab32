/* Sentences in one of two languages. */
#include "engine/analysis/speech.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "engine/base/memory.h"

void om_say(om_speech *speech, const char *en, const char *zh, ...)
{
    va_list arguments, again;
    va_start(arguments, zh);
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, speech->zh ? zh : en, arguments);
    OM_AUTO_MEMORY char *line = om_memory_take((size_t)length + 1, 1);
    vsnprintf(line, (size_t)length + 1, speech->zh ? zh : en, again);
    va_end(again);
    va_end(arguments);
    om_text_add(speech->text, line);
}

void om_say_section(om_speech *speech, const char *en, const char *zh)
{
    static const char *const numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
    const int most = (int)(sizeof numerals / sizeof *numerals);
    const int number = ++speech->section;
    if (speech->zh && number <= most)
        om_text_add_format(speech->text, "\n%s、%s\n", numerals[number - 1], zh);
    else
        om_text_add_format(speech->text, "\n%d. %s\n", number, speech->zh ? zh : en);
}

const char *om_said(const om_speech *speech, const om_json *words)
{
    const char *text = om_json_text(words);
    if (!text)
        text = om_json_text(om_json_get(words, speech->zh ? "zh" : "en"));
    return text ? text : "";
}

const char *om_said_text(const om_json *object, const char *key)
{
    return om_json_text(om_json_get(object, key));
}

double om_said_number(const om_json *object, const char *key)
{
    return om_json_number(om_json_get(object, key));
}

bool om_said_true(const om_json *object, const char *key)
{
    return om_json_is_true(om_json_get(object, key));
}

bool om_said_is(const om_json *object, const char *key, const char *text)
{
    const char *there = om_json_text(om_json_get(object, key));
    return there && strcmp(there, text) == 0;
}

const char *om_digits(double number, int places, char ret[OM_DIGITS_SIZE])
{
    snprintf(ret, OM_DIGITS_SIZE, "%.*f", places, number);
    if (!strchr(ret, '.'))
        return ret;
    size_t length = strlen(ret);
    while (ret[length - 1] == '0')
        ret[--length] = '\0';
    if (ret[length - 1] == '.')
        ret[length - 1] = '\0';
    return ret;
}

const char *om_said_time(const om_json *time, char ret[OM_DIGITS_SIZE])
{
    const char *text = om_json_text(time);
    snprintf(ret, OM_DIGITS_SIZE, "%.10s %.5s UTC", text ? text : "",
             text && strlen(text) > 11 ? text + 11 : "");
    return ret;
}

void om_say_name(om_speech *speech, const char *name, const char *id)
{
    if (name && name[0])
        om_say(speech, "%s (%s)", "%s（编号 %s）", name, id);
    else
        om_say(speech, "%s (unnamed)", "%s（无名称）", id);
}
