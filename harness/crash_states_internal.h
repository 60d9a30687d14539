/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the files of the crash states share with one another. */
#ifndef RUMPUS_HARNESS_CRASH_STATES_INTERNAL_H
#define RUMPUS_HARNESS_CRASH_STATES_INTERNAL_H

#include "harness/crash_states.h"
#include "harness/disk_internal.h"

#define NEVER SIZE_MAX

/* A write or a discard of the log. */
struct crash_write {
	size_t record;
	uint64_t at, len;    /* bytes of the disk */
	const uint8_t *data; /* NULL: zeroes */
	size_t durable;      /* from this cut on it is on the disk in any case */
	uint64_t have;       /* of it so many bytes are on the disk now */
	size_t cell, cells;  /* the blocks it touches */
};

/* What one write has of one block. */
struct crash_piece {
	uint32_t write;
	bool hashed; /* `hash` is known */
	uint64_t hash;
};

/* A block that some write touches. */
struct crash_cell {
	uint64_t block;
	uint8_t *before; /* as it was before the log; NULL: zeroes */
	uint64_t before_hash;
	size_t piece, pieces; /* of the writes that touch it, in their order */
	size_t shows;         /* the piece that it is equal to now; SHOWS_... */
	uint64_t hash;        /* what it adds to the hash of the disk */
	bool dirty;           /* to be looked at again */
};

#define SHOWS_BEFORE (SIZE_MAX - 1)
#define SHOWS_MIX SIZE_MAX /* parts of several */

/* Where states are: before the log, after each write and each mark. */
struct crash_cut {
	size_t cut;
	uint64_t mark;
};

struct crash_states {
	struct disk *disk;
	uint32_t dev;
	struct crash_bounds bounds;
	size_t records;
	size_t *back; /* by record: the restore that took it back; 0: none did */

	struct crash_write *write;
	size_t writes;
	struct crash_cell *cell;
	size_t cells;
	struct crash_piece *piece;
	size_t *dirty; /* cells */
	size_t dirties;
	uint64_t hash;

	/* The cut that the disk is at. */
	size_t at; /* index of the last of cuts[] that is not later */
	size_t cut;
	size_t followed; /* writes that came before it */
	size_t *open;    /* of these those that are not durable */
	size_t opens;
	bool *lost; /* [open] */

	/* The enumeration. */
	struct crash_cut *cuts;
	size_t ncuts, next;                    /* cuts[next] is under way */
	uint64_t item, items, subsets, wanted; /* at that cut */
	bool exact;                            /* the subsets are all there are */
	uint64_t emitted;
};

/* A choice of what an open cut leaves. */
struct crash_pick {
	uint64_t draw;    /* made lost[], where no list of it fits */
	size_t torn;      /* index in open[]; NEVER: none */
	uint64_t sectors; /* of the torn one */
};

/* crash_states_log.c: from the log to writes and cuts. */
void crash_log_read(struct crash_states *, const struct trace *);

/* crash_states_disk.c */
void crash_disk_open(struct crash_states *);
/* Says how much of a write is on the disk; crash_disk_move() makes it so. */
void crash_disk_have(struct crash_states *, struct crash_write *, uint64_t bytes);
void crash_disk_move(struct crash_states *);

/* crash_states.c: makes open[] that of a cut; moves the disk to lost[] and pick. */
void crash_seek(struct crash_states *, size_t cut);
void crash_go(struct crash_states *, const struct crash_pick *);
/* Draws lost[0..n) by a number. */
void crash_draw(struct crash_states *, uint64_t draw, size_t n);
/* 1 where the newest record is one of open[], the last, else 0. */
size_t crash_newest(const struct crash_states *);
/* The number of the last mark before the cut that crash_seek() chose. */
uint64_t crash_mark(const struct crash_states *);

/* crash_states_choice.c */
void crash_choice_print(const struct crash_states *, const struct crash_pick *,
    char text[CRASH_CHOICE]);
/* Moves to the cut of a choice, and sets lost[] and *pick. */
int crash_choice_parse(struct crash_states *, const char *text, struct crash_pick *pick,
    const char **why);

/* Allocates zeroed memory, or ends the case. */
void *crash_alloc(size_t n, size_t size);

/* One step of a generator: equal for equal input, all bits of it matter. */
static inline uint64_t crash_mix(uint64_t x)
{
	x += 0x9e3779b97f4a7c15;
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

#endif
