/* A policy is read strictly: what is not understood is told by file, line and reason. */
#include "engine/risk/policy.h"
#include "tests/support/check.h"

static om_error err;

#define HEADER                                                                                     \
    "kind,column,op,value,unit,grade,influence_m,and_column,and_op,and_value,reason,source,"       \
    "verified\n"

static om_status parse(const char *rows, om_policy **ret)
{
    OM_AUTO_TEXT text = {0};
    om_text_add(&text, HEADER);
    om_text_add(&text, rows);
    OM_AUTO(om_csv) csv = NULL;
    CHECK_OK(om_csv_parse(text.bytes, text.length, "p.csv", &csv, &err));
    return om_policy_parse(csv, ret, &err);
}

static void a_wrong_rule_is_told_by_file_line_and_reason(void **state)
{
    (void)state;
    static const struct {
        const char *row, *words;
    } cases[] = {
        {"tank,quantiti,>=,1,gal,3,,,,,r,s,no",
         "line 2: unknown column 'quantiti', did you mean 'quantity'?"},
        {"tank,quantity,=>,1,gal,3,,,,,r,s,no", "unknown op '=>'"},
        {"tank,quantity,>=,1,gal,5,,,,,r,s,no", "grade '5' is not within 1..4"},
        {"tank,quantity,>=,1,gal,,,,,,r,s,no", "grade '' is not within 1..4"},
        {"tank,quantity,>=,many,gal,3,,,,,r,s,no", "the value 'many' is not a number"},
        {"tank,quantity,>=,,gal,3,,,,,r,s,no", "a value is missing"},
        {"tank,quantity,>=,1,,3,,,,,r,s,no", "a rule on quantity needs a unit"},
        {"tank,status,=,x,gal,3,,,,,r,s,no", "only a rule on quantity has a unit"},
        {"tank,status,>=,x,,3,,,,,r,s,no", "op '>=' does not suit the text column 'status'"},
        {"tank,status,in,a||b,,3,,,,,r,s,no", "a value is missing"},
        {"tank,status,any,,,3,,,,,r,s,no", "op 'any' takes neither column nor value"},
        {"tank,,=,x,,3,,,,,r,s,no", "op '=' needs a column"},
        {"tank,,reported,,,2,,,,,r,s,no", "leave it empty"},
        {"tank,,any,,,3,-1,,,,r,s,no", "influence_m '-1' is not within 0..100000 m"},
        {"tank,,any,,,3,,status,any,,r,s,no", "op 'any' takes neither column nor value"},
        {"tank,,any,,,3,,,any,x,r,s,no", "op 'any' takes neither column nor value"},
        {"tank,,any,,,3,,status,=,,r,s,no", "a value is missing"},
        {"tank,,any,,,3,,,,,r,,no", "it does not say its source"},
        {"tank,,any,,,3,,,,,,s,no", "it does not give a reason"},
        {"tank,,any,,,3,,,,,r,s,maybe", "verified is 'maybe', neither yes nor no"},
        {",,any,,,3,,,,,r,s,no", "kind is missing"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        om_policy *policy = NULL;
        CHECK_FAILS(parse(cases[i].row, &policy), OM_ERR_DATA, cases[i].words);
        CHECK(!policy && strstr(err.message, "p.csv, line 2"));
    }
}

static void a_table_that_is_no_policy_is_refused(void **state)
{
    (void)state;
    OM_AUTO(om_csv) csv = NULL;
    om_policy *policy = NULL;
    CHECK_FAILS(parse("", &policy), OM_ERR_DATA, "p.csv has no rules");
    CHECK_OK(om_csv_parse("kind,grade\nx,1\n", 15, "q.csv", &csv, &err));
    CHECK_FAILS(om_policy_parse(csv, &policy, &err), OM_ERR_DATA, "the column 'column' is missing");
    om_csv_free(csv);
    static const char strange[] = "kind,column,op,value,grade,reason,source,verified,colour\n";
    CHECK_OK(om_csv_parse(strange, sizeof strange - 1, "q.csv", &csv, &err));
    CHECK_FAILS(om_policy_parse(csv, &policy, &err), OM_ERR_DATA,
                "a policy has no column 'colour'");
    CHECK_FAILS(om_policy_open("/nowhere/p.csv", &policy, &err), OM_ERR_NOT_FOUND,
                "/nowhere/p.csv");
    CHECK(!policy);
}

OM_TESTS(test(a_wrong_rule_is_told_by_file_line_and_reason),
         test(a_table_that_is_no_policy_is_refused))
