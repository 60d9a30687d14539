/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "components/fuse/slot.h"

#include <string.h>

/* Makes the changes of the slot at `from`. */
static void change(const struct server_script *script, uint64_t from, struct slot *s)
{
	for (size_t i = 0; i < script->n; i++) {
		const struct server_change *c = &script->change[i];
		const uint64_t begin = c->at > from ? c->at : from;
		const uint64_t end = c->at + c->len < from + SCRIPT_SLOT ? c->at + c->len
		                                                         : from + SCRIPT_SLOT;

		if (begin >= end)
			continue;
		memcpy(s->byte + (begin - from), c->data + (begin - c->at), end - begin);
		memset(s->set + (begin - from), true, end - begin);
	}
}

void slot_take(const struct server_script *script, uint32_t op, uint32_t turn, struct slot *s)
{
	const uint64_t at = script_slot(op, turn);
	struct fuse_out_header h;

	memcpy(s->byte, script->base + at, SCRIPT_SLOT);
	memset(s->set, false, sizeof(s->set));
	memcpy(&h, s->byte + SCRIPT_HEADER, sizeof(h));
	s->len = h.len < sizeof(h)                       ? sizeof(h)
	         : h.len > SCRIPT_SLOT - SCRIPT_HEADER ? SCRIPT_SLOT - SCRIPT_HEADER
	                                                 : h.len;
	if (turn && op < SCRIPT_NOTIFY)
		change(script, script_slot(op, 0), s);
	change(script, at, s);
}

bool slot_is_set(const struct slot *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (s->set[i])
			return true;
	return false;
}

struct script_control slot_control(const struct slot *s)
{
	struct script_control c;

	memcpy(&c, s->byte, sizeof(c));
	return c;
}
