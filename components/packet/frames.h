/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What the fuzz targets that take frames share: a host with IPv4 and IPv6 on a wire, and
 * inputs of frames, time, and what the owner of a socket does.
 *
 * The rule everything rests on: numbers of TCP in an input are relative, as those of a peer
 * (harness/peer.h): 0 is the number of who counts' SYN.  So an input means the same whatever
 * number the kernel chose, and one that knows none of it reaches the middle of a window.  A
 * checksum that is right in the input is right on the wire, and a wrong one is wrong.
 *
 * The kernel is 10.0.0.1 and fd00::1 on eth0, who sends is 10.0.0.2 and fd00::2.  What the
 * kernel answers goes nowhere.
 */
#ifndef COMPONENTS_PACKET_FRAMES_H
#define COMPONENTS_PACKET_FRAMES_H

#include "fuzz/input/records.h"
#include "harness/peer.h"
#include "harness/runner.h"

#define FRAMES_SOCKETS 8

/* Boots nothing: makes the wire, addresses and neighbours of a kernel, for good. */
struct wire *frames_host(struct kern *);
/* Forgets what the kernel has sent on that wire, and all that it sends from now on. */
void frames_ignore(struct wire *);
/* A peer at the other end, port 7, that talks to port 80. */
struct peer *frames_peer(bool six);
/* A socket that inputs of kind FRAME_USER are to use, by a count from 0; no call waits on
 * it any more. */
void frames_socket(struct kern *, int fd);
/* Makes one of that kind at an address of IPv6, "[::]:9": of SOCK_DGRAM, or a listener. */
void frames_listen_at(struct kern *, int type, const char *address);
/* The last of a set-up: from now on nobody looks at what the kernel sends. */
void frames_ready(void);
/* A fuzz_runner.input. */
void frames_input(struct kern *, const uint8_t *bytes, size_t size);
/* The same for a target with kinds of its own behind those of frame_layout.h: take() is
 * shown each record, and NULL behind the last one; what it does not take is done here. */
void frames_rows(struct kern *, const struct record_kind *,
    bool (*take)(struct kern *, const struct record *), const uint8_t *bytes, size_t size);

/* A result of the set-up that has to be 0 or more; ends the target otherwise. */
long frames_need(long result, const char *what);
void frames_sysctl(struct kern *, const char *name, const char *value);

/* -- TCP in one state -- */

/* One connection: over IPv4, or over IPv6 and with timestamps. */
struct frames_tcp {
	struct peer *peer;
	int listener, fd; /* -1: there is none */
	bool six;
};

/* Makes a listener, if there is none. */
void frames_listen(struct kern *, struct frames_tcp *);

/* Shakes hands as a server; fd is the connection. */
void frames_connect(struct kern *, struct frames_tcp *);
/* Sends the first packet of that, and takes the answer. */
void frames_half_connect(struct kern *, struct frames_tcp *);
/* Has the kernel connect to the peer, which does not answer: fd. */
void frames_dial(struct kern *, struct frames_tcp *);
/* Makes a host, and brings a connection over IPv4 and one over IPv6 into a state by
 * `reach`; ends the target where the kernel says that they are in another one than `state`
 * of <netinet/tcp.h>. */
void frames_tcp_set_up(struct kern *, void (*reach)(struct kern *, struct frames_tcp *), int state);

/* components/<name>/run.c of a state: FRAMES_TCP(tcp_established, TCP_ESTABLISHED, reach) */
#define FRAMES_TCP(id, state, reach)                     \
	static void id##_set_up(struct kern *k)          \
	{                                                \
		frames_tcp_set_up(k, (reach), (state));  \
	}                                                \
	FUZZ_RUNNER(id, .boot = "ipv6 packet", .set_up = id##_set_up, .input = frames_input)

#endif
