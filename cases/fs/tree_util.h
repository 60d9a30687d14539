/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A known tree, for the functions that only read.  A file system that can not
 * be written has it on its image (components/iso9660/images); on others it is
 * made first and mounted read-only.  Files hold numbered lines of 13 bytes:
 *
 *	/mnt/empty              no line
 *	/mnt/one                1 line, mode 0600
 *	/mnt/file               1,000 lines
 *	/mnt/zipped             80,000 lines (1,000 where it was made)
 *	/mnt/nnn...             4 lines; the name has 200 bytes
 *	/mnt/dir/inside         3 lines
 *	/mnt/dir/a/b/c/d/deep   2 lines
 *	/mnt/many/entry-000 .. entry-299   1 line each
 *	/mnt/short -> file, /mnt/through -> dir/a/b, /mnt/long -> 200 bytes
 */
#ifndef CASES_FS_TREE_UTIL_H
#define CASES_FS_TREE_UTIL_H

#include "cases/fs/fs_util.h"

#define TREE_LINE 13
#define TREE_MANY 300

/* Makes the tree where it has to be made; "/mnt" is read-only afterwards. */
void tree(struct fs *);
/* The file has `count` lines and nothing else. */
void require_lines(struct kern *, const char *path, int count);
/* [at, at + len) of a file of lines, as it should be. */
void tree_lines(char *buf, size_t len, uint64_t at);

#endif
