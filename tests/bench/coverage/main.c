/* Measures what the engine needs for coverage, one question a call: bench_coverage WHAT STORE. */
#include <stdio.h>
#include <string.h>

#include "tests/bench/coverage/bench.h"

static om_status measure(int count, char **words, om_error *err)
{
    double limit_s = LIMIT_S;
    if ((count == 4 || (count == 5 && om_text_to_number(words[4], &limit_s))) &&
        strcmp(words[1], "export") == 0)
        return measure_export(words[2], words[3], limit_s, err);
    if (count == 4 && strcmp(words[1], "judge") == 0)
        return measure_judge(words[2], words[3], err);
    if (count == 4 && strcmp(words[1], "sample") == 0)
        return measure_sample(words[2], words[3], err);
    if (count == 4 && strcmp(words[1], "people") == 0)
        return measure_people(words[2], words[3], err);
    static const struct {
        const char *name;
        om_status (*measure)(const char *store, om_error *err);
    } questions[] = {{"search", measure_search}, {"ground", measure_ground},
                     {"error", measure_error},   {"cold", measure_cold},
                     {"memory", measure_memory}, {"what_if", measure_what_if},
                     {"ask", measure_ask}};
    for (size_t i = 0; count == 3 && i < sizeof questions / sizeof *questions; i++)
        if (strcmp(words[1], questions[i].name) == 0)
            return questions[i].measure(words[2], err);
    return om_fail(err, OM_ERR_USAGE,
                   "usage: bench_coverage search|ground|error|cold|memory|what_if|ask STORE, or "
                   "bench_coverage export STORE FOLDER [SECONDS], or "
                   "bench_coverage judge|sample STORE FILE, or bench_coverage people STORE FOLDER");
}

int main(int count, char **words)
{
    om_error err;
    const om_status status = measure(count, words, &err);
    if (status != OM_OK)
        fprintf(stderr, "bench_coverage: %s\n", err.message);
    return om_status_exit_code(status);
}
