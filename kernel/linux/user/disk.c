/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Disks come and go: known to the hypercalls first, to the kernel then. */
#include <errno.h>
#include <stdio.h>

#include "kernel/linux/user/linux.h"

static long tell(struct kern_impl *k, uint32_t op, int dev)
{
	int ctx = linux_idle_context(k);

	if (ctx < 0)
		return ctx;
	return linux_work(k, ctx, &(struct rump_work){ .op = op, .arg = { dev } }, 0);
}

int linux_disk_attach(struct kern_impl *k, struct disk *disk, char path[64])
{
	int dev = k->now.end ? -ENOTRECOVERABLE : posix_disk_attach(k->posix, disk);
	long error;

	if (dev < 0)
		return dev;
	error = tell(k, RUMP_OP_DISK_ATTACH, dev);
	if (error < 0) {
		posix_disk_detach(k->posix, dev);
		return error;
	}
	snprintf(path, 64, "/dev/disk%d", dev);
	return dev;
}

int linux_disk_detach(struct kern_impl *k, struct disk *disk)
{
	int dev = posix_disk_find(k->posix, disk);
	long error = 0;

	if (dev < 0)
		return dev;
	if (!k->now.end)
		error = tell(k, RUMP_OP_DISK_DETACH, dev);
	if (error >= 0 || k->now.end)
		posix_disk_detach(k->posix, dev);
	return error < 0 ? error : 0;
}

int linux_disk_changed(struct kern_impl *k, struct disk *disk)
{
	int dev = k->now.end ? -ENOTRECOVERABLE : posix_disk_find(k->posix, disk);

	return dev < 0 ? dev : tell(k, RUMP_OP_DISK_RESIZE, dev);
}
