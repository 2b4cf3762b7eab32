/* Words from the layers' choices, styles/palettes.json and standards/hazard_words.csv. */
#include "engine/risk/vocabulary.h"

#include <string.h>

#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/risk/hazard.h"
#include "layers/grade.h"

struct om_vocabulary {
    om_csv *words;
    om_json *palettes;
    size_t word, en, zh; /* columns */
};

void om_vocabulary_free(om_vocabulary *vocabulary)
{
    if (!vocabulary)
        return;
    om_csv_free(vocabulary->words);
    om_json_free(vocabulary->palettes);
    free(vocabulary);
}

om_status om_vocabulary_open(om_vocabulary **ret, om_error *err)
{
    OM_AUTO(om_vocabulary) vocabulary = om_memory_take(1, sizeof *vocabulary);
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path = NULL;
    OM_TRY(om_share_find(arena, "standards/hazard_words.csv", &path, err));
    OM_TRY(om_csv_open(path, &vocabulary->words, err));
    OM_TRY(om_csv_need_column(vocabulary->words, "word", &vocabulary->word, err));
    OM_TRY(om_csv_need_column(vocabulary->words, "en", &vocabulary->en, err));
    OM_TRY(om_csv_need_column(vocabulary->words, "zh", &vocabulary->zh, err));
    OM_TRY(om_share_find(arena, "styles/palettes.json", &path, err));
    OM_TRY(om_json_open(path, &vocabulary->palettes, err));
    *ret = OM_TAKE(vocabulary);
    return OM_OK;
}

om_words om_vocabulary_find(const om_vocabulary *vocabulary, const char *word)
{
    const om_csv *words = vocabulary->words;
    for (size_t row = 0; word && row < om_csv_row_count(words); row++)
        if (strcmp(om_csv_cell(words, row, vocabulary->word), word) == 0)
            return (om_words){om_csv_cell(words, row, vocabulary->en),
                              om_csv_cell(words, row, vocabulary->zh)};
    return (om_words){word, word};
}

om_words om_vocabulary_choice(const om_choice *choices, const char *value)
{
    for (; choices && choices->value && value; choices++)
        if (strcmp(choices->value, value) == 0)
            return (om_words){choices->title, choices->title_zh};
    return (om_words){value, value};
}

om_words om_vocabulary_level(int grade)
{
    if (grade < OM_GRADE_WORST || grade > OM_GRADE_LOWEST)
        return (om_words){om_grade_ungraded.title, om_grade_ungraded.title_zh};
    const om_choice *choice = &om_grade_choices[grade - OM_GRADE_WORST];
    return (om_words){choice->title, choice->title_zh};
}

om_words om_vocabulary_colour(const om_vocabulary *vocabulary, int grade)
{
    static const char *const roles[] = {"ungraded", "1", "2", "3", "4"};
    const bool graded = grade >= OM_GRADE_WORST && grade <= OM_GRADE_LOWEST;
    const char *role = roles[graded ? grade : OM_GRADE_NONE];
    const om_json *palette = om_json_first(vocabulary->palettes).value;
    const om_json *names = om_json_get(om_json_get(palette, "names"), role);
    const char *en = om_json_text(om_json_get(names, "en"));
    const char *zh = om_json_text(om_json_get(names, "zh"));
    return (om_words){en ? en : role, zh ? zh : role};
}

void om_words_put(om_json *object, const char *key, om_words words)
{
    om_json *both = om_json_put(object, key, om_json_object_new());
    om_json_put_text(both, "en", words.en);
    om_json_put_text(both, "zh", words.zh);
}
