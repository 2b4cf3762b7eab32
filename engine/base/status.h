/*
 * How every fallible function of the engine says what became of it.
 *
 * om_status and om_error are the public ones; here are the words that make using them one line.
 */
#ifndef OM_ENGINE_BASE_STATUS_H
#define OM_ENGINE_BASE_STATUS_H

#include <stdarg.h>

#include "engine/onemap.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Says why something failed: `return om_fail(err, OM_ERR_RANGE, "zoom %d is …", zoom);`
 *
 * @param err     may be NULL
 * @param format  one sentence, lower case, no full stop, naming the value that was wrong
 * @return `status`, unchanged
 */
om_status om_fail(om_error *err, om_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * Puts where it happened before what happened: "roads.shp, record 7: …". Keeps the status.
 *
 * @param err  the error that is on its way up; may be NULL
 * @return the status of `err`, or `status` when `err` is NULL
 */
om_status om_fail_within(om_error *err, om_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** Passes a failure on unchanged. */
#define OM_TRY(call)                                                                               \
    do {                                                                                           \
        const om_status om_try_status = (call);                                                    \
        if (om_try_status != OM_OK)                                                                \
            return om_try_status;                                                                  \
    } while (0)

/** Tells a listener; OM_ERR_CANCELLED when it asks to stop. @param listener  may be NULL */
OM_CHECKED om_status om_listener_tell(const om_listener *listener, const om_progress *progress,
                                      om_error *err);

#ifdef __cplusplus
}
#endif

#endif
