/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What tunnels carry: IP in IP (RFC 2003, 2473, 4213), GRE (RFC 2784, 2890), VXLAN
 * (RFC 7348), Geneve (RFC 8926), and the mirrored frames of ERSPAN. */
#include "components/packet/format_frame.h"

static bool load_of(size_t at, uint32_t type, size_t len, struct frame_load *load)
{
	*load = (struct frame_load){ at, type };
	return at < len;
}

static bool gre_load(const uint8_t *at, size_t len, struct frame_load *load)
{
	size_t head = 4;

	if (len < 4 || at[1] & 7 || at[0] & 0x40) /* another version, or with routing */
		return false;
	for (uint8_t flag = 0x80; flag >= 0x10; flag >>= 1) /* checksum, key, number */
		head += at[0] & flag ? 4 : 0;
	switch (get16(at + 2)) {
	case TYPE_ERSPAN:
		return load_of(head + 8, TYPE_ETHERNET, len, load);
	case TYPE_ERSPAN_3:
		return load_of(head + 12, TYPE_ETHERNET, len, load);
	default:
		return load_of(head, get16(at + 2), len, load);
	}
}

static bool udp_load(const uint8_t *at, size_t len, struct frame_load *load)
{
	if (len < 16)
		return false;
	if (get16(at + 2) == PORT_VXLAN)
		return load_of(16, TYPE_ETHERNET, len, load);
	if (get16(at + 2) == PORT_GENEVE)
		return load_of(16 + (at[8] & 63) * 4u, get16(at + 10), len, load);
	return false;
}

bool frame_load(uint32_t proto, const uint8_t *at, size_t len, struct frame_load *load)
{
	switch (proto) {
	case PROTO_IPIP:
		return load_of(0, TYPE_IPV4, len, load);
	case PROTO_IPV6:
		return load_of(0, TYPE_IPV6, len, load);
	case PROTO_GRE:
		return gre_load(at, len, load);
	case PROTO_UDP:
		return udp_load(at, len, load);
	default:
		return false;
	}
}

size_t frame_behind_ip(const uint8_t *frame, size_t at, size_t len, uint32_t *proto)
{
	size_t n;

	if (len >= at + 20 && frame[at] >> 4 == 4) {
		*proto = frame[at + 9];
		return get16(frame + at + 6) & 0x1fff ? 0 : at + (frame[at] & 15) * 4u;
	}
	if (len < at + 40 || frame[at] >> 4 != 6)
		return 0;
	*proto = frame[at + 6];
	for (at += 40; at < len && (n = frame_between(*proto, frame + at, len - at)); at += n)
		*proto = frame[at];
	return at;
}

size_t frame_inner(const uint8_t *frame, size_t len)
{
	const size_t at = frame_network(frame, len);
	struct frame_load load;
	uint32_t proto;
	const size_t head = len > at ? frame_behind_ip(frame, at, len, &proto) : 0;
	size_t inner;

	if (!head || head >= len || !frame_load(proto, frame + head, len - head, &load))
		return 0;
	inner = head + load.at;
	if (load.type == TYPE_ETHERNET)
		inner += frame_network(frame + inner, len - inner);
	return inner < len ? inner : 0;
}
