/*
 * Ownership by scope: what is born in a block dies with it, unless given away.
 */
#ifndef OM_ENGINE_BASE_OWN_H
#define OM_ENGINE_BASE_OWN_H

#include <stdio.h>
#include <stdlib.h>

/** Makes OM_AUTO(type) possible for a type that has `type_free`. Stands below its prototype. */
#define OM_DEFINE_AUTO(type)                                                                       \
    static inline void type##_auto(type **slot)                                                    \
    {                                                                                              \
        type##_free(*slot);                                                                        \
    }

/** A pointer that is freed when its block ends: `OM_AUTO(om_geom) inside = NULL;` */
#define OM_AUTO(type) __attribute__((cleanup(type##_auto))) type *

/** Gives the pointer away and forgets it: `*ret = OM_TAKE(geom);` */
#define OM_TAKE(pointer)                                                                           \
    __extension__({                                                                                \
        __typeof__(pointer) om_taken = (pointer);                                                  \
        (pointer) = NULL;                                                                          \
        om_taken;                                                                                  \
    })

static inline void om_memory_auto(void *slot)
{
    free(*(void **)slot);
}

/** Plain memory from malloc that is freed when its block ends: `OM_AUTO_MEMORY char *name = …;` */
#define OM_AUTO_MEMORY __attribute__((cleanup(om_memory_auto)))

static inline void om_file_auto(FILE **slot)
{
    if (*slot)
        fclose(*slot);
}

/** A stdio stream that is closed when its block ends. */
#define OM_AUTO_FILE __attribute__((cleanup(om_file_auto))) FILE *

#endif
