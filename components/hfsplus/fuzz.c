/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: HFS+, by corrupt images and system calls on them. */
#include "components/hfsplus/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"force",
	"force,decompose,nls=utf8",
	"force,nodecompose,barrier",
	"nobarrier,umask=022",
	NULL,
};

FUZZ_TARGET(.component = "hfsplus", .options = options, .format = &hfsplus_format);
