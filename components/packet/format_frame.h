/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What mutators know of frames: fields, options and headers between, lengths and
 * checksums. */
#ifndef COMPONENTS_PACKET_FORMAT_FRAME_H
#define COMPONENTS_PACKET_FORMAT_FRAME_H

#include "components/packet/frame_layout.h"
#include "fuzz/mutate/mutate.h"

/* The parts of a fuzz_target. */
size_t frame_mutate(const struct mutator *, unsigned int kind, uint8_t *frame, size_t len,
    size_t max, struct chance *);
/* Lengths and checksums of IPv4, IPv6, ICMP, ICMPv6, IGMP, UDP, TCP and GRE, as far as the
 * frame has room for their fields; also of what is in a tunnel. */
void frame_repair(unsigned int kind, uint8_t *frame, size_t len);
/* A frame of somebody's capture becomes one for the kernel: its stations and addresses are
 * those above, TCP's numbers relative to the first ones of the flow.  `first` of a file:
 * what is known of flows is forgotten. */
void frame_adopt(uint8_t *frame, size_t len, bool first);

/* format_insert.c: puts an option or a header between in; the new length. */
size_t frame_insert(uint8_t *frame, size_t len, size_t max, struct chance *);

/* format_repair.c: the bytes of a header between of IPv6, or 0: what follows is none that
 * one could look behind. */
size_t frame_between(uint32_t next, const uint8_t *at, size_t len);

/* The same as frame_repair() of what is within IP; `pseudo` is the sum of the addresses. */
void frame_repair_inner(uint32_t proto, uint8_t *at, size_t len, uint64_t pseudo);
/* format_tunnel.c: where the header within IP begins, and of what protocol, in a frame whose
 * header of IP begins at `at`; 0: not to be seen. */
size_t frame_behind_ip(const uint8_t *frame, size_t at, size_t len, uint32_t *proto);

/* What a header within IP carries, where that is a tunnel. */
struct frame_load {
	size_t at;     /* from the header on */
	uint32_t type; /* TYPE_IPV4, TYPE_IPV6, TYPE_ETHERNET, ... */
};
/* format_tunnel.c: false: no tunnel, or too short. */
bool frame_load(uint32_t proto, const uint8_t *at, size_t len, struct frame_load *);
/* Where the header of IP begins that the first tunnel in a frame carries; 0: there is none.
 * The 14 bytes before are part of the frame, too. */
size_t frame_inner(const uint8_t *frame, size_t len);

#define FRAME_TARGET(...)                                                                    \
	FUZZ_TARGET(.records = frame_kinds, .mutate = frame_mutate, .repair = frame_repair, \
	    .adopt = frame_adopt, __VA_ARGS__)

#endif
