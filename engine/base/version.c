/* The version, as CMakeLists.txt has it. */
#include "engine/onemap.h"

const char *om_version(void)
{
    return OM_VERSION;
}
