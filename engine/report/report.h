/*
 * The report of a store's indicators: one document, and the forms in which it leaves.
 *
 * The public om_report() and om_report_file() stand in onemap.h; here is what they are made of.
 */
#ifndef OM_ENGINE_REPORT_REPORT_H
#define OM_ENGINE_REPORT_REPORT_H

#include "engine/report/figures.h"

/**
 * Works all indicators out, compares them with an earlier run, and tells of their methods.
 *
 * @param since  a date, the number of a run, or NULL: each analysis's run before its last
 * @param ret    the document, as docs of om_report() describe it
 * @return OM_OK; OM_ERR_RANGE: `since` is neither a date nor a number; OM_ERR_NOT_FOUND: no such
 *         run; OM_ERR_DATA: the table of indicators is wrong, or the store has no districts
 */
OM_CHECKED om_status om_report_document(om_store *store, const om_report_options *options,
                                        om_json **ret, om_error *err);

/** The document as a table: a row for the city and each district, of each indicator. */
void om_report_csv(const om_json *document, om_text *ret);

/**
 * The document as a page that needs nothing else.
 *
 * @param maps  base64 texts of PNG pictures by style and language, see om_report_maps()
 */
OM_CHECKED om_status om_report_html(const om_json *document, const om_json *maps,
                                    const om_report_options *options, om_text *ret, om_error *err);

/**
 * Draws the maps of a document's indicators, or takes them out of a page that was made before.
 *
 * @param before  the page that is to be replaced, or NULL: a map in it that was made of the same
 *                layers, style and size is taken as it is
 * @param ret     an array of objects: "style", "lang", "made_of", "content" (a checksum), "png"
 */
OM_CHECKED om_status om_report_maps(om_store *store, const om_json *document,
                                    const om_report_options *options, const char *before,
                                    om_json **ret, om_error *err);

/** All that a report hangs on beside its options: layers, runs, tables, styles. */
OM_CHECKED om_status om_report_made_of(om_store *store, om_text *ret, om_error *err);

#endif
