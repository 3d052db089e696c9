#ifndef DAYBOOK_CLIBPQ_SHIM_H
#define DAYBOOK_CLIBPQ_SHIM_H

#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

/* The field codes are character constants, which Swift does not see. */
static inline int daybook_pq_sqlstate_field(void) { return PG_DIAG_SQLSTATE; }
static inline int daybook_pq_severity_field(void) { return PG_DIAG_SEVERITY_NONLOCALIZED; }
static inline int daybook_pq_message_field(void) { return PG_DIAG_MESSAGE_PRIMARY; }
static inline int daybook_pq_table_field(void) { return PG_DIAG_TABLE_NAME; }
static inline int daybook_pq_constraint_field(void) { return PG_DIAG_CONSTRAINT_NAME; }

static inline void daybook_pq_ignore_notice(void *argument, const char *message) {
    (void)argument;
    (void)message;
}

/* libpq prints notices to stderr unless somebody takes them. */
static inline void daybook_pq_silence(PGconn *connection) {
    PQsetNoticeProcessor(connection, daybook_pq_ignore_notice, NULL);
}

/* A counter that poll can wait for: writing wakes whoever polls it. */
static inline int daybook_pq_make_alarm(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

static inline void daybook_pq_ring(int alarm) {
    uint64_t one = 1;
    /* It fails only when it rings already. */
    ssize_t written = write(alarm, &one, sizeof one);
    (void)written;
}

static inline void daybook_pq_quiet(int alarm) {
    uint64_t count;
    ssize_t got = read(alarm, &count, sizeof count);
    (void)got;
}

/* Nanoseconds of a clock that only goes forward. */
static inline int64_t daybook_pq_monotonic(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

#endif
