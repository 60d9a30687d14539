/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the files of the sweep share: sweep*.c. */
#ifndef RUMPUS_HARNESS_SWEEP_INTERNAL_H
#define RUMPUS_HARNESS_SWEEP_INTERNAL_H

#include "harness/internal.h"
#include "harness/sweep.h"

/* -- sweep_plan.c: which rounds there are -- */

struct sweep_plan {
	const struct sweep *conf;
	size_t faults;
	uint64_t seen[SWEEP_FAULTS]; /* occurrences in the round without fault */
	uint64_t calls;              /* system calls of its body */
	uint64_t part[SWEEP_FAULTS]; /* rounds once; as many for ever */
	uint64_t pairs, rounds;      /* the last `pairs` rounds have two faults */
};

/* Counts the faults of a sweep and checks their form. */
void sweep_plan_open(struct sweep_plan *, const struct sweep *);
/* From `seen` and `calls`: which rounds there are. */
void sweep_plan_make(struct sweep_plan *);
/* The faults of one round. */
void sweep_plan_text(const struct sweep_plan *, uint64_t round, char text[SWEEP_TEXT]);
/* Faults that count what the others could be for, and never fire. */
void sweep_plan_count_text(const struct sweep_plan *, char *text, size_t len);

/* -- sweep_errno.c: how calls fail -- */

#define SWEEP_ERRNOS 192 /* errors are below this */
#define SWEEP_SUSPECTS 8

struct sweep_errnos {
	uint64_t bit[SWEEP_ERRNOS / 64];
};

struct sweep_errno {
	struct sweep_errnos clean[KERN_NCALLS]; /* of the round without fault */
	struct sweep_errnos explained;          /* by the faults of this round */
	bool learning;                          /* this is the round without fault */
	bool verbose;
	uint64_t calls; /* of this round */
	bool mounted;   /* the body has mounted or remounted */
	size_t suspects;
	struct sweep_suspect {
		int call, error;
		bool mounted;
	} suspect[SWEEP_SUSPECTS];
};

/* Looks at the faults that are set. */
void sweep_errno_start(struct sweep_errno *, const struct kern *);
/* One result of a call. */
void sweep_errno_note(struct sweep_errno *, int call, long result);
/* The same as a struct kern.called. */
void sweep_errno_called(void *arg, struct kern *, int call, const long arg_of[6], long result);
/* True where the driver may give this error once it has said that it found the
 * file system in error. */
bool sweep_errno_of_shutdown(int error);

/* -- sweep_worker.c, sweep_round.c: a process that runs rounds -- */

#define SWEEP_CACHES 512

struct sweep_worker {
	const struct sweep *conf;
	struct sweep_plan plan;
	struct fs start; /* as the body finds it */
	struct fs fs;    /* as it is in this round */
	struct sweep_errno errnos;
	bool clean;      /* this is the round without fault */
	bool idle;       /* the round without fault, and without the body */
	bool loses;      /* a fault of this round keeps writes from the disk */
	bool void_round; /* no fault of this round fired */
	bool checking;   /* the checker is to look at each disk */
	struct kern_memory memory[SWEEP_CACHES]; /* after rounds without fault */
	size_t memories;
	uint64_t threads; /* then, but for those that have ended */
	uint64_t hash;    /* of what this round changed on the disk; 0: not known */
	uint64_t *tree;   /* hashes of disks whose tree was read, a hash table */
	size_t tree_used, tree_size;
	struct sweep_checker *checker;
	unsigned job; /* its number among the processes */
	void (*found)(void *arg, enum sweep_kind, const char *what);
	void *found_arg;
	unsigned findings; /* of this round */
};

/* Runs a round from restore to verification.  NULL: the round without fault. */
void sweep_round(struct sweep_worker *, const char *faults);
void sweep_found(struct sweep_worker *, enum sweep_kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* True where the driver has logged in this round that it found the file system in
 * error. */
bool sweep_complained(const struct sweep_worker *);

/* -- sweep_tree.c -- */

/* Reads names, attributes and content of all there is below `dir`.  0 or the first
 * error, with "stat gives EIO (/mnt/f)" in `what`. */
int sweep_tree_read(struct kern *, const char *dir, char what[256]);

/* -- sweep_disk.c -- */

/* Hash of what is different since disk_mark(), not 0; equal for equal contents. */
uint64_t sweep_disk_hash(const struct disk *);

/* -- sweep_memory.c -- */

/* Compares memory with that after the round without fault, or learns it there. */
void sweep_memory(struct sweep_worker *);

/* -- sweep_check.c -- */

struct sweep_checker *sweep_checker_open(const struct component *, unsigned job);
/* Has the checker look at the disk as a round left it. */
void sweep_check(struct sweep_worker *);
void sweep_checker_close(struct sweep_checker *);

/* -- sweep_process.c: a process that runs rounds -- */

#define SWEEP_JOBS 64
#define SWEEP_ROUNDS (1u << 22) /* of one sweep, at most */
#define SWEEP_STEP 64           /* rounds between two messages about progress */

enum sweep_says {
	SWEEP_SAYS_FOUND,
	SWEEP_SAYS_FAIL, /* the sweep can not be made */
	SWEEP_SAYS_SKIP,
	SWEEP_SAYS_STEP, /* SWEEP_STEP more rounds have run */
};

/* What comes through a pipe; small enough to come in one piece. */
struct sweep_message {
	enum sweep_says says;
	enum sweep_kind kind;
	uint64_t round;
	char text[SWEEP_LINE];
};

/* Seen by all processes. */
struct sweep_shared {
	uint64_t seen[SWEEP_FAULTS], calls;
	bool leaks;
	uint64_t at[SWEEP_JOBS];     /* where in its work each process is */
	uint64_t hash[SWEEP_ROUNDS]; /* of the disk after each round; 0: not known */
};

struct sweep_run {
	const struct sweep *conf;
	struct sweep_shared *shared;
	struct sweep_plan plan;
	struct sweep_result *result;
	unsigned jobs;
	const uint64_t *check; /* the rounds to run again for the checker, or NULL */
	uint64_t checks;       /* how many */
	uint64_t steps;        /* told so far */
};

/* The process number `job`, which starts at its work number `from` and tells of it
 * through the pipe `to`. */
void sweep_process(const struct sweep_run *, unsigned job, uint64_t from, int to)
    __attribute__((noreturn));

/* -- sweep_result.c -- */

/* Adds a finding of a round, or a further round to an equal one. */
void sweep_add(struct sweep_result *, enum sweep_kind, uint64_t round, const char *fault,
    const char *what);
/* Counts and sorts. */
void sweep_finish(struct sweep_result *, const struct sweep_plan *);

#endif
