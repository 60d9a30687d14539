/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: ISO 9660, by corrupt images and system calls on them. */
#include "components/iso9660/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"map=normal",
	"norock",
	"nojoliet,map=acorn",
	"cruft,unhide,showassoc",
	"check=strict,overriderockperm",
	NULL,
};

FUZZ_TARGET(.component = "iso9660", .options = options, .format = &iso9660_format);
