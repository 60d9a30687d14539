/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ext2 has no checksums; that its metadata is found is judged by what e2fsck counts. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/ext4/format.h"

/* An inode that was removed is left as it was but for its links. */
static void finds(const char *image)
{
	const struct csum_judge judge = { .format = &ext4_format, .image = image };
	static const struct csum_count counts[] = {
		{ "inode",
		    "e2fsck -fnv image 2>&1 | awk '/(regular|director|device|fifo|symbolic)/"
		    " && $1 ~ /^[0-9]+$/ && !/non-contiguous/ { n += $1 } END { print n + 1 }'" },
		{ "indirect block", "echo 1" },
		{ "attribute block", "echo 1" },
		{ NULL, NULL },
	};

	csum_counts(&judge, counts);
}

CASE(small_blocks, "all metadata is found")
{
	finds("ext2/fuzz");
}

CASE(large_blocks, "all metadata is found in blocks of 4 KiB")
{
	finds("ext2/fuzz-4k");
}
