/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* GETFSMAP: what each block of a disk is for, of file systems that tell. */
#include <linux/fs.h>
#include <linux/fsmap.h>
#include <stdlib.h>

#include "cases/fs/fs_util.h"

#define MAP_CASE(comp)                                                \
	CASE(comp##_map, "all of the disk is told of once, in order") \
	{                                                             \
		map(#comp);                                           \
	}

#define ROOM 4096

static const struct fsmap last_key = {
	.fmr_device = UINT32_MAX,
	.fmr_flags = UINT32_MAX,
	.fmr_physical = UINT64_MAX,
	.fmr_owner = UINT64_MAX,
	.fmr_offset = UINT64_MAX,
};

/* All of it, `at_once` entries by each call. */
static unsigned read_map(struct kern *k, int fd, struct fsmap *all, unsigned at_once)
{
	struct fsmap_head *head = calloc(1, fsmap_sizeof(at_once));
	unsigned n = 0;

	REQUIRE(head != NULL);
	head->fmh_count = at_once;
	head->fmh_keys[1] = last_key;
	for (;;) {
		REQUIRE_OK(kern_ioctl(k, fd, FS_IOC_GETFSMAP, head));
		if (!head->fmh_entries)
			break;
		REQUIRE(n + head->fmh_entries <= ROOM);
		memcpy(all + n, head->fmh_recs, head->fmh_entries * sizeof(*all));
		n += head->fmh_entries;
		if (head->fmh_recs[head->fmh_entries - 1].fmr_flags & FMR_OF_LAST)
			break;
		fsmap_advance(head);
	}
	free(head);
	return n;
}

static void require_whole(struct fs *fs, const struct fsmap *all, unsigned n)
{
	struct statfs st = { 0 };
	uint64_t end = all[0].fmr_physical, unused = 0;

	for (unsigned i = 0; i < n; i++) {
		REQUIRE_EQ(end, all[i].fmr_physical);
		REQUIRE(all[i].fmr_length > 0);
		REQUIRE_EQ(i == n - 1, !!(all[i].fmr_flags & FMR_OF_LAST));
		end += all[i].fmr_length;
		if ((all[i].fmr_flags & FMR_OF_SPECIAL_OWNER) && all[i].fmr_owner == FMR_OWN_FREE)
			unused += all[i].fmr_length;
	}
	REQUIRE_OK(kern_statfs(fs->k, "/mnt", &st));
	REQUIRE(end <= fs->disk->size);
	REQUIRE(end >= (uint64_t)st.f_blocks * st.f_bsize);
	/* What is set aside for files that grow may be told as free or not. */
	REQUIRE(unused >= (uint64_t)st.f_bfree * st.f_bsize / 2);
}

static void map(const char *component)
{
	struct fs fs = fs_open(component_find(component), NULL);
	struct fsmap *all = calloc(ROOM, sizeof(*all)), *again = calloc(ROOM, sizeof(*again));
	struct fsmap_head count = { 0 };
	unsigned n;
	int fd;

	REQUIRE(all && again);
	put_pattern(fs.k, "/mnt/f", 300000);
	for (int i = 0; i < 40; i++) {
		char path[32];

		snprintf(path, sizeof(path), "/mnt/f%d", i);
		put_pattern(fs.k, path, 10000);
		if (i % 2) {
			snprintf(path, sizeof(path), "/mnt/f%d", i - 1);
			REQUIRE_OK(kern_unlink(fs.k, path));
		}
	}
	settle(&fs);
	fd = REQUIRE_OK(kern_open(fs.k, "/mnt", O_RDONLY | O_DIRECTORY));
	n = read_map(fs.k, fd, all, ROOM);
	REQUIRE(n > 2);
	require_whole(&fs, all, n);
	REQUIRE_EQ(n, read_map(fs.k, fd, again, 3));
	REQUIRE_MEMEQ(all, again, n * sizeof(*all));
	/* How many there are, without room for any. */
	count.fmh_keys[1] = last_key;
	REQUIRE_OK(kern_ioctl(fs.k, fd, FS_IOC_GETFSMAP, &count));
	REQUIRE_EQ(n, count.fmh_entries);
	count.fmh_keys[0].fmr_reserved[0] = 1;
	REQUIRE_ERROR(kern_ioctl(fs.k, fd, FS_IOC_GETFSMAP, &count), EINVAL);
	REQUIRE_OK(kern_close(fs.k, fd));
	free(all);
	free(again);
	fs_close(&fs);
}

MAP_CASE(ext4)
MAP_CASE(ext4_bigalloc)
MAP_CASE(ext4_features)
MAP_CASE(xfs)
MAP_CASE(xfs_v4)
MAP_CASE(xfs_1k)
