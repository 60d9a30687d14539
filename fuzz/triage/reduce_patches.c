/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fewer patches, then fewer bytes in each: what is not patched is what the maker
 * of the image wrote. */
#include <string.h>

#include "fuzz/triage/reduce.h"

static uint32_t count_patches(const struct input *in, uint32_t which)
{
	(void)which;
	return in->npatch;
}

static bool without_patches(struct input *in, uint32_t which, uint32_t at, uint32_t to)
{
	(void)which;
	memmove(&in->patch[at], &in->patch[to], (in->npatch - to) * sizeof(in->patch[0]));
	in->npatch -= to - at;
	return true;
}

static uint32_t count_bytes(const struct input *in, uint32_t which)
{
	return which < in->npatch ? in->patch[which].len : 0;
}

static void keep_end(struct patch *p, uint32_t from)
{
	p->at += from;
	p->len -= from;
	memmove(p->data, p->data + from, p->len);
}

/* A patch that loses bytes in its middle becomes two; where there is no room for
 * another it stays as it is. */
static bool without_bytes(struct input *in, uint32_t which, uint32_t at, uint32_t to)
{
	struct patch *p = &in->patch[which], *rest;

	if (at == 0 && to == p->len)
		return without_patches(in, 0, which, which + 1);
	if (at == 0) {
		keep_end(p, to);
	} else if (to == p->len) {
		p->len = at;
	} else {
		if (in->npatch == INPUT_PATCHES)
			return false;
		rest = p + 1;
		memmove(rest + 1, rest, (in->npatch - which - 1) * sizeof(*rest));
		in->npatch++;
		*rest = *p;
		keep_end(rest, to);
		p->len = at;
	}
	return true;
}

/* The runs of bytes between those that differ, the longest first.  What makes two
 * of one patch leaves the second for its own turn. */
bool reduce_patches(struct reducer *r)
{
	bool any = reduce_runs(r, count_patches, without_patches, 0);

	for (uint32_t i = 0; i < r->best.npatch; i++)
		any |= reduce_runs(r, count_bytes, without_bytes, i);
	return any;
}
