/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The seam between the fault layer and its effects.  An effect is one file of
 * this folder with a FAULT_EFFECT block: name, calls it is for, arguments, and
 * a function for each sort of call.
 */
#ifndef RUMPUS_FAULT_EFFECT_H
#define RUMPUS_FAULT_EFFECT_H

#include "rumpuser/fault.h"

#define FAULT_FRAMES 256      /* held back, or ready to be received */
#define FAULT_FRAME_MAX 65536 /* bytes of a frame */
/* Segments of a request that an effect can change; two more are for a bounce. */
#define FAULT_SEGS 66
#define FAULT_DISK (FAULT_READ | FAULT_WRITE | FAULT_FLUSH | FAULT_DISCARD)
#define FAULT_ALLOC (FAULT_ALLOC_SLAB | FAULT_ALLOC_PAGE | FAULT_ALLOC_VMALLOC)

enum fault_arg_kind {
	FAULT_ARG_NONE,
	FAULT_ARG_NUMBER, /* 8, 0x40 */
	FAULT_ARG_SIGNED, /* +8, -8 */
	FAULT_ARG_BYTES,  /* 512, 4k, 1M, 2G */
	FAULT_ARG_TIME,   /* 200ms, of ns us ms s m h d y */
	FAULT_ARG_JUMP,   /* +1y, -5s */
	FAULT_ARG_ERRNO,  /* EIO: its number */
	FAULT_ARG_FLAG,   /* the word alone: 1 */
};

struct fault_arg {
	const char *name;
	enum fault_arg_kind kind;
	bool needed;
	int64_t initial;  /* where it is not given */
	int64_t min, max; /* max 0: no bounds */
	int64_t unit;     /* a multiple of this; 0: any */
};

/* A request that a fault changes or holds back; lives until it is done. */
struct fault_io {
	struct hyp_disk_req req;   /* what the layer below is asked */
	struct hyp_disk_req *orig; /* what the kernel asked */
	struct fault *fault;
	struct fault_what what; /* what happens when it starts; effect NULL: nothing */
	/* Called when the request below is done, before the kernel hears of it;
	 * req.error is what it will hear.  May be NULL. */
	void (*after)(struct fault_io *);
	bool used, held;
	uint32_t dev;
	uint64_t due;      /* held: virtual ns to start at */
	uint64_t order;    /* of those due at the same time */
	uint64_t overtake; /* held: starts after so many later requests; 0: only by time */
	struct hyp_seg seg[FAULT_SEGS];
	uint8_t bounce[HYP_SECTOR]; /* a sector that differs from the kernel's */
};

/* A frame that a fault changes or holds back. */
struct fault_frame {
	struct fault *fault;
	struct fault_what what;        /* what happens when it goes on; effect NULL: nothing */
	uint32_t call, dev;            /* FAULT_TX or FAULT_RX */
	bool used, held;               /* neither held nor gone on: ready to be received */
	uint64_t due, order, overtake; /* as for struct fault_io */
	uint32_t len;                  /* bytes */
	uint8_t *data;                 /* room for FAULT_FRAME_MAX */
};

/* What an effect left behind on a disk, to be looked at for each request. */
struct fault_mark {
	const struct fault_effect *effect;
	uint32_t dev;
	uint64_t sector, sector_end; /* first and last */
	int64_t arg[FAULT_ARGS];
};

struct fault_effect {
	const char *name;
	uint32_t calls;
	/* It says when a request is done, not what is done: it may meet an effect
	 * of the other sort in one request. */
	bool timing;
	/* Who waits for the call may wait for ever. */
	bool endless;
	struct fault_arg arg[FAULT_ARGS];

