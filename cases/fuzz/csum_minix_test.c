/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Minix has no checksums; that its metadata is found is judged by what its checker counts. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/minix/format.h"

/* Directories have "." and ".." too; the root has no other name. */
#define INODES "fsck.minix -fsv image | awk '/inodes used/ { print $1 }'"
#define NAMES                                                             \
	"fsck.minix -fsv image | awk '/^ *[0-9]+ files$/ { n += $1 - 1 }" \
	" / directories$/ { n += 2 * $1 } END { print n }'"

static void finds(const char *image, const char *inode, const char *entry)
{
	const struct csum_judge judge = { .format = &minix_format, .image = image };
	const struct csum_count counts[] = { { inode, INODES }, { entry, NAMES }, { NULL, NULL } };

	csum_counts(&judge, counts);
}

CASE(version3, "all metadata of version 3 is found")
{
	finds("minix/fuzz", "inode", "directory entry of version 3");
}

CASE(version2, "all metadata of version 2 is found")
{
	finds("minix/fuzz-v2", "inode", "directory entry");
}

CASE(version1, "all metadata of version 1 is found")
{
	finds("minix/fuzz-v1", "inode of version 1", "directory entry");
}
