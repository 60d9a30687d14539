/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the files of atf/ share. */
#ifndef RUMPUS_ATF_INTERNAL_H
#define RUMPUS_ATF_INTERNAL_H

#include "atf/case.h"

/* One ATF case: a CASE, or an FS_CASE or SWEEP applied to a component. */
struct instance {
	atf_tc_t tc;
	char *name;
	const struct atf_case *from;
	const struct component *comp;      /* NULL: a CASE */
	const struct crash_promise *crash; /* of a CRASH, else NULL */
	bool sweep;
};

/* All instances of this program, in the order of their source lines. */
struct instance *instances(size_t *n);
/* The head and body of every ATF case. */
void instance_head(atf_tc_t *);
void instance_body(const atf_tc_t *);

/* The body of a CRASH. */
void run_crash(const struct instance *);

/* The command that reproduces a failure gets `text` in front, "CRASH_STATE='cut=17'". */
void reproduce_with(const char *text);
/* True with `-v long=yes`: what is bounded otherwise is not. */
bool run_long(void);

/* sweep.c: the faults of all FS_CASEs of this program, or NULL. */
const struct sweep_matrix *sweep_matrix(void);
/* Sweeps; what is found ends the case. */
void run_sweep(const struct instance *);
/* The command that runs the case again, alone, with these faults (NULL: with those
 * of the environment). */
void print_reproducer(const char *fault);

/* The path of this program below the build folder: "cases/fs/rename_test". */
const char *program_path(void);

#endif
