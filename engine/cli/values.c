/* The values of options, read strictly: numbers, places, extents, sizes and zooms. */
#include <string.h>

#include "engine/cli/command.h"

om_status om_call_number(const om_call *call, const char *name, double minimum, double maximum,
                         double *ret, om_error *err)
{
    const char *text = om_call_text(call, name);
    if (!text)
        return OM_OK;
    double number;
    if (!om_text_to_number(text, &number) || !(number >= minimum && number <= maximum))
        return om_refuse(err, OM_ERR_USAGE, "--%s is '%s', not a number within %g..%g", name, text,
                         minimum, maximum);
    *ret = number;
    return OM_OK;
}

om_status om_call_integer(const om_call *call, const char *name, int minimum, int maximum, int *ret,
                          om_error *err)
{
    const char *text = om_call_text(call, name);
    if (!text)
        return OM_OK;
    int64_t number;
    if (!om_text_to_integer(text, minimum, maximum, &number))
        return om_refuse(err, OM_ERR_USAGE, "--%s is '%s', not a whole number within %d..%d", name,
                         text, minimum, maximum);
    *ret = (int)number;
    return OM_OK;
}

/* Exactly `count` numbers parted by commas. */
static bool read_numbers(const char *text, double *ret, int count)
{
    char copy[160];
    if (strlen(text) >= sizeof copy)
        return false;
    strcpy(copy, text);
    char *rest = copy;
    for (int i = 0; i < count; i++) {
        char *part = rest, *comma = strchr(rest, ',');
        if ((comma != NULL) != (i + 1 < count))
            return false;
        if (comma) {
            *comma = '\0';
            rest = comma + 1;
        }
        if (!om_text_to_number(part, &ret[i]))
            return false;
    }
    return true;
}

static bool is_on_earth(double lon, double lat)
{
    return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90;
}

om_status om_call_lonlat(const om_call *call, const char *name, om_lonlat *ret, om_error *err)
{
    const char *text = om_call_text(call, name);
    double numbers[2];
    if (!text)
        return OM_OK;
    if (!read_numbers(text, numbers, 2))
        return om_refuse(err, OM_ERR_USAGE, "--%s is '%s', not LON,LAT in degrees", name, text);
    if (!is_on_earth(numbers[0], numbers[1]))
        return om_refuse(err, OM_ERR_USAGE,
                         "--%s is '%s'; longitude comes first and is within -180..180, latitude "
                         "within -90..90",
                         name, text);
    *ret = (om_lonlat){numbers[0], numbers[1]};
    return OM_OK;
}

om_status om_call_box(const om_call *call, const char *name, om_box *ret, om_error *err)
{
    const char *text = om_call_text(call, name);
    double n[4];
    if (!text)
        return OM_OK;
    if (!read_numbers(text, n, 4))
        return om_refuse(err, OM_ERR_USAGE, "--%s is '%s', not W,S,E,N in degrees", name, text);
    if (!is_on_earth(n[0], n[1]) || !is_on_earth(n[2], n[3]) || !(n[0] < n[2] && n[1] < n[3]))
        return om_refuse(err, OM_ERR_USAGE,
                         "--%s is '%s'; west < east within -180..180 and south < north within "
                         "-90..90 are wanted, in the order W,S,E,N",
                         name, text);
    *ret = (om_box){.west = n[0], .south = n[1], .east = n[2], .north = n[3]};
    return OM_OK;
}

/* Two whole numbers with `sign` between them. */
static bool read_pair(const char *text, char sign, int64_t most, int64_t ret[2])
{
    char copy[64];
    if (strlen(text) >= sizeof copy)
        return false;
    strcpy(copy, text);
    char *second = strchr(copy, sign);
    if (!second)
        return false;
    *second++ = '\0';
    return om_text_to_integer(copy, 0, most, &ret[0]) &&
           om_text_to_integer(second, 0, most, &ret[1]);
}

om_status om_call_size(const om_call *call, const char *name, uint32_t *ret_width,
                       uint32_t *ret_height, om_error *err)
{
    const char *text = om_call_text(call, name);
    int64_t size[2];
    if (!text)
        return OM_OK;
    if (!read_pair(text, 'x', 16384, size) || !size[0] || !size[1])
        return om_refuse(err, OM_ERR_USAGE,
                         "--%s is '%s', not WIDTHxHEIGHT in pixels, each within 1..16384", name,
                         text);
    *ret_width = (uint32_t)size[0];
    *ret_height = (uint32_t)size[1];
    return OM_OK;
}

om_status om_call_zooms(const om_call *call, const char *name, int *ret_min, int *ret_max,
                        om_error *err)
{
    const char *text = om_call_text(call, name);
    int64_t zooms[2];
    if (!text)
        return OM_OK;
    if (om_text_to_integer(text, 0, 22, &zooms[0]))
        zooms[1] = zooms[0];
    else if (!read_pair(text, '-', 22, zooms) || zooms[0] > zooms[1])
        return om_refuse(err, OM_ERR_USAGE,
                         "--%s is '%s', not MIN-MAX or one zoom, each within 0..22", name, text);
    *ret_min = (int)zooms[0];
    *ret_max = (int)zooms[1];
    return OM_OK;
}

om_status om_call_share(const om_call *call, const char *name, int *ret_part, int *ret_parts,
                        om_error *err)
{
    const char *text = om_call_text(call, name);
    int64_t share[2];
    if (!text)
        return OM_OK;
    if (!read_pair(text, '/', 10000, share) || share[0] < 1 || share[0] > share[1])
        return om_refuse(err, OM_ERR_USAGE, "--%s is '%s', not one of 1/N to N/N", name, text);
    *ret_part = (int)share[0];
    *ret_parts = (int)share[1];
    return OM_OK;
}
