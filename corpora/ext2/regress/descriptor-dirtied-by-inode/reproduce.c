/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * WARNING in mark_buffer_dirty
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/ext2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	read:6=gone(153ms,ro)
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static long call0(void)
{
	return (drop(0), fd[0] = open(DIR "/new0", 0x42, 0));
}

static long call1(void)
{
	return usleep(0x8000 * 1000);
}

static long call2(void)
{
	return mknod(DIR "/dir/new0", 0x8000 | 0, S_ISCHR(0x8000) ? makedev(1, 3) : 0);
}

static const struct call calls[] = {
	{ 0, "open /new0 rw+creat 00", call0 },
	{ 0, "advance 32768", call1 },
	{ 0, "mknod /dir/new0 regular 00", call2 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "ext2", 0, "errors=continue");
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
	run(calls, 3);
	return umount(DIR) != 0;
}
