/*
 * What the files of the fire model share: its arrays. Not for others.
 *
 * A spot is a place on an edge, a row the spots of one edge, a block some rows that lie together.
 */
#ifndef OM_ENGINE_ANALYSIS_FIRE_INSIDE_H
#define OM_ENGINE_ANALYSIS_FIRE_INSIDE_H

#include "engine/analysis/fire_model.h"

#define OM_NO_EDGE UINT32_MAX

/** Where a place lies. */
typedef struct om_fire_spot {
    uint32_t edge;   /**< OM_NO_EDGE: no road is near enough */
    uint32_t number; /**< in the order of adding */
    double fraction;
    double access_s; /**< over the last metres */
} om_fire_spot;

/** What a place counts for in a district. */
typedef struct om_fire_part {
    uint32_t unit; /**< district, or the last one: outside */
    uint32_t sum;
    uint32_t place; /**< its number; its position once the model is closed */
    double amount;
} om_fire_part;

/** A part of an edge that lies in a district, in fractions of the edge. */
typedef struct om_fire_stretch {
    uint32_t unit, edge;
    double from, to;
} om_fire_stretch;

/** The places of one edge: positions `first` to that of the next. */
typedef struct om_fire_row {
    uint32_t edge, from, to; /**< the edge and its junctions */
    uint32_t first;
} om_fire_row;

/** Rows that lie side by side: number `first` to that of the next block. */
typedef struct om_fire_block {
    om_rect rect; /**< of their edges, metres */
    size_t first;
} om_fire_block;

struct om_fire_model {
    const om_network *network;
    om_access access;
    om_districts *districts;
    size_t unit_count; /* districts, and what lies outside */
    om_fire_spot *spots;
    size_t spot_count, spot_capacity;
    size_t near_count; /* spots on an edge; the others stand behind them */
    om_fire_part *parts;
    size_t part_count, part_capacity;
    size_t *first_part; /* one a unit and sum, and the end */
    om_fire_stretch *stretches;
    size_t stretch_count, stretch_capacity;
    size_t *first_stretch; /* one a unit, and the end */
    om_fire_row *rows;     /* one an edge with places, and the end */
    size_t row_count;
    om_fire_block *blocks; /* and the end */
    size_t block_count;
    uint32_t *position; /* one a number */
};

/** Adds a spot and gives its number. */
uint32_t om_fire_model_spot(om_fire_model *model, const om_spot *spot);

/** Adds a part. */
void om_fire_model_part(om_fire_model *model, om_fire_part part);

#endif
