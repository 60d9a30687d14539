/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the files of atf/ share. */
#ifndef RUMPUS_ATF_INTERNAL_H
#define RUMPUS_ATF_INTERNAL_H

#include "atf/case.h"

/* One ATF case: a CASE, or an FS_CASE applied to a component. */
struct instance {
	atf_tc_t tc;
	char *name;
	const struct atf_case *from;
	const struct component *comp; /* NULL: a CASE */
};

/* All instances of this program, in the order of their source lines. */
struct instance *instances(size_t *n);
/* The head and body of every ATF case. */
void instance_head(atf_tc_t *);
void instance_body(const atf_tc_t *);

/* The path of this program below the build folder: "cases/fs/rename_test". */
const char *program_path(void);

#endif
