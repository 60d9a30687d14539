/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What each effect does to one request, seen on a raw disk. */
#include <linux/fs.h>

#include "cases/fault/raw.h"

CASE(error, "a write that fails does nothing, once")
{
	struct raw r;

	raw_open(&r, "write:2=ENOSPC");
	REQUIRE_EQ(4096, raw_write(&r, 0, 4096, 0x22));
	REQUIRE_ERROR(raw_write(&r, 4096, 4096, 0x22), ENOSPC);
	REQUIRE_EQ(4096, raw_write(&r, 8192, 4096, 0x22));
	REQUIRE(raw_holds(&r, 0, 4096, 0x22));
	REQUIRE(raw_holds(&r, 4096, 4096, 0x11));
	REQUIRE(raw_holds(&r, 8192, 4096, 0x22));
	REQUIRE_EQ(2, r.below.writes);
	REQUIRE_EQ(1, kern_fault_hits(r.k));
	raw_close(&r);
}

CASE(error_full, "an error in full, on a read, for ever")
{
	struct raw r;

	raw_open(&r, "read : 2.. = error(EIO)");
	REQUIRE_EQ(512, raw_read(&r, 0, 512));
	REQUIRE_ERROR(raw_read(&r, 0, 512), EIO);
	REQUIRE_ERROR(raw_read(&r, 512, 512), EIO);
	REQUIRE_EQ(2, kern_fault_hits(r.k));
	raw_close(&r);
}

CASE(error_discard, "a discard that fails leaves the bytes")
{
	struct raw r;
	uint64_t range[2] = { 65536, 65536 };

	raw_open(&r, "discard:1=EIO");
	REQUIRE_ERROR(kern_ioctl(r.k, r.fd, BLKDISCARD, range), EIO);
	REQUIRE(raw_holds(&r, range[0], range[1], 0x11));
	REQUIRE_OK(kern_ioctl(r.k, r.fd, BLKDISCARD, range));
	REQUIRE(raw_holds(&r, range[0], range[1], 0));
	raw_close(&r);
}

CASE(short_read, "a short read gives its first bytes and an error")
{
	struct raw r;

	raw_open(&r, "read:1=short(1k)");
	REQUIRE_ERROR(raw_read(&r, 0, 4096), EIO);
	REQUIRE(raw_got(&r, 0, 1024, 0x11));
	REQUIRE(raw_got(&r, 1024, 3072, 0xee));
	REQUIRE_EQ(4096, raw_read(&r, 0, 4096));
	raw_close(&r);
}

CASE(short_write, "a short write leaves its first bytes and an error")
{
	struct raw r;

	raw_open(&r, "write:1=short(512); write:2=short(1M)");
	REQUIRE_ERROR(raw_write(&r, 0, 4096, 0x22), EIO);
	REQUIRE(raw_holds(&r, 0, 512, 0x22));
	REQUIRE(raw_holds(&r, 512, 3584, 0x11));
	/* At least one sector is missing, however much is asked for. */
	REQUIRE_ERROR(raw_write(&r, 4096, 4096, 0x22), EIO);
	REQUIRE(raw_holds(&r, 4096, 3584, 0x22));
	REQUIRE(raw_holds(&r, 7680, 512, 0x11));
	raw_close(&r);
}

CASE(torn_head, "a write is torn after its first sectors, and nobody says so")
{
	struct raw r;

	raw_open(&r, "write:1=torn(1536); write:2=torn(512)");
	REQUIRE_EQ(4096, raw_write(&r, 4096, 4096, 0x22));
	REQUIRE(raw_holds(&r, 4096, 1536, 0x22));
	REQUIRE(raw_holds(&r, 5632, 2560, 0x11));
	REQUIRE_EQ(512, raw_write(&r, 0, 512, 0x22));
	REQUIRE(raw_holds(&r, 0, 512, 0x11));
	raw_close(&r);
}

CASE(torn_tail, "a write is torn before its last sectors")
{
	struct raw r;

	raw_open(&r, "write:1=torn(512,tail)");
	REQUIRE_EQ(4096, raw_write(&r, 4096, 4096, 0x22));
	REQUIRE(raw_holds(&r, 4096, 3584, 0x11));
	REQUIRE(raw_holds(&r, 7680, 512, 0x22));
	raw_close(&r);
}

CASE(flip_read, "a bit flips in what is read, not on the disk")
{
	struct raw r;

	raw_open(&r, "read:1=flip(0x40,at=1000)");
	REQUIRE_EQ(4096, raw_read(&r, 0, 4096));
	REQUIRE_EQ(0x51, r.buf[1000]);
	REQUIRE(raw_got(&r, 0, 1000, 0x11) && raw_got(&r, 1001, 3095, 0x11));
	REQUIRE(raw_holds(&r, 0, 4096, 0x11));
	raw_close(&r);
}

