/*
 * What grades, colours, kinds of sources, substances and units are called, in English and Chinese.
 *
 * Grades have their words in layers/, colours in styles/palettes.json, all the rest in
 * standards/hazard_words.csv; what stands in none of them is called by its own name.
 */
#ifndef OM_ENGINE_RISK_VOCABULARY_H
#define OM_ENGINE_RISK_VOCABULARY_H

#include "engine/base/json.h"
#include "layers/layer.h"

/** Words in both languages. */
typedef struct om_words {
    const char *en, *zh;
} om_words;

typedef struct om_vocabulary om_vocabulary;

/** @return OM_OK; OM_ERR_NOT_FOUND or OM_ERR_DATA: a file of words is missing or unreadable */
OM_CHECKED om_status om_vocabulary_open(om_vocabulary **ret, om_error *err);
void om_vocabulary_free(om_vocabulary *vocabulary);
OM_DEFINE_AUTO(om_vocabulary)

/** What a word of the data is called, "gas_station"; itself when nobody says. */
om_words om_vocabulary_find(const om_vocabulary *vocabulary, const char *word);

/** "Major" and "重大风险"; of OM_GRADE_NONE "Ungraded" and "未评估". */
om_words om_vocabulary_level(int grade);

/** "red" and "红色". */
om_words om_vocabulary_colour(const om_vocabulary *vocabulary, int grade);

/** The words of a choice of a column; the value itself when it is none of them. */
om_words om_vocabulary_choice(const om_choice *choices, const char *value);

/** Puts {"en": …, "zh": …}; NULL words put nulls. */
void om_words_put(om_json *object, const char *key, om_words words);

#endif
