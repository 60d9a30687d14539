/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* All chance comes from one hypercall, and from its seed. */
#include "atf/case.h"
#include "cases/hypercall/tally.h"
#include "kernel/kern.h"

#define LEN 64

/* What a fresh kernel of that seed gives for random bytes. */
static void bytes_of(uint64_t seed, unsigned char *buf)
{
	struct tally t = { 0 };
	struct kern *k = kern_boot("tmpfs", .seed = seed, .layers = tally_layer, .layers_arg = &t);

	REQUIRE_EQ(LEN, kern_call(k, KERN_GETRANDOM, (long)buf, LEN, 0));
	REQUIRE(t.random_bytes > 0);
	kern_halt(k);
}

CASE(seed_same, "the same seed gives the same bytes")
{
	unsigned char one[LEN] = { 0 }, two[LEN] = { 0 };

	bytes_of(7, one);
	bytes_of(7, two);
	REQUIRE_MEMEQ(one, two, LEN);
}

CASE(seed_other, "another seed gives other bytes")
{
	unsigned char one[LEN] = { 0 }, two[LEN] = { 0 };

	bytes_of(7, one);
	bytes_of(8, two);
	REQUIRE(memcmp(one, two, LEN));
}
