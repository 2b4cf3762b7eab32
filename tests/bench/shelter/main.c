/* Measures what the engine needs for shelters, one question a call:
 * bench_shelter WHAT …. */
#include <stdio.h>
#include <string.h>

#include "tests/bench/shelter/bench.h"

static om_status measure(int count, char **words, om_error *err)
{
    if (count == 4 && strcmp(words[1], "export") == 0)
        return measure_walk_export(words[2], words[3], err);
    if (count == 3 && strcmp(words[1], "reach") == 0)
        return measure_reach(words[2], err);
    if (count == 4 && strcmp(words[1], "allocation") == 0)
        return measure_allocation(words[2], words[3], err);
    if (count == 3 && strcmp(words[1], "overlay") == 0)
        return measure_overlay(words[2], err);
    return om_fail(err, OM_ERR_USAGE,
                   "usage: bench_shelter export STORE FOLDER, reach STORE, "
                   "allocation STORE FILE, "
                   "or overlay FOLDER");
}

int main(int count, char **words)
{
    om_error err;
    const om_status status = measure(count, words, &err);
    if (status != OM_OK)
        fprintf(stderr, "bench_shelter: %s\n", err.message);
    return om_status_exit_code(status);
}
