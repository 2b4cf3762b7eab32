/* Compares what population_place was made from with what the store holds now. */
#include "engine/analysis/population.h"

#include <string.h>

#include "engine/base/memory.h"

#define MADE_FROM "population_place made from"

const char *const om_population_choices[] = {"auto", "units", "day", NULL};

/* What population_ground reads. */
static const char *const sources[] = {"population", "building", "landuse",
                                      "water",      "district", NULL};

static om_status line_of(om_store *store, const char *source, om_text *ret, om_error *err)
{
    int64_t version = 0;
    OM_TRY(om_store_layer_version(store, om_layer_find(source), &version, err));
    om_text_add_format(ret, "%s %lld\n", source, (long long)version);
    return OM_OK;
}

om_status om_population_note(om_store *store, om_error *err)
{
    OM_AUTO_TEXT lines = {0};
    for (const char *const *source = sources; *source; source++)
        OM_TRY(line_of(store, *source, &lines, err));
    return om_store_set_note(store, MADE_FROM, lines.bytes, err);
}

/* The first layer that changed since; NULL when none did. */
static om_status find_change(om_store *store, const char **ret, om_error *err)
{
    OM_AUTO_MEMORY char *noted = NULL;
    OM_TRY(om_store_note(store, MADE_FROM, &noted, err));
    *ret = NULL;
    for (const char *const *source = sources; *source && !*ret; source++) {
        OM_AUTO_TEXT line = {0};
        OM_TRY(line_of(store, *source, &line, err));
        if (!noted || !strstr(noted, line.bytes))
            *ret = *source;
    }
    return OM_OK;
}

/* There is no second best for people by day: residents in their place would be wrong in silence. */
static om_status find_day(om_store *store, const char *change, om_population *ret, om_error *err)
{
    int64_t places = 0;
    OM_TRY(om_store_count(store, om_layer_find("population_day"), &places, err));
    if (places == 0)
        return om_fail(err, OM_ERR_DATA,
                       "people_on=day needs people by day: run population_ground first");
    if (change)
        return om_fail(err, OM_ERR_DATA,
                       "people_on=day: population_ground is to be run again, for this changed: %s",
                       change);
    *ret =
        (om_population){"population_day", "people are taken where they are by day, as asked for"};
    return OM_OK;
}

om_status om_population_find(om_store *store, const char *people_on, om_population *ret,
                             om_error *err)
{
    int64_t places = 0;
    const char *change = NULL;
    OM_TRY(om_store_count(store, om_layer_find("population_place"), &places, err));
    OM_TRY(find_change(store, &change, err));
    if (strcmp(people_on, "day") == 0)
        return find_day(store, change, ret, err);
    const bool as_asked = strcmp(people_on, "units") == 0;
    if (!as_asked && places && !change) {
        *ret = (om_population){"population_place",
                               "people are taken where population_ground put them"};
        return OM_OK;
    }
    const char *why = as_asked      ? "as asked for"
                      : places == 0 ? "population_ground has not put them on the ground"
                                    : "population_ground is to be run again, for this changed: ";
    ret->layer = "population";
    snprintf(ret->reason, sizeof ret->reason, "people are taken at their census units: %s%s", why,
             as_asked || places == 0 ? "" : change);
    return OM_OK;
}
