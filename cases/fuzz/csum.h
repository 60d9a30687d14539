/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Repair of checksums, judged by the real checker on images of the real maker. */
#ifndef RUMPUS_CASES_CSUM_H
#define RUMPUS_CASES_CSUM_H

#include "fuzz/mutate/format.h"
#include "harness/harness.h"

struct csum_judge {
	const struct format *format;
	const char *make;  /* shell commands that make the file "made"; NULL: */
	const char *image; /* an image of a component, by name */
	const char *check; /* a shell command that checks the file "image" */
	/* Extended regular expression: what it says of a wrong checksum. */
	const char *words;
	bool last; /* flips are of the last object of a kind, not of the first: behind a log */
};

/* Where the lowest bit can be flipped in a kind of metadata without making it another.
 * The list ends with a NULL name. */
struct csum_flip {
	const char *kind; /* format.kind[].name */
	int at;           /* its byte, of the object; counted from the end if negative */
};

/* Repairs what a span of a disk touches. */
void csum_repair(const struct format *, const struct format_map *, struct disk *, struct span);
/* Makes the image.  Repairing all of it changes nothing.  Then for each flip: the
 * checker speaks of a checksum, and after a repair it does not.  Ends the case
 * otherwise, or where the image has no such kind. */
void csum_flips(const struct csum_judge *, const struct csum_flip *);
/* One flip, of the byte at `at` of a disk that is as it was made; undone. */
void csum_judge_flip(const struct csum_judge *, const struct format_map *, struct disk *,
    uint64_t at);
/* Makes the image.  Then for each byte of a checksum: a bit of it is flipped, and
 * a repair gives back just what the maker wrote.  Needs no checker. */
void csum_restores(const struct csum_judge *, const struct csum_flip *);
/* Makes the image.  It has that many objects of a kind, and their first bytes do
 * not lie in others of that kind. */
void csum_finds(const struct csum_judge *, unsigned kind, size_t n);
/* How many there are of a kind, as the checker or another tool has it. */
struct csum_count {
	const char *kind;
	const char *count; /* a shell command that prints a number, of the file "image" */
};

/* Makes the image.  As many objects of each kind are found in it as are counted; the
 * list ends with a NULL name. */
void csum_counts(const struct csum_judge *, const struct csum_count *);
/* Makes the image, and repairs a few thousand damaged copies of it: without reading
 * or writing beside it. */
void csum_hostile(const struct csum_judge *);

#endif
