/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: UDF, by corrupt images and system calls on them. */
#include <linux/udf_fs_i.h>

#include "components/udf/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"nostrict",
	"undelete,unhide",
	"noadinicb,shortad",
	"novrs,longad",
	"bs=512,iocharset=utf8",
	NULL,
};

/* <linux/udf_fs_i.h> */
static const struct fuzz_ioctl ioctls[] = {
	{ "geteasize", UDF_GETEASIZE, "-" },
	{ "geteablock", UDF_GETEABLOCK, "-" },
	{ "getvolident", UDF_GETVOLIDENT, "-" },
	{ "relocate_blocks", UDF_RELOCATE_BLOCKS, "l" },
	{ NULL },
};

FUZZ_TARGET(.component = "udf", .options = options, .ioctls = ioctls, .format = &udf_format);
