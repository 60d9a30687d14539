/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What the files of wires and hubs share with one another.  A wire lies in memory
 * that child processes share, so that kernels of several processes meet on a hub;
 * one process runs at a time, and needs no locks.
 */
#ifndef RUMPUS_WIRE_INTERNAL_H
#define RUMPUS_WIRE_INTERNAL_H

#include <net/if.h>

#include "harness/internal.h"
#include "harness/net.h"
#include "harness/wire_io.h"

/* Frames in the order of their times; of equal times, in the order they came. */
struct wire_queue {
	uint32_t first, free; /* numbers of slots, from 1 on; 0: there is none */
	uint32_t last, used;
	uint32_t held; /* the one taken last, of which somebody may look at the bytes */
	struct wire_slot {
		uint64_t time;
		uint32_t len;
		uint32_t next;
	} slot[WIRE_FRAMES + 1];
	uint8_t (*data)[WIRE_FRAME_MAX]; /* by slot */
};

/* The last frames, for a report. */
#define WIRE_LAST 16
#define WIRE_LAST_BYTES 128

struct wire_last {
	uint64_t time;
	uint32_t len;
	bool out;
	uint8_t bytes[WIRE_LAST_BYTES];
};

/* What a snapshot remembers. */
struct wire_mark {
	struct hyp_wire_state state;
	bool listens, changed;
	struct wire_count count;
	struct wire_queue in, out;
};

struct wire {
	char name[IFNAMSIZ];      /* for messages */
	char interface[IFNAMSIZ]; /* "eth0", or "" */
	struct hyp_wire_state state;
	bool listens; /* the kernel takes frames */
	bool changed; /* the kernel has not yet seen the state */
	struct wire_count count;
	struct wire_queue in, out; /* to the kernel; from it, for the case */
	struct wire_last last[WIRE_LAST];
	uint32_t seen;   /* frames; the place of the next one in last[] */
	struct hub *hub; /* at the other end, or NULL: the case */
	int port;        /* of the hub */

	/* Of the process that set them alone: */
	struct kern *k; /* that has it, or NULL */
	bool (*peer)(void *arg, struct wire *, const struct frame *);
	void *peer_arg;
	struct frame got; /* what wire_get() gave last */
	struct capture *capture;
	uint32_t capture_id;
	struct wire_mark *mark;
};

/* Memory of zeroes that child processes share; ends the case where there is none. */
void *wire_memory(size_t len);

void wire_queue_init(struct wire_queue *);
/* False: it is full. */
bool wire_queue_add(struct wire_queue *, uint64_t time, const void *frame, uint32_t len);
/* Takes the first frame out; its slot, of which the bytes stay until the next is taken;
 * 0: there is none. */
uint32_t wire_queue_take(struct wire_queue *);
void wire_queue_clear(struct wire_queue *);
void wire_queue_copy(struct wire_queue *to, const struct wire_queue *from);

/* A frame arrives for the kernel at `time`. */
void wire_arrive(struct wire *, uint64_t time, const void *frame, uint32_t len);
/* The kernel is gone or goes back; see harness/kern.c. */
void wire_gone(struct wire *);
void wire_snapshot(struct wire *);
void wire_restore(struct wire *);

/* Frames as they pass: noted and captured. */
void wire_pass(struct wire *, bool out, uint64_t time, const void *frame, uint32_t len);

enum capture_direction { CAPTURE_IN = 1, CAPTURE_OUT = 2 };
uint32_t capture_interface(struct capture *, const char *name);
void capture_frame(struct capture *, uint32_t id, enum capture_direction, uint64_t time,
    const void *frame, uint32_t len);

/* hub.c: a frame that the kernel sent on `from`. */
void hub_forward(struct hub *, struct wire *from, uint64_t now, const uint8_t *frame, uint32_t len);

#endif
