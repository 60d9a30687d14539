/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* UDF, as on a disk.  There is no checker but for the mark of a clean unmount. */
#include "harness/component.h"

#define UDF_CHECK "udfinfo \"$1\" | grep integrity=closed"
#define UDF_LACKS \
	(FS_XATTR | FS_USER_XATTR | FS_FALLOCATE | FS_PUNCH | FS_ZERO | FS_COLLAPSE | \
	    FS_RENAME_FLAGS | FS_WHITEOUT | FS_NSEC | FS_LARGE_DEVS | FS_SEEK_HOLE | \
	    FS_FAULT_ROOM | FS_FEW_INODES | FS_ST_BLOCKS)

COMPONENT(udf,
	.type = "udf",
	.lacks = UDF_LACKS,
	.image = "udf/small",
	.name_max = 254,
	.symlink_max = 250,
	.time_step = 1000,
	.check = UDF_CHECK,
	.sources = "fs/udf");

COMPONENT(udf_v102,
	.driver = "udf",
	.type = "udf",
	.lacks = UDF_LACKS,
	.image = "udf/v102",
	.name_max = 254,
	.symlink_max = 250,
	.time_step = 1000,
	.check = UDF_CHECK,
	.sources = "fs/udf");

COMPONENT(udf_2k,
	.driver = "udf",
	.type = "udf",
	.lacks = UDF_LACKS,
	.image = "udf/2k",
	.name_max = 254,
	.symlink_max = 250,
	.time_step = 1000,
	.check = UDF_CHECK,
	.sources = "fs/udf");

/* Free space in a table in place of a bitmap, and file entries of before 2.00. */
COMPONENT(udf_table,
	.driver = "udf",
	.type = "udf",
	.lacks = UDF_LACKS,
	.image = "udf/table",
	.name_max = 254,
	.symlink_max = 250,
	.time_step = 1000,
	.check = UDF_CHECK,
	.sources = "fs/udf");
