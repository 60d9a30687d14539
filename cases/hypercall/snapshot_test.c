/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Snapshots on plain memory: whatever is written, however often, and through
 * whichever mapping, a restore gives back every byte.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "atf/case.h"
#include "kernel/linux/user/scan.h"
#include "kernel/linux/user/snapshot.h"

#define PAGE SNAPSHOT_PAGE
#define PAGES 600

static struct snapshot *snap;
static bool scans; /* the way, see kernel/linux/user/snapshot.h */
static char stack[64 << 10];
static uint64_t chance = 1;

static uint64_t any(uint64_t below)
{
	chance = chance * 6364136223846793005ull + 1442695040888963407ull;
	return (chance >> 33) % below;
}

static void on_fault(int sig, siginfo_t *info, void *context)
{
	(void)context;
	if (!snapshot_fault(snap, info->si_addr))
		signal(sig, SIG_DFL);
}

static void handle_faults(void)
{
	struct sigaction sa = { .sa_flags = SA_SIGINFO | SA_ONSTACK };

	sa.sa_sigaction = on_fault;
	REQUIRE_EQ(0, sigaltstack(&(stack_t){ .ss_sp = stack, .ss_size = sizeof(stack) }, NULL));
	REQUIRE_EQ(0, sigaction(SIGSEGV, &sa, NULL));
}

