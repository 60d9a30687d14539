/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "cases/fs/btrfs_pool.h"

#define CONVERT (1ull << 8) /* BTRFS_BALANCE_ARGS_CONVERT, fs/btrfs/volumes.h */

/* Mounts what disks there are on a kernel that has not seen them. */
int pool_mount(struct pool *p, const char *options)
{
	char all[256];
	struct disk *first = NULL;

	p->k = kern_boot("btrfs");
	snprintf(all, sizeof(all), "%s", options);
	for (int i = 0; i < POOL_DISKS; i++) {
		if (!p->disk[i])
			continue;
		if (!first)
			first = p->disk[i];
		snprintf(all + strlen(all), sizeof(all) - strlen(all), "%sdevice=%s",
		    *all ? "," : "", kern_disk(p->k, p->disk[i]));
	}
	return kern_mount(p->k, first, "/mnt", "btrfs", all);
}

void pool_umount(struct pool *p)
{
	REQUIRE_OK(kern_umount(p->k, "/mnt"));
	kern_halt(p->k);
}

int pool_root(struct pool *p, unsigned long request, void *arg)
{
	const int fd = REQUIRE_OK(kern_open(p->k, "/mnt", O_RDONLY | O_DIRECTORY));
	const int error = kern_ioctl(p->k, fd, request, arg);

	REQUIRE_OK(kern_close(p->k, fd));
	return error;
}

int pool_disk(struct pool *p, unsigned long request, struct disk *d)
{
	struct btrfs_ioctl_vol_args args = { 0 };

	snprintf(args.name, sizeof(args.name), "%s", kern_disk(p->k, d));
	return pool_root(p, request, &args);
}

void pool_fill(struct pool *p)
{
	put_pattern(p->k, "/mnt/large", POOL_LARGE);
	put_pattern(p->k, "/mnt/small", 100);
	REQUIRE_OK(kern_mkdir(p->k, "/mnt/d", 0755));
	REQUIRE_OK(kern_sync(p->k));
}

void pool_require_filled(struct pool *p)
{
	require_pattern_file(p->k, "/mnt/large", POOL_LARGE);
	require_pattern_file(p->k, "/mnt/small", 100);
	REQUIRE_OK(kern_access(p->k, "/mnt/d", F_OK));
}

int pool_convert(struct pool *p, uint64_t data, uint64_t metadata)
{
	struct btrfs_ioctl_balance_args args = {
		.flags = BTRFS_BALANCE_DATA | BTRFS_BALANCE_METADATA | BTRFS_BALANCE_SYSTEM |
		         BTRFS_BALANCE_FORCE,
		.data = { .flags = CONVERT, .target = data },
		.meta = { .flags = CONVERT, .target = metadata },
		.sys = { .flags = CONVERT, .target = metadata },
	};

	return pool_root(p, BTRFS_IOC_BALANCE_V2, &args);
}

/* A filled file system on so many disks of this size, which take the place of an image. */
struct pool pool_open_of(int disks, uint64_t size, uint64_t data, uint64_t metadata)
{
	struct disk *image = disk_open("btrfs/xxhash");
	struct pool p = { .k = kern_boot("btrfs") };

	REQUIRE_OK(kern_mount(p.k, image, "/mnt", "btrfs", NULL));
	for (int i = 0; i < disks; i++) {
		p.disk[i] = disk_new(size);
		REQUIRE_OK(pool_disk(&p, BTRFS_IOC_ADD_DEV, p.disk[i]));
	}
	REQUIRE_OK(pool_disk(&p, BTRFS_IOC_RM_DEV, image));
	kern_detach(p.k, image);
	disk_close(image);
	REQUIRE_OK(pool_convert(&p, data, metadata));
	pool_fill(&p);
	return p;
}

struct pool pool_open(int disks, uint64_t data, uint64_t metadata)
{
	return pool_open_of(disks, POOL_SIZE, data, metadata);
}

void pool_close(struct pool *p)
{
	for (int i = 0; i < POOL_DISKS; i++)
		if (p->disk[i])
			disk_close(p->disk[i]);
}
