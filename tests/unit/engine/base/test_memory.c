/* Memory that is there or ends the program. */
#include "engine/base/memory.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/own.h"
#include "tests/support/check.h"

static void taken_memory_is_zeroed(void **state)
{
    (void)state;
    OM_AUTO_MEMORY unsigned char *taken = om_memory_take(100, 4);
    for (int i = 0; i < 400; i++)
        CHECK_INT(taken[i], 0);
}

static void a_growing_array_keeps_what_it_holds(void **state)
{
    (void)state;
    OM_AUTO_MEMORY int *numbers = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 10000; i++) {
        numbers = om_memory_grow(numbers, (size_t)i + 1, &capacity, sizeof *numbers);
        CHECK(capacity > (size_t)i);
        numbers[i] = i;
    }
    for (int i = 0; i < 10000; i++)
        CHECK_INT(numbers[i], i);
}

static void a_list_of_one_grows(void **state)
{
    (void)state;
    size_t capacity = 1;
    OM_AUTO_MEMORY int *numbers = om_memory_take(1, sizeof *numbers);
    numbers[0] = 7;
    numbers = om_memory_grow(numbers, 2, &capacity, sizeof *numbers);
    CHECK(capacity >= 2 && numbers[0] == 7);
}

static void a_text_is_copied_and_null_stays_null(void **state)
{
    (void)state;
    OM_AUTO_MEMORY char *copy = om_memory_text("Vaduz");
    CHECK_TEXT(copy, "Vaduz");
    CHECK(om_memory_text(NULL) == NULL);
}

/* True when asking for `count` elements of `size` bytes ends the program. */
static bool ends_the_program(size_t count, size_t size)
{
    const pid_t child = fork();
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        void *volatile memory = om_memory_resize(NULL, count, size);
        _exit(memory != NULL);
    }
    int outcome = 0;
    waitpid(child, &outcome, 0);
    return WIFSIGNALED(outcome) && WTERMSIG(outcome) == SIGABRT;
}

static void a_size_that_wraps_around_ends_the_program(void **state)
{
    (void)state;
    CHECK(ends_the_program(SIZE_MAX / 2, 4));
    CHECK(!ends_the_program(10, 4));
}

static void a_block_is_there_to_its_last_byte(void **state)
{
    (void)state;
    const size_t sizes[] = {0, 1, 4096, (2 << 20) - 1, 2 << 20, (5 << 20) + 3};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        unsigned char *block = om_memory_block(sizes[i]);
        CHECK((uintptr_t)block % 16 == 0);
        memset(block, 0xA5, sizes[i]);
        CHECK(sizes[i] == 0 || block[sizes[i] - 1] == 0xA5);
        free(block);
    }
}

OM_TESTS(test(taken_memory_is_zeroed), test(a_growing_array_keeps_what_it_holds),
         test(a_list_of_one_grows), test(a_text_is_copied_and_null_stays_null),
         test(a_size_that_wraps_around_ends_the_program), test(a_block_is_there_to_its_last_byte))
