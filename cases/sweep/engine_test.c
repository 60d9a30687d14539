/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The engine of sweeps: what it counts, chooses and survives. */
#include <signal.h>
#include <stdio.h>
#include <sys/mount.h>

#include "atf/case.h"
#include "harness/sweep_internal.h"

static const struct component *ext4(void)
{
	return component_find("ext4");
}

/* Some calls that write and read the disk. */
static void use(struct fs *fs)
{
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(fs->k, "/mnt/d/f", "content", 7));
	REQUIRE_OK(kern_sync(fs->k));
	fs_remount(fs, NULL);
	REQUIRE_OK(kern_unlink(fs->k, "/mnt/d/f"));
}

CASE(count, "each occurrence fires, and the one behind the last does not")
{
	static const char *const calls[] = { "read", "write", "flush", "alloc" };
	const struct sweep s = {
		.comp = ext4(),
		.body = use,
		.fault = { "read:%=EIO", "write:%=EIO", "flush:%=EIO", "alloc:%=ENOMEM" },
	};
	struct sweep_worker *w = sweep_worker_open(&s);
	char text[64];

	for (size_t i = 0; i < 4; i++) {
		const uint64_t seen = sweep_worker_seen(w, i);

		REQUIRE(seen > 0);
		for (uint64_t n = 1; n <= seen + 1; n += n < seen && n + 7 > seen ? 1 : 7) {
			snprintf(text, sizeof(text), "%s:%llu=%s", calls[i], (unsigned long long)n,
			    i == 3 ? "ENOMEM" : "EIO");
			sweep_round(w, text);
			REQUIRE_EQ(n > seen, w->void_round);
		}
	}
	sweep_worker_close(w);
}

CASE(nothing, "a body that does nothing the fault could be for has no round")
{
	const struct sweep s = { .comp = ext4(), .body = use, .fault = { "discard:%=EIO" } };
	struct sweep_result *r = sweep_run(&s);

	REQUIRE_EQ(0, r->rounds);
	REQUIRE_EQ(0, r->tally[0].seen);
	sweep_free(r);
}

static void panics(struct fs *fs)
{
	REQUIRE_OK(kern_remount(fs->k, fs->dir, 0, "errors=panic"));
	use(fs);
}

static const struct sweep_finding *find(const struct sweep_result *r, enum sweep_kind kind,
    const char *what)
{
	for (size_t i = 0; i < r->findings; i++)
		if (r->finding[i].kind == kind && strstr(r->finding[i].what, what))
			return &r->finding[i];
	return NULL;
}

CASE(panic, "a round that kills the kernel is reported, and the next one goes on")
{
	const struct sweep s = { .comp = ext4(), .body = panics, .fault = { "read:%=EIO" } };
	struct sweep_result *r = sweep_run(&s);
	const struct sweep_finding *f = find(r, SWEEP_DEFECT, "panic");

	REQUIRE(f);
	REQUIRE(strstr(f->fault, "read:"));
	REQUIRE(f->rounds < r->rounds);
	REQUIRE_EQ(2 * r->tally[0].seen, r->rounds);
	sweep_free(r);
}

static void dies(struct fs *fs)
{
	const int error = kern_mkdir(fs->k, "/mnt/d", 0755);

	if (error)
		raise(SIGSEGV);
	REQUIRE_OK(kern_put(fs->k, "/mnt/d/f", "x", 1));
}

/* The same findings, in the same order, of the same rounds. */
static void require_equal(const struct sweep_result *a, const struct sweep_result *b)
{
	char first[512], second[512];

	sweep_line(a, first, sizeof(first));
	sweep_line(b, second, sizeof(second));
	REQUIRE_STREQ(first, second);
	REQUIRE_EQ(a->findings, b->findings);
	for (size_t i = 0; i < a->findings; i++) {
		REQUIRE_EQ(a->finding[i].kind, b->finding[i].kind);
		REQUIRE_EQ(a->finding[i].round, b->finding[i].round);
		REQUIRE_EQ(a->finding[i].rounds, b->finding[i].rounds);
		REQUIRE_STREQ(a->finding[i].fault, b->finding[i].fault);
		REQUIRE_STREQ(a->finding[i].what, b->finding[i].what);
	}
}

CASE(died, "a round that kills its process is reported; so with two processes")
{
	struct sweep s = {
		.comp = ext4(),
		.body = dies,
		.fault = { "read:%=EIO", "alloc:%+50=ENOMEM" },
		.pairs = 10,
		.checks = 8,
	};
	struct sweep_result *one = sweep_run(&s), *two;
	const struct sweep_finding *f = find(one, SWEEP_DIED, "SIGSEGV");

	REQUIRE(f);
	REQUIRE(f->rounds > 1 && f->rounds < one->rounds);
	s.jobs = 2;
	two = sweep_run(&s);
	require_equal(one, two);
	sweep_free(one);
	sweep_free(two);
}

CASE(processes, "one process and three find the same, checker included")
{
	struct sweep s = {
		.comp = component_find("vfat"),
		.body = use,
		.fault = { "write:%=EIO", "alloc:%+50=ENOMEM" },
		.pairs = 7,
		.checks = 5,
	};
	struct sweep_result *one = sweep_run(&s), *three;

	REQUIRE_EQ(5, one->checked);
	REQUIRE(one->disks > 5);
	s.jobs = 3;
	three = sweep_run(&s);
	require_equal(one, three);
	sweep_free(one);
	sweep_free(three);
}

static bool failed; /* the clean round was told to fail */

static void fails(struct fs *fs)
{
	(void)fs;
	REQUIRE(failed);
}

static void sweep_failing(void *arg)
{
	sweep_run(arg);
}

CASE(fails_clean, "a body that fails without a fault is no sweep")
{
	struct sweep s = { .comp = ext4(), .body = fails, .fault = { "write:%=EIO" } };
	const char *why = harness_catch(sweep_failing, &s);

	REQUIRE(why && strstr(why, "the body fails without a fault") && strstr(why, "failed"));
}

CASE(bad_faults, "faults without an occurrence to fill in, or that do not parse")
{
	static const struct {
		const char *fault, *why;
	} bad[] = {
		{ "write:1=EIO", "fault 'write:1=EIO': expected one '%'" },
		{ "write:%=EIO; read:%=EIO", "expected one '%'" },
		{ "write:%=ENOSUCH", "ENOSUCH" },
		{ "%", "column 1" },
		{ NULL, "no fault" },
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct sweep s = { .comp = ext4(), .body = use, .fault = { bad[i].fault } };
		const char *why = harness_catch(sweep_failing, &s);

		if (!why || !strstr(why, bad[i].why))
			require_failed(__FILE__, __LINE__, "fault %s: expected \"%s\", got \"%s\"",
			    bad[i].fault, bad[i].why, why ? why : "no error");
	}
}
