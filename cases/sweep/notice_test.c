/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What a sweep must not overlook: bodies that do harm once a fault has fired. */
#include <signal.h>
#include <stdlib.h>

#include "atf/case.h"
#include "harness/sweep_internal.h"
#include "kernel/kern.h"

static struct sweep_result *sweep(const struct component *comp, const char *fault,
    void (*body)(struct fs *))
{
	const struct sweep s = { .comp = comp, .body = body, .fault = { fault } };

	return sweep_run(&s);
}

static const struct sweep_finding *find(const struct sweep_result *r, enum sweep_kind kind,
    const char *what)
{
	for (size_t i = 0; i < r->findings; i++)
		if (r->finding[i].kind == kind && strstr(r->finding[i].what, what))
			return &r->finding[i];
	require_failed(__FILE__, __LINE__, "expected %s: %s, got %zu findings, first %s",
	    sweep_kind_name(kind), what, r->findings, r->findings ? r->finding[0].what : "none");
}

static bool fault_met(struct fs *fs)
{
	kern_mkdir(fs->k, "/mnt/d", 0755);
	kern_sync(fs->k);
	return kern_fault_hits(fs->k) > 0;
}

static void reads_no_more(struct fs *fs)
{
	static int rounds; /* of this process; two are without fault */

	if (++rounds <= 2)
		fs_remount(fs, NULL);
}

CASE(not_fired, "a body that is another without fault: the fault has not fired")
{
	struct sweep_result *r = sweep(component_find("ext4"), "read:%=EIO", reads_no_more);

	find(r, SWEEP_VOID, "not fired");
	sweep_free(r);
}

static void dies(struct fs *fs)
{
	fault_met(fs);
	kern_umount(fs->k, fs->dir); /* all writes there are */
	if (kern_fault_hits(fs->k))
		raise(SIGSEGV);
}

CASE(all_die, "a round whose neighbour died is run too")
{
	struct sweep_result *r = sweep(component_find("vfat"), "write:%=EIO", dies);

	REQUIRE(r->rounds > 4);
	REQUIRE_EQ(r->rounds, find(r, SWEEP_DIED, "SIGSEGV")->rounds);
	sweep_free(r);
}

static void wrong_count(struct fs *fs)
{
	uint16_t free = 3;

	if (!fault_met(fs))
		return;
	REQUIRE_OK(kern_umount(fs->k, fs->dir));
	disk_write(fs->disk, 2048 + 14, &free, sizeof(free));
}

CASE(not_repaired, "what the repair command does not repair")
{
	struct component c = *component_find("ext3");
	struct sweep_result *r;

	c.repair = "true";
	r = sweep(&c, "write:%=EIO", wrong_count);
	find(r, SWEEP_CHECK, "checker after repair: Free inodes count wrong");
	sweep_free(r);
}

/* Behind the boot sector: the first table, but for its first two entries. */
static void broken_chain(struct fs *fs)
{
	static const char data[3000], zeroes[1024];

	REQUIRE_OK(kern_put(fs->k, "/mnt/f", data, sizeof(data)));
	if (!fault_met(fs))
		return;
	REQUIRE_OK(kern_umount(fs->k, fs->dir));
	disk_write(fs->disk, 2 * 512 + 4, zeroes, sizeof(zeroes));
}

CASE(unreadable, "a file that can be opened and not be read")
{
	struct sweep_result *r = sweep(component_find("vfat"), "alloc:%=ENOMEM", broken_chain);

	find(r, SWEEP_TREE, "read gives EIO (/mnt/f)");
	sweep_free(r);
}

static void two_errnos(struct fs *fs)
{
	struct kern *k = fs->k;
	int pipe[2] = { 0 };

	kern_rmdir(k, "/mnt/none");
	REQUIRE_OK(kern_call(k, KERN_PIPE2, (long)pipe, O_NONBLOCK));
	if (!fault_met(fs))
		return;
	kern_open(k, "/mnt/none", O_RDONLY);
	kern_read(k, pipe[0], &(char){ 0 }, 1);
}

CASE(errno_of_others, "errors that are those of another call, two of them")
{
	struct sweep_result *r = sweep(component_find("ext4"), "alloc:%=ENOMEM", two_errnos);

	find(r, SWEEP_ERRNO, "openat gives ENOENT");
	find(r, SWEEP_ERRNO, "read gives EAGAIN");
	sweep_free(r);
}

SWEEP_KNOWN(here, .comp = "here*", .cases = "case*", .fault = "*write:*", .what = "what*",
    .why = "reason");

CASE(known, "a defect is known where component, case, fault and finding fit")
{
	static const struct {
		const char *comp, *name, *fault, *what;
		bool known;
	} some[] = {
		{ "here", "case1", "write:1=EIO", "what is wrong", true },
		{ "there", "case1", "write:1=EIO", "what is wrong", false },
		{ "here", "no case", "write:1=EIO", "what is wrong", false },
		{ "here", "case1", "read:1=EIO", "what is wrong", false },
		{ "here", "case1", "write:1=EIO", "not what", false },
	};

	for (size_t i = 0; i < sizeof(some) / sizeof(some[0]); i++) {
		struct sweep_result r = { 0 };

		sweep_add(&r, SWEEP_ERRNO, 0, some[i].fault, some[i].what);
		REQUIRE_EQ(!some[i].known, sweep_mark_known(&r, some[i].comp, some[i].name));
		REQUIRE_EQ(some[i].known, r.finding[0].known != NULL);
		free(r.finding);
	}
}
