/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: FAT, by corrupt images and system calls on them. */
#include <linux/msdos_fs.h>

#include "components/vfat/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"errors=continue",
	"errors=remount-ro",
	"errors=continue,utf8,shortname=mixed",
	"errors=continue,check=s,usefree,flush",
	"errors=continue,dos1xfloppy,tz=UTC",
	"errors=continue,discard,rodir,showexec",
	NULL,
};

/* <linux/msdos_fs.h> */
static const struct fuzz_ioctl ioctls[] = {
	{ "readdir_both", VFAT_IOCTL_READDIR_BOTH, "-" },
	{ "readdir_short", VFAT_IOCTL_READDIR_SHORT, "-" },
	{ "get_attributes", FAT_IOCTL_GET_ATTRIBUTES, "-" },
	{ "set_attributes", FAT_IOCTL_SET_ATTRIBUTES, "i" },
	{ "get_volume_id", FAT_IOCTL_GET_VOLUME_ID, "-" },
	{ NULL },
};

FUZZ_TARGET(.component = "vfat", .options = options, .ioctls = ioctls, .format = &vfat_format);
