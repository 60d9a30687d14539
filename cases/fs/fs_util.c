/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <limits.h>

#include "cases/fs/fs_util.h"

#define CHUNK 4096

struct stat stat_of(struct kern *k, const char *path)
{
	struct stat st = { 0 };

	REQUIRE_OK(kern_lstat(k, path, &st));
	return st;
}

void pattern(void *buf, size_t len, uint64_t at)
{
	uint8_t *p = buf;

	for (size_t i = 0; i < len; i++, at++)
		p[i] = (uint8_t)(at * 31 + (at >> 8) * 7 + (at >> 16) + 1);
}

void write_pattern(struct kern *k, int fd, uint64_t at, size_t len)
{
	char buf[CHUNK];

	while (len > 0) {
		size_t n = len < CHUNK ? len : CHUNK;

		pattern(buf, n, at);
		REQUIRE_EQ(n, kern_pwrite(k, fd, buf, n, at));
		at += n;
		len -= n;
	}
}

void require_pattern(struct kern *k, int fd, uint64_t at, size_t len)
{
	char want[CHUNK], got[CHUNK] = "";

	while (len > 0) {
		size_t n = len < CHUNK ? len : CHUNK;

		pattern(want, n, at);
		REQUIRE_EQ(n, kern_pread(k, fd, got, n, at));
		REQUIRE_MEMEQ(want, got, n);
		at += n;
		len -= n;
	}
}

void put_pattern(struct kern *k, const char *path, size_t len)
{
	int fd = REQUIRE_OK(kern_open(k, path, O_CREAT | O_TRUNC | O_WRONLY, 0644));

	write_pattern(k, fd, 0, len);
	REQUIRE_OK(kern_close(k, fd));
}

void require_pattern_file(struct kern *k, const char *path, size_t len)
{
	int fd = REQUIRE_OK(kern_open(k, path, O_RDONLY));

	REQUIRE_EQ(len, kern_lseek(k, fd, 0, SEEK_END));
	require_pattern(k, fd, 0, len);
	REQUIRE_OK(kern_close(k, fd));
}

void require_zeroes(struct kern *k, int fd, uint64_t at, size_t len)
{
	static const char zeroes[CHUNK];
	char got[CHUNK];

	memset(got, 'x', sizeof(got));
	while (len > 0) {
		size_t n = len < CHUNK ? len : CHUNK;

		REQUIRE_EQ(n, kern_pread(k, fd, got, n, at));
		REQUIRE_MEMEQ(zeroes, got, n);
		at += n;
		len -= n;
	}
}

void require_content(struct kern *k, const char *path, const char *want)
{
	char got[CHUNK] = "";
	ssize_t n = REQUIRE_OK(kern_get(k, path, got, sizeof(got) - 1));

	got[n] = '\0';
	REQUIRE_STREQ(want, got);
}

int user_context(struct kern *k, uid_t uid)
{
	int ctx = kern_context(k);

	kern_switch(k, ctx);
	REQUIRE_OK(kern_setuid(k, uid, uid));
	kern_switch(k, 0);
	return ctx;
}

size_t name_max(const struct fs *fs, size_t most)
{
	const size_t max = fs->comp->name_max ? fs->comp->name_max : NAME_MAX;

	return max < most ? max : most;
}

void require_dir_links(struct fs *fs, const char *path, int dirs)
{
	const nlink_t got = stat_of(fs->k, path).st_nlink;

	if (got != 1 || !(fs->comp->lacks & FS_DIR_LINKS))
		REQUIRE_EQ(2 + dirs, got);
}

void settle(struct fs *fs)
{
	REQUIRE_OK(kern_sync(fs->k));
	if (fs->comp->settle)
		kern_advance(fs->k, fs->comp->settle);
}

void use_fs(struct fs *fs)
{
	char path[64];

	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/d", 0755));
	for (int i = 0; i < 30; i++) {
		snprintf(path, sizeof(path), "/mnt/d/file with a name %d", i);
		put_pattern(fs->k, path, i * 997);
	}
	put_pattern(fs->k, "/mnt/big", 400000);
	REQUIRE_OK(kern_truncate(fs->k, "/mnt/big", 300001));
	for (int i = 0; i < 30; i += 3) {
		snprintf(path, sizeof(path), "/mnt/d/file with a name %d", i);
		REQUIRE_OK(kern_unlink(fs->k, path));
	}
	fs_remount(fs, NULL);
	for (int i = 1; i < 30; i += 3) {
		snprintf(path, sizeof(path), "/mnt/d/file with a name %d", i);
		require_pattern_file(fs->k, path, i * 997);
	}
	require_pattern_file(fs->k, "/mnt/big", 300001);
}
