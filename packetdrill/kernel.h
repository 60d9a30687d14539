/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The kernel's side of the messages: what the files of its program share. */
#ifndef RUMPUS_PACKETDRILL_KERNEL_H
#define RUMPUS_PACKETDRILL_KERNEL_H

#include "harness/net.h"
#include "packetdrill/message.h"

#define LENT 64 /* descriptors of one call */

struct drill {
	struct shared *shared;
	struct kern *k;
	struct wire *w;
	const char *eth;
	uint64_t wait;   /* ns of virtual time after which a wait is given up */
	int worker;      /* the context that makes calls of SLOT_OTHER */
	int pair[2];     /* sockets of context 0 and of the worker, to pass descriptors */
	bool parked;     /* a call of the worker is under way */
	int lent[LENT];  /* descriptors of the worker for its call */
	int owned[LENT]; /* those of context 0 that they are */
	int lents;
};

/* kernel_setup.c: boots and sets the network up as the flags say. */
void drill_setup(struct drill *, char *flags);

/* kernel_call.c: makes a call of SLOT_MAIN; the result. */
int64_t drill_call(struct drill *, const struct message *);
/* Makes one of SLOT_OTHER; -EINPROGRESS: it is parked. */
int64_t drill_start(struct drill *, struct message *);
/* Lets up to `ns` of virtual time pass, until the parked call is done and answered (true)
 * or a frame was sent. */
bool drill_pass(struct drill *, uint64_t ns);
/* Opens the worker and the sockets to it. */
void drill_open_worker(struct drill *);

/* kernel.c: an answer is there. */
void drill_answer(struct drill *, enum slot, int64_t result);

#endif
