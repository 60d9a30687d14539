/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * KASAN: use-after-free in gfs2_invalidate_folio
 *
 * On a real kernel, as root, in a machine that may crash; from the top folder:
 *
 *	components/gfs2/images fuzz base.img
 *	cc -I . -o reproduce THIS-FILE && ./reproduce base.img
 *
 * It also takes faults, which are to come from elsewhere:
 *
 *	write:1../11=EREMOTEIO
 */
#define _GNU_SOURCE
#include "fuzz/triage/reproduce.h"

static const struct patch patches[] = {
	{ 0x8207aa, 1,
	    "\xcb" },
};

static const struct call calls[] = {
	{ 0, NULL, NULL },
};

static const struct program program = {
	.type = "gfs2",
	.options = "lockproto=lock_nolock,errors=withdraw",
	.disk = 1,
	.patch = patches,
	.patches = 1,
	.call = calls,
};
