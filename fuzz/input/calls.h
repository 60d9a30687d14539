/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The system calls of fuzz programs, and how their arguments are laid out in
 * an input.  Arguments follow each other without padding, in the order of the
 * table in fuzz/input/calls.c; ARG_DATA is the rest of the record.
 *
 * Descriptors and mappings are slots: each context has FUZZ_SLOTS of each.  The
 * n-th `open` (`mmap`) of a context fills slot n modulo FUZZ_SLOTS, whether it
 * succeeds or not, so that the text of a program says which call uses which.
 */
#ifndef RUMPUS_FUZZ_CALLS_H
#define RUMPUS_FUZZ_CALLS_H

#include <stddef.h>
#include <stdint.h>

#define FUZZ_SLOTS 8
#define FUZZ_IO 16384 /* most bytes that one call moves */

enum fuzz_call {
	CALL_OPEN,
	CALL_CLOSE,
	CALL_READ,
	CALL_WRITE,
	CALL_PUT,
	CALL_PREAD,
	CALL_PWRITE,
	CALL_LSEEK,
	CALL_TRUNCATE,
	CALL_FTRUNCATE,
	CALL_FALLOCATE,
	CALL_COPY,
	CALL_FSYNC,
	CALL_FDATASYNC,
	CALL_SYNC,
	CALL_STAT,
	CALL_STATFS,
	CALL_MKNOD,
	CALL_MKDIR,
	CALL_RMDIR,
	CALL_UNLINK,
	CALL_LINK,
	CALL_SYMLINK,
	CALL_READLINK,
	CALL_RENAME,
	CALL_GETDENTS,
	CALL_CHMOD,
	CALL_CHOWN,
	CALL_UTIMENS,
	CALL_SETXATTR,
	CALL_GETXATTR,
	CALL_LISTXATTR,
	CALL_REMOVEXATTR,
	CALL_MMAP,
	CALL_POKE,
	CALL_PEEK,
	CALL_MSYNC,
	CALL_MUNMAP,
	CALL_REMOUNT,
	CALL_CYCLE,
	CALL_ADVANCE,
	CALL_IOCTL,
	CALL_FREEZE,
	CALL_ACL,
	CALL_QUOTA,
	FUZZ_NCALLS
};

enum arg_kind {
	ARG_NONE,
	ARG_PATH,  /* 1 byte, see fuzz/input/model.h */
	ARG_FD,    /* 1 byte, a slot modulo FUZZ_SLOTS */
	ARG_MAP,   /* 1 byte, the same */
	ARG_IOCTL, /* 1 byte, see fuzz/input/ioctls.h */
	ARG_BYTE,  /* 1 byte */
	ARG_LEN,   /* 2 bytes: number of bytes, or of milliseconds */
	ARG_MODE,  /* 2 bytes, 12 bits used */
	ARG_OFF,   /* 8 bytes: offset, size or time */
	ARG_DATA,  /* the rest */
	/* 1 byte each, an index modulo the words of the kind: */
	ARG_OPEN,
	ARG_WHENCE,
	ARG_FALLOC,
	ARG_RENAME,
	ARG_NODE,
	ARG_PROT,
	ARG_XNAME,
	ARG_XFLAG,
	ARG_REMOUNT,
	ARG_ACL,
	ARG_QUOTA,
};

struct call_shape {
	const char *name;
	uint8_t arg[5]; /* enum arg_kind; ARG_NONE ends it */
};

/* A word of the text form and what it means to the kernel. */
struct call_word {
	const char *name;
	uint64_t value;
};

extern const struct call_shape fuzz_calls[FUZZ_NCALLS];
/* The words of a kind; *n receives how many (0: the kind has none). */
const struct call_word *call_words(enum arg_kind, size_t *n);
/* Bytes that an argument takes in an input; 0 for ARG_DATA. */
size_t call_arg_size(enum arg_kind);

#endif
