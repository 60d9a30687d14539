/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "harness/internal.h"
#include "harness/sandbox.h"
#include "harness/sandbox_filter.h"

/* The largest file: an arena, of which a part becomes a memory file. */
#define FILE_MAX_LEN (1ull << 30)
/* What is open, and a few more: a memory file, a folder being listed. */
#define DESCRIPTORS 256

static int lower(int resource, rlim_t to)
{
	struct rlimit limit;

	if (getrlimit(resource, &limit))
		return -errno;
	if (limit.rlim_max > to)
		limit.rlim_max = to;
	if (limit.rlim_cur > limit.rlim_max)
		limit.rlim_cur = limit.rlim_max;
	return setrlimit(resource, &limit) ? -errno : 0;
}

static int set_limits(void)
{
	static const struct {
		int resource;
		rlim_t to;
	} limits[] = {
		{ RLIMIT_CORE, 0 },
		{ RLIMIT_NPROC, 0 },
		{ RLIMIT_FSIZE, FILE_MAX_LEN },
		{ RLIMIT_NOFILE, DESCRIPTORS },
		{ RLIMIT_MEMLOCK, 0 },
		{ RLIMIT_MSGQUEUE, 0 },
	};
	int error = 0;

	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]) && !error; i++)
		error = lower(limits[i].resource, limits[i].to);
	return error;
}

/* The debug information of the kernel is opened by the first question. */
static void open_symbols(void)
{
	char name[64];

	if (harness_kern && harness_kern->ops->symbolise)
		harness_kern->ops->symbolise(harness_kern->impl, 0, name, sizeof(name));
}

int sandbox_enter(const struct sandbox *s, const char **why)
{
	const bool files = s && s->folders;
	int error = 0;

	open_symbols();
	fflush(NULL);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) {
		error = -errno;
		*why = text_static("sandbox: no_new_privs: %s", strerror(-error));
		return error;
	}
	error = set_limits();
	if (error) {
		*why = text_static("sandbox: limits of resources: %s", strerror(-error));
		return error;
	}
	error = files ? sandbox_landlock(s->folders) : 0;
	if (error && error != -EOPNOTSUPP) {
		*why = text_static("sandbox: Landlock: %s", strerror(-error));
		return error;
	}
	error = sandbox_filter(files);
	if (error)
		*why = text_static("sandbox: filter of system calls: %s", strerror(-error));
	return error;
}
