/*
 * What the files that make text of an explanation share; see engine/analysis/speech.h.
 */
#ifndef OM_ENGINE_RISK_EXPLAIN_WORDS_H
#define OM_ENGINE_RISK_EXPLAIN_WORDS_H

#include "engine/analysis/speech.h"

/** Tells the numbers of a source's method. */
void om_say_steps(om_speech *speech, const om_json *steps);

/** Tells by which mode an area was graded, and what that found. */
void om_say_mode(om_speech *speech, const om_json *area);

/** Tells of the sources of an explanation. */
void om_say_sources(om_speech *speech, const om_json *sources);

/** Makes text of an explanation of risk. */
void om_say_risk(om_speech *speech, const om_json *document);

#endif
