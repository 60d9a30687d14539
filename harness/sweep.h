/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Sweeps: a body runs with a fault at occurrence 1, 2, 3, ... of what it can be
 * for, once and for ever, each round from the same kernel with the file system
 * mounted; then with two faults at once.
 *
 * The rule everything rests on: a body may fail under a fault, that is what
 * faults are for.  What it may not do is said by oracles, see rumpus-sweep(3):
 * defects in the log, how calls fail, that the file system can be unmounted,
 * mounted and read again, its own checker, and the memory that is left.
 *
 * Rounds run in processes of their own, so one that dies ends nothing but
 * itself.  Which rounds there are, and what is found, depends on neither their
 * number nor the host.
 */
#ifndef RUMPUS_HARNESS_SWEEP_H
#define RUMPUS_HARNESS_SWEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "harness/component.h"

struct fs;
struct disk;

#define SWEEP_FAULTS 8  /* kinds of faults in one sweep */
#define SWEEP_TEXT 160  /* longest text of the faults of a round, with its end */
#define SWEEP_LINE 512  /* longest line of a finding, with its end */
#define SWEEP_MOST 1000 /* distinct findings that are kept */

/* What to sweep.  Zero means: the default. */
struct sweep {
	const struct component *comp; /* its file system is mounted on /mnt */
	const char *image;            /* default: the component's own */
	void (*body)(struct fs *);
	/* Faults as rumpus-fault(7) has them, with '%' in the place of the
	 * occurrence: "write:%=EIO".  With "%+300", for ever is the occurrence and
	 * the 300 behind it, for what a kernel tries again until it works.  The
	 * others are NULL. */
	const char *fault[SWEEP_FAULTS];
	uint32_t pairs;   /* rounds with two faults, a choice by the seed; default: none */
	uint64_t seed;    /* of all choices; default 1 */
	uint64_t rounds;  /* of each kind of fault, once and for ever each, at most so
	                    many, a choice by the seed; default: all */
	uint64_t calls;   /* all rounds make about so many system calls at most: the
	                    more a body makes, the fewer rounds; default: no bound */
	uint32_t checks;  /* so many distinct disks go to the external checker at most;
	                    default: all.  SWEEP_NO_CHECKS: none */
	unsigned jobs;    /* processes at a time; default 1 */
	const char *only; /* one round, with these faults and no choice, and the log on
	                    stderr; default: none */
	/* Told after some rounds how far it is; NULL: nobody is. */
	void (*progress)(void *arg, uint64_t done, uint64_t all);
	void *progress_arg;
};

#define SWEEP_NO_CHECKS UINT32_MAX

enum sweep_kind {
	SWEEP_DIED,    /* the process of the round ended: a crash on the host's side */
	SWEEP_DEFECT,  /* an oops, KASAN, a hung call ...: kern_splat() */
	SWEEP_ERRNO,   /* a call failed with an error that the fault does not explain */
	SWEEP_UNMOUNT, /* it can not be unmounted, with the fault gone */
	SWEEP_MOUNT,   /* it can not be mounted again */
	SWEEP_TREE,    /* what is in it can not be read */
	SWEEP_CHECK,   /* its checker complains */
	SWEEP_LEAK,    /* the kernel holds more memory than after a round without fault */
	SWEEP_VOID,    /* the fault did not fire where the count says it must */
	SWEEP_KINDS
};

/* A thing found wrong.  Those equal but for numbers are one finding. */
struct sweep_finding {
	enum sweep_kind kind;
	uint64_t round;         /* the first that found it */
	uint64_t rounds;        /* that found it */
	char fault[SWEEP_TEXT]; /* of the first: FAULT= for this round alone */
	char what[SWEEP_LINE];  /* in one line */
	const char *known;      /* the SWEEP_KNOWN that describes it, or NULL */
};

struct sweep_tally {
	char name[32];       /* of the fault: "write" */
	uint64_t seen;       /* occurrences in the round without fault */
	uint64_t once, ever; /* rounds */
};

struct sweep_result {
	struct sweep_tally tally[SWEEP_FAULTS];
	size_t faults;
	uint64_t pairs;
	uint64_t rounds;               /* in all, checks not counted */
	uint64_t disks;                /* distinct contents after the unmount */
	uint64_t checked;              /* of these by the checker */
	bool leaks;                    /* memory was looked at */
	struct sweep_finding *finding; /* in the order of their rounds */
	size_t findings;
};

/* Runs a sweep in child processes.  No kernel may run in this one.  What makes a
 * sweep impossible (a body that fails without a fault, a fault that does not
 * parse) ends the case. */
struct sweep_result *sweep_run(const struct sweep *);
void sweep_free(struct sweep_result *);
/* "812 (read 31+31, write 40+40, alloc 200+200 of 1043, pairs 16); disks 90, checked 20" */
void sweep_line(const struct sweep_result *, char *buf, size_t len);
const char *sweep_kind_name(enum sweep_kind);

/* -- in this process: for a measurement, and for the self cases -- */

struct sweep_worker;

/* Boots, mounts and runs the round without faults. */
struct sweep_worker *sweep_worker_open(const struct sweep *);
/* Occurrences of fault number i in that round. */
uint64_t sweep_worker_seen(const struct sweep_worker *, size_t i);
/* One round with these faults, the checker not included; the findings. */
unsigned sweep_worker_round(struct sweep_worker *, const char *faults);
void sweep_worker_close(struct sweep_worker *);

/* -- known defects -- */

/* A defect of the driver that sweeps find.  Stands beside the component, in
 * components/<name>/. */
struct sweep_known {
	const char *comp;  /* the component, a pattern of fnmatch(3) */
	const char *cases; /* the case without the component's name, the same */
	const char *fault; /* the text of the fault, the same */
	const char *what;  /* the finding, the same */
	const char *why;   /* what is wrong in the driver */
};

#define SWEEP_KNOWN(id, ...)                                                \
	static const struct sweep_known sweep_known_##id = { __VA_ARGS__ }; \
	static const struct sweep_known *const sweep_known_entry_##id       \
	    __attribute__((used, section("rumpus_sweep_known"))) = &sweep_known_##id

/* Marks the findings that are known for this case.  The number of others. */
size_t sweep_mark_known(struct sweep_result *, const char *comp, const char *name);

/* A SWEEP_KNOWN for this component and case by their names, not by a pattern, that
 * is none of the findings any more; NULL: there is none, or not every round and
 * every disk was looked at. */
const struct sweep_known *sweep_stale(const struct sweep_result *, const char *comp,
    const char *name);

#endif
