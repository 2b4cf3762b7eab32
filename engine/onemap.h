/*
 * onemap: a city's emergency data, turned into decisions.
 *
 * The public interface of libonemap, in the order in which data flows: a store
 * is opened, layers are loaded, analyses run, styles draw, tiles leave, and
 * questions are answered. Everything a program needs stands in this one file.
 *
 * Ownership: `T **ret` is yours, give it back with its `_free` (NULL is fine).
 * A `const T *` that a function returns is borrowed from its parent. Strings
 * that come back through `char **ret` are given back with om_text_free().
 * Outputs are untouched on failure and always set on success.
 *
 * Threads: a store belongs to one thread at a time. There is no global state.
 */
#ifndef ONEMAP_H
#define ONEMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define OM_API     __attribute__((visibility("default")))
#define OM_CHECKED __attribute__((warn_unused_result))

/** Version of the library, "major.minor.patch". */
OM_API const char *om_version(void);

/* ---- Errors ------------------------------------------------------------------------------- */

/** What became of a call. om_status_exit_code() and om_status_name() explain each. */
typedef enum om_status {
    OM_OK = 0,
    OM_ERR_FAILED,    /**< something outside our hands went wrong */
    OM_ERR_USAGE,     /**< the request itself makes no sense */
    OM_ERR_RANGE,     /**< a value lies outside what it may be */
    OM_ERR_NOT_FOUND, /**< a file, layer, field, style or analysis that is not there */
    OM_ERR_PARTIAL,   /**< finished, but some parts failed and were told */
    OM_ERR_DATA,      /**< the input data are unusable */
    OM_ERR_GEOMETRY,  /**< a shape is unusable */
    OM_ERR_STYLE,     /**< a style is invalid or asks for what is not supported */
    OM_ERR_LOCKED,    /**< somebody else is writing */
    OM_ERR_DISK,      /**< disk full, or the file system refuses */
    OM_ERR_CORRUPT,   /**< a store or archive is damaged, or from a newer version */
    OM_ERR_CANCELLED, /**< stopped on request; what was acknowledged is kept */
    OM_ERR_MEMORY,    /**< out of memory */
    OM_STATUS_END
} om_status;

/** Why a call failed: one sentence, lower case, naming what was wrong. Owned by the caller. */
typedef struct om_error {
    om_status status;
    char message[512];
} om_error;

/** The exit code of a program that ends with `status`: 0, 1, 2, 3, 4, 5, 6, 7 or 130. */
OM_API int om_status_exit_code(om_status status);

/** The HTTP status that answers a request which ended with `status`. */
OM_API int om_status_http_code(om_status status);

/** A short name such as "not found"; "unknown" for a value that is no status. */
OM_API const char *om_status_name(om_status status);

/** Gives back a string that came through a `char **ret`; NULL is fine. */
OM_API void om_text_free(char *text);

/** Reads all of `text` as a finite number, with a point whatever the locale. */
OM_API bool om_text_to_number(const char *text, double *ret);

/** Reads all of `text` as a whole number in minimum..maximum; no sign but '-', no spaces. */
OM_API bool om_text_to_integer(const char *text, int64_t minimum, int64_t maximum, int64_t *ret);

/** The one of `count` names nearest to a misspelt one (borrowed); NULL: none is near enough. */
OM_API const char *om_text_nearest(const char *word, const char *const *names, size_t count);

/**
 * A document that the engine made, as text for people: a line a value, a table for a list.
 *
 * @param part  one member, or one element of a list by its "name"; NULL for all of it
 * @return OM_OK; OM_ERR_DATA: not JSON; OM_ERR_NOT_FOUND: no such part, with the nearest
 */
OM_API OM_CHECKED om_status om_text_of_json(const char *json, const char *part, char **ret,
                                            om_error *err);

/* ---- Values ------------------------------------------------------------------------------- */

/** A place on earth, WGS84 (EPSG:4326) degrees, longitude first. */
typedef struct om_lonlat {
    double lon; /**< -180..180 */
    double lat; /**< -90..90 */
} om_lonlat;

/** An extent, WGS84 degrees; `west` <= `east`, `south` <= `north`. */
typedef struct om_box {
    double west, south, east, north;
} om_box;

