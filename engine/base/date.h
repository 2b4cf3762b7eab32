/*
 * Dates as texts, "2026-11-23".
 */
#ifndef OM_ENGINE_BASE_DATE_H
#define OM_ENGINE_BASE_DATE_H

#include <stdbool.h>

/** Room for a date with its end. */
enum { OM_DATE_SIZE = 11 };

/** The date of today where this machine stands. */
void om_date_today(char ret[OM_DATE_SIZE]);

/** True for a day of the calendar, "2026-11-23". */
bool om_date_is(const char *text);

#endif
