/*
 * A town made for a test: a store whose rows are given in metres, so that answers can be worked
 * out by hand.
 */
#ifndef OM_TESTS_TOWN_H
#define OM_TESTS_TOWN_H

#include "engine/base/xy.h"
#include "engine/store/table.h"

/** A new store in the scratch folder; its corner, (0 0), lies at Wuxi. Areas are exact. */
om_store *town_new(const char *name);

/** Room for one value a column of hazard_source; those that are not named are null. */
enum { TOWN_SOURCE_VALUES = 17 };

/** The same for a shelter. */
enum { TOWN_SHELTER_VALUES = 7 };

/**
 * Adds a row in a transaction of its own.
 *
 * @param values  one a column of the layer
 * @param wkt_m   metres from the town's corner; areas must be MULTIPOLYGON where the layer is
 */
void town_add(om_store *town, const char *layer, const char *id, const om_value *values,
              const char *wkt_m);

/** A district with a code, of level "unit", a rectangle. */
void town_add_district(om_store *town, const char *code, om_rect rect_m);

/** A residential street at ground level. @param oneway  1 along the line, -1 against it, 0 neither
 */
void town_add_street(om_store *town, const char *id, int oneway, const char *wkt_m);

/** People of a census unit put on a place; om_population_note says afterwards that they are all. */
void town_put_people(om_store *town, const char *id, const char *unit, double people,
                     const char *wkt_m);

/** The place that lies so many metres from the town's corner. */
om_lonlat town_at(om_store *town, double x_m, double y_m);

/** The first row's first column of a query, as text ("" for a null); freed by the next call. */
const char *town_ask(om_store *town, const char *sql);

#endif
