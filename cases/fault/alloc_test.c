/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The kernel's own allocations fail. */
#include <stdio.h>

#include "atf/case.h"

/* How many allocations of a kind a mount of ext4 makes: what a fault that is for
 * none of them has seen. */
static uint64_t allocations(struct kern *k, struct disk *d, const char *text)
{
	unsigned long long n;

	kern_fault(k, text);
	REQUIRE_OK(kern_mount(k, d, "/mnt", "ext4", NULL));
	REQUIRE_EQ(1, sscanf(strstr(harness_void(), "it saw "), "it saw %llu", &n));
	kern_fault_clear(k);
	kern_restore(k);
	return n;
}

/* A kernel with a layer of faults, and a snapshot of it. */
static struct kern *ready(const char *component, struct disk *d)
{
	struct kern *k = kern_boot(component);

	kern_fault(k, "alloc:1=ENOMEM");
	kern_fault_clear(k);
	if (d)
		kern_disk(k, d);
	REQUIRE_OK(kern_mkdir(k, "/mnt", 0755));
	kern_snapshot(k);
	return k;
}

CASE(kinds, "slab objects, pages and vmalloc are counted apart, and together by alloc")
{
	struct disk *d = disk_open("ext4/small");
	struct kern *k = ready("ext4", d);
	uint64_t all = allocations(k, d, "alloc:1000000=ENOMEM");
	uint64_t slab = allocations(k, d, "alloc[kind=slab]:1000000=ENOMEM");
	uint64_t page = allocations(k, d, "alloc[kind=page]:1000000=ENOMEM");
	uint64_t vmalloc = allocations(k, d, "alloc[kind=vmalloc]:1000000=ENOMEM");

	REQUIRE_EQ(all, slab + page + vmalloc);
	REQUIRE(slab > 50);
	REQUIRE(page > 0);
	REQUIRE_EQ(all, allocations(k, d, "alloc:1000000=ENOMEM"));
}

/* That a driver gives the wrong errno is for the sweeps to say. */
CASE(mount, "each allocation of a mount fails once, and the kernel lives on")
{
	struct disk *d = disk_open("ext4/small");
	struct kern *k = ready("ext4", d);
	uint64_t n = allocations(k, d, "alloc:1000000=ENOMEM");
	int failed = 0;
	char text[64];

	for (uint64_t i = 1; i <= n; i++) {
		int error;

		snprintf(text, sizeof(text), "alloc:%llu=ENOMEM", (unsigned long long)i);
		kern_fault(k, text);
		error = kern_mount(k, d, "/mnt", "ext4", NULL);
		failed += error != 0;
		REQUIRE_EQ(1, kern_fault_hits(k));
		REQUIRE_STREQ("", kern_splat(k));
		kern_fault_clear(k);
		kern_restore(k);
	}
	REQUIRE(failed > 20);
}

CASE(for_ever, "with no memory from an allocation on, all calls that need some say so")
{
	struct kern *k = ready("tmpfs", NULL);

	kern_fault(k, "alloc:3..=ENOMEM");
	REQUIRE_EQ(-ENOMEM, kern_open(k, "/a", O_CREAT | O_RDWR, 0644));
	REQUIRE_EQ(-ENOMEM, kern_mkdir(k, "/b", 0755));
	kern_fault_clear(k);
	REQUIRE_OK(kern_mkdir(k, "/b", 0755));
	REQUIRE_STREQ("", kern_splat(k));
}

/* A value of 64 KiB is allocated as pages, and by vmalloc() where there are none
 * in a row: so two faults in one call. */
CASE(vmalloc, "vmalloc() fails where the kernel falls back on it")
{
	static const char value[65536];
	struct kern *k = ready("tmpfs", NULL);
	bool met = false;
	char text[96];

	REQUIRE_OK(kern_mount(k, NULL, "/mnt", "tmpfs", NULL));
	kern_snapshot(k);
	for (int i = 1; i <= 16 && !met; i++) {
		int error;

		snprintf(text, sizeof(text),
		    "alloc[kind=page]:%d=ENOMEM; alloc[kind=vmalloc]:1=ENOMEM", i);
		kern_fault(k, text);
		error = kern_setxattr(k, "/mnt", "trusted.a", value, sizeof(value), 0);
		met = kern_fault_hits(k) == 2;
		if (met)
			REQUIRE_EQ(-ENOMEM, error);
		REQUIRE_STREQ("", kern_splat(k));
		kern_fault_clear(k);
		kern_restore(k);
	}
	REQUIRE(met);
}

CASE(boot, "a boot without memory ends with one line")
{
	const char *why;
	struct kern *k;

	REQUIRE_ERROR(kern_try_boot(&k, &why, "tmpfs", .faults = "alloc:200..=ENOMEM"), EIO,
	    ENOTRECOVERABLE, ENOMEM);
	REQUIRE(strlen(why) > 0 && !strchr(why, '\n'));
}
