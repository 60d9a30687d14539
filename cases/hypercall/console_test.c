/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The console log, and the parameters that a kernel is given. */
#include "atf/case.h"
#include "cases/hypercall/tally.h"

CASE(log, "the log of a boot is there, and nothing in it is a defect")
{
	struct tally t = { 0 };
	struct kern *k = kern_boot("tmpfs", .layers = tally_layer, .layers_arg = &t);

	REQUIRE(strstr(kern_log(k), "Linux version 6.1."));
	REQUIRE_EQ(t.console_bytes, strlen(kern_log(k)));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}

CASE(cmdline, "the kernel's own parameters arrive")
{
	struct kern *k = kern_boot("tmpfs", .cmdline = "rumpus_case=42");

	REQUIRE(strstr(kern_log(k), "rumpus_case=42"));
	kern_halt(k);
}

CASE(components, "what was not asked for is not there")
{
	struct kern *k = kern_boot("tmpfs");
	struct disk *d = disk_open("vfat/small");

	REQUIRE_ERROR(kern_mount(k, d, "/mnt", "vfat", NULL), ENODEV);
	REQUIRE_OK(kern_mount(k, NULL, "/mnt", "tmpfs", NULL));
	kern_halt(k);
	k = kern_boot("vfat tmpfs");
	REQUIRE_OK(kern_mount(k, d, "/mnt", "vfat", NULL));
	REQUIRE_OK(kern_umount(k, "/mnt"));
	kern_halt(k);
	disk_close(d);
}
