/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Contexts are processes of their own. */
#include "atf/case.h"

CASE(cwd, "each context has its own working directory")
{
	struct kern *k = kern_boot("tmpfs");
	int other;

	REQUIRE_OK(kern_mount(k, NULL, "/mnt", "tmpfs", NULL));
	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	other = kern_context(k);
	REQUIRE_OK(kern_chdir(k, "/mnt/d"));
	REQUIRE_OK(kern_put(k, "f", "x", 1));
	kern_switch(k, other);
	REQUIRE_ERROR(kern_access(k, "f", F_OK), ENOENT);
	REQUIRE_OK(kern_access(k, "/mnt/d/f", F_OK));
	kern_halt(k);
}

CASE(descriptors, "a descriptor opened later is not the other's")
{
	struct kern *k = kern_boot("tmpfs");
	int other, fd;

	REQUIRE_OK(kern_mount(k, NULL, "/mnt", "tmpfs", NULL));
	other = kern_context(k);
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_WRONLY, 0600));
	kern_switch(k, other);
	REQUIRE_ERROR(kern_write(k, fd, "x", 1), EBADF);
	kern_switch(k, 0);
	REQUIRE_EQ(1, kern_write(k, fd, "x", 1));
	kern_halt(k);
}

CASE(credentials, "one context gives up its rights, the other keeps them")
{
	struct kern *k = kern_boot("tmpfs");
	int other;

	REQUIRE_OK(kern_mount(k, NULL, "/mnt", "tmpfs", NULL));
	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_chmod(k, "/mnt/f", 0600));
	other = kern_context(k);
	kern_switch(k, other);
	REQUIRE_OK(kern_setuid(k, 1000, 1000));
	REQUIRE_ERROR(kern_open(k, "/mnt/f", O_RDONLY), EACCES);
	kern_switch(k, 0);
	REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	kern_halt(k);
}
