/* Measures what the engine needs for risk, one question a call: bench_risk WHAT …. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "tests/bench/risk/bench.h"

double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void figure(const char *name, double value, const char *unit)
{
    printf("figure %s %.9g %s\n", name, value, unit);
}

double peak_bytes(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)used.ru_maxrss * 1024;
}

double pseudo_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

static om_status measure(int count, char **words, om_error *err)
{
    double number, other, third;
    if (count == 5 && strcmp(words[1], "alpha") == 0 && om_text_to_number(words[3], &number) &&
        om_text_to_number(words[4], &other))
        return measure_alpha(words[2], (size_t)number, (size_t)other, err);
    if (count == 5 && strcmp(words[1], "grid") == 0 && om_text_to_number(words[2], &number) &&
        om_text_to_number(words[3], &other) && om_text_to_number(words[4], &third))
        return measure_grid((size_t)number, (size_t)other, (int)third, err);
    if (count == 4 && strcmp(words[1], "values") == 0 && om_text_to_number(words[2], &number))
        return measure_values((size_t)number, words[3], err);
    if (count == 4 && strcmp(words[1], "jenks") == 0 && om_text_to_number(words[3], &number))
        return measure_jenks(words[2], (size_t)number, err);
    if (count == 4 && strcmp(words[1], "raster") == 0 && om_text_to_number(words[2], &number))
        return measure_raster(number, words[3], err);
    if (count == 4 && strcmp(words[1], "districts") == 0 && om_text_to_number(words[2], &number))
        return measure_districts(number, words[3], err);
    if (count == 5 && strcmp(words[1], "zonal") == 0 && om_text_to_number(words[3], &number))
        return measure_zonal(words[2], number, words[4], err);
    return om_fail(err, OM_ERR_USAGE,
                   "usage: bench_risk values COUNT FILE, jenks FILE CLASSES, alpha FOLDER SOURCES "
                   "PEOPLE, grid SIDE SOURCES THREADS, "
                   "raster CELLS FILE, districts CELLS FILE, or zonal RASTER CELLS OUTPUT");
}

int main(int count, char **words)
{
    om_error err;
    const om_status status = measure(count, words, &err);
    if (status != OM_OK)
        fprintf(stderr, "bench_risk: %s\n", err.message);
    return om_status_exit_code(status);
}
