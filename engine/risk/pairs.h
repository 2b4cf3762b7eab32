/*
 * Settings that are lists of names with numbers: "rain:0.2, quake:0.01".
 */
#ifndef OM_ENGINE_RISK_PAIRS_H
#define OM_ENGINE_RISK_PAIRS_H

#include "engine/base/arena.h"
#include "engine/base/status.h"

/** A name with its number. */
typedef struct om_pair {
    const char *name;
    double value;
} om_pair;

/** A list in its order. Lives in an arena. */
typedef struct om_pairs {
    const om_pair *list;
    size_t count;
} om_pairs;

/**
 * Reads a list.
 *
 * @param setting  what to call it in an error
 * @param text     "" is an empty list
 * @return OM_OK; OM_ERR_RANGE: a part is not NAME:NUMBER, a number is not within 0..1, or a name is
 *         there twice
 */
OM_CHECKED om_status om_pairs_parse(const char *setting, const char *text, om_arena *arena,
                                    om_pairs *ret, om_error *err);

#endif
