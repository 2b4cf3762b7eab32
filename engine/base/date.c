/* Tells dates. */
#include "engine/base/date.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void om_date_today(char ret[OM_DATE_SIZE])
{
    const time_t now = time(NULL);
    struct tm parts;
    localtime_r(&now, &parts);
    strftime(ret, OM_DATE_SIZE, "%Y-%m-%d", &parts);
}

static bool has_its_form(const char *text)
{
    if (strlen(text) != OM_DATE_SIZE - 1)
        return false;
    for (int i = 0; i < OM_DATE_SIZE - 1; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : !isdigit((unsigned char)text[i]))
            return false;
    return true;
}

bool om_date_is(const char *text)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (!has_its_form(text))
        return false;
    const int year = atoi(text), month = atoi(text + 5), day = atoi(text + 8);
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] + (leap && month == 2);
}