/** How far a long job is. Borrowed for the duration of the call that hands it over. */
typedef struct om_progress {
    const char *stage; /**< "load", "fire_reach", "z14" … */
    uint64_t done;     /**< units done so far in this stage */
    uint64_t total;    /**< units in all, 0 when unknown */
    const char *unit;  /**< "features", "tiles" … */
} om_progress;

/** Hears of progress; returning false stops the job with OM_ERR_CANCELLED. */
typedef bool (*om_progress_fn)(const om_progress *progress, void *user);

/** Where a job reports to. A NULL pointer or a NULL `report` means nobody listens. */
typedef struct om_listener {
    om_progress_fn report;
    void *user;
} om_listener;

/* ---- Store -------------------------------------------------------------------------------- */

/** One SpatiaLite file with everything that is known of a city. */
typedef struct om_store om_store;

typedef enum om_store_mode {
    OM_STORE_READ,  /**< must exist; never written */
    OM_STORE_WRITE, /**< must exist; an older schema is migrated */
    OM_STORE_CREATE /**< made when missing */
} om_store_mode;

/**
 * Opens a store.
 *
 * @param path  file name; never a URI
 * @return OM_OK; OM_ERR_NOT_FOUND: no such file; OM_ERR_CORRUPT: not a store, damaged, or written
 *         by a newer version; OM_ERR_LOCKED; OM_ERR_DISK
 */
OM_API OM_CHECKED om_status om_store_open(const char *path, om_store_mode mode, om_store **ret,
                                          om_error *err);

/** Closes a store; NULL is fine. */
OM_API void om_store_free(om_store *store);

/**
 * Sets the CRS in which this store measures lengths and areas.
 *
 * Without this call the first load chooses a Lambert azimuthal equal-area projection centred on
 * its data, so that areas are exact. Fixed once data are there.
 *
 * @param crs  a projected CRS in metres, "EPSG:4549" or a PROJ string
 * @return OM_OK; OM_ERR_RANGE: unknown, not projected or not in metres;
 *         OM_ERR_USAGE: the store already measures in another CRS
 */
OM_API OM_CHECKED om_status om_store_set_metric_crs(om_store *store, const char *crs,
                                                    om_error *err);

/** What the store holds: layers, counts, loads, runs, metric CRS. @param ret_json  a document */
OM_API OM_CHECKED om_status om_store_describe(om_store *store, char **ret_json, om_error *err);

/* ---- Load --------------------------------------------------------------------------------- */

/** How a source becomes rows of a layer. All pointers borrowed; zero-initialise for defaults. */
typedef struct om_load_options {
    const char *crs;          /**< CRS of the source where it does not say, or says it wrongly */
    const char *encoding;     /**< text encoding of the source, "GBK", "UTF-8" … */
    const char *where;        /**< attribute filter, OGR SQL */
    const char *source_layer; /**< which layer of a source that has several */
    const char *credit;       /**< whom to credit; printed on sheets and in TileJSON */
    const char *const *map;   /**< "field=column": where a source field goes */
    size_t map_count;
    const char *const *set; /**< "column=value": a constant for every row */
    size_t set_count;
    const char *lon_field, *lat_field; /**< coordinate columns of a table; guessed when NULL */
    bool skip_bad;                     /**< leave bad records out and count them */
    bool replace;                      /**< empty the layer first */
} om_load_options;

/**
 * Loads `source` into `layer` in one transaction: all of it or none.
 *
 * Loading the same source again replaces what it brought before; another source adds to it.
 *
 * @param options     may be NULL
 * @param ret_report  JSON: rows read, loaded, repaired, rejected, and each notice; may be NULL
 * @return OM_OK; OM_ERR_NOT_FOUND: no such source, layer or field; OM_ERR_DATA, OM_ERR_GEOMETRY:
 *         a bad record and no `skip_bad`; OM_ERR_DISK; OM_ERR_LOCKED; OM_ERR_CANCELLED
 */
OM_API OM_CHECKED om_status om_load(om_store *store, const char *layer, const char *source,
                                    const om_load_options *options, const om_listener *listener,
                                    char **ret_report, om_error *err);

