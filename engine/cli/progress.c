/* Progress on stderr, and stopping on a signal. */
#include "engine/cli/progress.h"

#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BAR_WIDTH = 24 };

/* A signal handler can reach nothing else; set there, read everywhere. */
static volatile sig_atomic_t signal_received, signal_count;

/* The third ends the program at once; two may come of one request, as timeout(1) sends them. */
static void remember_signal(int number)
{
    signal_received = number;
    signal_count = signal_count + 1;
    if (signal_count < 3)
        return;
    signal(number, SIG_DFL);
    raise(number);
}

int om_progress_signal(void)
{
    return signal_received;
}

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* "0:07", "12:03", "1:02:03"; hours appear when there are some. */
static void format_duration(double seconds, char *ret, size_t size)
{
    const uint64_t all = seconds < 359999 ? (uint64_t)(seconds + 0.5) : 359999;
    if (all >= 3600)
        snprintf(ret, size, "%" PRIu64 ":%02" PRIu64 ":%02" PRIu64, all / 3600, all / 60 % 60,
                 all % 60);
    else
        snprintf(ret, size, "%" PRIu64 ":%02" PRIu64, all / 60, all % 60);
}

static void begin_stage(om_bar *bar, const om_progress *progress, double now)
{
    if (strncmp(bar->stage, progress->stage, sizeof bar->stage - 1) == 0)
        return;
    snprintf(bar->stage, sizeof bar->stage, "%s", progress->stage);
    bar->begun_s = now;
    bar->begun_done = progress->done;
    bar->shown_s = 0;
}

/* Stages may hold file names, and those may hold anything. */
static void print_json_text(const char *text)
{
    fputc('"', stderr);
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        if (*at < 0x20)
            fprintf(stderr, "\\u%04x", *at);
        else
            fprintf(stderr, *at == '"' || *at == '\\' ? "\\%c" : "%c", *at);
    }
    fputc('"', stderr);
}

static void print_json(const om_progress *progress)
{
    fputs("{\"stage\":", stderr);
    print_json_text(progress->stage);
    fprintf(stderr, ",\"done\":%" PRIu64 ",\"total\":%" PRIu64 ",\"unit\":\"%s\"}\n",
            progress->done, progress->total, progress->unit);
}

static void print_bar(const om_bar *bar, const om_progress *progress, double now)
{
    const double spent_s = now - bar->begun_s;
    const double done_since = (double)progress->done - (double)bar->begun_done;
    const double rate = spent_s > 0.5 ? done_since / spent_s : 0;
    fprintf(stderr, "\r\033[K%-12s ", progress->stage);
    if (progress->total) {
        const double part = (double)progress->done / (double)progress->total;
        const double share = part < 1 ? part : 1;
        const int filled = (int)(share * BAR_WIDTH);
        fprintf(stderr, "[%.*s%*s] %3d%% ", filled, "########################", BAR_WIDTH - filled,
                "", (int)(share * 100));
    }
    fprintf(stderr, "%" PRIu64 " %s", progress->done, progress->unit);
    if (rate <= 0)
        return;
    fprintf(stderr, ", %.0f/s", rate);
    if (progress->total > progress->done) {
        char left[24];
        format_duration((double)(progress->total - progress->done) / rate, left, sizeof left);
        fprintf(stderr, ", %s left", left);
    }
}

/* At most ten lines a second, but always the last of a stage. */
static bool is_due(const om_bar *bar, const om_progress *progress, double now)
{
    return now - bar->shown_s >= 0.1 || (progress->total && progress->done >= progress->total);
}

static bool report(const om_progress *progress, void *user)
{
    om_bar *bar = user;
    if (signal_received)
        return false;
    const double now = now_s();
    begin_stage(bar, progress, now);
    if (bar->kind == OM_BAR_SILENT || !is_due(bar, progress, now))
        return true;
    bar->shown_s = now;
    bar->drawn = bar->kind == OM_BAR_TERMINAL;
    if (bar->kind == OM_BAR_JSON)
        print_json(progress);
    else
        print_bar(bar, progress, now);
    return true;
}

om_listener om_progress_listener(const om_call *call, om_bar *bar)
{
    const struct sigaction action = {.sa_handler = remember_signal};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);

    if (om_call_has(call, "progress"))
        bar->kind = OM_BAR_JSON;
    else if (!om_call_has(call, "quiet") && isatty(STDERR_FILENO))
        bar->kind = OM_BAR_TERMINAL;
    return (om_listener){.report = report, .user = bar};
}

void om_progress_end(om_bar *bar)
{
    if (bar->drawn)
        fputs("\r\033[K", stderr);
    bar->drawn = false;
}
