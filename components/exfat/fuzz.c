/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: exFAT, by corrupt images and system calls on them. */
#include "components/exfat/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"errors=continue",
	"errors=remount-ro",
	"errors=continue,iocharset=utf8,discard",
	"errors=continue,keep_last_dots,sys_tz",
	NULL,
};

FUZZ_TARGET(.component = "exfat", .options = options, .format = &exfat_format);
