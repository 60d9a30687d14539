/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Nothing is missing: a case that skips where a kernel has no such component
 * must not skip on the one that is built here.
 */
#include "atf/case.h"

CASE(boots, "each component boots in the rump kernel, alone and all together")
{
	size_t n;
	const struct component *const *all = components(&n);
	struct kern *k;
	const char *why = "";

	REQUIRE(n >= 4);
	for (size_t i = 0; i < n; i++) {
		if (kern_try_boot(&k, &why, all[i]->name, .backend = "linux"))
			require_failed(__FILE__, __LINE__, "%s: %s", all[i]->name, why);
		REQUIRE_STREQ("", kern_splat(k));
		kern_halt(k);
	}
	REQUIRE_EQ(0, kern_try_boot(&k, &why, NULL, .backend = "linux"));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}

CASE(mounts, "each component's image is there, and is mounted")
{
	size_t n;
	const struct component *const *all = components(&n);

	for (size_t i = 0; i < n; i++) {
		struct fs fs;

		if (!all[i]->type)
			continue;
		fs = fs_open(all[i], NULL);
		fs_close(&fs);
	}
}
