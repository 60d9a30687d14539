/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: FAT, by corrupt images and system calls on them. */
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

FUZZ_TARGET(.component = "vfat", .options = options, .format = &vfat_format);