/* The byte at `at` of a write of 4 KiB flips, and no other does. */
static void flips_one(const char *fault, size_t at)
{
	struct raw r;

	raw_open(&r, fault);
	REQUIRE_EQ(4096, raw_write(&r, 4096, 4096, 0x22));
	REQUIRE_EQ(0x23, r.disk->data[4096 + at]);
	REQUIRE(raw_holds(&r, 4096, at, 0x22));
	REQUIRE(raw_holds(&r, 4096 + at + 1, 4095 - at, 0x22));
	REQUIRE(raw_holds(&r, 0, 4096, 0x11) && raw_holds(&r, 8192, 4096, 0x11));
	/* What the process has in its memory is as it was. */
	REQUIRE_OK(kern_peek(r.k, r.buf, r.addr, 4096));
	REQUIRE(raw_got(&r, 0, 4096, 0x22));
	raw_close(&r);
}

CASE(flip_write, "a bit flips on its way to the disk, in any sector of the request")
{
	flips_one("write:1=flip(1)", 0);
	flips_one("write:1=flip(1,at=511)", 511);
	flips_one("write:1=flip(1,512)", 512);
	flips_one("write:1=flip(at=2000,mask=1)", 2000);
	flips_one("write:1=flip(1,at=4095)", 4095);
	flips_one("write:1=flip(1,at=4096)", 0);
}

CASE(flip_segments, "a bit flips in a request of several segments")
{
	struct raw r;

	raw_open(&r, "write:1=flip(1,at=65535); read:1=flip(2,at=40000)");
	REQUIRE_EQ(65536, raw_write(&r, 0, 65536, 0x22));
	REQUIRE_EQ(1, r.below.writes);
	REQUIRE(raw_holds(&r, 0, 65535, 0x22));
	REQUIRE_EQ(0x23, r.disk->data[65535]);
	REQUIRE_EQ(65536, raw_read(&r, 0, 65536));
	REQUIRE_EQ(0x20, r.buf[40000]);
	raw_close(&r);
}

CASE(misdirect, "a write goes elsewhere, and a read comes from elsewhere")
{
	struct raw r;

	raw_open(&r, "write:1=misdirect(+8); write:2=misdirect(-8); read:1=misdirect(-8);"
		     "write:3=misdirect(-100)");
	REQUIRE_EQ(4096, raw_write(&r, 8192, 4096, 0x22));
	REQUIRE(raw_holds(&r, 8192, 4096, 0x11));
	REQUIRE(raw_holds(&r, 12288, 4096, 0x22));
	REQUIRE_EQ(4096, raw_write(&r, 8192, 4096, 0x33));
	REQUIRE(raw_holds(&r, 4096, 4096, 0x33));
	REQUIRE_EQ(4096, raw_read(&r, 8192, 4096));
	REQUIRE(raw_got(&r, 0, 4096, 0x33));
	REQUIRE_ERROR(raw_write(&r, 0, 4096, 0x44), EIO); /* there is nothing before the disk */
	raw_close(&r);
}

CASE(lost_write, "a write is lost, and nobody says so")
{
	struct raw r;

	raw_open(&r, "write:1=drop");
	REQUIRE_EQ(4096, raw_write(&r, 0, 4096, 0x22));
	REQUIRE(raw_holds(&r, 0, 4096, 0x11));
	REQUIRE_EQ(0, r.below.writes);
	raw_close(&r);
}

CASE(dropped_flush, "a flush is not done, for ever")
{
	struct raw r;

	raw_open(&r, "flush:2..=drop");
	for (int i = 0; i < 3; i++) {
		REQUIRE_EQ(512, raw_write(&r, 0, 512, 0x22));
		REQUIRE_OK(kern_fsync(r.k, r.fd));
	}
	REQUIRE_EQ(1, r.below.flushes);
	REQUIRE_EQ(2, kern_fault_hits(r.k));
	raw_close(&r);
}

CASE(bad_sector, "sectors that went bad can not be read until they are rewritten")
{
	struct raw r;

	raw_open(&r, "read:2=bad");
	REQUIRE_EQ(4096, raw_read(&r, 4096, 4096));
	REQUIRE_ERROR(raw_read(&r, 4096, 4096), EIO);
	REQUIRE_ERROR(raw_read(&r, 4096, 512), EIO);
	REQUIRE_ERROR(raw_read(&r, 7680, 1024), EIO);
	REQUIRE_EQ(4096, raw_read(&r, 0, 4096));
	REQUIRE_EQ(4096, raw_read(&r, 8192, 4096));
	REQUIRE_EQ(512, raw_write(&r, 5120, 512, 0x22));
	REQUIRE_EQ(512, raw_read(&r, 5120, 512));
	REQUIRE(raw_got(&r, 0, 512, 0x22));
	REQUIRE_ERROR(raw_read(&r, 4608, 512), EIO);
	REQUIRE_ERROR(raw_read(&r, 5632, 512), EIO);
	REQUIRE_EQ(4096, raw_write(&r, 4096, 4096, 0x22));
	REQUIRE_EQ(4096, raw_read(&r, 4096, 4096));
	REQUIRE_EQ(1, kern_fault_hits(r.k));
	raw_close(&r);
}

