/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The ends of sectors of NTFS records, judged by ntfsls and by the content. */
#include <stdlib.h>

#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/ntfs3/format.h"

static const struct csum_judge ntfs = {
	.format = &ntfs3_format,
	.make = "rm -f made && truncate -s 4M made && "
		"mkntfs -q -F -Q -s 512 -c 4096 -p 0 -H 0 -S 0 made >log 2>&1",
	.check = "ntfsls -F -f -a image",
	.words = "multi-sector transfer",
};

CASE(flips, "a flipped end of a sector, or another number, repaired")
{
	static const struct csum_flip flips[] = { { "file record", 510 }, { "file record", 48 },
		{ "index record", 1023 }, { "index record", 40 }, { NULL, 0 } };

	csum_flips(&ntfs, flips);
}

CASE(content, "what a patch writes to the end of a sector becomes content")
{
	static struct format_map map;
	const struct object *o = NULL;
	uint32_t at, sectors;
	struct span span;
	struct disk *d;

	REQUIRE_EQ(0, system(ntfs.make));
	d = disk_open("./made");
	ntfs3_format.scan(&map, d->data, d->size);
	for (size_t i = 0; i < map.n && !o; i++)
		if (map.object[i].kind == NTFS3_INDEX)
			o = &map.object[i];
	REQUIRE(o != NULL);
	REQUIRE(ntfs3_fixup(d->data + o->at, o->len, &at, &sectors));
	span = (struct span){ o->at + NTFS3_SECTOR - 4, 4 };
	disk_write(d, span.at, "\1\2\3\4", 4);
	csum_repair(&ntfs3_format, &map, d, span);
	REQUIRE_EQ(0x0403, get_le(d->data + o->at + at + 2, 2));
	REQUIRE_EQ(get_le(d->data + o->at + at, 2), get_le(d->data + o->at + NTFS3_SECTOR - 2, 2));
	disk_close(d);
}

CASE(hostile, "repairing any damage stays inside the image")
{
	csum_hostile(&ntfs);
}
