/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Kernels, components, types and paths that can not be. */
#include <stdlib.h>

#include "atf/case.h"

static void boot_fails(const char *names, const struct boot *b, const char *expected)
{
	struct kern *k;
	const char *why = NULL;

	REQUIRE(kern_try_boot_(&k, &why, names, b) < 0);
	REQUIRE(why && !strchr(why, '\n'));
	if (!strstr(why, expected))
		require_failed(__FILE__, __LINE__, "\"%s\" names not \"%s\"", why, expected);
}

CASE(component, "a component that does not exist")
{
	boot_fails("ext5", &(struct boot){ 0 }, "ext5");
	boot_fails("ext4 ext5", &(struct boot){ 0 }, "ext5");
}

CASE(backend, "a kernel that does not exist")
{
	boot_fails("tmpfs", &(struct boot){ .backend = "windows" }, "windows");
}

CASE(variant, "a variant that was not built")
{
	boot_fails("tmpfs", &(struct boot){ .variant = "fast" }, "fast");
	boot_fails("tmpfs", &(struct boot){ .variant = "../plain" }, "../plain");
}

CASE(type, "a file-system type that does not exist")
{
	struct kern *k = kern_boot("ext4");
	struct disk *d = disk_open("ext4/small");

	REQUIRE_ERROR(kern_mount(k, d, "/mnt", "ext5", NULL), ENODEV);
	REQUIRE_ERROR(kern_mount(k, d, "/mnt", "", NULL), ENODEV, EINVAL);
	REQUIRE_ERROR(kern_mount(k, d, "/mnt", "vfat", NULL), ENODEV);
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
	disk_close(d);
}

CASE(option, "a mount option that does not exist")
{
	struct kern *k = kern_boot("ext4");
	struct disk *d = disk_open("ext4/small");

	REQUIRE_ERROR(kern_mount(k, d, "/mnt", "ext4", "colour=red"), EINVAL);
	REQUIRE(strstr(kern_log(k), "colour"));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
	disk_close(d);
}

CASE(path_long, "a path too long, as a name and as a whole")
{
	struct kern *k = kern_boot("tmpfs");
	char *path = malloc(5000), name[300] = "/mnt/";

	REQUIRE_OK(kern_mount(k, NULL, "/mnt", "tmpfs", NULL));
	memset(name + 5, 'n', 255);
	REQUIRE_OK(kern_put(k, name, "x", 1));
	name[260] = 'n';
	REQUIRE_ERROR(kern_put(k, name, "x", 1), ENAMETOOLONG);
	for (int i = 0; i < 5000; i++)
		path[i] = "/."[i % 2];
	path[4094] = '\0';
	REQUIRE_OK(kern_access(k, path, F_OK));
	path[4094] = '/';
	path[4996] = '\0';
	REQUIRE_ERROR(kern_access(k, path, F_OK), ENAMETOOLONG);
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
	free(path);
}

static void boot_twice(void *arg)
{
	kern_boot(arg);
}

CASE(second, "a second kernel beside the first")
{
	struct kern *k = kern_boot("tmpfs");

	REQUIRE(harness_catch(boot_twice, "tmpfs"));
	REQUIRE(kern_alive(k));
	kern_halt(k);
	k = kern_boot("tmpfs");
	kern_halt(k);
}
