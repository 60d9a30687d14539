/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A loader of the shared object for packetdrill, which uses it as packetdrill does: two
 * threads, a clock that is looked at until an event is due, and packets from IP on. */
#ifndef CASES_NET_DRILL_H
#define CASES_NET_DRILL_H

#include "cases/net/site.h"
#include "packetdrill/interface.h"

struct drill {
	void *handle;
	struct packetdrill_interface ifc;
	long long start; /* us, when the script began */
	uint16_t port;   /* of the peer */
	uint32_t isn;    /* the kernel's first number */
	long long left;  /* us since then, when the packet seen last left */
	bool six;
};
#define DRILL_ANY (-1) /* in place of us: whenever */

/* Loads it with these flags, and those of the run. */
struct drill drill_load(const char *flags);
void drill_unload(struct drill *);
/* us since the script began. */
long long drill_now(struct drill *);
/* Lets time pass until then. */
void drill_until(struct drill *, long long us);

/* A segment from the peer, port 7, to the kernel, port 80. */
#define drill_send(d, ...) drill_send_((d), PACKET_FIELDS(__VA_ARGS__))
void drill_send_(struct drill *, const struct packet_field *);
/* The next packet is such a segment, and left at `us`, give or take one ms, which is half
 * of what packetdrill allows. */
#define drill_expect(d, us, ...) \
	drill_expect_((d), (us), __FILE__, __LINE__, PACKET_FIELDS(__VA_ARGS__))
struct packet drill_expect_(struct drill *, long long us, const char *file, int line,
    const struct packet_field *);

/* A call that may block, in a thread of its own; true: the thread sleeps in it, false: it
 * is done. */
struct drill_call {
	struct drill *d;
	long (*f)(struct drill *, int fd);
	int fd;
	pthread_t thread;
	_Atomic int tid;
	_Atomic bool done;
	long result;
	int error;
	long long end; /* us since the script began */
};
bool drill_start(struct drill_call *, struct drill *, long (*)(struct drill *, int fd), int fd);
/* Its result; as the thread saw it. */
long drill_join(struct drill_call *);

/* A socket of the kernel that listens on port 80. */
int drill_server(struct drill *);
/* What the run prints on standard error, and how it ends (of waitpid()); f runs in a process
 * of its own. */
const char *drill_apart(void (*f)(void *arg), void *arg, int *status);

#endif
