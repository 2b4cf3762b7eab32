/*
 * What the files of the fire model share: its arrays. Not for others.
 *
 * A spot is a place on an edge, a row the spots of one edge, a block some rows that lie together.
 */
#ifndef OM_ENGINE_ANALYSIS_FIRE_INSIDE_H
#define OM_ENGINE_ANALYSIS_FIRE_INSIDE_H

#include "engine/analysis/fire_model.h"
#include "engine/analysis/percentile.h"
#include "engine/network/backup.h"

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

/** Parts and stretches are added up so many at a time: what changes touches a few of the sums. */
enum { OM_FIRE_AT_A_TIME = 256 };

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
    size_t *first_part; /* one a group (a unit and sum), and the end */
    size_t *first_lump; /* of a group's parts, so many at a time; and the end */
    uint32_t *group;    /* one a lump of parts */
    size_t *first_time; /* of the people of a unit near a road, and the end */
    om_fire_stretch *stretches;
    size_t stretch_count, stretch_capacity;
    size_t *first_stretch;   /* one a unit, and the end */
    size_t *first_road_lump; /* of a unit's stretches, so many at a time; and the end */
    om_fire_row *rows;       /* one an edge with places, and the end */
    size_t row_count;
    om_fire_block *blocks; /* and the end */
    size_t block_count;
    uint32_t *position; /* one a number */
};

/** What some parts come to. */
typedef struct om_fire_lump {
    om_fire_amount amount;
    double reached, weighed_s; /**< of what is reached at all, and that times its seconds */
} om_fire_lump;

/** What one thread needs to itself. */
typedef struct om_fire_hand {
    om_search *search;
    uint32_t *in_time; /* one a spot */
    bool is_used;
} om_fire_hand;

struct om_fire_answer {
    const om_fire_model *model;
    const om_network *network; /* what the searches run on */
    double fastest_ms;         /* on it; INFINITY where an edge takes no time */
    om_search *first;          /* from all stations */
    om_backup *both;           /* from all stations, the two first; NULL until it is asked for */
    om_fire_hand *hands;
    int hand_count;
    bool has_backup, has_stations;

    /* What was asked last, so that only what is different is looked at again. */
    bool is_answered;
    double limit_s;
    om_start *starts;
    size_t start_count;
    om_arrival *vertices; /* one a vertex */
    unsigned char *vertex_changed;
    unsigned char *edge_changed; /* when it is reached may be different */
    unsigned char *spot_changed; /* one a spot on an edge: it is reached at another time */
    unsigned char *lump_changed; /* one a lump of parts */

    double *seconds; /* one a spot on an edge */
    uint32_t *station;
    om_arrival *backup; /* one a spot on an edge; NULL until it is asked for */
    double *reached_m;  /* one a stretch; below 0: no way leads there */
    om_fire_lump *lumps;
    om_fire_amount *road_lumps;
    om_fire_lump *people;  /* one a unit */
    om_weighed *times;     /* of people near a road, by unit */
    om_fire_cover *covers; /* one a unit */
    om_fire_cover city;
    double cut_off;
};

/** Adds up what changed; `threads` as om_pool_each(). */
OM_CHECKED om_status om_fire_answer_add_up(om_fire_answer *answer, int threads, om_error *err);

/** Adds a spot and gives its number. */
uint32_t om_fire_model_spot(om_fire_model *model, const om_spot *spot);

/** Adds a part. */
void om_fire_model_part(om_fire_model *model, om_fire_part part);

#endif
