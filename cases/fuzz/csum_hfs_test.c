/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* HFS and HFS+ have no checksums; that their metadata is found is judged by counting. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/hfs/format.h"
#include "components/hfsplus/format.h"

#define COUNT "40"

static const struct csum_judge hfs = {
	.format = &hfs_format,
	.make = "rm -f made && truncate -s 800K made && HOME=. hformat -l label made >/dev/null && "
		"export HOME=. && hmount made >/dev/null && hmkdir dir && hcd dir && "
		"for i in $(seq " COUNT "); do hcopy -r /etc/hostname :a-name-$i || exit; done",
};

static const struct csum_judge hfsplus = {
	.format = &hfsplus_format,
	.make = "rm -rf tree made iso && mkdir -p tree/dir && (cd tree/dir && "
		"seq -f a-longer-name-%g " COUNT " | xargs touch) && "
		"xorriso -outdev iso -hfsplus on -padding 0 -map tree / >log 2>&1 && "
		"set -- $(xorriso -indev iso -report_system_area plain 2>log | "
		"sed -n 's/^APM start and size : *2 *//p') && "
		"dd if=iso of=made bs=2048 skip=$1 count=$2 status=none",
};

/* A folder has a record in the one it is in, and a thread; so has the volume. */
CASE(hfs, "all metadata of HFS is found")
{
	csum_finds(&hfs, HFS_SUPER, 2);
	csum_finds(&hfs, HFS_BITMAP, 1);
	csum_finds(&hfs, HFS_HEADER, 2);
	csum_finds(&hfs, HFS_FILE, 40);
	csum_finds(&hfs, HFS_FOLDER, 2);
	csum_finds(&hfs, HFS_THREAD, 2);
	csum_finds(&hfs, HFS_INDEX, 3);
}

/* Its maker gives each file a thread too. */
CASE(hfsplus, "all metadata of HFS+ is found")
{
	csum_finds(&hfsplus, HFS_SUPER, 2);
	csum_finds(&hfsplus, HFS_BITMAP, 1);
	csum_finds(&hfsplus, HFS_HEADER, 2);
	csum_finds(&hfsplus, HFS_FILE, 40);
	csum_finds(&hfsplus, HFS_FOLDER, 2);
	csum_finds(&hfsplus, HFS_THREAD, 42);
}
