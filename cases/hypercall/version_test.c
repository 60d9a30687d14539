/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A kernel and a host of different hypercalls do not get to know each other. */
#include <stdio.h>

#include "atf/case.h"
#include "cases/hypercall/tally.h"

/* The boot fails, and its one line has both numbers. */
static void refused(struct tally *t, uint32_t got, uint32_t expected)
{
	struct kern *k;
	const char *why;
	char number[16];

	REQUIRE_EQ(-EPROTONOSUPPORT,
	    kern_try_boot(&k, &why, "tmpfs", .layers = tally_layer, .layers_arg = t));
	snprintf(number, sizeof(number), "%u", got);
	REQUIRE(strstr(why, number));
	snprintf(number, sizeof(number), "%u", expected);
	REQUIRE(strstr(why, number));
	REQUIRE(strstr(why, "hypercall"));
	REQUIRE(!strchr(why, '\n'));
}

CASE(version_other, "a hypercall struct of another version is refused at boot")
{
	struct tally t = { .version = HYP_VERSION + 41 };

	refused(&t, HYP_VERSION + 41, HYP_VERSION);
}

CASE(size_other, "a hypercall struct of another size is refused at boot")
{
	struct tally t = { .size = sizeof(struct hyp_ops) + 8 };

	refused(&t, sizeof(struct hyp_ops) + 8, sizeof(struct hyp_ops));
}

CASE(refusal_is_clean, "after a refused boot the next one works")
{
	struct tally t = { .version = HYP_VERSION + 1 };
	struct kern *k;
	const char *why;

	REQUIRE(kern_try_boot(&k, &why, "tmpfs", .layers = tally_layer, .layers_arg = &t) < 0);
	k = kern_boot("tmpfs");
	REQUIRE(kern_alive(k));
	kern_halt(k);
}
