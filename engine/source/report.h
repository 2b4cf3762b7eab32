/*
 * What became of a load: counts, what was rejected and repaired, and notices.
 */
#ifndef OM_ENGINE_SOURCE_REPORT_H
#define OM_ENGINE_SOURCE_REPORT_H

#include "engine/base/json.h"
#include "engine/source/record.h"

/** Counts records unless it says rows. */
typedef struct om_load_counts {
    int64_t read;     /**< records the source gave, after the filter */
    int64_t loaded;   /**< rows in the layer */
    int64_t repaired; /**< invalid areas made valid */
    int64_t rejected; /**< bad records left out */
    int64_t turned;   /**< areas that became the point inside */
    int64_t exploded; /**< records that became several rows */
    int64_t replaced; /**< rows of an earlier load that went */
    int64_t unnamed;  /**< records that lack a column for which another stands in */
} om_load_counts;

/** Zero-initialised but for the arrays, which om_load_log_open() makes. */
typedef struct om_load_log {
    om_load_counts counts;
    om_json *rejects; /**< the first of them: record, id, reason */
    om_json *repairs; /**< those that changed an area by more than 1 % */
    om_json *notices; /**< sentences */
    int64_t changed_areas;
} om_load_log;

om_load_log om_load_log_open(void);
void om_load_log_clear(om_load_log *log);
#define OM_AUTO_LOAD_LOG __attribute__((cleanup(om_load_log_clear))) om_load_log

/** Counts a bad record; the first 20 are listed. */
void om_load_log_reject(om_load_log *log, const om_record *record, const char *reason);

/** Counts a repair; a change of more than 1 % is listed (the first 20). */
void om_load_log_repair(om_load_log *log, const om_record *record, double before_m2,
                        double after_m2);

void om_load_log_notice(om_load_log *log, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Puts all of it into `report`. */
void om_load_log_write(const om_load_log *log, om_json *report);

#endif
