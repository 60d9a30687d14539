/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What several programs of this folder share.  All of it ends the case with a
 * message where something fails. */
#ifndef CASES_FS_UTIL_H
#define CASES_FS_UTIL_H

#include <stdio.h>

#include "atf/case.h"
#include "kernel/kern.h"

/* The attributes of a name; symbolic links are not followed. */
struct stat stat_of(struct kern *, const char *path);

/* Bytes that tell their offset in a file: equal offsets, equal bytes. */
void pattern(void *buf, size_t len, uint64_t at);
/* Writes them at [at, at + len), and reads them back. */
void write_pattern(struct kern *, int fd, uint64_t at, size_t len);
void require_pattern(struct kern *, int fd, uint64_t at, size_t len);
/* A file with nothing but pattern, made and closed. */
void put_pattern(struct kern *, const char *path, size_t len);
/* The file has this length and these bytes. */
void require_pattern_file(struct kern *, const char *path, size_t len);
/* [at, at + len) reads as zeroes. */
void require_zeroes(struct kern *, int fd, uint64_t at, size_t len);

/* The whole content of a file is this string. */
void require_content(struct kern *, const char *path, const char *want);

/* A new context that is user `uid` of a group of the same number; context 0 is
 * the chosen one afterwards. */
int user_context(struct kern *, uid_t uid);

/* The longest name there can be, but no more than `most` bytes. */
size_t name_max(const struct fs *, size_t most);
/* The directory has the links of one with `dirs` directories in it. */
void require_dir_links(struct fs *, const char *path, int dirs);
/* Syncs, and waits until what was removed is free again. */
void settle(struct fs *);

/* A round of what a file system is for: files, a directory, a large file cut
 * short, some unlinked, the rest compared after a remount. */
void use_fs(struct fs *);

#endif
