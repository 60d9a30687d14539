/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Hashes of names of ReiserFS, judged by reiserfsck. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/reiserfs/format.h"

#define JUDGE                                                               \
	.format = &reiserfs_format, .image = "reiserfs/fuzz", .last = true, \
	.check = "reiserfsck --check -q -y image"

/* A name with another hash is in the wrong place, which is no matter here. */
static const struct csum_judge names = { JUDGE, .words = "not properly hashed" };
static const struct csum_judge hashes = { JUDGE, .words = "(not properly hashed|broken entry)" };

CASE(names, "a flipped bit in a name: its hash is made right")
{
	static const struct csum_flip flips[] = { { "name", 0 }, { "name", 2 }, { NULL, 0 } };

	csum_flips(&names, flips);
}

CASE(hashes, "a flipped bit in the hash of a name, repaired")
{
	static const struct csum_flip flips[] = { { "directory entry", 1 },
		{ "directory entry", 3 }, { NULL, 0 } };

	csum_flips(&hashes, flips);
}

CASE(hostile, "repairing any damage stays inside the image")
{
	csum_hostile(&names);
}
