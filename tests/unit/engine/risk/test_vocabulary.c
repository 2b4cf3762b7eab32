/* Grades, colours and the words of the data have names in both languages. */
#include "engine/risk/vocabulary.h"

#include "layers/grade.h"
#include "tests/support/check.h"

static om_error err;

static void every_grade_has_a_level_and_a_colour(void **state)
{
    (void)state;
    OM_AUTO(om_vocabulary) words = NULL;
    CHECK_OK(om_vocabulary_open(&words, &err));
    CHECK_TEXT(om_vocabulary_level(1).zh, "重大风险");
    CHECK_TEXT(om_vocabulary_level(4).en, "Low");
    CHECK_TEXT(om_vocabulary_level(0).zh, "未评估");
    CHECK_TEXT(om_vocabulary_colour(words, 1).zh, "红色");
    CHECK_TEXT(om_vocabulary_colour(words, 2).en, "orange");
    CHECK_TEXT(om_vocabulary_colour(words, 0).zh, "灰色");
}

static void a_word_that_nobody_knows_is_called_by_its_own_name(void **state)
{
    (void)state;
    OM_AUTO(om_vocabulary) words = NULL;
    CHECK_OK(om_vocabulary_open(&words, &err));
    CHECK_TEXT(om_vocabulary_find(words, "gas_station").zh, "加油站");
    CHECK_TEXT(om_vocabulary_find(words, "zeppelin").zh, "zeppelin");
    CHECK(!om_vocabulary_find(words, NULL).en);
    CHECK_TEXT(om_vocabulary_choice(om_grade_modes, "highest wins").zh, "就高不就低");
    CHECK_TEXT(om_vocabulary_choice(om_grade_modes, "by lot").zh, "by lot");
}

OM_TESTS(test(every_grade_has_a_level_and_a_colour),
         test(a_word_that_nobody_knows_is_called_by_its_own_name))
