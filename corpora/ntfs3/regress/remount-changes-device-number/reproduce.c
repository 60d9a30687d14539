/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * remount changes device number
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ntfs3/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static long call0(void)
{
	return mknod(DIR "/new1", 0x2000 | 0, S_ISCHR(0x2000) ? makedev(1, 3) : 0);
}

static const struct call calls[] = {
	{ 0, "mknod /new1 null 00", call0 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "ntfs3", 0, "force");
}

static inline long cycle(void)
{
	make(calls, -1);
	let_go();
	return umount(DIR) ? -1 : mount_it();
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: %s BASE-IMAGE\n", argv[0]);
		return 2;
	}
	attach(argv[1], NULL, 0);
	if (mount_it()) {
		perror("mount");
		return 1;
	}
	run(calls, 1);
	return umount(DIR) != 0;
}
