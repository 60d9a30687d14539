/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Known findings are told from others, and those that are gone are seen. */
#include "atf/case.h"
#include "kernel/kern.h"

SWEEP_KNOWN(there, .comp = "ext4", .cases = "found", .fault = "*alloc:*",
    .what = "unlinkat gives ENOENT", .why = "the body asks for it");
SWEEP_KNOWN(gone, .comp = "ext4", .cases = "other", .fault = "*alloc:*",
    .what = "unlinkat gives EXDEV", .why = "nothing does this");
SWEEP_KNOWN(pattern, .comp = "ext*", .cases = "patterns", .fault = "*alloc:*",
    .what = "unlinkat gives EXDEV", .why = "nothing does this");

static void wrong_errno(struct fs *fs)
{
	if (kern_mkdir(fs->k, "/mnt/d", 0755) < 0)
		kern_rmdir(fs->k, "/mnt/none");
}

static struct sweep_result *run(uint64_t rounds, uint32_t checks)
{
	const struct sweep s = {
		.comp = component_find("ext4"),
		.body = wrong_errno,
		.fault = { "alloc:%=ENOMEM" },
		.rounds = rounds,
		.checks = checks,
	};

	return sweep_run(&s);
}

CASE(mark, "a finding is known where component, case, fault and text fit")
{
	struct sweep_result *r = run(0, 0);

	REQUIRE_EQ(1, r->findings);
	REQUIRE_EQ(1, sweep_mark_known(r, "ext4", "other"));
	REQUIRE_EQ(1, sweep_mark_known(r, "vfat", "found"));
	REQUIRE_EQ(0, sweep_mark_known(r, "ext4", "found"));
	REQUIRE_STREQ("the body asks for it", r->finding[0].known);
	sweep_free(r);
}

CASE(stale, "an entry that nothing fits is seen, where it is for this case alone")
{
	struct sweep_result *r = run(0, 0);
	const struct sweep_known *k = sweep_stale(r, "ext4", "other");

	REQUIRE(k);
	REQUIRE_STREQ("unlinkat gives EXDEV", k->what);
	REQUIRE(!sweep_stale(r, "ext4", "found"));
	REQUIRE(!sweep_stale(r, "ext4", "patterns"));
	REQUIRE(!sweep_stale(r, "vfat", "other"));
	sweep_free(r);
}

CASE(bounded, "a sweep that did not look everywhere calls no entry stale")
{
	struct sweep_result *rounds = run(1, 0), *checks = run(0, SWEEP_NO_CHECKS);

	REQUIRE(!sweep_stale(rounds, "ext4", "other"));
	REQUIRE(!sweep_stale(checks, "ext4", "other"));
	sweep_free(rounds);
	sweep_free(checks);
}
