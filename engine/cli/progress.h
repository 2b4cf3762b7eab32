/*
 * Progress on stderr: a bar on a terminal, JSON lines when asked for, silence otherwise; and a
 * clean stop on Ctrl-C.
 */
#ifndef OM_ENGINE_CLI_PROGRESS_H
#define OM_ENGINE_CLI_PROGRESS_H

#include "engine/cli/command.h"

/** What the listener of a command remembers between two reports. */
typedef struct om_bar {
    enum { OM_BAR_SILENT, OM_BAR_TERMINAL, OM_BAR_JSON } kind;
    char stage[64];
    double begun_s, shown_s; /**< on a clock that never goes back */
    uint64_t begun_done;     /**< what was already done when the stage began */
    bool drawn;
} om_bar;

/**
 * A listener for a long job of `call`. From now on SIGINT and SIGTERM stop the job through it; a
 * third one ends the program at once.
 *
 * @param bar  zeroed; must live as long as the listener
 */
om_listener om_progress_listener(const om_call *call, om_bar *bar);

/** Clears the bar from the terminal. */
void om_progress_end(om_bar *bar);

/** The signal that asked to stop, 0 when none did. */
int om_progress_signal(void);

#endif
