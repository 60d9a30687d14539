/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the files of the shared object share: system calls as questions. */
#ifndef RUMPUS_PACKETDRILL_ADAPTER_H
#define RUMPUS_PACKETDRILL_ADAPTER_H

#include "packetdrill/client.h"
#include "packetdrill/interface.h"

/* Begins a system call; its arguments are the message's then. */
static inline int64_t *call_begin(struct question *q, void *client, enum kern_call call)
{
	client_begin(q, client, ASK_CALL);
	q->m->call = call;
	return q->m->arg;
}
/* After client_ask(), and once its data has been read: as the C library has it, -1 and
 * errno for a negative result. */
long call_end(struct question *, long result);
/* A call whose arguments are numbers. */
long call_plain(void *client, enum kern_call, long a, long b, long c);

/* Fill in what moves data (adapter_data.c) and what waits for several (adapter_wait.c). */
void adapter_data(struct packetdrill_interface *);
void adapter_wait(struct packetdrill_interface *);

#endif
