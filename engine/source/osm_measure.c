/* Measures as mappers write them: "30 mph", "13'6\"", "3.5 t". */
#include <string.h>

#include "engine/source/osm_tags.h"

typedef struct unit {
    const char *word; /* NULL ends a list */
    double factor;
} unit;

static const unit speeds_kmh[] = {
    {"", 1}, {"km/h", 1}, {"kmh", 1}, {"kph", 1}, {"mph", 1.609344}, {"knots", 1.852}, {NULL, 0},
};

static const unit lengths_m[] = {
    {"", 1},       {"m", 1},       {"cm", 0.01},   {"ft", 0.3048}, {"feet", 0.3048},
    {"'", 0.3048}, {"in", 0.0254}, {"\"", 0.0254}, {NULL, 0},
};

static const unit weights_t[] = {
    {"", 1},
    {"t", 1},
    {"kg", 0.001},
    {"st", 0.90718474},
    {"lt", 1.0160469},
    {"lb", 0.00045359237},
    {"lbs", 0.00045359237},
    {NULL, 0},
};

/* Reads digits and a point. @return how many bytes; 0 for none */
static size_t read_number(const char *text, double *ret)
{
    char number[9];
    const size_t digits = strspn(text, "0123456789.");
    if (!digits || digits >= sizeof number)
        return 0;
    snprintf(number, sizeof number, "%.*s", (int)digits, text);
    return om_text_to_number(number, ret) ? digits : 0;
}

static bool read_measure(const char *text, const unit *units, double *ret)
{
    double number;
    const size_t digits = read_number(text, &number);
    if (!digits)
        return false;
    const char *word = text + digits + strspn(text + digits, " ");
    for (; units->word; units++)
        if (strcmp(word, units->word) == 0) {
            *ret = number * units->factor;
            return true;
        }
    return false;
}

/* Reads feet and inches: 13'6". */
static bool read_feet_m(const char *text, double *ret)
{
    double feet, inches;
    const size_t digits = read_number(text, &feet);
    if (!digits || text[digits] != '\'')
        return false;
    const char *rest = text + digits + 1;
    rest += strspn(rest, " ");
    const size_t more = read_number(rest, &inches);
    if (!more || strcmp(rest + more, "\"") != 0 || !(inches < 12))
        return false;
    *ret = (12 * feet + inches) * 0.0254;
    return true;
}

bool om_osm_speed_kmh(const char *text, double *ret)
{
    return read_measure(text, speeds_kmh, ret);
}

bool om_osm_length_m(const char *text, double *ret)
{
    return read_measure(text, lengths_m, ret) || read_feet_m(text, ret);
}

bool om_osm_weight_t(const char *text, double *ret)
{
    return read_measure(text, weights_t, ret);
}
