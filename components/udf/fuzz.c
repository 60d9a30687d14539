/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: UDF, by corrupt images and system calls on them. */
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

FUZZ_TARGET(.component = "udf", .options = options, .format = &udf_format);
