/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: the file system of the Amiga, by corrupt images and system calls on them. */
#include "fuzz/target.h"

static const char *const options[] = {
	"protect,setuid=0,setgid=0",
	"mufs,mode=0644",
	"nofilenametruncate",
	"verbose,prefix=vol/,volume=rumpus",
	"bs=512,root=880",
	"reserved=8",
	NULL,
};

FUZZ_TARGET(.component = "affs", .options = options);