	/* Disk requests: ends by one of the fault_io_* functions below. */
	void (*disk)(struct fault_io *, const struct fault_what *);
	/* Frames: calls the fault_frame_* functions below, and ends by that; 0 or the
	 * error that the sender hears of. */
	int (*frame)(struct fault_frame *, const struct fault_what *);
	/* Calls that return an errno: what is returned in their place. */
	int (*call)(const struct fault_what *);
	/* What the clock or the wall clock says in place of `now`. */
	uint64_t (*clock)(struct fault *, const struct fault_what *, uint32_t call, uint64_t now);
	/* Changes random bytes. */
	void (*random)(const struct fault_what *, void *buf, uint64_t len);

	/* A request for the device of mark number `i`, before anything else:
	 * 0, or the error it ends with. */
	int (*marked)(struct fault *, size_t i, const struct hyp_disk_req *);
	/* The geometry of that device: the same. */
	int (*marked_geometry)(struct fault *, size_t i, struct hyp_disk_geometry *);
};

#define FAULT_EFFECT(id, ...)                                                        \
	static const struct fault_effect effect_##id = { .name = #id, __VA_ARGS__ }; \
	static const struct fault_effect *const effect_entry_##id                    \
	    __attribute__((used, section("rumpus_fault_effects"))) = &effect_##id

/* -- what there is, for who makes up faults -- */

/* The effects, in no order; *n receives how many. */
const struct fault_effect *const *fault_effects(size_t *n);
/* The name of call number i of the grammar and what it stands for (enum
 * fault_call, one or several); NULL: there are no more. */
const char *fault_call_at(size_t i, uint32_t *calls);

/* -- what the disk function of an effect ends with -- */

/* Goes on below, as the kernel asked or as fault_io_slice() made it. */
void fault_io_submit(struct fault_io *);
/* Is done, with an error or without. */
void fault_io_finish(struct fault_io *, int error);
/* Is never done. */
void fault_io_forget(struct fault_io *);
/* Waits for `ns` of virtual time, and, where `overtake` is not 0, at the most
 * for so many later requests to the same device; starts then. */
void fault_io_hold(struct fault_io *, uint64_t ns, uint64_t overtake);

/* -- what it can do before that -- */

/* Makes req a copy that covers [from, from + len) of what the kernel asked, in
 * bytes; both multiples of HYP_SECTOR.  False: it has too many segments, and has
 * been ended with EINVAL. */
bool fault_io_slice(struct fault_io *, uint64_t from, uint64_t len);
/* After fault_io_slice() of the whole: has the sector with byte `at` of the
 * request go through io->bounce, which holds the kernel's bytes. */
void fault_io_bounce(struct fault_io *, uint64_t at);
/* The byte `at` of the request, in the kernel's memory. */
uint8_t *fault_io_byte(const struct fault_io *, uint64_t at);

/* -- what the frame function of an effect may do -- */

/* Goes on, as it is now; may be called several times. */
int fault_frame_pass(struct fault_frame *);
/* Waits, as fault_io_hold() does; goes on then. */
void fault_frame_hold(struct fault_frame *, uint64_t ns, uint64_t overtake);
/* Has it wait until the wire, on which so many bytes pass in a second, is free. */
void fault_frame_queue(struct fault_frame *, uint64_t rate);
/* Takes the link of its wire down for so long. */
void fault_wire_down(struct fault_frame *, uint64_t ns);

/* -- marks -- */

/* Leaves a mark.  Out of host memory ends the process. */
void fault_mark_add(struct fault *, const struct fault_mark *);
struct fault_mark *fault_mark_at(struct fault *, size_t i);
/* Cuts the sectors [from, to] out of mark `i`; takes it away, and puts the last
 * one in its place, where nothing is left (marks are looked at from the last to
 * the first). */
void fault_mark_cut(struct fault *, size_t i, uint64_t from, uint64_t to);

/* -- time -- */

/* Virtual ns, as the kernel last saw it, without `back`. */
uint64_t fault_now(const struct fault *);
/* Moves the clock; returns what it says then. */
uint64_t fault_clock_forward(struct fault *, uint64_t now, uint64_t ns);
void fault_clock_back(struct fault *, uint64_t now, uint64_t ns);

#endif
