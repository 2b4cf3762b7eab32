/*
 * Tries fixtures whose paths stand on the standard input, one a line, and prints a line for each:
 * "passed|failed|unsupported<TAB>category<TAB>name<TAB>why". Called by tests/conformance/run.
 * With the one argument "list" it prints what the engine knows instead; spec.cjs reads that.
 */
#include <stdio.h>
#include <string.h>

#include "engine/style/operator.h"
#include "tests/conformance/fixture.h"

/* "expression-tests/legacy/exponential/base/test.json" is category "legacy". */
static void write_line(verdict_kind verdict, const char *name, const char *why)
{
    static const char *const words[] = {"passed", "failed", "unsupported"};
    const char *from = strstr(name, "tests/");
    const char *rest = from ? from + strlen("tests/") : name;
    printf("%s\t%.*s\t%.*s\t%s\n", words[verdict], (int)strcspn(rest, "/"), rest,
           (int)(strrchr(rest, '/') ? strrchr(rest, '/') - rest : (long)strlen(rest)), rest,
           why ? why : "");
}

static void try_file(const char *path, const render_tools *tools)
{
    om_error err = {0};
    om_json *fixture = NULL;
    OM_AUTO_TEXT why = {0};
    verdict_kind verdict = FAILED;
    if (om_json_open(path, &fixture, &err) != OM_OK)
        om_text_add(&why, err.message);
    else if (om_json_get(fixture, "expression"))
        verdict = try_expression(fixture, &why);
    else
        verdict = try_render(path, fixture, tools, &why);
    write_line(verdict, path, verdict == PASSED ? NULL : why.bytes);
    om_json_free(fixture);
}

/* What the engine knows: "operator NAME drawn|refused" and a line for each property. */
static void list_all(void)
{
    static const char *const types[] = {
        [OM_PROPERTY_IS_NUMBER] = "number",
        [OM_PROPERTY_IS_COLOUR] = "color",
        [OM_PROPERTY_IS_FLAG] = "boolean",
        [OM_PROPERTY_IS_CHOICE] = "enum",
        [OM_PROPERTY_IS_TEXT] = "formatted",
        [OM_PROPERTY_IS_ICON] = "resolvedImage",
        [OM_PROPERTY_IS_NUMBERS] = "array",
        [OM_PROPERTY_IS_PADDING] = "padding",
        [OM_PROPERTY_IS_TEXTS] = "array",
        [OM_PROPERTY_IS_CHOICES] = "array",
        [OM_PROPERTY_IS_ANCHORS] = "variableAnchorOffsetCollection",
    };
    static const char *const freedoms[] = {"fixed", "zoom", "feature"};
    for (size_t i = 0; om_operator_at(i); i++)
        printf("operator\t%s\tdrawn\n", om_operator_at(i)->name);
    for (size_t i = 0; om_operator_refused_at(i); i++)
        printf("operator\t%s\trefused\n", om_operator_refused_at(i));
    for (int p = 0; p < OM_PROPERTY_COUNT; p++) {
        const om_property_row *row = om_property_row_of((om_property)p);
        printf("property\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%g\t%g\t%zu\t", row->name,
               row->drawn ? "drawn" : "refused", om_style_layer_kind_name(row->layer),
               row->layout ? "layout" : "paint", types[row->type], freedoms[row->freedom],
               row->mixed ? "mixed" : "stepped", row->fallback, row->minimum, row->maximum,
               row->length);
        for (size_t c = 0; row->choices && row->choices[c]; c++)
            printf(c ? ",%s" : "%s", row->choices[c]);
        printf("\n");
    }
}

int main(int argc, char **argv)
{
    char path[4096];
    if (argc == 2 && strcmp(argv[1], "list") == 0) {
        list_all();
        return 0;
    }
    if (argc != 3)
        return 2;
    const render_tools tools = {.program = argv[1], .scratch = argv[2]};
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = '\0';
        try_file(path, &tools);
    }
    return 0;
}
