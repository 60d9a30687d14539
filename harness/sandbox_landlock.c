/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Files by folders: a filter of system calls does not see paths. */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "harness/sandbox_filter.h"

/* What the first version of Landlock knows is the same for all hosts. */
#define ACCESS_ALL ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)
#define ACCESS_FILE (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE)
#define ACCESS_FOLDER                                                              \
	(ACCESS_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | \
	    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE)

static int add_path(int rules, const char *path)
{
	struct landlock_path_beneath_attr beneath = { .allowed_access = ACCESS_FOLDER };
	struct stat st;
	int error = 0;

	beneath.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (beneath.parent_fd < 0)
		return errno == ENOENT ? 0 : -errno;
	if (fstat(beneath.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		beneath.allowed_access = ACCESS_FILE;
	if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0))
		error = -errno;
	close(beneath.parent_fd);
	return error;
}

int sandbox_landlock(const char *const *folders)
{
	const struct landlock_ruleset_attr attr = { .handled_access_fs = ACCESS_ALL };
	/* Later members of the struct are unknown to older hosts. */
	const int rules =
	    syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr.handled_access_fs), 0);
	int error = 0;

	if (rules < 0) /* EPERM: a container's filter does not know the call */
		return errno == ENOSYS || errno == EPERM ? -EOPNOTSUPP : -errno;
	while (*folders && !error)
		error = add_path(rules, *folders++);
	if (!error && syscall(SYS_landlock_restrict_self, rules, 0))
		error = -errno;
	close(rules);
	return error;
}
