/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* packetdrill's side of the messages: the process of the kernel, and questions to it. */
#ifndef RUMPUS_PACKETDRILL_CLIENT_H
#define RUMPUS_PACKETDRILL_CLIENT_H

#include <stddef.h>

#include "packetdrill/message.h"

struct client;

/* Starts the kernel's process with these flags; ends the program with a line where that
 * can not be.  The thread that calls it is the one of SLOT_MAIN. */
struct client *client_start(const char *flags);
/* Ends it.  Where the kernel had a defect the program ends with status 1. */
void client_end(struct client *);

/* A question under way: its slot is the thread's until client_done(). */
struct question {
	struct client *client;
	struct message *m;
	enum slot slot;
	size_t used; /* bytes of data */
};
void client_begin(struct question *, struct client *, enum ask);
/* Room in the data for `len` bytes, those at `from` (NULL: none) copied there; *arg is its
 * address in the kernel's process.  Ends the program where there is not so much room. */
void *client_room(struct question *, const void *from, size_t len, int64_t *arg);
/* What is at such an address. */
void *client_at(const struct question *, int64_t address);
/* Asks, and waits for the answer: the result. */
int64_t client_ask(struct question *);
void client_done(struct question *);

/* The other threads that ever asked sleep, or wait for an answer, when this returns: before
 * that time must not move. */
void client_settle(struct client *);

#endif
