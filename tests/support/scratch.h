/*
 * Files that a test may make: below the build tree, gone when the test begins again.
 */
#ifndef OM_TESTS_SCRATCH_H
#define OM_TESTS_SCRATCH_H

/** A path below the scratch folder; the file (and a store's -wal and -shm) is removed. Borrowed. */
const char *scratch_file(const char *name);

/** A path below the scratch folder; a file there is left alone. Borrowed until the next call. */
const char *scratch_path(const char *name);

/** Writes a text into a file below the scratch folder. */
void scratch_write(const char *name, const char *text);

/** A path below the repository's data/ folder. Borrowed until the next call. */
const char *shipped_data(const char *name);

#endif
