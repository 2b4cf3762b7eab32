/*
 * What the files of an explanation share: the run, the words, and the document that grows.
 */
#ifndef OM_ENGINE_RISK_EXPLAIN_INSIDE_H
#define OM_ENGINE_RISK_EXPLAIN_INSIDE_H

#include "engine/risk/rerun.h"
#include "engine/risk/vocabulary.h"

/** An explanation in the making. */
typedef struct om_explanation {
    om_store *store;
    om_rerun *rerun;
    om_vocabulary *words;
    om_json *document; /**< owned by the caller of om_explain() */
    om_json *areas;    /**< its list of areas */
    om_json *sources;  /**< its list of sources, each once */
} om_explanation;

/** Explains risk: om_explain() of the analysis "risk". */
OM_CHECKED om_status om_explain_risk(om_store *store, const om_subject *subject, om_json **ret,
                                     om_error *err);

/**
 * The rows of a layer in which `condition` (SQL) is `value`.
 *
 * @param ret  an array; NULL when the layer was never written
 */
OM_CHECKED om_status om_explain_rows(om_store *store, const char *name, const char *condition,
                                     const char *value, om_json **ret, om_error *err);

/** Puts "grade", "level" and "colour". */
void om_explain_grade(const om_explanation *at, om_json *object, int grade);

/** Tells of a source how it got its grade and where its record comes from; only once. */
OM_CHECKED om_status om_explain_source(const om_explanation *at, const char *id, om_error *err);

/** Puts the method's numbers of a source that was graded again. */
void om_explain_method(const om_explanation *at, const om_source *source, om_json *object);

/** Puts what the mode found of an area: its numbers, and the row of the table that decided. */
void om_explain_mode(const om_explanation *at, const om_area_level *level, om_json *object);

/** Puts the hazard zones that a source stands in and what a chain of hazards brings it. */
OM_CHECKED om_status om_explain_hazards(const om_explanation *at, const char *id, om_json *object,
                                        om_error *err);

/** Puts the natural hazards on a district's ground, where somebody looked for them. */
OM_CHECKED om_status om_explain_ground(const om_explanation *at, const char *code, om_json *area,
                                       om_error *err);

/**
 * Tells of an area how it got its grade.
 *
 * @param row      of `layer`, its columns by name
 * @param shape_m  the area's
 */
OM_CHECKED om_status om_explain_area(const om_explanation *at, const om_layer *layer,
                                     const om_json *row, const om_geom *shape_m, om_error *err);

#endif
