/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: overlayfs, by system calls on trees of ext4. */
#include "fuzz/target.h"

#define UPPER "upperdir=/below/upper,workdir=/below/work,lowerdir="

/* Under the first one the paths are found that programs use. */
static const char *const options[] = {
	UPPER "/below/lower:/below/lower2",
	UPPER "/below/lower",
	UPPER "/below/lower:/below/lower2,redirect_dir=on,metacopy=on,index=on",
	UPPER "/below/lower2,index=on,nfs_export=on,xino=on",
	UPPER "/below/lower,volatile,redirect_dir=follow",
	UPPER "/below/lower,userxattr,xino=auto",
	"lowerdir=/below/upper:/below/lower:/below/lower2",
	NULL,
};

FUZZ_TARGET(.component = "overlayfs", .options = options, .diskless = true);
