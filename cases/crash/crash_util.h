/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the bodies of crash cases share.  Each ends the case where a call fails. */
#ifndef CASES_CRASH_UTIL_H
#define CASES_CRASH_UTIL_H

#include "atf/case.h"
#include "harness/crash.h"
#include "kernel/kern.h"

#define SECOND 1000000000ull
/* Time after which the journal is committed, and after which data is written. */
#define COMMIT (6 * SECOND)
#define WRITEBACK (40 * SECOND)

/* Writes `len` bytes at `at`; each byte tells where it is and what `c` was. */
void fill(struct fs *, int fd, off_t at, size_t len, char c);
/* Makes (or opens) a file and fills its first `len` bytes; the descriptor. */
int make(struct fs *, const char *path, size_t len, char c);
/* The same, synced and closed. */
void make_synced(struct fs *, const char *path, size_t len, char c);
/* [at, at + len) of a file is what fill() wrote. */
void require_filled(struct fs *, const char *path, off_t at, size_t len, char c);
/* fsync of a file or a directory; syncfs of the file system. */
void sync_path(struct fs *, const char *path);
void sync_fs(struct fs *);

/* The promise of a component by its name, to be changed. */
struct crash_promise promise_of(const char *component, const char *name);
/* Runs a body under a promise and judges the states; "" or what is wrong with the
 * first bad one, until the next call. */
const char *judge(const char *component, const struct crash_promise *, void (*body)(struct fs *));
/* The same with so many disks at most for the checker. */
const char *judge_with(const char *component, const struct crash_promise *,
    void (*body)(struct fs *), uint64_t checks);

#endif
