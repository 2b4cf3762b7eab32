/*
 * What every kind of source gives: records with fields and a shape, one after another.
 */
#ifndef OM_ENGINE_SOURCE_RECORD_H
#define OM_ENGINE_SOURCE_RECORD_H

#include "engine/base/json.h"
#include "engine/store/table.h"

/** One record. Borrowed from its reader until the next one is read. */
typedef struct om_record {
    uint64_t number;       /**< from 1, as a person counts */
    const char *id;        /**< the source's own identifier, "fire-stations/3", "way/123" */
    const om_value *cells; /**< one a field of the reader; texts are UTF-8 */
    const om_text *wkb;    /**< two-dimensional little-endian WKB in the source's CRS; NULL: none */
    const char *fault;     /**< why the record cannot be used; NULL when it can */
} om_record;

/** A source that was opened. Filled in by the kind that opened it. */
typedef struct om_reader om_reader;
struct om_reader {
    const char *name;          /**< what to call it in a sentence: "roads.shp" */
    const char *driver;        /**< "ESRI Shapefile", "OSM" */
    const char *source_layer;  /**< the layer inside the source; NULL when it has but one */
    const char *crs;           /**< what the source says, NULL when it does not */
    const char *encoding;      /**< of its texts, as they were read */
    const char *const *fields; /**< `field_count` names */
    size_t field_count;
    uint64_t total; /**< records that will come; 0 when unknown */
    const om_xy
        *centers; /**< centers of the shapes in the source's CRS, for plausibility; or NULL */
    size_t center_count;

    /** Reads the next record. @param ret_more  false after the last */
    om_status (*next)(om_reader *reader, om_record *ret, bool *ret_more, om_error *err);
    /** What the reader has to tell at the end, as texts appended to the array; may be NULL. */
    void (*tell)(const om_reader *reader, om_json *notices);
    /** Frees the reader. */
    void (*close)(om_reader *reader);
};

static inline void om_reader_free(om_reader *reader)
{
    if (reader)
        reader->close(reader);
}
OM_DEFINE_AUTO(om_reader)

#endif
