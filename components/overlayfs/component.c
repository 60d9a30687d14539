/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* One tree on top of another, both on ext4. */
#include "harness/component.h"

COMPONENT(overlayfs,
	.driver = "overlayfs ext4",
	.type = "overlay",
	.below = "ext4",
	.options = "lowerdir=/below/lower,upperdir=/below/upper,workdir=/below/work",
	.lacks = FS_HANDLE | FS_TMPFILE | FS_WHITEOUT | FS_DIR_LINKS,
	.sources = "fs/overlayfs");
