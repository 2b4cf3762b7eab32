/* Who is housed where: declaration and the order of the steps. */
#include "engine/analysis/shelter_allocation.h"

#include <math.h>

#include "engine/analysis/population.h"

static om_status assign(om_allocation *of, om_error *err)
{
    const om_shelter_walk *walk = &of->walk;
    const size_t count = om_places_count(walk->places);
    double *to_house = OM_ARENA_ARRAY(walk->arena, double, count + 1);
    double *room = OM_ARENA_ARRAY(walk->arena, double, walk->count + 1);
    for (size_t i = 0; i < count; i++)
        to_house[i] = of->share * om_places_at(walk->places, i)->people;
    for (size_t g = 0; g < walk->count; g++)
        room[g] = om_shelters_ground(walk->shelters, walk->numbers[g])->capacity;
    const om_assign_case problem = {
        &walk->caught, room,  walk->count,
        to_house,      count, (size_t)om_settings_number(walk->run->settings, "nearest")};
    OM_TRY(om_assign_people(&problem, &of->answer, err));
    of->places = OM_ARENA_ARRAY(walk->arena, om_housed, count + 1);
    for (size_t i = 0; i < count; i++)
        of->places[i].to_house = to_house[i];
    for (size_t i = 0; i < walk->caught.first[walk->count]; i++)
        of->places[walk->caught.list[i].place].in_reach = true;
    return OM_OK;
}

static void add_up(om_allocation *of)
{
    const om_shelter_walk *walk = &of->walk;
    of->people = OM_ARENA_ARRAY(walk->arena, double, walk->count + 1);
    of->person_m = OM_ARENA_ARRAY(walk->arena, double, walk->count + 1);
    for (size_t i = 0; i < of->answer.count; i++) {
        const om_assigned *at = &of->answer.list[i];
        om_housed *housed = &of->places[at->place];
        housed->placed += at->people;
        housed->person_m += at->people * at->metres;
        if (!housed->shelters++ || at->people > housed->most_people) {
            housed->most = at->shelter;
            housed->most_people = at->people;
        }
        of->people[at->shelter] += at->people;
        of->person_m[at->shelter] += at->people * at->metres;
    }
}

static void tell(const om_allocation *of)
{
    om_json *report = of->walk.report;
    om_json_put_number(report, "share_to_house", of->share);
    om_json_put_integer(report, "ways", (int64_t)of->answer.ways);
    om_json_put_text(report, "method",
                     "as many people as can be, then the least way in all: the transportation "
                     "problem, solved to its proven optimum");
    om_json_put_number(report, "people_placed", of->answer.placed);
    om_json_put_number(report, "people_left", of->answer.left);
    om_json_put_number(report, "person_m", of->answer.person_m);
}

static om_status run_steps(om_allocation *of, om_error *err)
{
    const om_run *run = of->walk.run;
    OM_TRY(om_run_tell(run, "shelter_allocation", 0, 3, "steps", err));
    OM_TRY(om_shelter_walk_open(&of->walk, err));
    of->share = of->walk.rules.share_to_house;
    OM_TRY(om_run_tell(run, "shelter_allocation", 1, 3, "steps", err));
    OM_TRY(assign(of, err));
    add_up(of);
    tell(of);
    OM_TRY(om_run_tell(run, "shelter_allocation", 2, 3, "steps", err));
    OM_TRY(om_allocation_write_places(of, err));
    OM_TRY(om_allocation_write_shelters(of, err));
    OM_TRY(om_allocation_write_districts(of, err));
    return om_run_tell(run, "shelter_allocation", 3, 3, "steps", err);
}

static void allocation_clear(om_allocation *of)
{
    om_assignment_clear(&of->answer);
    om_shelter_walk_clear(&of->walk);
}

static om_status run_shelter_allocation(const om_run *run, om_json *report, om_error *err)
{
    __attribute__((cleanup(allocation_clear)))
    om_allocation of = {.walk = {.run = run, .report = report}};
    return run_steps(&of, err);
}

static const om_input inputs[] = {OM_SHELTER_WALK_INPUTS, {0}};

static const om_setting settings[] = {
    OM_SHELTER_WALK_SETTINGS,
    {"share_to_house", "0..1", OM_SETTING_NUMBER, "", 0, 1, NULL,
     "Share of the people of each place that is to be housed; standards/shelter.csv when not "
     "given."},
    {"nearest", "shelters", OM_SETTING_NUMBER, "0", 0, 1000, NULL,
     "Only so many nearest shelters of each place, for very large cities; 0: all in reach."},
    {0},
};

static const char *const outputs[] = {"shelter_allocation_way", "shelter_allocation_place",
                                      "shelter_allocation_shelter", "shelter_allocation_district",
                                      NULL};
static const char *const standards[] = {"standards/shelter.csv",
                                        "standards/shelter_classes.csv",
                                        "standards/shelter_hazards.csv",
                                        "standards/speeds.csv",
                                        "standards/vehicles.csv",
                                        "standards/barriers.csv",
                                        NULL};

extern const om_analysis om_analysis_shelter_allocation;
const om_analysis om_analysis_shelter_allocation = {
    .name = "shelter_allocation",
    .title = "Who is housed where",
    .title_zh = "避难人员安置分配",
    .summary =
        "Allocates people to shelters on foot, within the distance of each class and what each "
        "holds: as many as can be, then the least way in all; and who is left out, and why.",
    .inputs = inputs,
    .settings = settings,
    .outputs = outputs,
    .standards = standards,
    .run = run_shelter_allocation,
};
