/*
 * When the ground is reached: the times of a search at the nodes of a raster, and their outlines.
 *
 * Times are kept in blocks, only where a search comes. An outline is a picture of the exact
 * answer: it errs by less than a cell. Outlines of one field for several limits are nested, since
 * more time moves every border outwards; the parts of several starts share their borders.
 */
#ifndef OM_ENGINE_NETWORK_FIELD_H
#define OM_ENGINE_NETWORK_FIELD_H

#include "engine/network/area.h"
#include "engine/network/search.h"

/** Times on the ground, with scratch; one thread at a time. Borrows its ground. */
typedef struct om_field om_field;

om_field *om_field_new(om_ground *ground);
void om_field_free(om_field *field);
OM_DEFINE_AUTO(om_field)

/** The network of its ground. Borrowed. */
const om_network *om_field_network(const om_field *field);

/** Forgets all times. */
void om_field_empty(om_field *field);

/**
 * Takes the times of a search wherever it comes by `limit_s`; what was known before is forgotten.
 * For exact borders it must have looked as far as om_field_search_s().
 */
void om_field_fill(om_field *field, om_search *search, double limit_s);

/** As om_field_fill(), on all cores: for whoever asks alone. The times are the same. */
void om_field_fill_wide(om_field *field, om_search *search, double limit_s);

/** How long a search must go on so that the outline for `limit_s` is right: a cell longer. */
double om_field_search_s(const om_ground *ground, double limit_s);

/**
 * Sorts the times of `other` into fields of the earliest, the second, the third … time of all
 * that were sorted in before; the order in which that happens makes no difference.
 */
void om_field_rank(om_field *const *ranked, size_t count, const om_field *other);

/**
 * Adds the outline of the ground that is reached by `limit_s` to an empty `ret`.
 *
 * @param rect  what is of interest: the outline is right within it; NULL for everything
 */
void om_field_outline(om_field *field, double limit_s, const om_rect *rect, om_outline *ret);

/**
 * Splits that ground by who comes first: part i is that of start i. Neighbours have the very same
 * points on their border.
 *
 * @param parts  `count` empty outlines, one a start
 */
void om_field_outline_starts(om_field *field, double limit_s, om_outline *parts, size_t count);

/** The edges that the last search came near, in the order in which it was followed. Borrowed. */
const uint32_t *om_field_edges(const om_field *field, size_t *ret_count);

/** The extent of the blocks that have times; nothing (least above most) without any. */
om_rect om_field_rect(const om_field *field);

/** How many nodes are reached by `limit_s`. */
size_t om_field_reached(const om_field *field, double limit_s);

/** The time at a node, by column and row of the raster; INFINITY when it is not reached. */
double om_field_at(const om_field *field, size_t column, size_t row);

#endif
