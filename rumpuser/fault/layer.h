/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the files of the fault layer share with one another; effects do not. */
#ifndef RUMPUS_FAULT_LAYER_H
#define RUMPUS_FAULT_LAYER_H

#include "rumpuser/fault/effect.h"

/* Requests under way at a time: 16 devices of 16 each. */
#define FAULT_IOS 256

struct fault_state {
	struct fault_rule rule[FAULT_RULES];
	size_t rules;
	struct fault_shot shot[FAULT_SHOTS];
	uint64_t shots;
	uint64_t clock; /* of the layer below, when it was last read */
	uint64_t back;  /* by so much the kernel's clock is behind it */
	uint64_t order; /* the last one given to a request that is held */
	size_t held;
	size_t ios; /* entries of io[] that have been used */
	struct fault_mark *mark;
	size_t marks, mark_size;
	struct fault_wire {
		void (*interrupt)(uint32_t dev);
		uint64_t down;    /* the link is down until then */
		uint64_t free[2]; /* with a limit of rate: when the next one may go; tx, rx */
		bool call;        /* the kernel is to be interrupted when it waits */
	} wire[FAULT_WIRES];
	size_t frames; /* entries of frame[] that have been used */
};

struct fault {
	struct hyp hyp;
	struct hyp_ops ops; /* their version is that of the layer below */
	struct fault_state now, marked;
	struct fault_io *io, *marked_io;          /* FAULT_IOS each */
	struct fault_frame *frame, *marked_frame; /* FAULT_FRAMES each; NULL: none so far */
	uint8_t *received;                        /* the frame that was given to the kernel last */
	void (*fired)(void *arg, const struct fault_shot *);
	void *arg;
};

static inline struct fault *fault_of(struct hyp *hyp)
{
	return (struct fault *)hyp;
}

/* calls.c: the name of a call, and the calls of a name (0: no such name). */
const char *fault_call_name(uint32_t call);
uint32_t fault_call_named(const char *name, size_t len);
/* All names, for messages. */
const char *fault_call_names(void);

/* effects.c: by name, or NULL; all names that are for some of `calls`. */
const struct fault_effect *fault_effect_named(const char *name, size_t len);
void fault_effect_names(uint32_t calls, char *buf, size_t len);

/* rules.c: counts a call for every fault that it is one of, and finds the one
 * to happen (first[0]) and the one of timing (first[1]); NULL: none.  Records
 * them as fired. */
struct fault_event {
	uint32_t call, dev;
	uint64_t sector, len;
	const uint8_t *frame; /* NULL: it is about none */
};
void fault_count(struct fault *, const struct fault_event *, const struct fault_what *first[2]);
/* "" or what is wrong about two faults that meet in one call. */
bool fault_contradict(const struct fault_rule *, const struct fault_rule *);

/* io.c */
void fault_disk_submit(struct hyp *, uint32_t dev, struct hyp_disk_req *);
void fault_clock_wait(struct hyp *, uint64_t until);

/* match.c: filters of frames. */
struct scan;
bool fault_parse_wire(struct scan *, struct fault_rule *, const char *place);
bool fault_parse_proto(struct scan *, struct fault_rule *, const char *place);
bool fault_parse_len(struct scan *, struct fault_rule *, const char *place);
bool fault_parse_at(struct scan *, struct fault_rule *, const char *place);
bool fault_match(const struct fault_match *, const uint8_t *frame, uint64_t len);

/* frame.c */
void fault_frame_ops(struct hyp_ops *);
/* When the layer has something to do about frames, ns; UINT64_MAX: never. */
uint64_t fault_frame_due(const struct fault *);
/* Does what is due. */
void fault_frame_run(struct fault *);

/* frames.c: room for them, where a fault that is set needs it: 0 or -ENOMEM. */
int fault_frames_open(struct fault *);
void fault_frames_close(struct fault *);
/* Copies the first n of FAULT_FRAMES, and makes all others unused. */
void fault_frames_copy(struct fault_frame *to, const struct fault_frame *from, size_t n);

/* ops.c: puts the calls that faults are about in their places. */
void fault_ops(struct hyp_ops *);
/* The faults that are set have changed: whether allocations are among them. */
void fault_want_alloc(struct fault *);

#endif
