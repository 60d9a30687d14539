/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What the shared object in packetdrill and the process of the kernel say to one another.
 *
 * The kernel has a process of its own: packetdrill has threads and locks its memory, and
 * a rump kernel has one thread, signal handlers and fixed addresses.  They share a piece of
 * memory, a slot for each thread that asks.  A question is written to the slot, and the
 * number of the slot sent; once the answer is there a byte comes back.  Pointers in a
 * slot are those of the kernel's process.
 *
 * The rule everything rests on: questions are taken in the order in which they were
 * sent, and virtual time moves for ASK_SLEEP, ASK_RECEIVE, ASK_TIME and calls of
 * SLOT_MAIN alone.  A call of SLOT_OTHER that blocks is answered once it is done, while
 * time moves for SLOT_MAIN; who moves it then is told, and lets the other thread act first.
 */
#ifndef RUMPUS_PACKETDRILL_MESSAGE_H
#define RUMPUS_PACKETDRILL_MESSAGE_H

#include <stdint.h>

#include "kernel/kern.h"

enum slot { SLOT_MAIN, SLOT_OTHER, SLOTS };

enum ask {
	ASK_CALL,    /* call, arg: a system call; the result or a negative errno */
	ASK_SEND,    /* arg[0]: bytes of a packet in data */
	ASK_RECEIVE, /* arg[0]: room; the bytes of the packet, now in data; 0: there is none */
	ASK_SLEEP,   /* arg[0]: ns; the ns that are left */
	ASK_TIME,    /* moves time by what a look at a clock takes */
};

#define SLOT_DATA (4u << 20) /* bytes that a call can move */

struct message {
	uint32_t ask;
	int32_t call; /* enum kern_call */
	int64_t arg[6];
	int64_t result; /* -EAGAIN of ASK_RECEIVE: a call of the other slot is done; ask again */
	int64_t time;   /* virtual ns: of a packet when it left, else the present */
	uint8_t data[SLOT_DATA] __attribute__((aligned(16)));
};

struct shared {
	uint64_t base;  /* where the process of the kernel has this */
	char why[1024]; /* what is wrong where there is no kernel: one line */
	struct message slot[SLOTS];
};

/* Descriptors of the kernel's program: the memory, what questions come by, and where the
 * byte for each slot goes.  It says that it is ready by SLOT_MAIN's. */
enum { FD_SHARED = 3, FD_ASK, FD_ANSWER };

#endif
