/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Scripted peers: a station at the other end of a wire, that says what a script says and
 * checks what it hears.
 *
 *	struct peer *p = peer_new(w, .ip = "10.0.0.2", .kernel = "10.0.0.1", .port = 7,
 *	    .kernel_port = 80);
 *	peer_send(p, TCP, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1460));
 *	peer_expect(p, net_seconds(1), TCP, P_FLAGS(P_SYN | P_ACK), P_SEQ(0), P_ACKNO(1));
 *
 * The rule everything rests on: what is not named in a line is that of the peer, for a
 * packet that is sent (stations, addresses, ports), and anything, for one that is
 * expected.  TCP's numbers are relative, each to the first one of who counts by it, which
 * is learned from the kernel's first SYN.  A peer answers by itself who asks for its
 * station (ARP, neighbour discovery), and does not show that to the script; nor what
 * stations say of their own accord (members of groups, who looks for a router).
 *
 * A line that is not met ends the case, with place, what was expected and what came.
 */
#ifndef RUMPUS_PEER_H
#define RUMPUS_PEER_H

#include "harness/packet.h"

struct peer;

struct peer_conf {
	const char *ip, *kernel;    /* its address, and the kernel's */
	uint16_t port, kernel_port; /* of TCP and UDP */
	const char *mac;            /* its station; default "02:00:00:00:01:" and a count */
	uint32_t first;             /* the number that its TCP begins with; default 1000 */
	uint16_t vlan;              /* the tag of all its frames; 0: none */
	bool silent;                /* answers nobody who asks for its station */
	bool all;                   /* the script sees what stations say of their own accord */
};
/* Makes a peer; on one wire there may be several. */
#define peer_new(w, ...) peer_new_((w), &(struct peer_conf){ __VA_ARGS__ })
struct peer *peer_new_(struct wire *, const struct peer_conf *);
/* Before the wire is closed. */
void peer_close(struct peer *);
/* "02:00:00:00:01:01" */
const char *peer_mac(const struct peer *);
/* Its TCP begins anew: with that number, with another port; the kernel's first number is
 * to be learned again. */
void peer_again(struct peer *, uint16_t port, uint32_t first);

/* Sends a packet: it arrives now, or after `ns` of virtual time. */
#define peer_send(p, kind, ...) peer_send_((p), 0, (kind), PACKET_FIELDS(__VA_ARGS__))
#define peer_send_in(p, ns, kind, ...) peer_send_((p), (ns), (kind), PACKET_FIELDS(__VA_ARGS__))
void peer_send_(struct peer *, uint64_t ns, enum packet_kind, const struct packet_field *);

/* The next packet for this peer (its station, or all: broadcasts, multicasts) comes within
 * `ns` of virtual time and is as the fields say.  Valid until the next call. */
#define peer_expect(p, ns, kind, ...) \
	peer_expect_((p), (ns), __FILE__, __LINE__, (kind), PACKET_FIELDS(__VA_ARGS__))
const struct packet *peer_expect_(struct peer *, uint64_t ns, const char *file, int line,
    enum packet_kind, const struct packet_field *);
/* The next one, whatever it is, or NULL. */
const struct packet *peer_next(struct peer *, uint64_t ns);
/* No packet comes for this peer for so long. */
#define peer_quiet(p, ns) peer_quiet_((p), (ns), __FILE__, __LINE__)
void peer_quiet_(struct peer *, uint64_t ns, const char *file, int line);
/* Forgets what came so far. */
void peer_forget(struct peer *);
/* When the kernel sent the packet seen last, virtual ns. */
uint64_t peer_time(const struct peer *);

/* Opens a connection to the kernel, which listens: three packets.  The peer's next number
 * is 1 then, and so is the kernel's. */
void peer_connect(struct peer *);
/* Answers the kernel's SYN, which is the next packet: the same from the other side. */
void peer_accept(struct peer *);

#endif
