/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Which lines were reached, and by what.
 *
 * The rule everything rests on: counters are added up as numbers, one for one, and
 * only what is added up becomes lines.  So the sum of runs in parallel is that of the
 * same runs one after the other, and no form in between can lose anything.
 *
 * What cannot be done ends the process with one line on stderr, exit status 2.
 */
#ifndef RUMPUS_COVERAGE_COVER_H
#define RUMPUS_COVERAGE_COVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/linux/user/counters.h"

/* Prints the line and exits with status 2. */
void die(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));
/* realloc(3) to `n` elements of `size` bytes that does not fail. */
void *grow(void *, size_t n, size_t size);
char *copy_text(const char *);
/* The folders that a file is in. */
void make_folders(const char *path);
/* A file as it is mapped; ends the process where it is not there or empty. */
const void *map_file(const char *path, size_t *len);

/* -- the lines of a kernel: notes.c, gcno.c, image.c -- */

/* Who reached a line: a case, an input of a corpus, anything else. */
enum kind { KIND_CASE, KIND_INPUT, KIND_OTHER, KINDS };
enum kind kind_of(const char *name);

struct line {
	uint32_t source; /* index into struct lines.source */
	uint32_t number;
};

/* All lines there are, by source and number. */
struct lines {
	char **source; /* "fs/ext4/inode.c", sorted */
	size_t nsource;
	struct line *line; /* sorted */
	size_t n;
};

/* The index of a line, or -1; source_find() that of a source. */
long line_find(const struct lines *, uint32_t source, uint32_t number);
long source_find(const struct lines *, const char *source);

enum { ARC_ON_TREE = 1, ARC_FAKE = 2, ARC_BRANCH = 1 << 16 };

struct function {
	char *name;
	uint32_t source, first, final; /* its lines */
	uint32_t ident, checksum[2];   /* of lines, of the flow graph */
	bool artificial;
	uint32_t blocks, arcs, places;
	struct arc {
		uint32_t from, to, flags;
	} * arc;
	struct place { /* a line that is reached where the block is */
		uint32_t block, source, number;
		long line;     /* its index */
		uint32_t same; /* the first place of the function with this line */
		bool end;      /* the line that branches at the block's end belong to */
	} * place;
	size_t counter, counters; /* of the image: the first, how many */
	bool linked;              /* the image has it */
};

struct object {
	char *name; /* "fs/ext4/inode" */
	uint32_t version, stamp, checksum;
	struct function *function;
	size_t functions;
};

/* What the compiler noted of the kernel of variant cov, and where the image has its
 * counters. */
struct notes {
	char folder[512]; /* of the objects */
	uint8_t build_id[COUNTERS_BUILD_ID];
	size_t counters;
	struct object *object;
	size_t objects;
	struct lines lines;
};

/* The kernel of the build; valid for ever. */
struct notes *notes_load(void);
/* gcno.c: reads the notes of one object, "<folder>/<name>.gcno". */
void gcno_read(struct notes *, struct object *);
uint32_t notes_source(struct notes *, const char *path);
/* image.c: finds objects and functions in the image. */
void image_read(struct notes *);

/* solve.c: how often each arc of a function was taken, by the counters of the whole
 * image; `block` receives the same for blocks. */
void solve(const struct function *, const uint64_t *counters, int64_t *arc, int64_t *block);

/* -- a run: run.c, gather.c, folder.c, follow.c -- */

struct run {
	uint8_t build_id[COUNTERS_BUILD_ID];
	size_t counters;
	uint64_t *sum[KINDS]; /* by counter */
	struct lines lines;
	struct reached {
		char *name;
		uint8_t *bits; /* by line */
	} * by;                /* of a run that was saved: in the order of their names */
	size_t n;
};

struct run *run_load(const char *path);
void run_save(const struct run *, const char *path);
bool reaches(const struct reached *, size_t line);
/* Compares two of them, for qsort(3) and bsearch(3). */
int reached_by_name(const void *, const void *);
/* By line: whether anything of a kind does; KINDS: anything at all.  malloc'ed. */
uint8_t *run_union(const struct run *, enum kind);
/* The run of a file, or a new one where there is none. */
struct run *run_begin(const char *path, const struct notes *);
/* Adds the records of a counter file; its length in bytes.  Ends the process where one
 * still counts into it. */
size_t run_add(struct run *, const struct notes *, const char *path);
/* A folder of counter files on its way into a run, which is saved when files of more
 * than `most` bytes have been added; what is saved is taken away. */
struct gathering *gathering_begin(const char *run, const char *folder, size_t most);
/* One of its files; a second time, nothing. */
void gathering_add(struct gathering *, const char *name);
/* All that is there; saves.  False: there was nothing. */
bool gathering_end(struct gathering *);
/* Adds all counter files of a folder. */
void gather(const char *run, const char *folder);
/* The same while a command runs, of each file when its last process has ended.  Returns
 * the command's exit status, 128 and more for a signal. */
int gather_while(const char *run, const char *folder, size_t most, char **words);

/* -- what is said of it -- */

struct tally {
	uint64_t lines, hit, functions, called, branches, taken;
};

/* A component as far as coverage goes: a folder of components/. */
struct part {
	const char *name, *sources;
	struct tally all, alone[KINDS];
};

/* Those named, or all with counters; ends the process for one that is not there. */
struct part *parts(char **names, size_t n, size_t *count);
/* For each "component <name>"; "prefix <name>" for what its cases' names begin with, that
 * is mounts of the same driver; and where it is no file system "folder <name>" for the
 * folders that cases for it may be in. */
void parts_print(const struct part *, size_t n);
bool part_has(const struct part *, const char *source);
/* What the counters of all objects say, added up. */
struct table {
	uint64_t *line; /* how often, by line */
	struct called {
		const char *name;
		uint32_t source, line;
		uint64_t count;
	} * called; /* by source and line */
	size_t functions;
	size_t *first; /* by line: its first branch; those of a line end at the next's */
	struct branch {
		uint64_t count;
		bool reached; /* its condition was */
	} * branch;
	int64_t *arc, *block; /* while it is made */
};
struct table *table_make(const struct notes *, const uint64_t *counters);
void table_free(struct table *);
/* The counters of a kind; KINDS: of all.  malloc'ed. */
uint64_t *run_sum(const struct run *, enum kind);

/* Ends the process where the run is of another build than the kernel. */
void check_build(const struct run *, const struct notes *);
/* summary.c */
void tally_parts(const struct notes *, const struct run *, struct part *, size_t n);
int summary(const char *run, char **components, size_t n, bool json);
/* objects.c: the sums as .gcda files beside links to .gcno ones, for gcov. */
int objects(const char *run, const char *out, char **components, size_t n);
/* info.c: a trace file of lcov, and what gcovr reads, of the components' sources. */
int info(const char *run, const char *lcov, const char *gcovr, char **components, size_t n);
/* pages.c: "<out>/<source>.why.html" for the components' sources. */
int pages(const char *run, const char *out, char **components, size_t n);
/* why.c */
int why(const char *run, const char *line);
int least(const char *run);
int only(const char *run);
/* curve.c: lines of a component by the times and inputs that stdin has.  1: the run has
 * none of the inputs. */
int curve(const char *run, char *component);
/* floor.c: true where each component is at its floor; raises them if asked to. */
int floors(const char *run, char **components, size_t n, bool raise);
/* diff.c */
int differ(const char *before, const char *after, const char *patch, const char *html);

#endif
