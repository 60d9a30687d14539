/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Faults: a layer of hypercalls that makes some of them fail.
 *
 * A fault is data: which hypercall, which occurrence, what happens, and filters
 * of device, sectors and direction.  The grammar is in rumpus-fault(7); here
 * is its only parser.  Each file of rumpuser/fault/ with a FAULT_EFFECT block is
 * one kind of effect; nothing else lists them.
 *
 * The rules everything rests on:
 * - Occurrences are counted as the kernel makes its calls, before anything is
 *   held back, for each fault by itself, from when it was added; so they are the
 *   same in each run.
 * - What the layer does, it does in virtual time: a request that is held back is
 *   done from inside clock_wait(), as rumpuser/hyp.h allows.
 * - An effect may break a promise of rumpuser/hyp.h, and says so by its name: a
 *   clock that goes back, a request that is never done.
 * - The layer uses no memory of the kernel and outlives a kernel that dies.
 */
#ifndef RUMPUS_FAULT_H
#define RUMPUS_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rumpuser/hyp.h"

#define FAULT_RULES 32 /* faults that can be set at a time */
#define FAULT_ARGS 3   /* arguments of an effect */
#define FAULT_TEXT 128 /* longest text of one fault, with its end */
#define FAULT_WHY 512  /* room for one line that says what is wrong */
#define FAULT_SHOTS 64 /* faults fired of which the particulars are kept */
#define FAULT_ANY UINT32_MAX
#define FAULT_DISKS 32 /* devices are numbered below this */
#define FAULT_WIRES 8  /* wires too */
#define FAULT_BYTES 16 /* of a frame, that a filter can name */

struct fault;
struct fault_effect; /* rumpuser/fault/effect.h */

/* The hypercalls that faults are for, a bit for each. */
enum fault_call {
	FAULT_READ = 1 << 0,
	FAULT_WRITE = 1 << 1,
	FAULT_FLUSH = 1 << 2,
	FAULT_DISCARD = 1 << 3,
	FAULT_GEOMETRY = 1 << 4,
	FAULT_ARENA = 1 << 5,
	FAULT_ALIAS = 1 << 6,
	FAULT_UNALIAS = 1 << 7,
	FAULT_CLOCK = 1 << 8,
	FAULT_WALL = 1 << 9,
	FAULT_RANDOM = 1 << 10,
	FAULT_ALLOC_SLAB = 1 << 11, /* enum hyp_alloc */
	FAULT_ALLOC_PAGE = 1 << 12,
	FAULT_ALLOC_VMALLOC = 1 << 13,
	FAULT_TX = 1 << 14, /* a frame that the kernel sends */
	FAULT_RX = 1 << 15, /* one that it receives */
};
#define FAULT_FRAME (FAULT_TX | FAULT_RX)

/* Which frames. */
struct fault_match {
	uint32_t proto;        /* enum fault_proto; FAULT_ANY: all */
	uint32_t len, len_end; /* bytes; all: 0, UINT32_MAX */
	uint32_t at;           /* where the bytes lie */
	uint32_t bytes;        /* how many; 0: all frames */
	uint8_t value[FAULT_BYTES], mask[FAULT_BYTES];
};

/* What happens: an effect and its arguments, in the order it declares them. */
struct fault_what {
	const struct fault_effect *effect;
	int64_t arg[FAULT_ARGS];
};

/* One fault. */
struct fault_rule {
	uint32_t calls;              /* enum fault_call */
	uint64_t first, last, every; /* the occurrences first, first + every .. last */
	uint32_t dev;                /* FAULT_ANY: every device */
	uint64_t sector, sector_end; /* first and last of the range; all: 0, UINT64_MAX */
	struct fault_match match;
	struct fault_what what;
	char text[FAULT_TEXT]; /* as it was given */
	uint64_t seen;         /* calls counted so far */
	uint64_t hits;         /* how often it fired */
};

/* One fault that fired. */
struct fault_shot {
	char text[FAULT_TEXT]; /* of the fault */
	uint64_t nth;          /* the occurrence */
	uint32_t call;         /* enum fault_call, one of them */
	uint32_t dev;          /* FAULT_ANY: the call has none */
	uint64_t sector, len;  /* len in bytes */
	uint64_t clock;        /* virtual ns of the kernel's last look at the clock */
};

/* Parses `text`.  The number of faults, at most `max`, or -EINVAL: `why` is one
 * line then, with the place and what was expected. */
int fault_parse(const char *text, struct fault_rule *, size_t max, char why[FAULT_WHY]);

/* Makes a layer without faults.  `fired` is told of each that fires, before its
 * effect, inside the hypercall; may be NULL.  NULL: out of host memory. */
struct fault *fault_open(void (*fired)(void *arg, const struct fault_shot *), void *arg);
void fault_close(struct fault *);
/* Puts the layer over `below`; once. */
struct hyp *fault_stack(struct fault *, struct hyp *below);

/* Adds the faults of `text`: all or, with -EINVAL and a line in `why`, none. */
int fault_add(struct fault *, const char *text, char why[FAULT_WHY]);
/* Takes all faults away, and what they left behind; requests that are held back
 * are still done in their time. */
void fault_clear(struct fault *);
/* -EINVAL, with a line in `why`, where a fault is for sectors that the disk `dev`
 * of so many sectors does not have. */
int fault_check_disk(const struct fault *, uint32_t dev, uint64_t sectors, char why[FAULT_WHY]);

/* The faults set, in the order they were added. */
const struct fault_rule *fault_rules(const struct fault *, size_t *n);
/* How often faults fired since fault_open(), and fault_rewind() takes back; the
 * first FAULT_SHOTS of them are at *shot. */
uint64_t fault_shots(const struct fault *, const struct fault_shot **shot);
/* One line about a fault that fired, without its end. */
void fault_shot_line(const struct fault_shot *, char *buf, size_t len);

/* Remembers faults, counters, what is held back and what effects left behind;
 * fault_rewind() goes back to that, as often as wanted.  0 or -ENOMEM. */
int fault_mark(struct fault *);
void fault_rewind(struct fault *);

/* Does nothing; called for each fault that fires: a place for a breakpoint. */
void fault_fired(const struct fault_shot *);

#endif
