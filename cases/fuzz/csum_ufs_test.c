/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* FFS has no checksums, and no checker here; that its metadata is found is judged by the
 * counts that maker and driver keep. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/ufs/format.h"

/* A number of so many bytes in the superblock. */
#define NUMBER(at, width) "$(od -An -j $((" at ")) -N " width " -t d" width " image)"
/* Groups have as many inodes each; the first two of all are never in use, and count. */
#define INODES "* " NUMBER("$sb + 44", "4") " - 2 ))"

CASE(version1, "all metadata of version 1 is found")
{
	static const struct csum_judge judge = { .format = &ufs_format, .image = "ufs/fuzz" };
	static const struct csum_count counts[] = {
		{ "cylinder group", "sb=8192; echo " NUMBER("$sb + 44", "4") },
		{ "inode", "sb=8192; echo $(( -" NUMBER("$sb + 200", "4") " + " NUMBER("$sb + 184",
			       "4") INODES },
		{ NULL, NULL },
	};

	csum_counts(&judge, counts);
}

CASE(version2, "all metadata of version 2 is found")
{
	static const struct csum_judge judge = { .format = &ufs_format, .image = "ufs/fuzz-v2" };
	static const struct csum_count counts[] = {
		{ "cylinder group", "sb=65536; echo " NUMBER("$sb + 44", "4") },
		{ "inode of version 2", "sb=65536; echo $(( -" NUMBER("$sb + 1024",
					    "8") " + " NUMBER("$sb + 184", "4") INODES },
		{ NULL, NULL },
	};

	csum_counts(&judge, counts);
}
