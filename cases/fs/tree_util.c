/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <stdlib.h>
#include <sys/mount.h>

#include "cases/fs/tree_util.h"

void tree_lines(char *buf, size_t len, uint64_t at)
{
	char line[32];

	for (size_t i = 0; i < len; i++, at++) {
		snprintf(line, sizeof(line), "line %07u\n", (unsigned)(at / TREE_LINE));
		buf[i] = line[at % TREE_LINE];
	}
}

static void put_lines(struct kern *k, const char *path, int count)
{
	size_t len = (size_t)count * TREE_LINE;
	char *buf = malloc(len + 1);

	REQUIRE(buf != NULL);
	tree_lines(buf, len, 0);
	REQUIRE_OK(kern_put(k, path, buf, len));
	free(buf);
}

void require_lines(struct kern *k, const char *path, int count)
{
	char want[TREE_LINE * 300], got[TREE_LINE * 300] = "";
	uint64_t at = 0, end = (uint64_t)count * TREE_LINE;
	int fd = REQUIRE_OK(kern_open(k, path, O_RDONLY));

	while (at < end) {
		size_t n = end - at < sizeof(want) ? end - at : sizeof(want);

		tree_lines(want, n, at);
		REQUIRE_EQ(n, kern_read(k, fd, got, n));
		REQUIRE_MEMEQ(want, got, n);
		at += n;
	}
	REQUIRE_EQ(0, kern_read(k, fd, got, sizeof(got)));
	REQUIRE_OK(kern_close(k, fd));
}

static void make_links(struct kern *k)
{
	char target[201];

	memset(target, 'x', 200);
	target[200] = '\0';
	REQUIRE_OK(kern_symlink(k, "file", "/mnt/short"));
	REQUIRE_OK(kern_symlink(k, "dir/a/b", "/mnt/through"));
	REQUIRE_OK(kern_symlink(k, target, "/mnt/long"));
}

static void make_tree(struct fs *fs)
{
	static const char *const dirs[] = { "dir", "dir/a", "dir/a/b", "dir/a/b/c", "dir/a/b/c/d",
		"many" };
	struct kern *k = fs->k;
	char path[256] = "/mnt/";

	for (size_t i = 0; i < sizeof(dirs) / sizeof(*dirs); i++) {
		strcpy(path + 5, dirs[i]);
		REQUIRE_OK(kern_mkdir(k, path, 0755));
	}
	put_lines(k, "/mnt/empty", 0);
	put_lines(k, "/mnt/one", 1);
	put_lines(k, "/mnt/file", 1000);
	put_lines(k, "/mnt/zipped", 1000);
	put_lines(k, "/mnt/dir/inside", 3);
	put_lines(k, "/mnt/dir/a/b/c/d/deep", 2);
	memset(path + 5, 'n', name_max(fs, 200));
	path[5 + name_max(fs, 200)] = '\0';
	put_lines(k, path, 4);
	for (int i = 0; i < TREE_MANY; i++) {
		snprintf(path, sizeof(path), "/mnt/many/entry-%03d", i);
		put_lines(k, path, 1);
	}
}

void tree(struct fs *fs)
{
	uint64_t lacks = fs->comp->lacks;

	if (lacks & FS_WRITE)
		return;
	make_tree(fs);
	if (!(lacks & FS_SYMLINK))
		make_links(fs->k);
	if (!(lacks & FS_MODE))
		REQUIRE_OK(kern_chmod(fs->k, "/mnt/one", 0600));
	if (!(lacks & FS_PERSIST))
		fs_remount(fs, NULL);
	if (!(lacks & FS_REMOUNT_RO)) {
		/* By another process than the one that mounted, as it mostly is. */
		kern_switch(fs->k, kern_context(fs->k));
		REQUIRE_OK(kern_remount(fs->k, "/mnt", MS_RDONLY, NULL));
		kern_switch(fs->k, 0);
	}
}
