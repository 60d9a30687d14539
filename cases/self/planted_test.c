/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Bugs planted in a file system, one at a time (components/flawed), are found, and
 * by the oracle meant for them; without one nothing is found.
 */
#include <stdio.h>

#include "atf/case.h"
#include "harness/crash.h"
#include "kernel/kern.h"

#define IMAGE "flawed/tiny"

/* The component, with the mount option that plants a bug ("": none). */
static struct component flawed(const char *option)
{
	const struct component *c = component_find("flawed");
	struct component copy;

	REQUIRE(c != NULL);
	copy = *c;
	copy.options = *option ? option : NULL;
	return copy;
}

/* A file that is synced, its name too, and one that replaces another. */
static void sync_path(struct kern *k, const char *path)
{
	const int fd = REQUIRE_OK(kern_open(k, path, O_RDONLY));

	REQUIRE_OK(kern_fsync(k, fd));
	REQUIRE_OK(kern_close(k, fd));
}

static void some_work(struct fs *fs)
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/d/f", "something", 9));
	sync_path(k, "/mnt/d/f");
	sync_path(k, "/mnt/d");
	sync_path(k, "/mnt");
	REQUIRE_OK(kern_put(k, "/mnt/g", "x", 1));
	REQUIRE_OK(kern_put(k, "/mnt/h", "y", 1));
	REQUIRE_OK(kern_rename(k, "/mnt/g", "/mnt/h"));
}

/* The same, with all caches dropped first. */
static void some_work_cold(struct fs *fs)
{
	fs_remount(fs, NULL);
	some_work(fs);
}

/* Each finding of the sweep in a line, in `text`; true where there are some, and all
 * of them are of `kind` and have `what` in their line. */
static bool sweep(const char *option, const char *fault, void (*body)(struct fs *),
    enum sweep_kind kind, const char *what, char text[4096])
{
	const struct component c = flawed(option);
	const struct sweep conf = {
		.comp = &c,
		.image = IMAGE,
		.body = body,
		.fault = { fault },
	};
	struct sweep_result *r = sweep_run(&conf);
	size_t found = 0, at = 0;
	bool only;

	REQUIRE(r->rounds > 0 && r->leaks);
	*text = '\0';
	for (size_t i = 0; i < r->findings; i++) {
		const struct sweep_finding *f = &r->finding[i];

		found += f->kind == kind && strstr(f->what, what);
		if (at < 4096)
			at += snprintf(text + at, 4096 - at, "%s: %s (%s)\n",
			    sweep_kind_name(f->kind), f->what, f->fault);
	}
	only = found && found == r->findings;
	sweep_free(r);
	return only;
}

static void require_found(const char *option, const char *fault, void (*body)(struct fs *),
    enum sweep_kind kind, const char *what)
{
	char text[4096];

	if (!sweep(option, fault, body, kind, what, text))
		require_failed(__FILE__, __LINE__, "%s, %s: expected %s: %s, got \"%s\"", option,
		    fault, sweep_kind_name(kind), what, text);
}

static void require_clean(const char *fault, void (*body)(struct fs *))
{
	char text[4096];

	sweep("", fault, body, SWEEP_KINDS, "", text);
	REQUIRE_STREQ("", text);
}

CASE(leak, "an object that an error path forgets: memory names the cache")
{
	require_clean("write:%=EIO", some_work);
	require_found("flaw=leak", "write:%=EIO", some_work, SWEEP_LEAK, "flawed_map: ");
}

CASE(double_free, "an object that is freed twice where an allocation fails: KASAN")
{
	const char *variant = harness_var("variant");

	if (!variant || strcmp(variant, "fuzz"))
		atf_tc_skip("variant %s: no KASAN in it", variant ? variant : "plain");
	require_clean("alloc:%=ENOMEM", some_work);
	require_found("flaw=double-free", "alloc:%=ENOMEM", some_work, SWEEP_DEFECT,
	    "KASAN: double-free");
}

CASE(wrong_errno, "an error that comes back as another: the errnos of the call")
{
	require_clean("read:%=EIO", some_work_cold);
	require_found("flaw=errno", "read:%=EIO", some_work_cold, SWEEP_ERRNO,
	    "mount gives ENOENT");
}

/* What is wrong with the first bad disk that a power cut leaves, or "". */
static const char *crash(const char *option, void (*body)(struct fs *))
{
	static char text[4096];
	const struct component c = flawed(option);
	const struct crash_conf conf = { .bounds.states = 400 };
	struct crash *log = crash_record(&c, &c.crash[0], body);
	struct crash_tally tally;
	struct crash_state bad;
	const char *what = crash_judge(log, &conf, &tally, &bad);

	snprintf(text, sizeof(text), "%s", what ? what : "");
	REQUIRE(tally.distinct > 1);
	crash_free(log);
	return text;
}

CASE(lost_fsync, "an fsync that writes nothing: the file is not what was synced")
{
	const char *found;

	REQUIRE_STREQ("", crash("", some_work));
	found = crash("flaw=fsync", some_work);
	if (!strstr(found, "d/f: size 0; expected 9"))
		require_failed(__FILE__, __LINE__, "expected d/f with a size of 0, got \"%s\"",
		    found);
}
