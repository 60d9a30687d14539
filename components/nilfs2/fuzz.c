/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: NILFS2, by corrupt images and system calls on them. */
#include <linux/nilfs2_api.h>

#include "components/nilfs2/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"errors=continue",
	"errors=remount-ro",
	"errors=continue,order=strict",
	"errors=continue,nobarrier,discard",
	NULL,
};

/* <linux/nilfs2_api.h>; nilfs-clean(8).  Arguments are a pointer to items, their count
 * and size, flags and the number of the first. */
static const struct fuzz_ioctl ioctls[] = {
	{ "change_cpmode", NILFS_IOCTL_CHANGE_CPMODE, "li" },
	{ "delete_checkpoint", NILFS_IOCTL_DELETE_CHECKPOINT, "l" },
	{ "get_cpinfo", NILFS_IOCTL_GET_CPINFO, "Pihhl" },
	{ "get_cpstat", NILFS_IOCTL_GET_CPSTAT, "-" },
	{ "get_suinfo", NILFS_IOCTL_GET_SUINFO, "Pihhl" },
	{ "get_sustat", NILFS_IOCTL_GET_SUSTAT, "-" },
	{ "get_vinfo", NILFS_IOCTL_GET_VINFO, "Pihhl" },
	{ "get_bdescs", NILFS_IOCTL_GET_BDESCS, "Pihhl" },
	{ "clean_segments", NILFS_IOCTL_CLEAN_SEGMENTS, "PihhlPihhlPihhlPihhlPihhl" },
	{ "sync", NILFS_IOCTL_SYNC, "-" },
	{ "resize", NILFS_IOCTL_RESIZE, "l" },
	{ "set_alloc_range", NILFS_IOCTL_SET_ALLOC_RANGE, "ll" },
	{ "set_suinfo", NILFS_IOCTL_SET_SUINFO, "Pihhl" },
	{ NULL },
};

FUZZ_TARGET(.component = "nilfs2", .options = options, .ioctls = ioctls, .format = &nilfs2_format);
