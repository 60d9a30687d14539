/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <linux/fscrypt.h>
#include <linux/fsmap.h>
#include <linux/fsverity.h>
#include <string.h>

#include "fuzz/input/ioctls.h"
#include "fuzz/input/model.h"

#define OWN 128

/* ioctl_xfs(2), ioctl_fiemap(2), ioctl_ficlone(2), ioctl_fideduperange(2),
 * <linux/fs.h>.  Those that freeze are a call of their own. */
static const struct fuzz_ioctl common[] = {
	{ "getflags", FS_IOC_GETFLAGS, "-" },
	{ "setflags", FS_IOC_SETFLAGS, "i" },
	{ "getversion", FS_IOC_GETVERSION, "-" },
	{ "setversion", FS_IOC_SETVERSION, "i" },
	{ "fsgetxattr", FS_IOC_FSGETXATTR, "-" },
	/* xflags, extent size, extents, project, extent size of copy-on-write */
	{ "fssetxattr", FS_IOC_FSSETXATTR, "iiiii" },
	/* start, length, flags, -, count */
	{ "fiemap", FS_IOC_FIEMAP, "lli-i" },
	{ "fibmap", FIBMAP, "i" },
	{ "figetbsz", FIGETBSZ, "-" },
	{ "fionread", FIONREAD, "-" },
	{ "fioqsize", FIOQSIZE, "-" },
	/* start, length, least extent */
	{ "fitrim", FITRIM, "lll" },
	{ "ficlone", FICLONE, "d" },
	/* from, at, length, to */
	{ "ficlonerange", FICLONERANGE, "Flll" },
	/* at, length, one file: which, at */
	{ "fideduperange", FIDEDUPERANGE, "ll1-Fl" },
	{ "getlabel", FS_IOC_GETFSLABEL, "-" },
	{ "setlabel", FS_IOC_SETFSLABEL, "s" },
	/* flags, -, count, entries, reserved, the low key and the high one */
	{ "getfsmap", FS_IOC_GETFSMAP, "i-i---------s" },
	/* how: with a sync, with the log, without either */
	{ "shutdown", IOCTL_R('X', 125, 4), "i" },
	{ "resvsp", IOCTL_W('X', 42, 48), "hh-ll" },
	{ "unresvsp", IOCTL_W('X', 43, 48), "hh-ll" },
	{ "zero_range", IOCTL_W('X', 57, 48), "hh-ll" },
	/* version, hash, block size, size of the salt and the salt */
	{ "enable_verity", FS_IOC_ENABLE_VERITY, "iiiiP" },
	{ "measure_verity", FS_IOC_MEASURE_VERITY, "hh" },
	{ "set_encryption_policy", FS_IOC_SET_ENCRYPTION_POLICY, "s" },
	{ "get_encryption_policy", FS_IOC_GET_ENCRYPTION_POLICY_EX, "l" },
};

#define COMMON (sizeof(common) / sizeof(common[0]))

static size_t own(const struct model_image *image)
{
	size_t n = 0;

	while (image->ioctls && image->ioctls[n].name)
		n++;
	return n;
}

uint8_t ioctl_canonical(const struct model_image *image, uint8_t choice)
{
	const size_t n = own(image);

	if (choice < OWN || !n)
		return choice % OWN % COMMON;
	return OWN + (choice - OWN) % n;
}

const struct fuzz_ioctl *ioctl_chosen(const struct model_image *image, uint8_t choice)
{
	choice = ioctl_canonical(image, choice);
	return choice < OWN ? &common[choice] : &image->ioctls[choice - OWN];
}

int ioctl_find(const struct model_image *image, const char *name)
{
	for (int choice = 0; choice < 256; choice++)
		if (ioctl_canonical(image, choice) == choice &&
		    strcmp(ioctl_chosen(image, choice)->name, name) == 0)
			return choice;
	return -1;
}
