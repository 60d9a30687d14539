/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Restores after hard use give back all memory of a kernel: pages written where they
 * lie and through aliases, aliases that come, go and come again, pages that the
 * snapshot had stopped to copy, file systems in use.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "atf/case.h"
#include "cases/hypercall/restored.h"
#include "harness/disk.h"
#include "kernel/linux/user/linux.h"

#define PAGE 4096
#define PAGES 256 /* of the arena, from its middle on */
#define SLOTS 64  /* alias pages, far from those that the kernel uses */
#define SLOTS_AT (512ull << 20)
#define NONE (-1)

static uint64_t chance = 1;
static int alias[SLOTS], marked[SLOTS]; /* the arena page that shows there, or NONE */

static int any(int below)
{
	chance = chance * 6364136223846793005ull + 1442695040888963407ull;
	return (chance >> 33) % below;
}

static uint8_t *page_at(int page)
{
	const struct posix_conf *c = &linux_alive->posix->conf;

	return (uint8_t *)(uintptr_t)(c->arena_base + c->arena_len / 2 + page * (uint64_t)PAGE);
}

static uint8_t *slot_at(int slot)
{
	return (uint8_t *)(uintptr_t)(linux_alive->posix->conf.alias_base + SLOTS_AT +
				      slot * (uint64_t)PAGE);
}

static struct kern *boot(void)
{
	for (int slot = 0; slot < SLOTS; slot++)
		alias[slot] = NONE;
	return kern_boot("tmpfs", .memory = 16 << 20);
}

static struct hyp *layer(void)
{
	return &linux_alive->posix->hyp;
}

static void show(int slot, int page, int n)
{
	struct hyp *hyp = layer();

	REQUIRE_OK(hyp->ops->mem_alias(hyp, slot_at(slot), page_at(page), (uint64_t)n * PAGE));
	for (int i = 0; i < n; i++)
		alias[slot + i] = page + i;
}

static void drop(int slot, int n)
{
	struct hyp *hyp = layer();

	REQUIRE_OK(hyp->ops->mem_unalias(hyp, slot_at(slot), (uint64_t)n * PAGE));
	for (int i = 0; i < n; i++)
		alias[slot + i] = NONE;
}

/* One of the things that a kernel does to its memory. */
static void step(void)
{
	const int slot = any(SLOTS - 4), page = any(PAGES - 4), n = 1 + any(4);

	switch (any(6)) {
	case 0:
		show(slot, page, n);
		break;
	case 1:
		drop(slot, n);
		break;
	case 2: /* gone and come again, the same or in part */
		if (alias[slot] != NONE) {
			const int same = alias[slot];

			drop(slot, 1);
			show(slot, same, 1);
		}
		break;
	case 3:
		page_at(page)[any(PAGE)]++;
		break;
	default:
		if (alias[slot] != NONE)
			slot_at(slot)[any(PAGE)]++;
	}
}

static void restore(struct kern *k)
{
	kern_restore(k);
	memcpy(alias, marked, sizeof(alias));
}

static void require_restored(void)
{
	restored_require();
	for (int slot = 0; slot < SLOTS; slot++) {
		if (alias[slot] == NONE)
			continue;
		REQUIRE_MEMEQ(restored_page(page_at(alias[slot])), slot_at(slot), PAGE);
	}
}

static void snapshot(struct kern *k)
{
	kern_snapshot(k);
	memcpy(marked, alias, sizeof(alias));
	restored_remember();
}

/* Rounds of hard use, and after each as many without any as let pages be closed. */
static void hard_use(struct kern *k, int rounds, int quiet)
{
	for (int round = 0; round < rounds; round++) {
		for (int n = any(40); n > 0; n--)
			step();
		restore(k);
		require_restored();
		for (int n = any(4) ? 0 : quiet; n > 0; n--)
			restore(k);
	}
}

CASE(aliases, "aliases made, dropped, made again and written, before and after snapshots")
{
	struct kern *k = boot();

	snapshot(k);
	hard_use(k, 60, 200);
	for (int n = 0; n < 100; n++) /* these stand in the second snapshot */
		step();
	snapshot(k);
	hard_use(k, 60, 200);
	kern_halt(k);
}

CASE(alias_again, "an alias that went and came again in one round is watched in all later ones")
{
	struct kern *k = boot();

	show(0, 7, 1);
	snapshot(k);
	drop(0, 1);
	show(0, 7, 1);
	for (int round = 0; round < 400; round++)
		restore(k);
	slot_at(0)[5]++;
	restore(k);
	require_restored();
	kern_halt(k);
}

/* Files, memory and names in two contexts; then all of it is unmounted, or not. */
static void use_files(struct kern *k, int round)
{
	static const char text[PAGE * 3] = "text";
	uint64_t addr = 0;
	int fd;

	kern_switch(k, round % 2);
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	for (int i = 0; i <= round; i++)
		REQUIRE_EQ((ssize_t)sizeof(text),
		    kern_pwrite(k, fd, text, sizeof(text), (off_t)any(64) * PAGE));
	REQUIRE_OK(kern_mmap(k, &addr, sizeof(text), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
	REQUIRE_OK(kern_poke(k, addr + any(PAGE), "memory", 6));
	if (round % 3 == 0)
		REQUIRE_OK(kern_fsync(k, fd));
	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_rename(k, "/mnt/f", "/mnt/d/f"));
	if (round % 4 == 0) {
		REQUIRE_OK(kern_munmap(k, addr, sizeof(text)));
		REQUIRE_OK(kern_close(k, fd));
		REQUIRE_OK(kern_umount(k, "/mnt"));
	}
}

/* Snapshots of a kernel that has mounted already, and of one that has not. */
static void file_system(const char *name, const char *image)
{
	struct kern *k = kern_boot(name);
	struct disk *d = disk_open(image);

	REQUIRE_EQ(1, kern_context(k));
	kern_disk(k, d);
	for (int mounted = 0; mounted < 2; mounted++) {
		if (mounted)
			REQUIRE_OK(kern_mount(k, d, "/mnt", name, NULL));
		kern_snapshot(k);
		restored_remember();
		for (int round = 0; round < 12; round++) {
			if (!mounted)
				REQUIRE_OK(kern_mount(k, d, "/mnt", name, NULL));
			use_files(k, round);
			kern_restore(k);
			restored_require();
			for (int n = round % 5 ? 0 : 40; n > 0; n--)
				kern_restore(k);
		}
	}
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
	disk_close(d);
}

CASE(ext4, "a restore gives back all memory after use of ext4")
{
	file_system("ext4", "ext4/4k");
}

CASE(xfs, "a restore gives back all memory after use of xfs, which maps its buffers twice")
{
	file_system("xfs", "xfs/small");
}
