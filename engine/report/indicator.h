/*
 * The indicators that a city answers for, as rows of standards/indicators.csv.
 *
 * An indicator names a result layer and its columns, so that adding one is adding a row. Of a layer
 * that no analysis of this store wrote it is not assessed.
 */
#ifndef OM_ENGINE_REPORT_INDICATOR_H
#define OM_ENGINE_REPORT_INDICATOR_H

#include "engine/analysis/analysis.h"
#include "engine/base/arena.h"

/** How the figures of districts make an indicator. */
typedef enum om_indicator_kind {
    OM_INDICATOR_RATIO, /**< part over whole; the city is the sum of both */
    OM_INDICATOR_SUM,   /**< part alone; the city is its sum */
    OM_INDICATOR_GRADE  /**< a grade of each district; the city counts them */
} om_indicator_kind;

typedef enum om_direction { OM_DIRECTION_NONE, OM_AT_LEAST, OM_AT_MOST } om_direction;

/** A row of the table. Lives in the arena it was read with. */
typedef struct om_indicator {
    const char *id, *title, *title_zh;
    om_indicator_kind kind;
    const om_layer *layer;
    const om_analysis *analysis;            /**< which writes that layer */
    const char *where_column, *where_value; /**< which rows count; NULL: all */
    const om_column *part, *whole;          /**< whole: of a ratio only */
    const char *unit;
    double scale;                 /**< from part over whole to the unit: 100 for % */
    double target;                /**< in the unit; NaN: none, or as the rows say */
    const om_column *target_from; /**< the column that says it; NULL: none does */
    om_direction direction;
    const char *map; /**< the shipped style that shows it; NULL: none does */
    const char *method, *method_zh, *source, *clause;
    bool verified;
} om_indicator;

/** All indicators, in the order of the table. */
typedef struct om_indicators {
    const om_indicator *list;
    size_t count;
    const char *path;
} om_indicators;

/**
 * Reads a table of indicators.
 *
 * @param path  NULL reads the shipped one
 * @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DATA with file, line and value: no such layer, analysis
 *         or column, a column that is no number, a target that is neither number nor column, a
 *         direction, a verified or an id that cannot be
 */
OM_CHECKED om_status om_indicators_open(om_arena *arena, const char *path, om_indicators *ret,
                                        om_error *err);

#endif
