/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ext4 alone: attributes too large for a block are inodes of their own, which files with
 * the same value share. */
#include <stdlib.h>

#include "cases/fs/fs_util.h"

#define LARGE 15000

static struct fs open_features(void)
{
	return fs_open(component_find("ext4_features"), NULL);
}

static void set(struct kern *k, const char *path, const char *name, size_t len, uint64_t at)
{
	char *value = malloc(len);

	REQUIRE(value != NULL);
	pattern(value, len, at);
	REQUIRE_OK(kern_setxattr(k, path, name, value, len, 0));
	free(value);
}

static void require_set(struct kern *k, const char *path, const char *name, size_t len, uint64_t at)
{
	char *want = malloc(len), *got = malloc(len);

	REQUIRE(want && got);
	pattern(want, len, at);
	REQUIRE_EQ((ssize_t)len, kern_getxattr(k, path, name, got, len));
	REQUIRE_MEMEQ(want, got, len);
	free(want);
	free(got);
}

CASE(ext4_large_attr, "values of all sizes, replaced by larger and smaller ones, removed")
{
	struct fs fs = open_features();
	static const size_t sizes[] = { 10, 900, 4000, LARGE, 3000, 40, 12000 };
	struct kern *k = fs.k;

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		set(k, "/mnt/f", "user.a", sizes[i], i * 4096);
		set(k, "/mnt/f", "user.b", sizes[i] / 2, i * 8192);
		require_set(k, "/mnt/f", "user.a", sizes[i], i * 4096);
		fs_remount(&fs, NULL);
		require_set(k, "/mnt/f", "user.a", sizes[i], i * 4096);
		require_set(k, "/mnt/f", "user.b", sizes[i] / 2, i * 8192);
	}
	REQUIRE_OK(kern_removexattr(k, "/mnt/f", "user.a"));
	require_set(k, "/mnt/f", "user.b", 6000, 6 * 8192);
	REQUIRE_ERROR(kern_getxattr(k, "/mnt/f", "user.a", NULL, 0), ENODATA);
	fs_close(&fs);
}

CASE(ext4_attr_credits, "a value that the journal has no room for at once is refused")
{
	struct fs fs = open_features();
	char *value = calloc(1, 60000);

	REQUIRE(value != NULL);
	REQUIRE_OK(kern_put(fs.k, "/mnt/f", "x", 1));
	REQUIRE_ERROR(kern_setxattr(fs.k, "/mnt/f", "user.a", value, 60000, 0), ENOSPC);
	free(value);
	EXPECT_DEFECT("ext4 with ea_inode, seen on 6.1.192: ext4_xattr_set() asks for credits by "
		      "the length of the value, and more than a transaction of a small journal "
		      "may have is a WARNING of jbd2");
	REQUIRE_STREQ("", kern_splat(fs.k));
	atf_tc_expect_pass();
	fs_close(&fs);
}

CASE(ext4_shared_attr, "a value that several files have is there until the last has gone")
{
	struct fs fs = open_features();
	struct kern *k = fs.k;
	struct statfs before = { 0 }, after = { 0 };
	char path[32];

	for (int i = 0; i < 8; i++) {
		snprintf(path, sizeof(path), "/mnt/f%d", i);
		REQUIRE_OK(kern_put(k, path, "x", 1));
	}
	settle(&fs);
	REQUIRE_OK(kern_statfs(k, "/mnt", &before));
	for (int i = 0; i < 8; i++) {
		snprintf(path, sizeof(path), "/mnt/f%d", i);
		set(k, path, "user.shared", LARGE, 0);
	}
	settle(&fs);
	REQUIRE_OK(kern_statfs(k, "/mnt", &after));
	/* Once the value, and a block of attributes for each at most. */
	REQUIRE((before.f_bfree - after.f_bfree) * before.f_bsize < 2 * LARGE);
	for (int i = 0; i < 7; i++) {
		snprintf(path, sizeof(path), "/mnt/f%d", i);
		REQUIRE_OK(i % 2 ? kern_unlink(k, path) : kern_removexattr(k, path, "user.shared"));
		fs_remount(&fs, NULL);
		require_set(k, "/mnt/f7", "user.shared", LARGE, 0);
	}
	REQUIRE_OK(kern_unlink(k, "/mnt/f7"));
	settle(&fs);
	REQUIRE_OK(kern_statfs(k, "/mnt", &after));
	REQUIRE(after.f_bfree >= before.f_bfree);
	fs_close(&fs);
}

CASE(ext4_many_attrs, "as many as fit, in the inode, in a block, and moved between them")
{
	struct fs fs = fs_open(component_find("ext4"), NULL);
	struct kern *k = fs.k;
	char name[32];
	int n = 0;

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	for (int error = 0; n < 100 && !error; n++) {
		snprintf(name, sizeof(name), "user.%d", n);
		error = kern_setxattr(k, "/mnt/f", name, "0123456789", 10, 0);
		if (error)
			REQUIRE_ERROR(error, ENOSPC);
	}
	REQUIRE(n > 20);
	n--; /* the last had no room */
	for (int i = 0; i < n; i += 2) {
		snprintf(name, sizeof(name), "user.%d", i);
		REQUIRE_OK(kern_removexattr(k, "/mnt/f", name));
	}
	fs_remount(&fs, NULL);
	for (int i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "user.%d", i);
		if (i % 2)
			REQUIRE_EQ(10, kern_getxattr(k, "/mnt/f", name, NULL, 0));
		else
			REQUIRE_ERROR(kern_getxattr(k, "/mnt/f", name, NULL, 0), ENODATA);
	}
	fs_close(&fs);
}
