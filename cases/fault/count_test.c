/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Which calls a fault counts, and when it fires. */
#include <stdio.h>

#include "cases/fault/raw.h"

/* Makes `n` writes of a page; a character for each: '.' done, 'x' failed. */
static void writes(const char *faults, const char *expected)
{
	struct raw r;
	char got[128] = "";
	size_t fired = 0;

	raw_open(&r, faults);
	for (size_t i = 0; expected[i]; i++) {
		got[i] = raw_write(&r, i * 4096, 4096, 0x22) == 4096 ? '.' : 'x';
		fired += got[i] == 'x';
	}
	REQUIRE_STREQ(expected, got);
	REQUIRE_EQ(fired, kern_fault_hits(r.k));
	REQUIRE_EQ(fired, disk_hits(r.disk));
	raw_close(&r);
}

CASE(once_or_ever, "once, a range, for ever, each k-th")
{
	writes("write:3=EIO", "..x...");
	writes("write:3..4=EIO", "..xx..");
	writes("write:3..=EIO", "..xxxx");
	writes("write:*=EIO", "xxxxxx");
	writes("write:*/3=EIO", "..x..x..x");
	writes("write:2../3=EIO", ".x..x..x.");
	writes("write:2..5/3=EIO", ".x..x....");
	writes("write:2=EIO; write:4..5=ENOSPC", ".x.xx.");
}

CASE(sectors, "only requests that touch the sectors are counted")
{
	writes("write[sector=8..15]:1=EIO", ".x....");
	writes("write[sector=15..16]:2=EIO", "..x...");
	writes("write[sector=24..]:2=EIO", "....x.");
	writes("write[sector=24]:1..=EIO", "...x..");
	writes("write[disk=0,sector=7]:*=EIO", "x.....");
}

CASE(direction, "only requests that go that way are counted")
{
	struct raw r;

	raw_open(&r, "disk[dir=write]:2=EIO; disk[dir=read]:3=EIO");
	REQUIRE_OK(raw_read(&r, 0, 512));
	REQUIRE_OK(raw_write(&r, 0, 512, 0x22));
	REQUIRE_OK(raw_read(&r, 0, 512));
	REQUIRE_OK(kern_fsync(r.k, r.fd));
	REQUIRE_ERROR(raw_write(&r, 0, 512, 0x22), EIO);
	REQUIRE_ERROR(raw_read(&r, 0, 512), EIO);
	raw_close(&r);
}

CASE(starts_when_set, "a fault counts from when it is set, each for itself")
{
	struct raw r;

	raw_open(&r, "write:3=EIO");
	REQUIRE_OK(raw_write(&r, 0, 512, 0x22));
	kern_fault(r.k, "write:3=ENOSPC");
	REQUIRE_OK(raw_write(&r, 0, 512, 0x22));
	REQUIRE_ERROR(raw_write(&r, 0, 512, 0x22), EIO);
	REQUIRE_ERROR(raw_write(&r, 0, 512, 0x22), ENOSPC);
	REQUIRE_OK(raw_write(&r, 0, 512, 0x22));
	raw_close(&r);
}

CASE(first_happens, "of faults with different filters that meet, the first happens")
{
	struct raw r;

	raw_open(&r, "write[disk=0]:2=ENOSPC; write:2..3=EIO");
	REQUIRE_OK(raw_write(&r, 0, 512, 0x22));
	REQUIRE_ERROR(raw_write(&r, 0, 512, 0x22), ENOSPC);
	REQUIRE_ERROR(raw_write(&r, 0, 512, 0x22), EIO);
	REQUIRE_EQ(2, kern_fault_hits(r.k));
	raw_close(&r);
}

CASE(counted_before_held, "requests that are held back are counted as they are made")
{
	struct raw r;
	char page[4096];
	int fd;

	raw_open(&r, "write:1=delay(1s); write:2=EIO");
	fd = REQUIRE_OK(kern_open(r.k, kern_disk(r.k, r.disk), O_WRONLY));
	memset(page, 0x22, sizeof(page));
	REQUIRE_EQ(4096, kern_pwrite(r.k, fd, page, 4096, 0));
	REQUIRE_EQ(4096, kern_pwrite(r.k, fd, page, 4096, 65536));
	REQUIRE_ERROR(kern_fsync(r.k, fd), EIO);
	REQUIRE_EQ(2, kern_fault_hits(r.k));
	REQUIRE_EQ(1, r.below.writes);
	raw_close(&r);
}

CASE(clear, "faults are taken away, with what they left behind, and are not void")
{
	struct raw r;

	raw_open(&r, "write:9=EIO; read:1=bad; flush:1=gone");
	REQUIRE_ERROR(raw_read(&r, 0, 512), EIO);
	kern_fault_clear(r.k);
	REQUIRE_OK(raw_read(&r, 0, 512));
	for (int i = 0; i < 10; i++)
		REQUIRE_OK(raw_write(&r, 0, 512, 0x22));
	REQUIRE_OK(kern_fsync(r.k, r.fd));
	REQUIRE_EQ(1, kern_fault_hits(r.k));
	raw_close(&r);
}

CASE(restored_away, "a fault set after a snapshot is gone after it, its layer too")
{
	struct raw r;

	raw_open(&r, NULL);
	kern_snapshot(r.k);
	for (int i = 1; i < 4; i++) {
		char text[32];

		snprintf(text, sizeof(text), "write:%d=EIO", i);
		kern_fault(r.k, text);
		for (int j = 1; j < i; j++)
			REQUIRE_OK(raw_write(&r, 0, 512, 0x22));
		REQUIRE_ERROR(raw_write(&r, 0, 512, 0x22), EIO);
		kern_restore(r.k);
		REQUIRE_EQ(0, kern_fault_hits(r.k));
		REQUIRE_EQ(0, disk_hits(r.disk));
		for (int j = 0; j < 4; j++)
			REQUIRE_OK(raw_write(&r, 0, 512, 0x22));
		kern_restore(r.k);
	}
	raw_close(&r);
}

CASE(limits, "more faults than there is room for, and one that contradicts another")
{
	struct raw r;
	const char *why;
	char text[32];

	raw_open(&r, "write:1=EIO");
	REQUIRE_EQ(-EINVAL, kern_try_fault(r.k, "write:1=drop", &why));
	REQUIRE(strstr(why, "contradicts 'write:1=EIO'"));
	REQUIRE_EQ(-EINVAL, kern_try_fault(r.k, "read:2=EIO; read:2=EIO", &why));
	for (int i = 1; i < 32; i++) {
		snprintf(text, sizeof(text), "read:%d=EIO", i);
		kern_fault(r.k, text);
	}
	REQUIRE_EQ(-EINVAL, kern_try_fault(r.k, "read:99=EIO", &why));
	REQUIRE(strstr(why, "33 faults") && strstr(why, "expected 32 at most"));
	kern_fault_clear(r.k);
	/* More fire than particulars are kept of. */
	kern_fault(r.k, "write:*=EIO");
	for (int i = 0; i < 100; i++)
		REQUIRE_ERROR(raw_write(&r, 0, 512, 0x22), EIO);
	REQUIRE_EQ(100, kern_fault_hits(r.k));
	raw_close(&r);
}
