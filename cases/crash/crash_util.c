/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>

#include "cases/crash/crash_util.h"

#define MOST (1 << 20)

static const char *bytes_of(off_t at, size_t len, char c)
{
	static char buf[MOST];

	REQUIRE(len <= sizeof(buf));
	for (size_t i = 0; i < len; i++)
		buf[i] = (at + i) % 16 ? c : (char)('A' + (at + i) / 512 % 26);
	return buf;
}

void fill(struct fs *fs, int fd, off_t at, size_t len, char c)
{
	REQUIRE_EQ(len, kern_pwrite(fs->k, fd, bytes_of(at, len, c), len, at));
}

void require_filled(struct fs *fs, const char *path, off_t at, size_t len, char c)
{
	static char got[MOST];
	const char *want = bytes_of(at, len, c);
	const int fd = kern_open(fs->k, path, O_RDONLY);

	REQUIRE_OK(fd);
	REQUIRE_EQ(len, kern_pread(fs->k, fd, got, len, at));
	REQUIRE_OK(kern_close(fs->k, fd));
	REQUIRE_MEMEQ(want, got, len);
}

int make(struct fs *fs, const char *path, size_t len, char c)
{
	const int fd = kern_open(fs->k, path, O_RDWR | O_CREAT, 0644);

	REQUIRE_OK(fd);
	if (len)
		fill(fs, fd, 0, len, c);
	return fd;
}

void make_synced(struct fs *fs, const char *path, size_t len, char c)
{
	const int fd = make(fs, path, len, c);

	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(kern_close(fs->k, fd));
}

void sync_path(struct fs *fs, const char *path)
{
	const int fd = kern_open(fs->k, path, O_RDONLY);

	REQUIRE_OK(fd);
	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(kern_close(fs->k, fd));
}

void sync_fs(struct fs *fs)
{
	const int fd = kern_open(fs->k, fs->dir, O_RDONLY | O_DIRECTORY);

	REQUIRE_OK(fd);
	REQUIRE_OK(kern_call(fs->k, KERN_SYNCFS, fd));
	REQUIRE_OK(kern_close(fs->k, fd));
}

struct crash_promise promise_of(const char *component, const char *name)
{
	const struct component *c = component_find(component);

	REQUIRE(c && c->crash);
	for (const struct crash_promise *p = c->crash; p->keeps; p++)
		if (!strcmp(p->name, name))
			return *p;
	REQUIRE(!"a promise of this name");
	abort();
}

const char *judge(const char *component, const struct crash_promise *p, void (*body)(struct fs *))
{
	return judge_with(component, p, body, 40);
}

const char *judge_with(const char *component, const struct crash_promise *p,
    void (*body)(struct fs *), uint64_t checks)
{
	static char text[4096];
	const struct crash_conf conf = { .bounds.states = 400, .checks = checks };
	struct crash *c = crash_record(component_find(component), p, body);
	struct crash_tally tally;
	struct crash_state bad;
	const char *what = crash_judge(c, &conf, &tally, &bad);

	snprintf(text, sizeof(text), "%s%s%s", what ? bad.choice : "", what ? ": " : "",
	    what ? what : "");
	crash_free(c);
	return text;
}
