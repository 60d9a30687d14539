/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* When requests are done: later, in another order, never. */
#include "cases/fault/raw.h"
#include "kernel/kern.h"

#define MS 1000000ull
#define SECOND 1000000000ull

/* The virtual time that a write takes. */
static uint64_t write_time(struct raw *r)
{
	uint64_t before = kern_now(r->k);

	REQUIRE_EQ(512, raw_write(r, 0, 512, 0x22));
	return kern_now(r->k) - before;
}

CASE(delay, "a request takes as long as it is told to, in virtual time")
{
	struct raw r;
	uint64_t took;

	raw_open(&r, "write:2=delay(200ms); write:3=delay(100s)");
	REQUIRE(write_time(&r) < MS);
	took = write_time(&r);
	REQUIRE(took >= 200 * MS && took < 201 * MS);
	took = write_time(&r);
	REQUIRE(took >= 100 * SECOND && took < 100 * SECOND + MS);
	REQUIRE(write_time(&r) < MS);
	raw_close(&r);
}

CASE(delay_nowait, "a delayed request is under way while time stands still")
{
	struct raw r;
	int ctx;
	long arg[4];

	raw_open(&r, "write:1=delay(1s)");
	ctx = kern_context(r.k);
	memset(r.buf, 0x22, 512);
	REQUIRE_OK(kern_poke(r.k, r.addr, r.buf, 512));
	kern_switch(r.k, ctx);
	arg[0] = REQUIRE_OK(kern_open(r.k, kern_disk(r.k, r.disk), O_WRONLY | O_SYNC));
	kern_switch(r.k, 0);
	REQUIRE_EQ(-EINPROGRESS, kern_start(r.k, ctx, KERN_PWRITE, arg[0], (long)r.buf, 512, 0));
	REQUIRE(raw_holds(&r, 0, 512, 0x11));
	REQUIRE_EQ(512, kern_finish(r.k, ctx));
	REQUIRE(raw_holds(&r, 0, 512, 0x22));
	raw_close(&r);
}

CASE(delay_error, "a request fails late")
{
	struct raw r;
	uint64_t before;

	raw_open(&r, "read:1=delay(1s); read:1=EIO");
	before = kern_now(r.k);
	REQUIRE_ERROR(raw_read(&r, 0, 512), EIO);
	REQUIRE(kern_now(r.k) - before >= SECOND);
	REQUIRE_EQ(2, kern_fault_hits(r.k));
	raw_close(&r);
}

/* Writes four pages that do not touch and syncs: four requests at a time. */
static void write_four(struct raw *r)
{
	char page[4096];
	int fd = REQUIRE_OK(kern_open(r->k, kern_disk(r->k, r->disk), O_WRONLY));

	memset(page, 0x22, sizeof(page));
	for (int i = 0; i < 4; i++)
		REQUIRE_EQ(4096, kern_pwrite(r->k, fd, page, 4096, i * 16384));
	REQUIRE_OK(kern_fsync(r->k, fd));
	REQUIRE_OK(kern_close(r->k, fd));
	for (int i = 0; i < 4; i++)
		REQUIRE(raw_holds(r, i * 16384, 4096, 0x22));
}

/* The sectors of the four writes, as they reached the disk. */
static void order_of(const char *faults, uint64_t sector[4])
{
	struct raw r;

	raw_open(&r, faults);
	write_four(&r);
	REQUIRE_EQ(4, r.below.writes);
	for (int i = 0; i < 4; i++)
		sector[i] = r.below.log[i].sector;
	raw_close(&r);
}

/* The kernel's writes reach the disk in that order of their numbers, "1234". */
static void arrive(const char *faults, const char *order)
{
	uint64_t sent[4], got[4];

	order_of(NULL, sent);
	order_of(faults, got);
	for (int i = 0; i < 4; i++)
		REQUIRE_EQ(sent[order[i] - '1'], got[i]);
}

CASE(reorder, "requests overtake one that is held back")
{
	arrive("write:1=reorder", "2134");
	arrive("write:1=reorder(2)", "2314");
	arrive("write:2=reorder", "1324");
	arrive("write:1..2=reorder(by=9)", "3412");
	arrive("write:1=reorder; write:2=reorder(9); write:4=reorder(9)", "3124");
	arrive("write:1=delay(1ms); write:2=delay(1us)", "3421");
}

CASE(reorder_alone, "a request that none overtakes is done when the kernel waits")
{
	struct raw r;

	raw_open(&r, "write:1=reorder");
	REQUIRE(write_time(&r) < MS);
	REQUIRE(raw_holds(&r, 0, 512, 0x22));
	raw_close(&r);
}

CASE(stuck, "a request that is never done: the call is found hung")
{
	struct raw r;

	raw_open(&r, "write:1=stuck");
	REQUIRE_EQ(-ENOTRECOVERABLE, raw_write(&r, 0, 512, 0x22));
	REQUIRE_STREQ("pwrite64: hung", kern_end(r.k));
	REQUIRE(strstr(kern_log(r.k), "request at sector 0 timed out"));
	REQUIRE(raw_holds(&r, 0, 512, 0x11));
	kern_splat_clear(r.k);
	kern_halt(r.k);
	disk_close(r.disk);
}

CASE(restore, "a snapshot holds what is held back, and the counters")
{
	struct raw r;
	int fd, ctx;
	uint64_t t;

	raw_open(&r, "write:1=delay(1s); write:3=EIO");
	ctx = kern_context(r.k);
	kern_switch(r.k, ctx);
	fd = REQUIRE_OK(kern_open(r.k, kern_disk(r.k, r.disk), O_WRONLY | O_SYNC));
	memset(r.buf, 0x22, 512);
	REQUIRE_EQ(-EINPROGRESS, kern_start(r.k, ctx, KERN_PWRITE, fd, (long)r.buf, 512, 0));
	kern_switch(r.k, 0);
	kern_snapshot(r.k);
	t = kern_now(r.k);
	for (int i = 0; i < 3; i++) {
		REQUIRE(raw_holds(&r, 0, 512, 0x11));
		memset(r.buf, 0x22, 512);
		REQUIRE_EQ(512, kern_finish(r.k, ctx));
		REQUIRE(kern_now(r.k) >= t + 900 * MS && kern_now(r.k) < t + 1100 * MS);
		REQUIRE(raw_holds(&r, 0, 512, 0x22));
		REQUIRE_EQ(512, raw_write(&r, 4096, 512, 0x33));
		REQUIRE_ERROR(raw_write(&r, 4096, 512, 0x44), EIO);
		REQUIRE_EQ(2, kern_fault_hits(r.k));
		REQUIRE_EQ(2, disk_hits(r.disk));
		kern_restore(r.k);
		REQUIRE_EQ(1, kern_fault_hits(r.k));
		REQUIRE_EQ(1, disk_hits(r.disk));
	}
	raw_close(&r);
}
