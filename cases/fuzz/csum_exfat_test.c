/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Checksums of exFAT, judged by fsck.exfat. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/exfat/format.h"

/* The maker makes no files.  The entries of an empty one of name "a" go
 * behind those of the root directory. */
#define MAKE                                                                                 \
	"rm -f made && truncate -s 4M made && mkfs.exfat -c 4K -L label made >/dev/null && " \
	"set -- $(od -An -v -tu4 -j88 -N12 made) && {"                                       \
	" printf '\\205\\002\\177\\273\\040\\000\\000\\000\\000\\000\\041\\000\\000\\000';"  \
	" printf '\\041\\000\\000\\000\\041\\000'; head -c 12 /dev/zero;"                    \
	" printf '\\300\\001\\000\\001\\040\\200'; head -c 26 /dev/zero;"                    \
	" printf '\\301\\000a\\000'; head -c 28 /dev/zero; } |"                              \
	"dd of=made bs=1 seek=$(($1 * 512 + ($3 - 2) * 4096 + 96)) conv=notrunc status=none"

#define CHECK                                                     \
	.format = &exfat_format, .check = "fsck.exfat -nv image", \
	.words = "(checksum|corrupted upcase)"

static const struct csum_judge maker = { .make = MAKE, CHECK };

CASE(flips, "a flipped bit in each kind of metadata, repaired")
{
	static const struct csum_flip flips[] = { { "boot region", 513 }, { "boot region", 104 },
		{ "letter table", 4 }, { "file", 8 }, { NULL, 0 } };

	csum_flips(&maker, flips);
}

CASE(hostile, "repairing any damage stays inside the image")
{
	csum_hostile(&maker);
}