/** The layers that can be loaded or are results, with columns, types and units, as JSON. */
OM_API OM_CHECKED om_status om_layers_describe(char **ret_json, om_error *err);

/* ---- Analyse ------------------------------------------------------------------------------ */

/**
 * Runs an analysis; its results become layers of the store, replacing those of the last run.
 *
 * @param settings    "name=value" texts; om_analyses_describe() lists names, units and defaults
 * @param ret_report  JSON: the figures for the city and its districts; may be NULL
 * @return OM_OK; OM_ERR_NOT_FOUND: no such analysis; OM_ERR_USAGE: unknown setting;
 *         OM_ERR_RANGE: a setting out of its range; OM_ERR_DATA: an input layer is missing, empty
 *         or unusable
 */
OM_API OM_CHECKED om_status om_analyse(om_store *store, const char *analysis,
                                       const char *const *settings, size_t setting_count,
                                       const om_listener *listener, char **ret_report,
                                       om_error *err);

/**
 * A city that is held in memory to be asked what would be: other stations, closed roads, other
 * speeds. Opening reads the city, which takes seconds; asking takes milliseconds and changes
 * nothing in the store. Borrows the store. One question at a time.
 */
typedef struct om_what_if om_what_if;

/** @param analysis  "fire_reach" @return as om_analyse() */
OM_API OM_CHECKED om_status om_what_if_open(om_store *store, const char *analysis,
                                            const char *const *settings, size_t setting_count,
                                            const om_listener *listener, om_what_if **ret,
                                            om_error *err);
OM_API void om_what_if_free(om_what_if *what_if);

/**
 * Asks for all figures before and after some changes, and their differences.
 *
 * @param changes     GeoJSON in degrees: features whose property `change` is add, move or drop (of
 *                    a `station`), close or slow (a `road`, or what their shape touches) or speed
 * @param ret_report  JSON: the changes, the city and its districts; may be NULL
 * @param ret_ground  GeoJSON: ground reached before and after, gained and lost; may be NULL
 * @return OM_OK; OM_ERR_DATA with file and record: no such station or road, a change that cannot be
 *         understood or contradicts another, a station without a road nearby; OM_ERR_RANGE
 */
OM_API OM_CHECKED om_status om_what_if_ask(om_what_if *what_if, const char *changes,
                                           char **ret_report, char **ret_ground, om_error *err);

/** As om_what_if_ask(), from a file and, where `ground_path` is not NULL, to one. */
OM_API OM_CHECKED om_status om_what_if_ask_file(om_what_if *what_if, const char *path,
                                                const char *ground_path, char **ret_report,
                                                om_error *err);

/** The analyses with inputs, settings, units, defaults and outputs, as JSON. */
OM_API OM_CHECKED om_status om_analyses_describe(char **ret_json, om_error *err);

/* ---- Draw --------------------------------------------------------------------------------- */

/** A parsed MapLibre style. Immutable; any number of threads may draw with it. */
typedef struct om_style om_style;

/**
 * Reads a MapLibre style, version 8.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND: no such file; OM_ERR_STYLE: with the JSON path of what is wrong
 */
OM_API OM_CHECKED om_status om_style_open(const char *path, om_style **ret, om_error *err);

/** Gives a style back; NULL is fine. */
OM_API void om_style_free(om_style *style);

/** What part of the world a picture shows, in Web Mercator. */
typedef struct om_view {
    om_lonlat center;
    double zoom;            /**< MapLibre's: the world is 512 px wide at zoom 0; 0..24 */
    uint32_t width, height; /**< CSS pixels, 1..16384 */
    double scale;           /**< device pixels a CSS pixel, 1..4 */
} om_view;

/** The smallest view of `width` x `height` px that shows all of `box`. */
OM_API OM_CHECKED om_status om_view_of_box(const om_box *box, uint32_t width, uint32_t height,
                                           om_view *ret, om_error *err);

/** What stands around a map on a sheet. All pointers borrowed; NULL leaves a line out. */
typedef struct om_sheet {
    const char *title, *subtitle;
    const char *producer;
    const char *approval_no; /**< map approval number; never invented */
    const char *date;        /**< "2026-11-23"; NULL prints today, "" none */
    const char *language;    /**< "en" (also when NULL) or "zh" */
} om_sheet;

