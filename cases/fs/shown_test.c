/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What a file system shows of its mount in /proc. */
#include <stdlib.h>

#include "cases/fs/fs_util.h"

#define PROC "/.proc"

/* A file of proc, as text; fails where it is longer. */
static void read_text(struct kern *k, const char *path, char *text, size_t room)
{
	const int fd = REQUIRE_OK(kern_open(k, path, O_RDONLY));
	size_t len = 0;
	ssize_t n;

	while ((n = REQUIRE_OK(kern_read(k, fd, text + len, room - 1 - len))) > 0)
		len += n;
	text[len] = '\0';
	REQUIRE_OK(kern_close(k, fd));
}

/* The word so far behind the first of the line for /mnt. */
static void shown(struct kern *k, int word, char *text, size_t room)
{
	char all[4096], *line;

	read_text(k, PROC "/self/mounts", all, sizeof(all));
	line = strstr(all, " /mnt ");
	REQUIRE(line != NULL);
	line = strtok(line, " \n");
	for (int i = 1; i < word; i++)
		line = strtok(NULL, " \n");
	REQUIRE(line != NULL);
	REQUIRE(strlen(line) < room);
	strcpy(text, line);
}

/* Without what mount(8) makes flags of: of the mount, and of any file system. */
static void for_driver(const char *options, char *own, size_t room)
{
	static const char *const flags[] = { "rw", "ro", "relatime", "noatime", "nodiratime",
		"nosuid", "nodev", "noexec", "lazytime", "sync", "dirsync", "mand" };
	char all[1024], *save;

	strcpy(all, options);
	*own = '\0';
	for (char *word = strtok_r(all, ",", &save); word; word = strtok_r(NULL, ",", &save)) {
		bool flag = false;

		for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++)
			flag |= strcmp(word, flags[i]) == 0;
		if (!flag)
			snprintf(own + strlen(own), room - strlen(own), "%s%s", *own ? "," : "",
			    word);
	}
}

FS_CASE(shown, 0, "the options shown of a mount are taken by another, and shown of it")
{
	char before[1024], after[1024], type[64], options[1024];
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, PROC, 0555));
	REQUIRE_OK(kern_mount(k, NULL, PROC, "proc", NULL));
	shown(k, 2, type, sizeof(type));
	REQUIRE_STREQ(fs->comp->type, type);
	shown(k, 3, before, sizeof(before));
	for_driver(before, options, sizeof(options));
	if (fs->comp->lacks & FS_PERSIST)
		REQUIRE_OK(kern_remount(k, "/mnt", 0, options));
	else
		fs_remount(fs, options);
	shown(k, 3, after, sizeof(after));
	REQUIRE_STREQ(before, after);
}
