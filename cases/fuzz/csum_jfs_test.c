/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* JFS has no checksums; that its metadata is found is judged by what its checker counts. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/jfs/format.h"

/* There are ten inodes that it does not count: of maps, of the log, of bad blocks, and
 * those that are reserved. */
#define COUNT(words) \
	"jfs_fsck -n -v image | awk '/kilobytes in [0-9]+ (" words ")/ { n += $4 } END { print n"

static void finds(const char *image)
{
	const struct csum_judge judge = { .format = &jfs_format, .image = image };
	static const struct csum_count counts[] = {
		{ "name tree root", COUNT("directories") " }'" },
		{ "inode", COUNT("directories|user files") " + 10 }'" },
		{ NULL, NULL },
	};

	csum_counts(&judge, counts);
}

CASE(plain, "all metadata is found")
{
	finds("jfs/fuzz");
}

CASE(os2, "all metadata is found where names have no case")
{
	finds("jfs/fuzz-os2");
}
