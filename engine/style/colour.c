/* Reads CSS colours. */
#include "engine/style/colour.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "engine/base/text.h"

typedef struct named_colour {
    const char *name;
    uint32_t rgb;
} named_colour;

static const named_colour named_colours[] = {
#define OM_CSS_COLOUR(name, rgb) {name, rgb},
#include "engine/style/css_colours.def"
#undef OM_CSS_COLOUR
};

static om_colour colour_of_rgb(uint32_t rgb)
{
    return (om_colour){(rgb >> 16) / 255.0, (rgb >> 8 & 0xFF) / 255.0, (rgb & 0xFF) / 255.0, 1};
}

static int by_name(const void *name, const void *row)
{
    return strcasecmp(name, ((const named_colour *)row)->name);
}

static bool read_name(const char *text, om_colour *ret)
{
    if (strcasecmp(text, "transparent") == 0) {
        *ret = (om_colour){0};
        return true;
    }
    const named_colour *found =
        bsearch(text, named_colours, sizeof named_colours / sizeof *named_colours,
                sizeof *named_colours, by_name);
    if (found)
        *ret = colour_of_rgb(found->rgb);
    return found;
}

/* #rgb, #rgba, #rrggbb, #rrggbbaa; `digits` stand after the '#'. */
static bool read_hex(const char *digits, om_colour *ret)
{
    const size_t length = strlen(digits);
    if (length != strspn(digits, "0123456789abcdefABCDEF") ||
        !(length == 3 || length == 4 || length == 6 || length == 8))
        return false;
    const size_t width = length > 4 ? 2 : 1;
    double channels[4] = {0, 0, 0, 1};
    for (size_t i = 0; i * width < length; i++) {
        const char two[] = {digits[i * width], digits[i * width + width - 1], '\0'};
        channels[i] = (double)strtoul(two, NULL, 16) / 255;
    }
    *ret = (om_colour){channels[0], channels[1], channels[2], channels[3]};
    return true;
}

/* One argument of a function: its number and whether it is a percentage. */
typedef struct component {
    double number;
    bool percent;
} component;

static bool read_component(char *word, component *ret)
{
    size_t length = strlen(word);
    const bool percent = length > 0 && word[length - 1] == '%';
    if (percent)
        word[--length] = '\0';
    else if (length > 3 && strcmp(word + length - 3, "deg") == 0)
        word[length - 3] = '\0';
    ret->percent = percent;
    return om_text_to_number(word, &ret->number);
}

/* The three or four arguments between the brackets. */
static bool read_components(const char *inside, component ret[4], size_t *ret_count)
{
    char copy[80];
    if ((size_t)snprintf(copy, sizeof copy, "%s", inside) >= sizeof copy)
        return false;
    char *end = strchr(copy, ')');
    if (!end || end[1] != '\0')
        return false;
    *end = '\0';
    size_t count = 0;
    char *rest = copy;
    for (char *word; (word = strtok_r(rest, ", /\t", &rest)); count++)
        if (count == 4 || !read_component(word, &ret[count]))
            return false;
    *ret_count = count;
    return count >= 3;
}

static double held(double share)
{
    return fmin(fmax(share, 0), 1);
}

static double alpha_of(const component *components, size_t count)
{
    if (count < 4)
        return 1;
    return held(components[3].percent ? components[3].number / 100 : components[3].number);
}

static double rgb_channel(component c)
{
    return held(c.number / (c.percent ? 100 : 255));
}

/* CSS Color 4, "HSL to RGB". */
static double hsl_channel(double hue, double saturation, double lightness, double n)
{
    const double k = fmod(n + hue / 30, 12);
    const double a = saturation * fmin(lightness, 1 - lightness);
    return lightness - a * fmax(-1, fmin(fmin(k - 3, 9 - k), 1));
}

static bool read_rgb(const char *inside, om_colour *ret)
{
    component c[4];
    size_t count;
    if (!read_components(inside, c, &count))
        return false;
    *ret = (om_colour){rgb_channel(c[0]), rgb_channel(c[1]), rgb_channel(c[2]), alpha_of(c, count)};
    return true;
}

static bool read_hsl(const char *inside, om_colour *ret)
{
    component c[4];
    size_t count;
    if (!read_components(inside, c, &count) || !c[1].percent || !c[2].percent)
        return false;
    const double hue = fmod(fmod(c[0].number, 360) + 360, 360);
    const double s = held(c[1].number / 100), l = held(c[2].number / 100);
    *ret = (om_colour){hsl_channel(hue, s, l, 0), hsl_channel(hue, s, l, 8),
                       hsl_channel(hue, s, l, 4), alpha_of(c, count)};
    return true;
}

bool om_colour_read(const char *text, om_colour *ret)
{
    static const struct {
        const char *start;
        bool (*read)(const char *rest, om_colour *ret);
    } forms[] = {{"#", read_hex},     {"rgba(", read_rgb}, {"rgb(", read_rgb},
                 {"hsla(", read_hsl}, {"hsl(", read_hsl},  {"", read_name}};
    size_t i = 0;
    while (!om_text_starts(text, forms[i].start))
        i++;
    return forms[i].read(text + strlen(forms[i].start), ret);
}

void om_colour_write(om_colour colour, char ret[OM_COLOUR_SIZE])
{
    const double channels[] = {colour.red, colour.green, colour.blue, colour.alpha};
    const size_t count = colour.alpha < 1 ? 4 : 3;
    ret[0] = '#';
    for (size_t i = 0; i < count; i++)
        snprintf(ret + 1 + 2 * i, 3, "%02X", (unsigned char)lround(held(channels[i]) * 255));
}
