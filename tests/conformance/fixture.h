/*
 * One fixture of MapLibre's own tests, tried with onemap's engine.
 */
#ifndef OM_TESTS_CONFORMANCE_FIXTURE_H
#define OM_TESTS_CONFORMANCE_FIXTURE_H

#include "engine/base/json.h"
#include "engine/base/text.h"
#include "engine/style/expression.h"

typedef enum verdict { PASSED, FAILED, UNSUPPORTED } verdict_kind;

/**
 * An expression fixture: {"expression", "propertySpec", "inputs", "globalState", "expected"}.
 *
 * @param ret_why  what differs, or what is not supported
 */
verdict_kind try_expression(const om_json *fixture, om_text *ret_why);

/**
 * A render fixture: a style, and beside it the picture that MapLibre drew.
 *
 * @param program  the onemap program
 * @param scratch  a folder to draw in
 */
typedef struct render_tools {
    const char *program, *scratch;
} render_tools;

verdict_kind try_render(const char *style_path, const om_json *style, const render_tools *tools,
                        om_text *ret_why);

/** True when a value is what the fixture expects, numbers to six digits. */
bool is_expected(const om_json *expected, om_datum datum, om_type type,
                 const om_evaluation *evaluation);

#endif
