/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The image that scripts of the server of fuse change (components/fuse/script.h), as
 * mutators see it: plausible answers of each kind. */
#ifndef COMPONENTS_FUSE_FORMAT_H
#define COMPONENTS_FUSE_FORMAT_H

#include "fuzz/target.h"

/* Fills SCRIPT_SIZE bytes. */
void fuse_fill(uint8_t *image);

extern const struct format fuse_format;

/* Of programs that triage writes; see struct fuzz_made. */
struct fuzz_said fuse_said(const void *message, bool request);
extern const char fuse_program[];

/* Between format.c and format_fill.c: the kinds of bodies. */
enum fuse_kind {
	FUSE_NOTHING, /* no body */
	FUSE_CONTROL,
	FUSE_HEADER,
	FUSE_INIT_OUT,
	FUSE_ENTRY,
	FUSE_ATTR,
	FUSE_OPENED,
	FUSE_CREATED, /* an entry, and open */
	FUSE_WROTE,
	FUSE_STATFS_OUT,
	FUSE_DIRENT,
	FUSE_DIRENTPLUS,
	FUSE_LSEEK_OUT,
	FUSE_IOCTL_OUT,
	FUSE_POLL_OUT,
	FUSE_LOCK,
	FUSE_XATTR,
	FUSE_BYTES,
	FUSE_INVAL_INODE,
	FUSE_INVAL_ENTRY,
	FUSE_STORE,
	FUSE_RETRIEVE,
	FUSE_DELETE,
	FUSE_NKINDS
};

/* What the body of an answer to `op` is, or of the message in the slots of `op`. */
enum fuse_kind fuse_kind_of(uint32_t op);
/* There are requests of this opcode, or messages in its slots. */
bool fuse_is_op(uint32_t op);
/* How many things of this kind are in a body, and how far they are apart. */
uint32_t fuse_count(enum fuse_kind);
uint32_t fuse_size(enum fuse_kind);

#endif
