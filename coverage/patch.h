/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Unified diffs of files whose lines are counted. */
#ifndef RUMPUS_COVERAGE_PATCH_H
#define RUMPUS_COVERAGE_PATCH_H

#include "coverage/cover.h"

/* A line of a hunk: its number before and after; 0: it is not there. */
struct change {
	uint32_t from, to;
};

struct patch {
	struct patched {
		char *source; /* as in struct lines; "": not counted */
		struct change *change;
		size_t changes;
		char **text; /* the file of the tree, by line; NULL: it is not there */
		size_t lines;
	} * file;
	size_t files;
};

/* Ends the process for a file that is no diff, or where the kernel's tree is not what
 * it leads to. */
struct patch *patch_read(const char *path, const struct lines *);
/* The changes of a source, or NULL: there are none. */
const struct patched *patch_file(const struct patch *, const char *source);
/* Where a line from before is now; 0: it is gone. */
uint32_t patch_map(const struct patched *, uint32_t number);
/* A line of the kernel's tree, or "". */
const char *source_text(const char *source, uint32_t number);
/* True for a line that was not there before, or not as it is. */
bool patch_adds(const struct patched *, uint32_t number);

#endif
