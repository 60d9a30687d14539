/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: F2FS, by corrupt images and system calls on them. */
#include <linux/f2fs.h>

#include "components/f2fs/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"background_gc=on",
	"background_gc=sync,mode=lfs,inline_xattr",
	"noinline_data,noinline_dentry,noextent_cache",
	"fastboot,data_flush,fsync_mode=strict",
	"checkpoint=disable",
	"disable_roll_forward,alloc_mode=reuse,usrquota,grpquota",
	NULL,
};

/* <linux/f2fs.h> */
static const struct fuzz_ioctl ioctls[] = {
	{ "start_atomic_write", F2FS_IOC_START_ATOMIC_WRITE, "v" },
	{ "commit_atomic_write", F2FS_IOC_COMMIT_ATOMIC_WRITE, "v" },
	{ "abort_atomic_write", F2FS_IOC_ABORT_ATOMIC_WRITE, "v" },
	{ "garbage_collect", F2FS_IOC_GARBAGE_COLLECT, "i" },
	/* now or not, start, length in blocks */
	{ "garbage_collect_range", F2FS_IOC_GARBAGE_COLLECT_RANGE, "i-ll" },
	{ "write_checkpoint", F2FS_IOC_WRITE_CHECKPOINT, "v" },
	{ "defragment", F2FS_IOC_DEFRAGMENT, "ll" },
	/* to, where here, where there, length */
	{ "move_range", F2FS_IOC_MOVE_RANGE, "f-lll" },
	{ "flush_device", F2FS_IOC_FLUSH_DEVICE, "ii" },
	{ "get_features", F2FS_IOC_GET_FEATURES, "-" },
	{ "set_pin_file", F2FS_IOC_SET_PIN_FILE, "i" },
	{ "get_pin_file", F2FS_IOC_GET_PIN_FILE, "-" },
	{ "precache_extents", F2FS_IOC_PRECACHE_EXTENTS, "v" },
	{ "resize_fs", F2FS_IOC_RESIZE_FS, "l" },
	{ "get_compress_blocks", F2FS_IOC_GET_COMPRESS_BLOCKS, "-" },
	{ "release_compress_blocks", F2FS_IOC_RELEASE_COMPRESS_BLOCKS, "-" },
	{ "reserve_compress_blocks", F2FS_IOC_RESERVE_COMPRESS_BLOCKS, "-" },
	{ "sec_trim_file", F2FS_IOC_SEC_TRIM_FILE, "lll" },
	{ "get_compress_option", F2FS_IOC_GET_COMPRESS_OPTION, "-" },
	{ "set_compress_option", F2FS_IOC_SET_COMPRESS_OPTION, "bb" },
	{ "decompress_file", F2FS_IOC_DECOMPRESS_FILE, "v" },
	{ "compress_file", F2FS_IOC_COMPRESS_FILE, "v" },
	{ NULL },
};

FUZZ_TARGET(.component = "f2fs", .options = options, .ioctls = ioctls, .format = &f2fs_format);
