/*
 * The first and the second arrival at once: who comes when the nearest is out.
 *
 * One search keeps the two earliest arrivals of different starts everywhere. It costs about two
 * plain searches, not one a start.
 */
#ifndef OM_ENGINE_NETWORK_BACKUP_H
#define OM_ENGINE_NETWORK_BACKUP_H

#include "engine/network/search.h"

/** A search for two arrivals and its scratch, to be used again and again. Borrows its network. */
typedef struct om_backup om_backup;

om_backup *om_backup_new(const om_network *network);
void om_backup_free(om_backup *backup);
OM_DEFINE_AUTO(om_backup)

/**
 * Searches from all starts at once; what was found before is forgotten.
 *
 * @param limit_s  clock time at which to stop; INFINITY for the whole network
 * @return OM_OK; OM_ERR_RANGE: as om_search_run()
 */
OM_CHECKED om_status om_backup_run(om_backup *backup, const om_start *starts, size_t count,
                                   double limit_s, om_error *err);

/**
 * The two first arrivals part-way on an edge.
 *
 * @param ret  the first is what om_search_at() finds; the second is from another start, or nobody
 */
void om_backup_at(const om_backup *backup, uint32_t edge, double fraction, om_arrival ret[2]);

#endif
