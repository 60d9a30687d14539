/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* UDF, as on a disk.  There is no checker but for the mark of a clean unmount. */
#include "harness/component.h"

#define UDF_CHECK "udfinfo \"$1\" | grep integrity=closed"
#define UDF_LACKS \
	(FS_REPLAY | FS_XATTR | FS_USER_XATTR | FS_FALLOCATE | FS_PUNCH | FS_ZERO | \
	    FS_COLLAPSE | FS_RENAME_FLAGS | FS_WHITEOUT | FS_NSEC | FS_LARGE_DEVS | \
	    FS_SEEK_HOLE | FS_FAULT_ROOM | FS_FEW_INODES | FS_ST_BLOCKS)

#define UDF(id, ...)                                                              \
	COMPONENT(id, .driver = "udf", .type = "udf", .lacks = UDF_LACKS,         \
	    .name_max = 254, .symlink_max = 250, .time_step = 1000,               \
	    .check = UDF_CHECK, .sources = "fs/udf", __VA_ARGS__)

UDF(udf,
	.image = "udf/small");

UDF(udf_v102,
	.image = "udf/v102");

UDF(udf_2k,
	.image = "udf/2k");

/* Free space in a table in place of a bitmap, and file entries of before 2.00. */
UDF(udf_table,
	.image = "udf/table");
