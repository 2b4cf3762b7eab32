/* Adds up what is served in time, district by district. */
#include "engine/analysis/cover.h"

static void add_place(om_cover *cover, const om_place *place, om_cover_kind kind, double share,
                      bool covered)
{
    switch (kind) {
    case OM_COVER_PEOPLE:
        cover->people += place->people * share;
        cover->people_covered += covered ? place->people * share : 0;
        cover->people_unknown += place->near_road ? 0 : place->people * share;
        return;
    case OM_COVER_SOURCES:
        cover->sources++;
        cover->sources_covered += covered;
        cover->sources_unknown += !place->near_road;
        return;
    }
}

/* Things that are counted go to one district whole, quantities are shared. */
static om_status share_in_level(om_covers *covers, const om_level *level, const om_place *place,
                                om_cover_kind kind, bool covered, om_error *err)
{
    const om_part whole = {om_districts_of_point(covers->districts, level, place->at), 1};
    const om_part *parts = &whole;
    size_t count = whole.district != OM_NO_DISTRICT;
    if (kind != OM_COVER_SOURCES)
        OM_TRY(om_districts_share(covers->districts, level, place->shape, place->at, &parts, &count,
                                  err));
    for (size_t i = 0; i < count; i++)
        add_place(&covers->of[parts[i].district], place, kind, parts[i].share, covered);
    if (count == 0 && level == om_districts_city(covers->districts))
        add_place(&covers->outside, place, kind, 1, covered);
    return OM_OK;
}

om_status om_cover_place(om_covers *covers, const om_place *place, om_cover_kind kind,
                         double limit_s, om_error *err)
{
    const bool covered = om_place_is_covered(place, limit_s);
    for (size_t i = 0; i < om_districts_level_count(covers->districts); i++)
        OM_TRY(share_in_level(covers, om_districts_level(covers->districts, i), place, kind,
                              covered, err));
    return OM_OK;
}

om_cover om_cover_city(const om_covers *covers)
{
    om_cover city = {0};
    const om_level *level = om_districts_city(covers->districts);
    for (size_t i = level->first; i < level->first + level->count; i++) {
        const om_cover *cover = &covers->of[i];
        city.people += cover->people;
        city.people_covered += cover->people_covered;
        city.people_unknown += cover->people_unknown;
        city.sources += cover->sources;
        city.sources_covered += cover->sources_covered;
        city.sources_unknown += cover->sources_unknown;
    }
    return city;
}
