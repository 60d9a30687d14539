/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * remount changes number of links
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/overlayfs/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static long call0(void)
{
	return (drop(0), fd[0] = open(DIR "/small", 2, 0));
}

static const struct call calls[] = {
	{ 0, "open /small rw 00", call0 },
	{ 0, NULL, NULL },
};

static int mount_it(void)
{
	return mount(loop, DIR, "overlay", 0, "upperdir=/below/upper,workdir=/below/work,lowerdir=/below/lower2,index=on,nfs_export=on,xino=on");
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
	if ((mkdir("/below", 0755) && errno != EEXIST) ||
	    mount(loop, "/below", "ext4", 0, NULL)) {
		perror("/below");
		return 1;
	}
	if (mount_it()) {
		perror("mount");
		return 1;
	}
	run(calls, 1);
	return umount(DIR) != 0;
}
