/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The ioctls of fuzz programs.  One byte chooses: below 128 among those that every
 * file system may take, modulo their number, from there on among those of the
 * target.  A target without any has the common ones in both halves.
 */
#ifndef RUMPUS_FUZZ_IOCTLS_H
#define RUMPUS_FUZZ_IOCTLS_H

#include <stdint.h>
#include <sys/ioctl.h>

struct model_image;

struct fuzz_ioctl {
	const char *name; /* of the text form; NULL ends a table */
	unsigned long request;
	const char *layout; /* of its argument; see fuzz/input/pack.h */
};

/* A request by what <linux/ioctl.h> makes it of: direction, type, number, and size
 * of the argument in bytes. */
#define IOCTL_0(type, nr) _IOC(_IOC_NONE, type, nr, 0)
#define IOCTL_R(type, nr, size) _IOC(_IOC_READ, type, nr, size)
#define IOCTL_W(type, nr, size) _IOC(_IOC_WRITE, type, nr, size)
#define IOCTL_RW(type, nr, size) _IOC(_IOC_READ | _IOC_WRITE, type, nr, size)

/* FIFREEZE and FITHAW; <linux/fs.h> does not go with <sys/mount.h>. */
#define IOCTL_FREEZE IOCTL_RW('X', 119, 4)
#define IOCTL_THAW IOCTL_RW('X', 120, 4)

/* The smallest byte that means the same as `choice`. */
uint8_t ioctl_canonical(const struct model_image *, uint8_t choice);
/* What a byte means. */
const struct fuzz_ioctl *ioctl_chosen(const struct model_image *, uint8_t choice);
/* The byte that means the ioctl of this name, or -1. */
int ioctl_find(const struct model_image *, const char *name);

#endif