typedef struct om_draw_options {
    const om_sheet *sheet; /**< NULL draws the bare map */
    const char *palette;   /**< "safe4", "gov4"; NULL keeps the style's own */
} om_draw_options;

/**
 * Draws a view as a PNG file, or as a PDF or SVG file where `path` ends with ".pdf" or ".svg": text
 * stays text there. Written whole or not at all.
 *
 * @param store       may be NULL when every source of the style is inline
 * @param options     may be NULL
 * @param ret_report  JSON: features drawn, labels placed and left out, glyphs missing; may be NULL
 * @return OM_OK; OM_ERR_RANGE: a view out of range; OM_ERR_NOT_FOUND: a layer, symbol or palette
 *         that is not there; OM_ERR_STYLE; OM_ERR_DISK
 */
OM_API OM_CHECKED om_status om_draw(om_store *store, const om_style *style, const om_view *view,
                                    const om_draw_options *options, const char *path,
                                    char **ret_report, om_error *err);

/* ---- Export ------------------------------------------------------------------------------- */

typedef struct om_export_options {
    const om_box *box;      /**< NULL: the extent of the store's districts, else of all data */
    int min_zoom, max_zoom; /**< XYZ zooms of the tiles, 0..22 */
    double scale;           /**< device px a CSS px, 1 or 2 ("@2x" tiles); 0 means 1 */
    int tile_px;            /**< CSS px along a tile's side, 256 or 512; 0 means 256 */
    const char *format;     /**< "png" (also when NULL) or "webp", which is lossless */
    const char *quality;    /**< "good" (also when NULL), "best" or "lossless" */
    int metatile;           /**< tiles along the side of a batch, 1, 2, 4 … 32; 0 means 8 */
    int shard, shards;      /**< only part `shard` of `shards`, from 1; 0 of 0: all */
    bool flat;              /**< MBTiles: keep equal tiles apart */
    int threads;            /**< drawing threads; 0 means one a core */
    const char *palette;    /**< as in om_draw_options */
    const char *name;       /**< of the tileset; NULL takes the style's */
    bool resume, overwrite; /**< go on with what an export left; replace a finished tileset */
} om_export_options;

/**
 * Draws a pyramid of tiles into a target: "xyz:DIR", "tms:DIR", "mbtiles:FILE", "pmtiles:FILE".
 *
 * @param ret_report  JSON: tiles, bytes, seconds by zoom; may be NULL
 * @return OM_OK; OM_ERR_USAGE: unknown kind of target, or one that is there and is not ours;
 *         OM_ERR_CANCELLED: stopped, resumable; OM_ERR_DISK; and what om_draw() returns
 */
OM_API OM_CHECKED om_status om_export(om_store *store, const om_style *style,
                                      const om_export_options *options, const char *target,
                                      const om_listener *listener, char **ret_report,
                                      om_error *err);

typedef struct om_tiles_options {
    const char *output;   /**< a target, as in om_export(); diff writes a patch there */
    bool flat, overwrite; /**< as in om_export_options */
} om_tiles_options;

/**
 * Looks at tiles that are there or moves them: "info", "verify", "convert" (one archive, written
 * as a target or a path), "diff", "patch" (two: the second is what comes new), "merge" (several).
 * `ret_report` is JSON, also with OM_ERR_PARTIAL (unfinished, or diff found some), OM_ERR_CORRUPT.
 */
OM_API OM_CHECKED om_status om_tiles(const char *task, const char *const *archives, size_t count,
                                     const om_tiles_options *options, const om_listener *listener,
                                     char **ret_report, om_error *err);

/* ---- Query -------------------------------------------------------------------------------- */

/** What is known of a place: districts, risk and why, nearest station, shelters, depot. JSON. */
OM_API OM_CHECKED om_status om_query_at(om_store *store, om_lonlat at, char **ret_json,
                                        om_error *err);

/**
 * The rows of a layer or of an analysis's results.
 * @param what    a layer, or an analysis: its district table
 * @param format  "csv" (formula-safe), "json" or "geojson"
 */
OM_API OM_CHECKED om_status om_query_table(om_store *store, const char *what, const char *format,
                                           char **ret_text, om_error *err);

/* ---- Explain ------------------------------------------------------------------------------ */

