/*
 * The minutes that ground is coloured by: the setting bands_min.
 */
#ifndef OM_ENGINE_ANALYSIS_BAND_MINUTES_H
#define OM_ENGINE_ANALYSIS_BAND_MINUTES_H

#include "engine/analysis/analysis.h"

enum { OM_MOST_BANDS = 24 };

/**
 * Reads the minutes of the setting, the latest first and each once.
 *
 * @param most_min  none may be later
 * @return OM_OK; OM_ERR_RANGE: a word that is no number above 0 and at most `most_min`, or too many
 */
OM_CHECKED om_status om_band_minutes_read(const om_run *run, double most_min,
                                          double ret[OM_MOST_BANDS], size_t *ret_count,
                                          om_error *err);

#endif
