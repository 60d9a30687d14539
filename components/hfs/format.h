/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of HFS, as "Inside Macintosh: Files" describes it.  It has no
 * checksums.  Kinds of metadata are those of format_tree.h. */
#ifndef RUMPUS_HFS_FORMAT_H
#define RUMPUS_HFS_FORMAT_H

#include "components/hfs/format_tree.h"

extern const struct format hfs_format;

#endif
