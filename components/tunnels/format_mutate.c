/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Changes of frames in tunnels, at each level of them. */
#include <string.h>

#include "components/tunnels/format_wrap.h"

#define ETHERNET 14

/* Between a header of IP and what its tunnel carries: bits and bytes of the tunnel's own
 * header, and of the one it is in. */
static void change_head(uint8_t *frame, size_t from, size_t to, struct chance *c)
{
	const size_t at = from + chance_below(c, to - from);

	switch (chance_below(c, 3)) {
	case 0:
		frame[at] ^= 1u << chance_below(c, 8);
		break;
	case 1:
		frame[at] = chance_below(c, 16);
		break;
	default:
		frame[at] = chance_next(c);
	}
}

/* What carries, as a frame: the bytes before a header of IP stand for those of Ethernet. */
size_t wrap_mutate(const struct mutator *m, unsigned int kind, uint8_t *frame, size_t len,
    size_t max, struct chance *c)
{
	size_t base = 0, inner;

	switch (chance_below(c, 16)) {
	case 0:
		return wrap(&tunnels[chance_below(c, TUNNELS)], frame, len, max);
	case 1:
		return unwrap(frame, len);
	default:
		break;
	}
	while ((inner = frame_inner(frame + base, len - base)) && chance_below(c, 3)) {
		if (chance_below(c, 6) == 0) {
			change_head(frame + base, ETHERNET, inner, c);
			return len;
		}
		base += inner - ETHERNET;
	}
	return base + frame_mutate(m, kind, frame + base, len - base, max - base, c);
}
