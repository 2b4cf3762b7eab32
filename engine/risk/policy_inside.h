/*
 * What a policy is made of; for the files of engine/risk that read and apply it.
 */
#ifndef OM_ENGINE_RISK_POLICY_INSIDE_H
#define OM_ENGINE_RISK_POLICY_INSIDE_H

#include "engine/base/arena.h"
#include "engine/risk/policy.h"

typedef enum om_policy_column {
    OM_POLICY_NO_COLUMN,
    OM_POLICY_NAME,
    OM_POLICY_SUBSTANCE,
    OM_POLICY_STATUS,
    OM_POLICY_QUANTITY_UNIT,
    OM_POLICY_QUANTITY,
    OM_POLICY_REPORTED_LEVEL
} om_policy_column;

typedef enum om_policy_op {
    OM_POLICY_ANY,
    OM_POLICY_EQUAL,
    OM_POLICY_AT_LEAST,
    OM_POLICY_BELOW,
    OM_POLICY_IN,
    OM_POLICY_REPORTED
} om_policy_op;

/** What policies call columns and ops. */
extern const char *const om_policy_column_names[], *const om_policy_op_names[];

/** One condition; texts or numbers, as its column asks. */
typedef struct om_condition {
    om_policy_column column;
    om_policy_op op;
    const char *const *texts; /**< NULL for a column of numbers */
    const double *numbers;
    size_t count;
} om_condition;

typedef struct om_rule {
    om_because because;
    const char *kind; /**< "*" for every kind */
    om_condition when, and;
    int grade;
    double influence_m; /**< NaN: as the setting says */
    const char *unit;   /**< of quantities */
} om_rule;

struct om_policy {
    om_arena *arena; /* everything below */
    const char *name;
    om_rule *rules; /* in the order of the file */
    size_t count;
};

#endif
