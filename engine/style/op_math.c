/* Operators that calculate. */
#include <math.h>

#include "engine/style/operator.h"

#define PI 3.14159265358979323846

/* Arguments are numbers already: assertions stand around whatever is not surely one. */
#define UNARY(name, formula)                                                                       \
    static om_datum name(const om_expression *node, const om_evaluation *evaluation)               \
    {                                                                                              \
        OM_ARGUMENT(a, 0);                                                                         \
        const double x = a.number;                                                                 \
        return om_outcome(formula);                                                                \
    }

#define BINARY(name, formula)                                                                      \
    static om_datum name(const om_expression *node, const om_evaluation *evaluation)               \
    {                                                                                              \
        OM_ARGUMENT(a, 0);                                                                         \
        OM_ARGUMENT(b, 1);                                                                         \
        const double x = a.number, y = b.number;                                                   \
        return om_outcome(formula);                                                                \
    }

/* Of no numbers at all it is where folding starts. */
#define FOLD(name, start, formula)                                                                 \
    static om_datum name(const om_expression *node, const om_evaluation *evaluation)               \
    {                                                                                              \
        double x = (start);                                                                        \
        for (size_t i = 0; i < node->count; i++) {                                                 \
            OM_ARGUMENT(next, i);                                                                  \
            const double y = next.number;                                                          \
            x = (formula);                                                                         \
        }                                                                                          \
        return om_outcome(x);                                                                      \
    }

#define CONSTANT(name, number)                                                                     \
    static om_datum name(const om_expression *node, const om_evaluation *evaluation)               \
    {                                                                                              \
        (void)node;                                                                                \
        (void)evaluation;                                                                          \
        return om_datum_number(number);                                                            \
    }

FOLD(sum, 0, x + y)
FOLD(product, 1, x *y)
FOLD(least, INFINITY, isunordered(x, y) ? x + y : fmin(x, y))
FOLD(greatest, -INFINITY, isunordered(x, y) ? x + y : fmax(x, y))
BINARY(quotient, x / y)
BINARY(remainder_of, fmod(x, y))
BINARY(power, pow(x, y))
UNARY(square_root, sqrt(x))
UNARY(absolute, fabs(x))
UNARY(floor_of, floor(x))
UNARY(ceiling, ceil(x))
/* Halves go away from zero, as the specification says. */
UNARY(rounded, round(x))
UNARY(natural_log, log(x))
UNARY(decimal_log, log10(x))
UNARY(binary_log, log2(x))
UNARY(sine, sin(x))
UNARY(cosine, cos(x))
UNARY(tangent, tan(x))
UNARY(arc_sine, asin(x))
UNARY(arc_cosine, acos(x))
UNARY(arc_tangent, atan(x))
CONSTANT(pi, PI)
CONSTANT(e, exp(1))
CONSTANT(ln2, log(2))

static om_datum difference(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(a, 0);
    if (node->count == 1)
        return om_outcome(-a.number);
    OM_ARGUMENT(b, 1);
    return om_outcome(a.number - b.number);
}

#define NUMBERS OM_TYPE_NUMBER, OM_TYPE_NUMBER

const om_operator om_operators_math[] = {
    {"+", 0, OM_MANY, NUMBERS, sum, NULL},
    {"*", 0, OM_MANY, NUMBERS, product, NULL},
    {"-", 1, 2, NUMBERS, difference, NULL},
    {"/", 2, 2, NUMBERS, quotient, NULL},
    {"%", 2, 2, NUMBERS, remainder_of, NULL},
    {"^", 2, 2, NUMBERS, power, NULL},
    {"min", 0, OM_MANY, NUMBERS, least, NULL},
    {"max", 0, OM_MANY, NUMBERS, greatest, NULL},
    {"sqrt", 1, 1, NUMBERS, square_root, NULL},
    {"abs", 1, 1, NUMBERS, absolute, NULL},
    {"floor", 1, 1, NUMBERS, floor_of, NULL},
    {"ceil", 1, 1, NUMBERS, ceiling, NULL},
    {"round", 1, 1, NUMBERS, rounded, NULL},
    {"ln", 1, 1, NUMBERS, natural_log, NULL},
    {"log10", 1, 1, NUMBERS, decimal_log, NULL},
    {"log2", 1, 1, NUMBERS, binary_log, NULL},
    {"sin", 1, 1, NUMBERS, sine, NULL},
    {"cos", 1, 1, NUMBERS, cosine, NULL},
    {"tan", 1, 1, NUMBERS, tangent, NULL},
    {"asin", 1, 1, NUMBERS, arc_sine, NULL},
    {"acos", 1, 1, NUMBERS, arc_cosine, NULL},
    {"atan", 1, 1, NUMBERS, arc_tangent, NULL},
    {"pi", 0, 0, NUMBERS, pi, NULL},
    {"e", 0, 0, NUMBERS, e, NULL},
    {"ln2", 0, 0, NUMBERS, ln2, NULL},
    {0},
};
