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
/* Lengths and checksums of IPv4, IPv6, ICMP, ICMPv6, IGMP, UDP and TCP, as far as the frame
 * has room for their fields; also of what is in a tunnel of IP in IP. */
void frame_repair(unsigned int kind, uint8_t *frame, size_t len);
/* A frame of somebody's capture becomes one for the kernel: its stations and addresses are
 * those above, TCP's numbers relative to the first ones of the flow.  `first` of a file:
 * what is known of flows is forgotten. */
void frame_adopt(uint8_t *frame, size_t len, bool first);

/* format_insert.c: puts an option or a header between in; the new length. */
size_t frame_insert(uint8_t *frame, size_t len, size_t max, struct chance *);

#define FRAME_TARGET(...)                                                                    \
	FUZZ_TARGET(.records = frame_kinds, .mutate = frame_mutate, .repair = frame_repair, \
	    .adopt = frame_adopt, __VA_ARGS__)

#endif
