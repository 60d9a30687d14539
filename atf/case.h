/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A case is one block that registers itself:
 *
 *	CASE(name, "what it shows") { ... }
 *	FS_CASE(name, needs, "what it shows") { ... uses `struct fs *fs` ... }
 *	FS_CASE_RW(name, needs, "...")          the same, not on read-only ones
 *	SWEEP(name, "...", .on = DISK_WRITE, .error = EIO) { ... the same body ... }
 *
 * An FS_CASE becomes one ATF case for each file-system component that lacks
 * nothing of `needs` (enum fs_lack), on its image: "ext4_name".  The
 * file system is mounted before the body and unmounted, checked by the real
 * checker and searched for splats after it.
 *
 * A CRASH becomes one for each promise that a component makes for power cuts, see
 * rumpus-crash(3): "ext4_journal_name".
 *
 * A SWEEP becomes one for each component that sweeps run on; its body runs with
 * the fault at every occurrence, see rumpus-sweep(3).
 *
 * Every file cases/<subject>/<what>_test.c becomes a test program.
 */
#ifndef RUMPUS_CASE_H
#define RUMPUS_CASE_H

#include <atf-c.h>
#include <errno.h>
#include <string.h>

#include "harness/harness.h"
#include "harness/sweep.h"

/* A SWEEP: one fault, as struct disk_fault has it or as a text. */
struct sweep_case {
	enum disk_on on;
	int error;          /* EIO */
	const char *effect; /* or an effect: "torn(512)" */
	const char *fault;  /* or all of it: "alloc:%=ENOMEM" */
	uint64_t needs;     /* enum fs_lack */
	uint32_t pairs;     /* rounds with the fault at two occurrences */
};

struct atf_case {
	const char *name, *descr;
	int line;                       /* cases are listed in this order */
	void (*body)(void);             /* CASE */
	void (*fs_body)(struct fs *);   /* FS_CASE, SWEEP */
	uint64_t needs;                 /* enum fs_lack */
	bool crash;                     /* fs_body is that of a CRASH */
	const struct sweep_case *sweep; /* SWEEP */
};

#define CASE_ENTRY(id, ...)                                                                      \
	static const struct atf_case case_##id = { .name = #id, .line = __LINE__, __VA_ARGS__ }; \
	static const struct atf_case *const case_entry_##id                                      \
	    __attribute__((used, section("rumpus_cases"))) = &case_##id;

#define CASE(id, text)                                     \
	static void body_##id(void);                       \
	CASE_ENTRY(id, .descr = (text), .body = body_##id) \
	static void body_##id(void)

#define FS_CASE(id, need, text)                                                \
	static void body_##id(struct fs *fs);                                  \
	CASE_ENTRY(id, .descr = (text), .fs_body = body_##id, .needs = (need)) \
	static void body_##id(struct fs *fs)

#define FS_CASE_RW(id, need, text) FS_CASE(id, FS_WRITE | (need), text)

#define CRASH(id, need, text)                 \
	static void body_##id(struct fs *fs); \
	CRASH_ENTRY(id, need, text)           \
	static void body_##id(struct fs *fs)
#define CRASH_ENTRY(id, need, text) \
	CASE_ENTRY(id, .descr = (text), .fs_body = body_##id, .needs = (need), .crash = true)

#define SWEEP(id, text, ...)                                                        \
	static void body_##id(struct fs *fs);                                       \
	static const struct sweep_case sweep_##id = { __VA_ARGS__ };                \
	CASE_ENTRY(id, .descr = (text), .fs_body = body_##id, .sweep = &sweep_##id) \
	static void body_##id(struct fs *fs)

/* All FS_CASEs of the program are swept with these faults, in place of being run
 * as they are. */
struct sweep_matrix {
	const char *fault[SWEEP_FAULTS];
	uint32_t pairs;
};

#define SWEEP_MATRIX(...)                                                     \
	static const struct sweep_matrix sweep_matrix_here = { __VA_ARGS__ }; \
	static const struct sweep_matrix *const sweep_matrix_entry            \
	    __attribute__((used, section("rumpus_sweep_matrix"))) = &sweep_matrix_here

/* A known defect of the driver: from here on the case is expected to fail, and
 * fails once it does not.  `ref` is a reference or a precise description. */
#define EXPECT_DEFECT(ref) atf_tc_expect_fail("%s", (ref))

/* Checks.  Each ends the case with place, expected and got.  Arguments are
 * evaluated once. */
#define REQUIRE(cond) ((cond) ? (void)0 : require_failed(__FILE__, __LINE__, "%s is false", #cond))
#define REQUIRE_EQ(want, expr) \
	require_eq(__FILE__, __LINE__, #expr, (long long)(want), (long long)(expr))
#define REQUIRE_STREQ(want, expr) require_streq(__FILE__, __LINE__, #expr, (want), (expr))
#define REQUIRE_MEMEQ(want, expr, len) \
	require_memeq(__FILE__, __LINE__, #expr, (want), (expr), (len))
/* `expr` gave 0 or more; its value. */
#define REQUIRE_OK(expr) require_ok(__FILE__, __LINE__, #expr, (long)(expr))
/* `expr` (a positive or negative errno, or 0) is one of the errnos named. */
#define REQUIRE_ERROR(expr, ...) \
	require_error(__FILE__, __LINE__, #expr, (long)(expr), (const int[]){ __VA_ARGS__, -1 })

void require_failed(const char *file, int line, const char *format, ...)
    __attribute__((noreturn, format(printf, 3, 4)));
void require_eq(const char *file, int line, const char *expr, long long want, long long got);
void require_streq(const char *file, int line, const char *expr, const char *want, const char *got);
void require_memeq(const char *file, int line, const char *expr, const void *want, const void *got,
    size_t len);
long require_ok(const char *file, int line, const char *expr, long got);
void require_error(const char *file, int line, const char *expr, long got, const int *allowed);

#endif
