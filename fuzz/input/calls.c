/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <fcntl.h>
#include <linux/dqblk_xfs.h>
#include <linux/falloc.h>
#include <linux/quota.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "fuzz/input/calls.h"

const struct call_shape fuzz_calls[FUZZ_NCALLS] = {
	[CALL_OPEN] = { "open", { ARG_PATH, ARG_OPEN, ARG_MODE } },
	[CALL_CLOSE] = { "close", { ARG_FD } },
	[CALL_READ] = { "read", { ARG_FD, ARG_LEN } },
	/* Writes that many bytes of a pattern that begins with the byte. */
	[CALL_WRITE] = { "write", { ARG_FD, ARG_LEN, ARG_BYTE } },
	/* Writes these very bytes. */
	[CALL_PUT] = { "put", { ARG_FD, ARG_DATA } },
	[CALL_PREAD] = { "pread", { ARG_FD, ARG_LEN, ARG_OFF } },
	[CALL_PWRITE] = { "pwrite", { ARG_FD, ARG_LEN, ARG_BYTE, ARG_OFF } },
	[CALL_LSEEK] = { "lseek", { ARG_FD, ARG_OFF, ARG_WHENCE } },
	[CALL_TRUNCATE] = { "truncate", { ARG_PATH, ARG_OFF } },
	[CALL_FTRUNCATE] = { "ftruncate", { ARG_FD, ARG_OFF } },
	[CALL_FALLOCATE] = { "fallocate", { ARG_FD, ARG_FALLOC, ARG_OFF, ARG_OFF } },
	[CALL_COPY] = { "copy", { ARG_FD, ARG_OFF, ARG_FD, ARG_OFF, ARG_LEN } },
	[CALL_FSYNC] = { "fsync", { ARG_FD } },
	[CALL_FDATASYNC] = { "fdatasync", { ARG_FD } },
	[CALL_SYNC] = { "sync", { ARG_NONE } },
	[CALL_STAT] = { "stat", { ARG_PATH } },
	[CALL_STATFS] = { "statfs", { ARG_PATH } },
	[CALL_MKNOD] = { "mknod", { ARG_PATH, ARG_NODE, ARG_MODE } },
	[CALL_MKDIR] = { "mkdir", { ARG_PATH, ARG_MODE } },
	[CALL_RMDIR] = { "rmdir", { ARG_PATH } },
	[CALL_UNLINK] = { "unlink", { ARG_PATH } },
	[CALL_LINK] = { "link", { ARG_PATH, ARG_PATH } },
	[CALL_SYMLINK] = { "symlink", { ARG_PATH, ARG_PATH } },
	[CALL_READLINK] = { "readlink", { ARG_PATH } },
	[CALL_RENAME] = { "rename", { ARG_PATH, ARG_PATH, ARG_RENAME } },
	[CALL_GETDENTS] = { "getdents", { ARG_FD, ARG_LEN } },
	[CALL_CHMOD] = { "chmod", { ARG_PATH, ARG_MODE } },
	[CALL_CHOWN] = { "chown", { ARG_PATH, ARG_LEN, ARG_LEN } },
	[CALL_UTIMENS] = { "utimens", { ARG_PATH, ARG_OFF } },
	[CALL_SETXATTR] = { "setxattr", { ARG_PATH, ARG_XNAME, ARG_LEN, ARG_BYTE, ARG_XFLAG } },
	[CALL_GETXATTR] = { "getxattr", { ARG_PATH, ARG_XNAME } },
	[CALL_LISTXATTR] = { "listxattr", { ARG_PATH } },
	[CALL_REMOVEXATTR] = { "removexattr", { ARG_PATH, ARG_XNAME } },
	[CALL_MMAP] = { "mmap", { ARG_FD, ARG_LEN, ARG_PROT, ARG_OFF } },
	/* Writes, reads one byte that far into a mapping. */
	[CALL_POKE] = { "poke", { ARG_MAP, ARG_LEN, ARG_BYTE } },
	[CALL_PEEK] = { "peek", { ARG_MAP, ARG_LEN } },
	[CALL_MSYNC] = { "msync", { ARG_MAP } },
	[CALL_MUNMAP] = { "munmap", { ARG_MAP } },
	[CALL_REMOUNT] = { "remount", { ARG_REMOUNT } },
	/* Closes everything, unmounts and mounts again. */
	[CALL_CYCLE] = { "cycle", { ARG_NONE } },
	/* Lets virtual time pass, in ms. */
	[CALL_ADVANCE] = { "advance", { ARG_LEN } },
	/* Its argument is made of the data as the ioctl's layout says. */
	[CALL_IOCTL] = { "ioctl", { ARG_FD, ARG_IOCTL, ARG_DATA } },
	/* Freezes the file system and thaws it. */
	[CALL_FREEZE] = { "freeze", { ARG_FD } },
	/* Sets an access control list made of the data. */
	[CALL_ACL] = { "acl", { ARG_PATH, ARG_ACL, ARG_DATA } },
	/* quotactl(2) for the id in the number; the structure is the data. */
	[CALL_QUOTA] = { "quota", { ARG_QUOTA, ARG_LEN, ARG_DATA } },
};

