/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: ext2 by its own driver, by corrupt images and system calls on them. */
#include "components/ext4/format.h"
#include "fuzz/target.h"

/* None with errors=panic. */
static const char *const options[] = {
	"errors=continue",
	"errors=remount-ro,acl,user_xattr",
	"errors=continue,grpid,nouid32,oldalloc",
	"errors=continue,minixdf,noacl,nouser_xattr,noreservation",
	"errors=remount-ro,sb=8193",
	NULL,
};

/* fs/ext2/ext2.h */
static const struct fuzz_ioctl ioctls[] = {
	{ "getrsvsz", IOCTL_R('f', 5, 8), "-" },
	{ "setrsvsz", IOCTL_W('f', 6, 8), "i" },
	{ NULL },
};

FUZZ_TARGET(.component = "ext2", .options = options, .ioctls = ioctls, .format = &ext4_format);
