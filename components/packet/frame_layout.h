/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the mutators of frames and who runs them (frames.h) know of both: kinds of records,
 * addresses, and where headers lie in a frame. */
#ifndef COMPONENTS_PACKET_FRAME_LAYOUT_H
#define COMPONENTS_PACKET_FRAME_LAYOUT_H

#include "fuzz/input/records.h"
#include "harness/protocol.h"

/* Kinds of records of targets that take frames. */
enum frame_kind {
	FRAME_ARRIVES,
	FRAME_PASS, /* so many ms pass */
	FRAME_USER, /* what the owner of a socket does, see frames.h */
	FRAME_KINDS,
};
/* In each file that needs it: the harness's side is also linked without the mutators. */
/* clang-format off */
#define FRAME_RECORDS                        \
	[FRAME_ARRIVES] = { "frame", false }, \
	[FRAME_PASS] = { "pass", true },      \
	[FRAME_USER] = { "user", true }
/* clang-format on */
static const struct record_kind frame_kinds[] __attribute__((unused)) = {
	FRAME_RECORDS,
	{ NULL, false },
};

/* Stations of the kernel and of who sends, and their addresses: all such targets have
 * the same. */
#define FRAME_KERNEL_MAC "\x02\0\0\0\0\1"
#define FRAME_PEER_MAC "\x02\0\0\0\0\2"
#define FRAME_KERNEL_IP "\x0a\0\0\1"
#define FRAME_PEER_IP "\x0a\0\0\2"
#define FRAME_KERNEL_IP6 "\xfd\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1"
#define FRAME_PEER_IP6 "\xfd\0\0\0\0\0\0\0\0\0\0\0\0\0\0\2"

/* Where the header behind Ethernet and VLAN tags begins; past the end of a frame that is
 * too short. */
static inline size_t frame_network(const uint8_t *frame, size_t len)
{
	size_t at = 14;

	while (len >= at + 4 && get16(frame + at - 2) == TYPE_VLAN)
		at += 4;
	return at;
}

#endif
