/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * fill: puts a tree of files on an image whose maker can not, by the driver itself
 * in a rump kernel.  The same image gives the same bytes each time.
 *
 * What the file system has not, by its component, is left out:
 *   /file (9 blocks of 1 KiB and a bit), /small, /empty, /sparse (24 pieces, each with
 *   a hole behind it), /far (a piece at 0, 20 KiB, 400 KiB), /mixed and /other
 *   (written in turns), /hard (a second name of /file), /short -> file, /long -> 150
 *   bytes, /fifo, /dev (1:3), /attr (extended attributes), /<a long name>,
 *   /dir/sub/deep, /many/entry-* (so many as were asked for, each fifth removed again)
 */
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "harness/harness.h"

#define DIR "/mnt"
#define LONG_NAME 200
#define LONG_LINK 150

struct arguments {
	const char *component, *image;
	int entries;
	bool cut;
};

static struct kern *k;
static uint64_t lacks;

static __attribute__((noreturn)) void fail(const char *what, const char *why)
{
	fprintf(stderr, "fill: %s: %s\n", what, why);
	exit(1);
}

static long must(long result, const char *what)
{
	if (result < 0)
		fail(what, strerrorname_np(-result));
	return result;
}

/* Content that tells where it is from. */
static void piece(const char *path, uint64_t at, size_t len)
{
	char bytes[16384];
	int fd = must(kern_open(k, path, O_RDWR | O_CREAT, 0644), path);

	for (size_t i = 0; i < len; i++)
		bytes[i] = 'a' + (at + i) / 64 % 26;
	must(kern_pwrite(k, fd, bytes, len, at), path);
	must(kern_close(k, fd), path);
}

static void files(void)
{
	piece(DIR "/file", 0, 9500);
	piece(DIR "/small", 0, 12);
	piece(DIR "/empty", 0, 0);
	for (int i = 0; i < 8; i++) {
		piece(DIR "/mixed", i * 1024, 1024);
		piece(DIR "/other", i * 1024, 1024);
	}
	if (lacks & FS_SPARSE)
		return;
	for (int i = 0; i < 24; i++)
		piece(DIR "/sparse", i * 8192, 8);
	piece(DIR "/far", 0, 100);
	piece(DIR "/far", 20 << 10, 100);
	piece(DIR "/far", 400 << 10, 100);
}

static void links(void)
{
	char target[LONG_LINK + 1];

	memset(target, 'x', LONG_LINK);
	for (int i = 7; i < LONG_LINK; i += 8)
		target[i] = '/';
	target[LONG_LINK] = 0;
	if (!(lacks & FS_LINK))
		must(kern_link(k, DIR "/file", DIR "/hard"), "hard");
	if (!(lacks & FS_SYMLINK)) {
		must(kern_symlink(k, "file", DIR "/short"), "short");
		must(kern_symlink(k, target, DIR "/long"), "long");
	}
	if (!(lacks & FS_MKNOD)) {
		must(kern_mknod(k, DIR "/fifo", S_IFIFO | 0644, 0), "fifo");
		must(kern_mknod(k, DIR "/dev", S_IFCHR | 0600, makedev(1, 3)), "dev");
	}
}

static void attributes(void)
{
	char value[400];

	memset(value, 'v', sizeof(value));
	piece(DIR "/attr", 0, 50);
	if (!(lacks & FS_XATTR))
		must(kern_setxattr(k, DIR "/attr", "trusted.t", "w", 1, 0), "trusted.t");
	if (!(lacks & FS_USER_XATTR)) {
		must(kern_setxattr(k, DIR "/attr", "user.small", "v", 1, 0), "user.small");
		must(kern_setxattr(k, DIR "/attr", "user.big", value, sizeof(value), 0),
		    "user.big");
	}
}

static void directories(int entries)
{
	char path[LONG_NAME + 20] = DIR "/";
	size_t used = strlen(path);
	struct statfs st;

	must(kern_mkdir(k, DIR "/dir", 0755), "dir");
	must(kern_mkdir(k, DIR "/dir/sub", 0755), "sub");
	piece(DIR "/dir/sub/deep", 0, 26);
	must(kern_statfs(k, DIR, &st), "statfs");
	for (long i = 0; i < st.f_namelen && i < LONG_NAME; i++)
		path[used++] = 'n';
	path[used] = 0;
	piece(path, 0, 52);
	must(kern_mkdir(k, DIR "/many", 0755), "many");
	for (int i = 0; i < entries; i++) {
		snprintf(path, sizeof(path), DIR "/many/entry-%04d", i);
		piece(path, 0, 0);
	}
	for (int i = 0; i < entries; i += 5) {
		snprintf(path, sizeof(path), DIR "/many/entry-%04d", i);
		must(kern_unlink(k, path), path);
	}
}

static void fill(const struct arguments *a, const struct component *c, struct disk *d)
{
	const char *why;

	lacks = c->lacks;
	if (kern_try_boot(&k, &why, c->driver ? c->driver : c->name, .memory = c->memory))
		fail(c->name, why);
	must(kern_mount(k, d, DIR, c->type, c->options), a->image);
	files();
	links();
	attributes();
	directories(a->entries);
	if (a->cut) {
		/* What a power cut leaves: work that is in the journal alone. */
		must(kern_sync(k), "sync");
		piece(DIR "/late", 0, 3000);
		must(kern_rename(k, DIR "/small", DIR "/dir/small"), "rename");
		must(kern_fsync(k, must(kern_open(k, DIR "/late", O_RDWR), "late")), "fsync");
	} else {
		must(kern_umount(k, DIR), "umount");
	}
	if (*kern_splat(k))
		fail(a->image, kern_splat(k));
	disk_commit(d);
	kern_halt(k);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;
	char *end;

	switch (key) {
	case 'c':
		a->cut = true;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num == 0)
			a->component = arg;
		else if (state->arg_num == 1)
			a->image = arg;
		else if (state->arg_num > 2 || (a->entries = strtol(arg, &end, 10)) <= 0 || *end)
			argp_error(state, "'%s': expected a number of entries", arg);
		return 0;
	case ARGP_KEY_END:
		if (state->arg_num != 3)
			argp_error(state, "%u arguments; expected 3", state->arg_num);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

int main(int argc, char **argv)
{
	static const struct argp_option options[] = {
		{ "cut", 'c', NULL, 0, "Leave it as a power cut would, with a full journal", 0 },
		{ 0 },
	};
	static const struct argp parser = { options, parse, "COMPONENT IMAGE ENTRIES",
		"Puts a tree of files on an image, by the driver of its file system.", NULL, NULL,
		NULL };
	struct arguments a = { 0 };
	const struct component *c;
	const char *why;
	struct disk *d;

	argp_parse(&parser, argc, argv, 0, NULL, &a);
	c = component_find(a.component);
	if (!c || !c->type)
		fail(a.component, "no such file system; expected a folder of components/");
	if (disk_try_open(a.image, &d, &why))
		fail(a.image, why);
	fill(&a, c, d);
	disk_close(d);
	return 0;
}
