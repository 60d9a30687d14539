/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ISO 9660 has no checksums; that its metadata is found is judged by counting. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/iso9660/format.h"

static const struct csum_judge iso = {
	.format = &iso9660_format,
	.make = "rm -rf tree made && mkdir -p tree/dir && (cd tree && seq 200 >file && cd dir && "
		"seq -f a-longer-name-%g 100 | xargs touch) && "
		"xorriso -as mkisofs -R -quiet -o made tree >log 2>&1",
};

/* 102 names in directories, and "." and ".." in each of two. */
CASE(kinds, "all metadata is found")
{
	csum_finds(&iso, ISO9660_VOLUME, 2);
	csum_finds(&iso, ISO9660_PATHS, 1);
	csum_finds(&iso, ISO9660_RECORD, 106);
}
