/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Cases that have to fail, or to be void; report_test looks how. */
#include "atf/case.h"
#include "kernel/kern.h"

CASE(void_boot, "a fault of a boot that never fires")
{
	kern_halt(kern_boot("tmpfs", .faults = "read:1=EIO"));
}

CASE(void_later, "one of two faults does not fire, and the kernel is not halted")
{
	struct kern *k = kern_boot("tmpfs");

	kern_fault(k, "clock:1=jump(+1s); write:3..5=EIO");
	kern_advance(k, 1);
}

CASE(void_restored, "a fault that was set after a snapshot and did not fire before it")
{
	struct kern *k = kern_boot("tmpfs");

	kern_snapshot(k);
	kern_fault(k, "flush:1=EIO");
	kern_restore(k);
	kern_halt(k);
}

CASE(void_disk, "a fault of a disk that no kernel reads")
{
	struct disk *d = disk_new(1 << 20);
	struct kern *k = kern_boot("tmpfs");

	disk_fault(d, .on = DISK_READ, .error = EIO);
	kern_disk(k, d);
	kern_halt(k);
}

CASE(void_waiting, "a fault of a disk that is never attached")
{
	struct disk *d = disk_new(1 << 20);

	disk_fault(d, .on = DISK_READ, .error = EIO);
	kern_halt(kern_boot("tmpfs"));
}

CASE(passes, "a case that passes without faults, and reads no disk")
{
	kern_halt(kern_boot("tmpfs"));
}

CASE(no_kernel, "a case that passes and boots no kernel")
{
}

CASE(reads, "a case that reads a disk three times, and does not like errors")
{
	struct disk *d = disk_new(1 << 20);
	struct kern *k = kern_boot("tmpfs");
	char buf[512];
	int fd = REQUIRE_OK(kern_open(k, kern_disk(k, d), O_RDONLY));

	for (int i = 0; i < 3; i++)
		REQUIRE_EQ(512, kern_pread(k, fd, buf, 512, i * 65536));
	kern_halt(k);
}

CASE(bad_text, "a fault that does not parse")
{
	kern_boot("tmpfs", .faults = "write:0=EIO");
}

CASE(geometry, "a disk that fails to appear")
{
	kern_disk(kern_boot("tmpfs", .faults = "geometry[disk=0]:1=ENODEV"), disk_new(1 << 20));
}

CASE(outside_text, "sectors that the disk does not have, in a text")
{
	kern_disk(kern_boot("tmpfs", .faults = "write[disk=0,sector=2048]:1=EIO"),
	    disk_new(1 << 20));
}

CASE(outside_disk, "sectors that the disk does not have, in a fault of a disk")
{
	struct disk *d = disk_new(1 << 20);

	disk_fault(d, .on = DISK_READ, .sector = 2047, .sectors = 2, .error = EIO);
}

CASE(no_effect, "a fault of a disk without an effect")
{
	struct disk *d = disk_new(1 << 20);

	disk_fault(d, .on = DISK_READ, .nth = 1);
}

CASE(dead, "a fault for a kernel that is dead")
{
	struct kern *k = kern_boot("tmpfs", .call_time = 1000000);
	struct timespec hour = { .tv_sec = 3600 };

	kern_call(k, KERN_NANOSLEEP, (long)&hour, 0);
	kern_splat_clear(k);
	kern_fault(k, "read:1=EIO");
}