CASE(bad_after_write, "a write leaves a sector that can not be read")
{
	struct raw r;

	raw_open(&r, "write:1=bad");
	REQUIRE_EQ(512, raw_write(&r, 512, 512, 0x22));
	REQUIRE(raw_holds(&r, 512, 512, 0x22));
	REQUIRE_ERROR(raw_read(&r, 0, 4096), EIO);
	REQUIRE_EQ(512, raw_read(&r, 0, 512));
	REQUIRE_EQ(512, raw_write(&r, 512, 512, 0x33));
	REQUIRE_EQ(4096, raw_read(&r, 0, 4096));
	raw_close(&r);
}

CASE(gone_for_ever, "a device that went answers nothing")
{
	struct raw r;

	raw_open(&r, "write:2=gone");
	REQUIRE_EQ(512, raw_write(&r, 0, 512, 0x22));
	REQUIRE_ERROR(raw_write(&r, 0, 512, 0x33), ENODEV, ENXIO, EIO);
	REQUIRE_ERROR(raw_read(&r, 0, 512), ENODEV, ENXIO, EIO);
	kern_advance(r.k, 3600000000000);
	REQUIRE_ERROR(raw_read(&r, 0, 512), ENODEV, ENXIO, EIO);
	REQUIRE_ERROR(kern_fsync(r.k, r.fd), ENODEV, ENXIO, EIO);
	REQUIRE(raw_holds(&r, 0, 512, 0x22));
	REQUIRE_EQ(1, kern_fault_hits(r.k));
	raw_close(&r);
}

CASE(gone_smaller, "a device comes back smaller")
{
	struct raw r;
	uint64_t size = 0;

	raw_open(&r, "disk:1=gone(200ms,size=64k)");
	REQUIRE_ERROR(raw_read(&r, 0, 512), ENODEV, ENXIO, EIO);
	kern_advance(r.k, 199000000);
	REQUIRE_ERROR(raw_read(&r, 0, 512), ENODEV, ENXIO, EIO);
	kern_advance(r.k, 2000000);
	REQUIRE_EQ(512, raw_read(&r, 0, 512));
	REQUIRE_EQ(512, raw_read(&r, 65024, 512));
	REQUIRE_ERROR(raw_read(&r, 65536, 512), EIO);
	REQUIRE_ERROR(raw_write(&r, 65024, 1024, 0x22), EIO);
	REQUIRE_OK(kern_close(r.k, r.fd));
	kern_detach(r.k, r.disk);
	r.fd = REQUIRE_OK(kern_open(r.k, kern_disk(r.k, r.disk), O_RDONLY | O_DIRECT));
	REQUIRE_OK(kern_ioctl(r.k, r.fd, BLKGETSIZE64, &size));
	REQUIRE_EQ(65536, size);
	raw_close(&r);
}

CASE(gone_changed, "a kernel that looks again sees that a disk has come back smaller")
{
	struct raw r;
	uint64_t size = 0;

	raw_open(&r, "disk:1=gone(200ms,size=64k)");
	REQUIRE_ERROR(raw_read(&r, 0, 512), ENODEV, ENXIO, EIO);
	kern_advance(r.k, 300000000);
	REQUIRE_EQ(512, raw_read(&r, 0, 512));
	kern_disk_changed(r.k, r.disk);
	REQUIRE_OK(kern_ioctl(r.k, r.fd, BLKGETSIZE64, &size));
	REQUIRE_EQ(65536, size);
	REQUIRE_EQ(0, raw_read(&r, 65536, 512));
	raw_close(&r);
}

CASE(gone_rdonly, "a device comes back read-only")
{
	struct raw r;
	int ro = 0;

	raw_open(&r, "read:1=gone(1s, ro)");
	REQUIRE_ERROR(raw_read(&r, 0, 512), ENODEV, ENXIO, EIO);
	kern_advance(r.k, 1100000000);
	REQUIRE_EQ(512, raw_read(&r, 0, 512));
	REQUIRE_ERROR(raw_write(&r, 0, 512, 0x22), EIO, EROFS);
	REQUIRE(raw_holds(&r, 0, 512, 0x11));
	REQUIRE_OK(kern_close(r.k, r.fd));
	kern_detach(r.k, r.disk);
	r.fd = REQUIRE_OK(kern_open(r.k, kern_disk(r.k, r.disk), O_RDONLY | O_DIRECT));
	REQUIRE_OK(kern_ioctl(r.k, r.fd, BLKROGET, &ro));
	REQUIRE_EQ(1, ro);
	raw_close(&r);
}
