/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Disks: a device number for each attached struct disk, and requests that are
 * done before disk_submit() returns.  All is checked here: a kernel that runs
 * on a broken image may ask for anything.
 */
#include "rumpuser/posix/posix.h"

#include <errno.h>
#include <string.h>

#include "harness/disk.h"

int posix_disk_attach(struct posix *p, struct disk *disk)
{
	for (int dev = 0; dev < POSIX_DISKS; dev++) {
		if (!p->now.disk[dev]) {
			p->now.disk[dev] = disk;
			return dev;
		}
	}
	return -ENOSPC;
}

int posix_disk_find(struct posix *p, const struct disk *disk)
{
	for (int dev = 0; dev < POSIX_DISKS; dev++) {
		if (p->now.disk[dev] == disk)
			return dev;
	}
	return -ENODEV;
}

void posix_disk_detach(struct posix *p, int dev)
{
	p->now.disk[dev] = NULL;
}

int posix_disk_geometry(struct hyp *hyp, uint32_t dev, struct hyp_disk_geometry *geometry)
{
	struct posix *p = posix_of(hyp);
	struct disk *disk = dev < POSIX_DISKS ? p->now.disk[dev] : NULL;

	if (!disk)
		return -ENODEV;
	*geometry = (struct hyp_disk_geometry){
		.sectors = disk->size / HYP_SECTOR,
		.logical_size = HYP_SECTOR,
		.flags = HYP_DISK_DISCARDS | HYP_DISK_CACHE | (disk->rdonly ? HYP_DISK_RDONLY : 0),
	};
	return 0;
}

static bool in_range(const struct disk *disk, const struct hyp_disk_req *req)
{
	uint64_t sectors = disk->size / HYP_SECTOR;
	uint64_t sum = 0;

	for (uint32_t i = 0; i < req->nseg; i++)
		sum += req->seg[i].len;
	if (req->op != HYP_DISK_DISCARD && sum != req->len)
		return false;
	return req->len % HYP_SECTOR == 0 && req->sector <= sectors &&
	       req->len / HYP_SECTOR <= sectors - req->sector;
}

static void read_segments(const struct disk *disk, const struct hyp_disk_req *req)
{
	const uint8_t *from = disk->data + req->sector * HYP_SECTOR;

	for (uint32_t i = 0; i < req->nseg; i++) {
		memcpy(req->seg[i].base, from, req->seg[i].len);
		from += req->seg[i].len;
	}
}

static void write_segments(struct disk *disk, const struct hyp_disk_req *req)
{
	uint64_t at = req->sector * HYP_SECTOR;

	for (uint32_t i = 0; i < req->nseg; i++) {
		disk_io_write(disk, at, req->seg[i].base, req->seg[i].len);
		at += req->seg[i].len;
	}
}

static int32_t perform(struct disk *disk, const struct hyp_disk_req *req)
{
	if (!disk)
		return -ENODEV;
	if (req->op == HYP_DISK_FLUSH)
		return 0;
	if (!in_range(disk, req))
		return -EIO;
	if (req->op == HYP_DISK_READ) {
		read_segments(disk, req);
		return 0;
	}
	if (disk->rdonly)
		return -EROFS;
	if (req->op == HYP_DISK_WRITE)
		write_segments(disk, req);
	else if (req->op == HYP_DISK_DISCARD)
		disk_io_zero(disk, req->sector * HYP_SECTOR, req->len);
	else
		return -EOPNOTSUPP;
	return 0;
}

void posix_disk_submit(struct hyp *hyp, uint32_t dev, struct hyp_disk_req *req)
{
	struct posix *p = posix_of(hyp);

	req->error = perform(dev < POSIX_DISKS ? p->now.disk[dev] : NULL, req);
	req->done(req);
}
