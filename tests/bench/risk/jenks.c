/* Natural breaks of numbers that look like a city's index, written to a file that others read too.
 */
#include <math.h>
#include <stdio.h>

#include "engine/base/memory.h"
#include "engine/base/own.h"
#include "engine/risk/breaks.h"
#include "tests/bench/risk/bench.h"

/* Three heaps of different width and a long tail, 0 up to 1, nearly all different. */
static double index_like(uint64_t *seed)
{
    static const double middle[] = {0.12, 0.35, 0.52}, width[] = {0.05, 0.08, 0.15};
    const double which = pseudo_random(seed);
    if (which > 0.95)
        return 1 - 0.6 * sqrt(pseudo_random(seed));
    const size_t heap = which < 0.5 ? 0 : which < 0.8 ? 1 : 2;
    const double off =
        pseudo_random(seed) + pseudo_random(seed) + pseudo_random(seed) + pseudo_random(seed) - 2;
    return fmax(0, middle[heap] + off * width[heap]);
}

om_status measure_values(size_t count, const char *path, om_error *err)
{
    OM_AUTO_FILE file = fopen(path, "wb");
    if (!file)
        return om_fail(err, OM_ERR_DISK, "cannot write %s", path);
    uint64_t seed = 5;
    for (size_t i = 0; i < count; i++) {
        const double value = index_like(&seed);
        if (fwrite(&value, sizeof value, 1, file) != 1)
            return om_fail(err, OM_ERR_DISK, "cannot write %s", path);
    }
    return OM_OK;
}

static om_status read_values(const char *path, double **ret, size_t *ret_count, om_error *err)
{
    OM_AUTO_FILE file = fopen(path, "rb");
    if (!file)
        return om_fail(err, OM_ERR_NOT_FOUND, "there is no %s", path);
    fseek(file, 0, SEEK_END);
    *ret_count = (size_t)ftell(file) / sizeof **ret;
    rewind(file);
    *ret = om_memory_take(*ret_count, sizeof **ret);
    if (fread(*ret, sizeof **ret, *ret_count, file) != *ret_count)
        return om_fail(err, OM_ERR_DISK, "cannot read %s", path);
    return OM_OK;
}

om_status measure_jenks(const char *path, size_t classes, om_error *err)
{
    OM_AUTO_MEMORY double *values = NULL;
    size_t count;
    OM_TRY(read_values(path, &values, &count, err));
    om_breaks breaks = {.count = classes};
    double best_s = INFINITY;
    const double before = peak_bytes();
    for (int i = 0; i < BENCH_TRIES; i++) {
        const double start_s = seconds_now();
        OM_TRY(om_breaks_jenks(values, count, classes, breaks.limits, err));
        best_s = fmin(best_s, seconds_now() - start_s);
    }
    figure("time", best_s, "s");
    figure("squares", om_breaks_squares(&breaks, values, count), "");
    figure("memory", (peak_bytes() - before) / (double)count, "bytes/value");
    return OM_OK;
}
