/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of HFS+, as Apple's technical note 1150 describes it.  It has no
 * checksums.  Kinds of metadata are those of HFS. */
#ifndef RUMPUS_HFSPLUS_FORMAT_H
#define RUMPUS_HFSPLUS_FORMAT_H

#include "components/hfs/format_tree.h"

extern const struct format hfsplus_format;

#endif
