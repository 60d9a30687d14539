/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The states that protect what comes in to the kernel of this target, as who makes them, who
 * seals frames, and the mutators know them.
 *
 * The rule everything rests on: a record of kind "sealed" is a frame with ESP or AH in plain:
 * what is to be encrypted stands there as it is, and check values are room.  It is encrypted
 * and signed when it is sent, by the state that its SPI names; one that names none, or ends
 * too soon, is sent as it is.  So mutators change what the stack sees behind IPsec.
 */
#ifndef COMPONENTS_IPSEC_SEAL_LAYOUT_H
#define COMPONENTS_IPSEC_SEAL_LAYOUT_H

#include "components/packet/frame_layout.h"

enum seal_record_kind { SEAL_FRAME = FRAME_KINDS };

static const struct record_kind seal_kinds[] __attribute__((unused)) = {
	FRAME_RECORDS,
	[SEAL_FRAME] = { "sealed", false },
	{ NULL, false },
};

enum seal_cipher { SEAL_PLAIN, SEAL_CBC, SEAL_GCM };

struct seal_state {
	uint32_t spi;
	uint8_t proto;
	uint8_t cipher; /* enum seal_cipher */
	uint8_t iv, icv, block; /* bytes */
	bool tunnel, esn;
	uint8_t window; /* packets */
	uint16_t udp;   /* the port of UDP that it comes in */
	uint32_t if_id;
};

static const struct seal_state seal_states[] __attribute__((unused)) = {
	{ 0x1000, PROTO_ESP, SEAL_PLAIN, 0, 12, 4, .window = 32 },
	{ 0x1001, PROTO_ESP, SEAL_CBC, 16, 12, 16, .tunnel = true, .window = 32 },
	{ 0x1002, PROTO_ESP, SEAL_GCM, 8, 16, 4, .tunnel = true },
	{ 0x1003, PROTO_AH, SEAL_PLAIN, 0, 12, 4, .window = 32 },
	{ 0x1004, PROTO_AH, SEAL_PLAIN, 0, 12, 4, .tunnel = true, .window = 64 },
	{ 0x1005, PROTO_ESP, SEAL_PLAIN, 0, 12, 4, .esn = true, .window = 128 },
	{ 0x1006, PROTO_ESP, SEAL_PLAIN, 0, 12, 4, .tunnel = true, .window = 64 },
	{ 0x1007, PROTO_ESP, SEAL_PLAIN, 0, 12, 4, .tunnel = true, .if_id = 1 },
	{ 0x1008, PROTO_ESP, SEAL_PLAIN, 0, 12, 4, .udp = PORT_IPSEC, .window = 32 },
	{ 0x1009, PROTO_ESP, SEAL_GCM, 8, 16, 4, .esn = true, .window = 32 },
};
#define SEAL_STATES (sizeof(seal_states) / sizeof(seal_states[0]))

/* The state of a frame, and where its ESP or AH begins; NULL: there is none. */
static inline const struct seal_state *seal_find(const uint8_t *frame, size_t len, size_t *head)
{
	const size_t at = frame_network(frame, len);
	uint32_t proto = 0;
	bool udp = false;

	if (len >= at + 40 && frame[at] >> 4 == 6) {
		proto = frame[at + 6];
		*head = at + 40;
		while ((proto == PROTO_HOPS || proto == PROTO_DESTINATION) && len >= *head + 8) {
			proto = frame[*head];
			*head += 8 + frame[*head + 1] * 8u;
		}
	} else if (len >= at + 20 && frame[at] >> 4 == 4 && !(get16(frame + at + 6) & 0x3fff)) {
		proto = frame[at + 9];
		*head = at + (frame[at] & 15) * 4u;
	}
	if (proto == PROTO_UDP && len >= *head + 8 && get16(frame + *head + 2) == PORT_IPSEC) {
		proto = PROTO_ESP;
		*head += 8;
		udp = true;
	}
	if ((proto != PROTO_ESP && proto != PROTO_AH) || len < *head + 12)
		return NULL;
	for (size_t i = 0; i < SEAL_STATES; i++) {
		const struct seal_state *s = &seal_states[i];
		const size_t least = *head + (proto == PROTO_AH ? 12 : 8) + s->iv + s->icv;

		if (s->proto == proto && !s->udp == !udp && len >= least &&
		    get32(frame + *head + (proto == PROTO_AH ? 4 : 0)) == s->spi)
			return s;
	}
	return NULL;
}

/* Where what is to be encrypted begins; it ends at the check value. */
static inline size_t seal_body(const struct seal_state *s, size_t head)
{
	return head + (s->proto == PROTO_AH ? 12 + s->icv : 8 + s->iv);
}

#endif
