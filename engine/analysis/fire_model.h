/*
 * What fire engines must reach: read once, kept in memory, and evaluated for any stations under
 * any conditions of the same roads.
 *
 * Places are kept along a Hilbert curve, those of an edge together, so that neighbours lie side by
 * side; what counts in a district is listed by district, so that an evaluation adds up numbers
 * and nothing else. Made once, a model is only read: evaluations may run side by side.
 */
#ifndef OM_ENGINE_ANALYSIS_FIRE_MODEL_H
#define OM_ENGINE_ANALYSIS_FIRE_MODEL_H

#include "engine/analysis/district.h"
#include "engine/analysis/places.h"
#include "engine/network/search.h"

/** What is added up by district. */
typedef enum om_fire_sum {
    OM_FIRE_PEOPLE,
    OM_FIRE_BUILT_M2,
    OM_FIRE_ROAD_M,
    OM_FIRE_SHELTERS,
    OM_FIRE_SOURCES_UNGRADED,
    OM_FIRE_SOURCES_1, /**< hazard sources of grade 1, the worst */
    OM_FIRE_SOURCES_2,
    OM_FIRE_SOURCES_3,
    OM_FIRE_SOURCES_4,
    OM_FIRE_SUMS,
    OM_FIRE_NO_SUM /**< a place that is timed and counts for nothing */
} om_fire_sum;

/** How much there is, and what of it is which. What is left of `all` is reached too late. */
typedef struct om_fire_amount {
    double all;
    double covered;     /**< reached within the limit */
    double unreachable; /**< no way leads there from any station */
    double unknown;     /**< no road is near enough to tell */
} om_fire_amount;

/** A district, or the city. */
typedef struct om_fire_cover {
    om_fire_amount of[OM_FIRE_SUMS];
    double mean_s;          /**< over people who are reached at all; NaN when nobody is */
    double median_s, p90_s; /**< over people but for the unknown; INFINITY: they are unreachable */
} om_fire_cover;

/* ---- Making ---- */

typedef struct om_fire_model om_fire_model;

/** An empty model. Borrows all three; places must have been snapped to `network`. */
om_fire_model *om_fire_model_new(const om_network *network, const om_access *access,
                                 om_districts *districts);
void om_fire_model_free(om_fire_model *model);
OM_DEFINE_AUTO(om_fire_model)

/**
 * Adds a place; the first has number 0. An amount is shared among the districts of each level, a
 * count (shelters, sources) goes to one of them whole.
 *
 * @param amount  people, m2, or 1 for what is counted
 */
OM_CHECKED om_status om_fire_model_add(om_fire_model *model, const om_place *place, om_fire_sum sum,
                                       double amount, om_error *err);

/** Ground that is built up, in metres. Borrows both shapes. */
typedef struct om_fire_ground {
    const om_geom *only;    /**< NULL for all of the districts */
    const om_geom *without; /**< not counted (water); may be NULL */
    double cell_m;          /**< side of a cell, > 0 */
} om_fire_ground;

/**
 * Adds ground as cells, each timed at its centre; those of a district have together the exact area
 * of the ground in it. Comes after all places, whose numbers it does not touch.
 *
 * @return OM_OK; OM_ERR_RANGE: there would be more than 25 million cells; OM_ERR_GEOMETRY
 */
OM_CHECKED om_status om_fire_model_add_ground(om_fire_model *model, om_geo *geo,
                                              const om_fire_ground *ground, om_error *err);

/** Adds the roads, and puts everything in order. No place may be added any more. */
void om_fire_model_close(om_fire_model *model);

/* ---- Evaluating ---- */

/** Stations and conditions. Borrows everything. */
typedef struct om_fire_question {
    const om_network *network; /**< the model's own, or a variant of the same geometry */
    const om_start *starts;
    size_t count;
    double limit_s; /**< from dispatch to arrival */
    bool backup;    /**< also by whom each place is reached next: one more search */
    bool stations;  /**< also how many are in time: a search a station */
    int threads;    /**< as om_pool_each(); answers have the same bytes with any number */
} om_fire_question;

/** When a place is reached. */
typedef struct om_fire_time {
    double seconds;   /**< INFINITY: no way leads there; NaN: no road is near enough to tell */
    uint32_t station; /**< number of the start; OM_NO_SOURCE when nobody arrives */
    double backup_s;  /**< by the first of the other stations, as `seconds`; NaN: not asked for */
    uint32_t backup;
    uint32_t in_time; /**< stations within the limit; 0 when not asked for */
} om_fire_time;

/**
 * An answer and its scratch, to be used again and again with one model, which it borrows. A
 * question that differs little from the one before costs little: only places, roads and districts
 * that are reached at another time are looked at again. So the network of a question must live
 * until after the next question, or as long as the answer.
 */
typedef struct om_fire_answer om_fire_answer;

om_fire_answer *om_fire_answer_new(const om_fire_model *model);
void om_fire_answer_free(om_fire_answer *answer);
OM_DEFINE_AUTO(om_fire_answer)

/**
 * Answers a question; the answer has the same bytes whatever was answered before.
 *
 * @return OM_OK; OM_ERR_RANGE: a limit or a start's time that is negative or no number. After a
 *         failure nothing is answered.
 */
OM_CHECKED om_status om_fire_model_evaluate(const om_fire_model *model,
                                            const om_fire_question *question,
                                            om_fire_answer *answer, om_error *err);

/** When the place that was added as `number` is reached. */
om_fire_time om_fire_answer_time(const om_fire_answer *answer, size_t number);

/** The search from all stations, without an end, that the answer was found with. Borrowed. */
om_search *om_fire_answer_search(const om_fire_answer *answer);

/** A district's figures. Borrowed. */
const om_fire_cover *om_fire_answer_district(const om_fire_answer *answer, size_t district);

/** The city: the sum of the districts of its level. Borrowed. */
const om_fire_cover *om_fire_answer_city(const om_fire_answer *answer);

/** What lies in none of the city's districts; without times. Borrowed. */
const om_fire_cover *om_fire_answer_outside(const om_fire_answer *answer);

/** Junctions that no station reaches at any time, over all, 0..1. */
double om_fire_answer_cut_off(const om_fire_answer *answer);

/* ---- Judging ---- */

/** "covered", "late", "unreachable" or "unknown". */
const char *om_fire_state(const om_fire_time *time, double limit_s);

/** All hazard sources of a cover, whatever their grade. */
om_fire_amount om_fire_sources(const om_fire_cover *cover);

/**
 * Whether enough people are reached in time.
 *
 * @param target_share  0..1; NaN when there is no target
 * @return "yes"; "no"; "unknown" where it depends on people without a road near enough to tell;
 *         NULL where there is no target or nobody lives
 */
const char *om_fire_meets(const om_fire_cover *cover, double target_share);

#endif
