/* Scratch files and shipped data for tests. */
#include "tests/support/scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "tests/support/check.h"

static const char *folder(const char *variable)
{
    const char *value = getenv(variable);
    if (!value)
        fail_msg("%s is not set: run the tests through ctest", variable);
    return value;
}

const char *scratch_file(const char *name)
{
    static char path[4096], extra[4120];
    snprintf(path, sizeof path, "%s/%s", folder("ONEMAP_TEST_SCRATCH"), name);
    unlink(path);
    snprintf(extra, sizeof extra, "%s-wal", path);
    unlink(extra);
    snprintf(extra, sizeof extra, "%s-shm", path);
    unlink(extra);
    return path;
}

const char *scratch_path(const char *name)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder("ONEMAP_TEST_SCRATCH"), name);
    return path;
}

void scratch_write(const char *name, const char *text)
{
    om_error err = {0};
    CHECK_OK(om_file_write(scratch_path(name), text, strlen(text), &err));
}

const char *shipped_data(const char *name)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder("ONEMAP_TEST_DATA"), name);
    return path;
}
