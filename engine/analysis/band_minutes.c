/* Reads a list of minutes. */
#include "engine/analysis/band_minutes.h"

#include <string.h>

#include "engine/base/memory.h"

static int later_first(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a < b) - (a > b);
}

om_status om_band_minutes_read(const om_run *run, double most_min, double ret[OM_MOST_BANDS],
                               size_t *ret_count, om_error *err)
{
    const char *text = om_settings_text(run->settings, "bands_min");
    OM_AUTO_MEMORY char *copy = om_memory_text(text ? text : "");
    size_t count = 0, kept = 0;
    char *rest = NULL;
    for (char *word = strtok_r(copy, " ,;", &rest); word; word = strtok_r(NULL, " ,;", &rest)) {
        double minutes = 0;
        if (!om_text_to_number(word, &minutes) || !(minutes > 0 && minutes <= most_min))
            return om_fail(err, OM_ERR_RANGE,
                           "bands_min: '%s' is not above 0 and at most %g minutes", word, most_min);
        if (count == OM_MOST_BANDS)
            return om_fail(err, OM_ERR_RANGE, "bands_min names more than %d bands", OM_MOST_BANDS);
        ret[count++] = minutes;
    }
    qsort(ret, count, sizeof *ret, later_first);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || ret[i] < ret[kept - 1])
            ret[kept++] = ret[i];
    *ret_count = kept;
    return OM_OK;
}