/** Whose grade is to be explained: one of the three. All pointers borrowed. */
typedef struct om_subject {
    const om_lonlat *at;  /**< a place: the districts and cells that hold it */
    const char *district; /**< code or name of a graded district */
    const char *source;   /**< id of a hazard source */
} om_subject;

/**
 * Why a place, a district or a source has its grade: the chain from the colour to the mode, the
 * source that decided, its method with every number, the row of the table, and the record that
 * was loaded. The grade is worked out again, and what changed since the run is told.
 *
 * Of shelter_area a district is explained: which shelters, what of them lies inside and counts, the
 * target and its source, and what would close the gap.
 *
 * @param analysis  "risk" or "shelter_area"
 * @param ret_json  words stand in it as {"en": …, "zh": …}; om_explanation_text() makes text of it
 * @return OM_OK; OM_ERR_NOT_FOUND: no such analysis, district or source, a place outside of all
 *         districts, or the analysis never ran; OM_ERR_USAGE: not exactly one subject
 */
OM_API OM_CHECKED om_status om_explain(om_store *store, const char *analysis,
                                       const om_subject *subject, char **ret_json, om_error *err);

/**
 * An explanation as text for people.
 * @param json      what om_explain() gave
 * @param language  "en" (also when NULL) or "zh"
 * @return OM_OK; OM_ERR_DATA: no explanation; OM_ERR_RANGE: another language
 */
OM_API OM_CHECKED om_status om_explanation_text(const char *json, const char *language,
                                                char **ret_text, om_error *err);

/* ---- Report ------------------------------------------------------------------------------- */

/** How a report is made. All pointers borrowed; zero-initialise for defaults. */
typedef struct om_report_options {
    const char *title, *title_zh; /**< of the city; NULL for a general one */
    const char *producer;         /**< who made it; NULL leaves it out */
    const char *date;             /**< "2026-11-23"; NULL is today */
    const char *since;    /**< what to compare with: a day, or the number of a run; NULL: of each
                               analysis the run before its last */
    const char *language; /**< in which a page opens, "en" (also when NULL) or "zh" */
    const char *palette;  /**< as in om_draw_options */
} om_report_options;

/**
 * The indicators that a city answers for (standards/indicators.csv), by city and district: value,
 * target, gap, change since an earlier run, method and source.
 *
 * @param options   may be NULL
 * @param format    "json", "csv" (formula-safe), or "html": one page in both languages, maps within
 * @return OM_OK; OM_ERR_USAGE: another format; OM_ERR_RANGE, OM_ERR_NOT_FOUND: an option;
 * OM_ERR_DATA: no districts, or a table of indicators that is wrong, with its line
 */
OM_API OM_CHECKED om_status om_report(om_store *store, const om_report_options *options,
                                      const char *format, char **ret_text, om_error *err);

/** The same as a file, by the end of its name; maps of a page that it replaces are taken from there
 *  when they would be the same. @param ret_report  the JSON; may be NULL */
OM_API OM_CHECKED om_status om_report_file(om_store *store, const om_report_options *options,
                                           const char *path, char **ret_report, om_error *err);

/* ---- Build -------------------------------------------------------------------------------- */

typedef struct om_build_options {
    bool dry_run; /**< say what would be done */
    bool force;   /**< do everything again */
} om_build_options;

/**
 * Runs a build file (YAML): load, analyse, draw, export, report, redoing only what changed.
 *
 * @param ret_report  JSON: each step, done or up to date, with seconds; may be NULL
 * @return OM_OK; OM_ERR_USAGE: a key the file may not have, with the nearest that it may;
 *         and whatever its steps return
 */
OM_API OM_CHECKED om_status om_build(const char *path, const om_build_options *options,
                                     const om_listener *listener, char **ret_report, om_error *err);

/**
 * Looks whether this machine has what onemap needs: drivers, PROJ data, fonts.
 * @param ret_ready  false when something is missing that is needed; may be NULL
 * @param ret_json   JSON: each thing, whether it is there, and how to get it; may be NULL
 */
OM_API OM_CHECKED om_status om_doctor(bool *ret_ready, char **ret_json, om_error *err);

#ifdef __cplusplus
}
#endif

#endif
