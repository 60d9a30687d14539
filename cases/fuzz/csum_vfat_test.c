/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The sums that tie long names of FAT to entries, judged by fsck.fat. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/vfat/format.h"

/* The maker makes no files.  The entries of an empty one of name "ab", short "AB", go to
 * the beginning of the root directory. */
static const struct csum_judge vfat = {
	.format = &vfat_format,
	.make = "rm -f made && truncate -s 8M made && mkfs.vfat -F 16 -s 2 made >/dev/null && "
		"set -- $(od -An -v -tu2 -j14 -N2 made) $(od -An -v -tu1 -j16 -N1 made)"
		" $(od -An -v -tu2 -j22 -N2 made) && {"
		" printf '\\101a\\000b\\000\\000\\000'; head -c 4 /dev/zero | tr '\\0' '\\377';"
		" printf '\\017\\000\\221'; head -c 12 /dev/zero | tr '\\0' '\\377';"
		" printf '\\000\\000'; head -c 4 /dev/zero | tr '\\0' '\\377';"
		" printf 'AB         \\040'; head -c 20 /dev/zero; } |"
		" dd of=made bs=1 seek=$((($1 + $2 * $3) * 512)) conv=notrunc status=none",
	.check = "fsck.fat -n image",
	.words = "[Ww]rong checksum",
};

CASE(flips, "a flipped bit in a long name's sum or in the short name, repaired")
{
	static const struct csum_flip flips[] = { { "long name", 13 }, { "long name", 33 },
		{ NULL, 0 } };

	csum_flips(&vfat, flips);
}

CASE(hostile, "repairing any damage stays inside the image")
{
	csum_hostile(&vfat);
}