static uint8_t *map_pages(uint64_t n)
{
	uint8_t *at =
	    mmap(NULL, n * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	REQUIRE(at != MAP_FAILED);
	return at;
}

/* Memory with content, and a copy of it to compare with. */
static void fill(uint8_t *at, uint8_t *copy, uint64_t len)
{
	for (uint64_t i = 0; i < len; i++)
		at[i] = any(256);
	memcpy(copy, at, len);
}

static struct snapshot *take(uint8_t *at, uint64_t len)
{
	snap = snapshot_open(&(struct snapshot_range){ at, len }, 1, scans);
	REQUIRE(snap != NULL);
	REQUIRE_EQ(0, snapshot_take(snap));
	return snap;
}

static void use_scans(void)
{
	struct scan *scan = scan_open();

	if (!scan)
		atf_tc_skip("the host does not tell which pages were written");
	scan_close(scan);
	scans = true;
}

/* A case for each way. */
#define BOTH_WAYS(id, text)                 \
	static void both_##id(void);        \
	CASE(id, text)                      \
	{                                   \
		both_##id();                \
	}                                   \
	CASE(id##_scans, text ", by scans") \
	{                                   \
		use_scans();                \
		both_##id();                \
	}                                   \
	static void both_##id(void)

BOTH_WAYS(random_writes, "random writes to three ranges are undone, byte for byte, 300 times")
{
	uint64_t pages[3] = { PAGES, 1, 70 };
	struct snapshot_range range[3];
	uint8_t *copy[3];

	handle_faults();
	for (int i = 0; i < 3; i++) {
		range[i] = (struct snapshot_range){ map_pages(pages[i]), pages[i] * PAGE };
		copy[i] = malloc(range[i].len);
		fill(range[i].base, copy[i], range[i].len);
	}
	snap = snapshot_open(range, 3, scans);
	REQUIRE_EQ(0, snapshot_take(snap));
	for (int round = 0; round < 300; round++) {
		for (uint64_t n = any(200); n > 0; n--) {
			int i = any(3);

			((uint8_t *)range[i].base)[any(range[i].len)] += 1 + any(255);
		}
		snapshot_restore(snap);
		for (int i = 0; i < 3; i++)
			REQUIRE(memcmp(range[i].base, copy[i], range[i].len) == 0);
	}
	snapshot_close(snap);
}

BOTH_WAYS(retake, "a second snapshot replaces the first")
{
	uint8_t *at = map_pages(PAGES), *copy = malloc(PAGES * PAGE);

	handle_faults();
	fill(at, copy, PAGES * PAGE);
	take(at, PAGES * PAGE);
	for (int round = 0; round < 50; round++) {
		for (int n = 0; n < 20; n++)
			at[any(PAGES * PAGE)] += 1;
		memcpy(copy, at, PAGES * PAGE);
		REQUIRE_EQ(0, snapshot_take(snap));
		for (int n = 0; n < 20; n++)
			at[any(PAGES * PAGE)] += 1;
		snapshot_restore(snap);
		REQUIRE(memcmp(at, copy, PAGES * PAGE) == 0);
	}
	snapshot_close(snap);
}

CASE(pages_close, "pages that are no longer written are no longer copied")
{
	uint8_t *at = map_pages(PAGES), *copy = malloc(PAGES * PAGE);

	handle_faults();
	fill(at, copy, PAGES * PAGE);
	take(at, PAGES * PAGE);
	for (int i = 0; i < 100; i++)
		at[i * 5 * PAGE]++;
	REQUIRE_EQ(100, snapshot_open_pages(snap));
	for (int round = 0; round < 500; round++) {
		at[7]++;
		snapshot_restore(snap);
	}
	REQUIRE_EQ(1, snapshot_open_pages(snap));
	REQUIRE_EQ(100, snapshot_saved_pages(snap));
	for (int i = 0; i < 100; i++)
		at[i * 5 * PAGE]++;
	REQUIRE_EQ(100, snapshot_open_pages(snap));
	REQUIRE_EQ(100, snapshot_saved_pages(snap));
	snapshot_restore(snap);
	REQUIRE(memcmp(at, copy, PAGES * PAGE) == 0);
	snapshot_close(snap);
}

BOTH_WAYS(one_big_round, "a round that writes everything slows down few of the later ones")
{
	uint64_t pages = 5000;
	uint8_t *at = map_pages(pages), *copy = malloc(pages * PAGE);

	handle_faults();
	fill(at, copy, pages * PAGE);
	take(at, pages * PAGE);
	for (uint64_t i = 0; i < pages; i++)
		at[i * PAGE + any(PAGE)]++;
	snapshot_restore(snap);
	REQUIRE(memcmp(at, copy, pages * PAGE) == 0);
	REQUIRE_EQ(pages, snapshot_open_pages(snap));
	for (int round = 0; round < 12; round++) {
		at[0]++;
		snapshot_restore(snap);
	}
	REQUIRE_EQ(1, snapshot_open_pages(snap));
	REQUIRE(memcmp(at, copy, pages * PAGE) == 0);
	snapshot_close(snap);
}

BOTH_WAYS(other_mapping, "writes through a second mapping are undone too")
{
	int fd = memfd_create("snapshot", 0);
	uint8_t *at, *other, *copy = malloc(16 * PAGE);

	handle_faults();
	REQUIRE_EQ(0, ftruncate(fd, 16 * PAGE));
	at = mmap(NULL, 16 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	other = mmap(NULL, 16 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	fill(at, copy, 16 * PAGE);
	take(at, 16 * PAGE);
	snapshot_written(snap, at + 3 * PAGE, 2 * PAGE, true);
	for (int round = 0; round < 300; round++) {
		if (round % 70 == 0) {
			other[3 * PAGE + any(2 * PAGE)]++;
			REQUIRE(memcmp(at, copy, 16 * PAGE) != 0);
		}
		snapshot_restore(snap);
		REQUIRE(memcmp(other, copy, 16 * PAGE) == 0);
	}
	REQUIRE_EQ(2, snapshot_open_pages(snap));
	snapshot_close(snap);
}

/* As the arena's pages go to a memory file when they get a second mapping. */
BOTH_WAYS(moved, "pages that move to a memory file are closed again, and writes to them undone")
{
	const int fd = memfd_create("snapshot", 0);
	uint8_t *at = map_pages(PAGES), *copy = malloc(PAGES * PAGE);

	handle_faults();
	fill(at, copy, PAGES * PAGE);
	take(at, PAGES * PAGE);
	REQUIRE_EQ(0, ftruncate(fd, PAGES * PAGE));
	for (uint64_t i = 10; i < 500; i += 1 + any(5)) {
		REQUIRE_EQ(PAGE, pwrite(fd, at + i * PAGE, PAGE, i * PAGE));
		REQUIRE(mmap(at + i * PAGE, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED,
			    fd, i * PAGE) == at + i * PAGE);
		snapshot_written(snap, at + i * PAGE, PAGE, false);
	}
	for (int round = 0; round < 400; round++)
		snapshot_restore(snap);
	REQUIRE_EQ(0, snapshot_open_pages(snap));
	for (int round = 0; round < 100; round++) {
		at[any(PAGES * PAGE)]++;
		REQUIRE(memcmp(at, copy, PAGES * PAGE) != 0);
		snapshot_restore(snap);
		REQUIRE(memcmp(at, copy, PAGES * PAGE) == 0);
	}
	snapshot_close(snap);
}

CASE(not_ours, "a fault elsewhere, or on an open page, is not claimed")
{
	uint8_t *at = map_pages(3), *copy = malloc(3 * PAGE);

	fill(at, copy, 3 * PAGE);
	snap = snapshot_open(&(struct snapshot_range){ at + PAGE, PAGE }, 1, false);
	REQUIRE(!snapshot_fault(snap, at + PAGE));
	REQUIRE_EQ(0, snapshot_take(snap));
	REQUIRE(!snapshot_fault(snap, at));
	REQUIRE(!snapshot_fault(snap, at + 2 * PAGE));
	REQUIRE(!snapshot_fault(snap, NULL));
	REQUIRE(snapshot_fault(snap, at + 2 * PAGE - 1));
	REQUIRE(!snapshot_fault(snap, at + PAGE));
	snapshot_close(snap);
	at[PAGE] = 1;
}

/* Uses up the mappings that the host allows a process (vm.max_map_count). */
static void use_up_mappings(void)
{
	uint64_t n = 1 << 21;
	uint8_t *at =
	    mmap(NULL, n * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	REQUIRE(at != MAP_FAILED);
	for (uint64_t i = 1; i < n; i += 2) {
		if (mprotect(at + i * PAGE, PAGE, PROT_READ))
			return;
	}
	atf_tc_skip("the host allows more than a million mappings for a process");
}

CASE(no_mappings_left, "without room for finer mappings, more than the page is opened")
{
	uint8_t *at = map_pages(PAGES), *copy = malloc(PAGES * PAGE);

	handle_faults();
	fill(at, copy, PAGES * PAGE);
	take(at, PAGES * PAGE);
	use_up_mappings();
	for (int round = 0; round < 20; round++) {
		at[any(PAGES * PAGE)]++;
		at[any(PAGES * PAGE)]++;
		snapshot_restore(snap);
		REQUIRE(memcmp(at, copy, PAGES * PAGE) == 0);
	}
	REQUIRE(snapshot_open_pages(snap) > 40);
	snapshot_close(snap);
}
