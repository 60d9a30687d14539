/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The base layer of hypercalls: memory, clock, console, randomness, parameters
 * disks and wires out of an ordinary process.  Knows no kernel: addresses and limits
 * come from the back end that opens it.
 *
 * Nothing of the host shows through: the clock is a number that moves when the
 * kernel looks at it, randomness is a seeded generator, the wall clock starts
 * at a fixed date, and memory is where the back end says.
 */
#ifndef RUMPUS_POSIX_H
#define RUMPUS_POSIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rumpuser/hyp.h"

#define POSIX_PAGE 4096ull
#define POSIX_DISKS 32
#define POSIX_WIRES 8
#define POSIX_WALL 1704067200000000000ull /* 2024-01-01 00:00:00 UTC */
/* What one look at the clock costs, ns. */
#define POSIX_CLOCK_STEP 3

struct disk;
struct wire;

/* How a kernel ended by itself. */
enum posix_end { POSIX_EXIT, POSIX_PANIC };

struct posix_conf {
	uint64_t arena_base, arena_len; /* the arena, bytes, page-aligned */
	uint64_t alias_base, alias_len; /* addresses that aliases may have */
	/* What every boot touches of the arena, bytes at its two ends: had in one
	 * call each, which is cheaper than a fault for each page. */
	uint64_t prefault_head, prefault_tail;
	uint64_t seed, wall;
	const char *cmdline, *components;                         /* copied */
	void (*console)(void *arg, const char *text, size_t len); /* may be NULL */
	void *console_arg;
	/* Leaves the kernel for good; `why` is "" for POSIX_EXIT. */
	void (*end)(void *arg, enum posix_end, const char *why) __attribute__((noreturn));
	/* These arena pages can be written at another address from now on; `back`: after
	 * each rewind, as it was at the mark. */
	void (*aliased)(void *arg, void *page, uint64_t len, bool back);
	void *arg; /* of end() and aliased() */
};

/* One entry of the journal: what stood at an alias page at the last mark. */
struct posix_alias {
	uint32_t at;   /* page number from alias_base */
	uint32_t page; /* arena page number + 1; 0: nothing */
};

/* What posix_mark() remembers, apart from memory. */
struct posix_state {
	uint64_t clock;
	uint64_t random[4];
	struct disk *disk[POSIX_DISKS];
	struct wire *wire[POSIX_WIRES];
	void (*interrupt[POSIX_WIRES])(uint32_t dev); /* NULL: takes no frames */
	int wires;                                    /* all above are NULL */
};

struct posix {
	struct hyp hyp;
	struct posix_conf conf;
	struct posix_state now, marked;
	bool arena_mapped, alias_mapped;
	int file;           /* of the arena pages that have had an alias; -1: none had */
	uint8_t *in_file;   /* by arena page: it is in the file */
	uint32_t *alias;    /* by page from alias_base: arena page number + 1 */
	uint32_t alias_top; /* all entries from here on are 0 */
	bool journaling;
	struct posix_alias *journal;
	uint32_t journaled;
	uint8_t *in_journal; /* a bit for each page from alias_base */
	uint32_t *attention; /* set to 1 when a frame was sent; may be NULL */
};

/* Makes the layer.  0, -ENOMEM, or -EEXIST: an address is taken; *why is one
 * line then, static. */
int posix_open(const struct posix_conf *, struct posix **, const char **why);
/* Gives everything back.  Disks are not owned. */
void posix_close(struct posix *);

/* Makes a disk known; its device number, or -ENOSPC. */
int posix_disk_attach(struct posix *, struct disk *);
/* The device number of an attached disk, or -ENODEV. */
int posix_disk_find(struct posix *, const struct disk *);
void posix_disk_detach(struct posix *, int dev);

/* The same for wires. */
int posix_wire_attach(struct posix *, struct wire *);
int posix_wire_find(struct posix *, const struct wire *);
void posix_wire_detach(struct posix *, int dev);

/* Virtual time without moving it. */
uint64_t posix_clock_peek(const struct posix *);

/* Remembers clock, generator, disks and wires attached, and aliases; posix_rewind() goes
 * back to them, as often as wanted.  Bytes of the arena are not part of it. */
void posix_mark(struct posix *);
int posix_rewind(struct posix *); /* 0 or -ENOMEM: the host is out of mappings */

/* The arena page that shows at `addr`, or NULL. */
void *posix_alias_page(const struct posix *, uint64_t addr);
/* Calls f for each run of alias pages: its address and length in bytes. */
void posix_alias_runs(const struct posix *, void (*f)(void *arg, void *at, uint64_t len),
    void *arg);

/* -- between the files of this folder -- */

int posix_memory_open(struct posix *, const char **why);
void posix_memory_close(struct posix *);
void posix_memory_mark(struct posix *);
int posix_memory_rewind(struct posix *);
void posix_random_seed(struct posix *, uint64_t seed);

int posix_mem_arena(struct hyp *, void **base, uint64_t *len);
int posix_mem_alias(struct hyp *, void *addr, void *page, uint64_t len);
int posix_mem_unalias(struct hyp *, void *addr, uint64_t len);
uint64_t posix_clock_now(struct hyp *);
void posix_clock_wait(struct hyp *, uint64_t until);
uint64_t posix_clock_wall(struct hyp *);
void posix_console(struct hyp *, const char *text, uint64_t len);
void posix_random(struct hyp *, void *buf, uint64_t len);
const char *posix_param(struct hyp *, const char *name);
void posix_exit(struct hyp *, int32_t status) __attribute__((noreturn));
void posix_panic(struct hyp *, const char *why) __attribute__((noreturn));
/* The time of the first thing that the kernel is to be told about a wire, ns;
 * UINT64_MAX: there is none. */
uint64_t posix_wire_due(const struct posix *);
/* Tells of all for which it is time. */
void posix_wire_interrupt(struct posix *);
int posix_wire_state(struct hyp *, uint32_t dev, struct hyp_wire_state *);
int posix_wire_set(struct hyp *, uint32_t dev, const struct hyp_wire_state *);
int posix_wire_listen(struct hyp *, uint32_t dev, void (*interrupt)(uint32_t dev));
int posix_wire_send(struct hyp *, uint32_t dev, const void *frame, uint64_t len);
const void *posix_wire_receive(struct hyp *, uint32_t dev, uint64_t *len);
int posix_disk_geometry(struct hyp *, uint32_t dev, struct hyp_disk_geometry *);
void posix_disk_submit(struct hyp *, uint32_t dev, struct hyp_disk_req *);

static inline struct posix *posix_of(struct hyp *hyp)
{
	return (struct posix *)hyp;
}

#endif
