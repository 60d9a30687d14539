/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What the case.c of a regression includes.  It lies in the folder
 * corpora/<target>/regress/<what-is-wrong>; all of a target become the test program
 * cases/regress/<target>_test.
 */
#ifndef RUMPUS_TRIAGE_REGRESS_H
#define RUMPUS_TRIAGE_REGRESS_H

#include "atf/case.h"

/* A known defect: the input beside the file shows the one of this key (see
 * fuzz/triage/stack.h).  The case is an expected failure, with `ref`, a reference
 * or a description; once the defect is gone, or is another one, it fails.  Where the
 * input makes an allocation fail, it may be one of the next 40 to either side. */
#define REGRESS_DEFECT(id, key, ref)                \
	CASE(id, ref)                               \
	{                                           \
		regress_defect(__FILE__, key, ref); \
	}
/* The same for one that the kernel of variant debug alone tells; skipped where that is
 * not built. */
#define REGRESS_DEBUG(id, key, ref)                \
	CASE(id, ref)                              \
	{                                          \
		regress_debug(__FILE__, key, ref); \
	}
/* A defect that was repaired: the input beside the file runs clean. */
#define REGRESS_CLEAN(id, ref)           \
	CASE(id, ref)                    \
	{                                \
		regress_clean(__FILE__); \
	}

void regress_defect(const char *file, const char *key, const char *ref);
void regress_debug(const char *file, const char *key, const char *ref);
void regress_clean(const char *file);

#endif
