/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What each call is to a crash case. */
#include <stdlib.h>
#include <string.h>

#include "harness/crash_internal.h"

#define NAME(id, name) [KERN_##id] = #name,

static const char *const names[KERN_NCALLS] = { KERN_CALLS(NAME) };

/* Calls that may change the tree whatever their arguments are, and the arguments
 * that are paths (a bit for each). */
static const struct {
	bool changes;
	unsigned paths;
} kind[KERN_NCALLS] = {
	[KERN_OPENAT] = { false, 1 << 1 },
	[KERN_CLOSE] = { true }, /* a file without a name is gone */
	[KERN_WRITE] = { true },
	[KERN_WRITEV] = { true },
	[KERN_PWRITE] = { true },
	[KERN_FTRUNCATE] = { true },
	[KERN_TRUNCATE] = { true, 1 << 0 },
	[KERN_FALLOCATE] = { true },
	[KERN_MKNODAT] = { true, 1 << 1 },
	[KERN_MKDIRAT] = { true, 1 << 1 },
	[KERN_UNLINKAT] = { true, 1 << 1 },
	[KERN_LINKAT] = { true, 1 << 1 | 1 << 3 },
	[KERN_SYMLINKAT] = { true, 1 << 0 | 1 << 2 },
	[KERN_RENAMEAT2] = { true, 1 << 1 | 1 << 3 },
	[KERN_FCHMOD] = { true },
	[KERN_FCHMODAT] = { true, 1 << 1 },
	[KERN_FCHOWN] = { true },
	[KERN_FCHOWNAT] = { true, 1 << 1 },
	[KERN_SETXATTR] = { true, 1 << 0 | 1 << 1 },
	[KERN_LSETXATTR] = { true, 1 << 0 | 1 << 1 },
	[KERN_FSETXATTR] = { true, 1 << 1 },
	[KERN_REMOVEXATTR] = { true, 1 << 0 | 1 << 1 },
	[KERN_LREMOVEXATTR] = { true, 1 << 0 | 1 << 1 },
	[KERN_FREMOVEXATTR] = { true, 1 << 1 },
	[KERN_IOCTL] = { true },
	[KERN_SENDFILE] = { true },
	[KERN_SPLICE] = { true },
	[KERN_COPY_FILE_RANGE] = { true },
};

bool crash_call_changes(int call, const long arg[6])
{
	if (call == KERN_OPENAT)
		return arg[2] & (O_CREAT | O_TRUNC | __O_TMPFILE);
	return kind[call].changes;
}

bool crash_call_syncs(int call, long result)
{
	return result >= 0 && (call == KERN_FSYNC || call == KERN_FDATASYNC || call == KERN_SYNC ||
				  call == KERN_SYNCFS || call == KERN_MSYNC);
}

char *crash_call_text(int call, const long arg[6], long result)
{
	char *text = text_format("%s", names[call]), *longer;

	for (int i = 0; i < 6; i++) {
		if (!(kind[call].paths & 1 << i))
			continue;
		longer = text_format("%s %s", text, (const char *)arg[i]);
		free(text);
		text = longer;
	}
	if (result < 0)
		longer = text_format("%s = %s", text, strerrorname_np(-result));
	else if (kind[call].paths)
		longer = text_format("%s = %ld", text, result);
	else
		longer = text_format("%s %ld = %ld", text, arg[0], result);
	free(text);
	return longer;
}
