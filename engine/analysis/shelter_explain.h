/*
 * Why a district has the shelter area that it has: which shelters, what of them lies inside and can
 * be used, who shares it, the target, and what would close the gap.
 */
#ifndef OM_ENGINE_ANALYSIS_SHELTER_EXPLAIN_H
#define OM_ENGINE_ANALYSIS_SHELTER_EXPLAIN_H

#include "engine/analysis/analysis.h"

/**
 * Explains a district's row of shelter_area from the records as they are now.
 *
 * @return OM_OK; OM_ERR_USAGE: the subject is no district; OM_ERR_NOT_FOUND: no such district, or
 *         shelter_area never ran; and what reading shelters returns
 */
OM_CHECKED om_status om_explain_shelter_area(om_store *store, const om_subject *subject,
                                             om_json **ret, om_error *err);

/** Makes text of such an explanation. */
void om_say_shelter_area(om_speech *speech, const om_json *document);

#endif
