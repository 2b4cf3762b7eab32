/* CIELAB of sRGB under D50, and its polar form HCL (CIE 15; IEC 61966-2-1). */
#include "engine/style/colour_space.h"

#include <math.h>
#include <stdbool.h>

/* The white of D50, and where the cube root gives way to a line: 6/29. */
#define WHITE_X 0.96422
#define WHITE_Z 0.82521
#define BEND    (6.0 / 29)

typedef struct lab {
    double l, a, b, alpha;
} lab;

typedef struct hcl {
    double hue_deg; /* NaN: a grey has none */
    double chroma, light, alpha;
} hcl;

static double between(double a, double b, double t)
{
    return a + (b - a) * t;
}

/* ---- sRGB to CIELAB and back ---- */

static double linear_of(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double channel_of(double linear)
{
    const double channel =
        linear <= 0.00304 ? 12.92 * linear : 1.055 * pow(linear, 1 / 2.4) - 0.055;
    return fmin(fmax(channel, 0), 1);
}

static double root_of(double t)
{
    return t > BEND * BEND * BEND ? cbrt(t) : t / (3 * BEND * BEND) + 4.0 / 29;
}

static double cube_of(double t)
{
    return t > BEND ? t * t * t : 3 * BEND * BEND * (t - 4.0 / 29);
}

static lab lab_of(om_colour colour)
{
    const double r = linear_of(colour.red), g = linear_of(colour.green), b = linear_of(colour.blue);
    const double y = root_of(0.2225045 * r + 0.7168786 * g + 0.0606169 * b);
    const bool is_grey = r == g && g == b;
    const double x =
        is_grey ? y : root_of((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / WHITE_X);
    const double z =
        is_grey ? y : root_of((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / WHITE_Z);
    return (lab){fmax(116 * y - 16, 0), 500 * (x - y), 200 * (y - z), colour.alpha};
}

static om_colour colour_of_lab(lab from)
{
    const double row = (from.l + 16) / 116;
    const double x = WHITE_X * cube_of(row + from.a / 500);
    const double y = cube_of(row);
    const double z = WHITE_Z * cube_of(row - from.b / 200);
    return (om_colour){channel_of(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
                       channel_of(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z),
                       channel_of(0.0719453 * x - 0.2289914 * y + 1.4052427 * z), from.alpha};
}

/* ---- The polar form ---- */

static hcl hcl_of(om_colour colour)
{
    const lab from = lab_of(colour);
    const double chroma = hypot(from.a, from.b);
    double hue_deg = atan2(from.b, from.a) * 180 / M_PI;
    if (hue_deg < 0)
        hue_deg += 360;
    return (hcl){round(chroma * 10000) != 0 ? hue_deg : NAN, chroma, from.l, from.alpha};
}

static om_colour colour_of_hcl(hcl from)
{
    const double hue = isnan(from.hue_deg) ? 0 : from.hue_deg * M_PI / 180;
    return colour_of_lab(
        (lab){from.light, cos(hue) * from.chroma, sin(hue) * from.chroma, from.alpha});
}

/* The shorter way round. */
static double hue_between(double a, double b, double t)
{
    double way = b - a;
    if (way > 180)
        way -= 360;
    else if (way < -180)
        way += 360;
    return a + t * way;
}

static om_colour mix_hcl(om_colour from, om_colour to, double t)
{
    const hcl a = hcl_of(from), b = hcl_of(to);
    hcl mixed = {isnan(a.hue_deg) ? b.hue_deg : a.hue_deg, between(a.chroma, b.chroma, t),
                 between(a.light, b.light, t), between(a.alpha, b.alpha, t)};
    if (!isnan(a.hue_deg) && !isnan(b.hue_deg))
        mixed.hue_deg = hue_between(a.hue_deg, b.hue_deg, t);
    else if (!isnan(a.hue_deg) && (b.light == 0 || b.light == 1))
        mixed.chroma = a.chroma;
    else if (!isnan(b.hue_deg) && (a.light == 0 || a.light == 1))
        mixed.chroma = b.chroma;
    return colour_of_hcl(mixed);
}

static om_colour mix_lab(om_colour from, om_colour to, double t)
{
    const lab a = lab_of(from), b = lab_of(to);
    return colour_of_lab((lab){between(a.l, b.l, t), between(a.a, b.a, t), between(a.b, b.b, t),
                               between(a.alpha, b.alpha, t)});
}

om_colour om_colour_mix(om_colour a, om_colour b, double t, om_colour_space space)
{
    if (space == OM_SPACE_HCL)
        return mix_hcl(a, b, t);
    if (space == OM_SPACE_LAB)
        return mix_lab(a, b, t);
    return (om_colour){between(a.red, b.red, t), between(a.green, b.green, t),
                       between(a.blue, b.blue, t), between(a.alpha, b.alpha, t)};
}