static const struct call_word open_words[] = {
	{ "r", O_RDONLY },
	{ "rw", O_RDWR },
	{ "rw+creat", O_RDWR | O_CREAT },
	{ "rw+creat+excl", O_RDWR | O_CREAT | O_EXCL },
	{ "rw+trunc", O_RDWR | O_TRUNC },
	{ "w+append", O_WRONLY | O_APPEND },
	{ "rw+creat+trunc", O_RDWR | O_CREAT | O_TRUNC },
	{ "rw+direct", O_RDWR | O_DIRECT },
	{ "rw+sync", O_RDWR | O_SYNC },
	{ "rw+dsync+creat", O_RDWR | O_DSYNC | O_CREAT },
	{ "r+dir", O_RDONLY | O_DIRECTORY },
	{ "rw+tmpfile", O_RDWR | O_TMPFILE },
	{ "path", O_PATH },
	{ "r+nofollow", O_RDONLY | O_NOFOLLOW },
	{ "r+nonblock", O_RDONLY | O_NONBLOCK },
	{ "rw+nonblock+creat", O_RDWR | O_NONBLOCK | O_CREAT },
};

static const struct call_word whence_words[] = {
	{ "set", SEEK_SET },
	{ "cur", SEEK_CUR },
	{ "end", SEEK_END },
	{ "data", SEEK_DATA },
	{ "hole", SEEK_HOLE },
};

static const struct call_word falloc_words[] = {
	{ "alloc", 0 },
	{ "keep", FALLOC_FL_KEEP_SIZE },
	{ "punch", FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE },
	{ "zero", FALLOC_FL_ZERO_RANGE },
	{ "zero+keep", FALLOC_FL_ZERO_RANGE | FALLOC_FL_KEEP_SIZE },
	{ "collapse", FALLOC_FL_COLLAPSE_RANGE },
	{ "insert", FALLOC_FL_INSERT_RANGE },
};

static const struct call_word rename_words[] = {
	{ "plain", 0 },
	{ "noreplace", RENAME_NOREPLACE },
	{ "exchange", RENAME_EXCHANGE },
	{ "whiteout", RENAME_WHITEOUT },
};

static const struct call_word node_words[] = {
	{ "regular", S_IFREG },
	{ "fifo", S_IFIFO },
	{ "socket", S_IFSOCK },
	{ "null", S_IFCHR },
};

static const struct call_word prot_words[] = {
	{ "r", PROT_READ },
	{ "w", PROT_WRITE },
	{ "rw", PROT_READ | PROT_WRITE },
};

static const struct call_word xname_words[] = {
	{ "user.a", 0 },
	{ "user.small", 0 },
	{ "user.big", 0 },
	{ "user.a-name-that-takes-some-room-in-the-list-of-names", 0 },
	{ "trusted.t", 0 },
	{ "security.s", 0 },
	{ "system.data", 0 },
	{ "system.posix_acl_access", 0 },
	{ "system.posix_acl_default", 0 },
};

static const struct call_word xflag_words[] = {
	{ "any", 0 },
	{ "create", XATTR_CREATE },
	{ "replace", XATTR_REPLACE },
};

static const struct call_word remount_words[] = {
	{ "ro", MS_RDONLY },
	{ "rw", 0 },
	{ "sync", MS_SYNCHRONOUS },
	{ "noatime", MS_NOATIME },
};

static const struct call_word acl_words[] = {
	{ "access", 0 },
	{ "default", 0 },
};

/* A command for users, groups and projects. */
#define EACH(name, command)                                                                    \
	{ name "+user", QCMD(command, USRQUOTA) }, { name "+group", QCMD(command, GRPQUOTA) }, \
	{                                                                                      \
		name "+project", QCMD(command, PRJQUOTA)                                       \
	}

static const struct call_word quota_words[] = {
	EACH("on", Q_QUOTAON),
	EACH("off", Q_QUOTAOFF),
	EACH("get", Q_GETQUOTA),
	EACH("set", Q_SETQUOTA),
	EACH("next", Q_GETNEXTQUOTA),
	EACH("info", Q_GETINFO),
	EACH("setinfo", Q_SETINFO),
	EACH("format", Q_GETFMT),
	EACH("sync", Q_SYNC),
	EACH("xon", Q_XQUOTAON),
	EACH("xoff", Q_XQUOTAOFF),
	EACH("xget", Q_XGETQUOTA),
	EACH("xnext", Q_XGETNEXTQUOTA),
	EACH("xset", Q_XSETQLIM),
	EACH("xstate", Q_XGETQSTATV),
	EACH("xremove", Q_XQUOTARM),
};

#define WORDS(list) (*n = sizeof(list) / sizeof((list)[0]), (list))

const struct call_word *call_words(enum arg_kind kind, size_t *n)
{
	switch (kind) {
	case ARG_OPEN:
		return WORDS(open_words);
	case ARG_WHENCE:
		return WORDS(whence_words);
	case ARG_FALLOC:
		return WORDS(falloc_words);
	case ARG_RENAME:
		return WORDS(rename_words);
	case ARG_NODE:
		return WORDS(node_words);
	case ARG_PROT:
		return WORDS(prot_words);
	case ARG_XNAME:
		return WORDS(xname_words);
	case ARG_XFLAG:
		return WORDS(xflag_words);
	case ARG_REMOUNT:
		return WORDS(remount_words);
	case ARG_ACL:
		return WORDS(acl_words);
	case ARG_QUOTA:
		return WORDS(quota_words);
	default:
		*n = 0;
		return NULL;
	}
}

size_t call_arg_size(enum arg_kind kind)
{
	switch (kind) {
	case ARG_NONE:
	case ARG_DATA:
		return 0;
	case ARG_LEN:
	case ARG_MODE:
		return 2;
	case ARG_OFF:
		return 8;
	default:
		return 1;
	}
}
