/*
 * Random networks for tests against brute force: one-way streets, forbidden turns, blocks, islands.
 */
#ifndef OM_TESTS_MAZE_H
#define OM_TESTS_MAZE_H

#include "engine/base/arena.h"
#include "engine/network/network.h"

uint32_t maze_below(uint64_t *random, uint32_t bound);

/** 0..1 */
double maze_share(uint64_t *random);

/** A network of 24 junctions, 60 roads and up to 40 turns, whose roads live in `arena`. */
om_network *maze_new(om_arena *arena, uint64_t *random);

/** The same with six stretches blocked. */
om_network *maze_blocked(const om_network *base, uint64_t *random);

#endif
