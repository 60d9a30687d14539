/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz/engine/beside.h"

#define FOLDER "rumpus"

void beside_program(void)
{
	char path[PATH_MAX + sizeof(FOLDER)], *slash;
	const ssize_t len = readlink("/proc/self/exe", path, PATH_MAX - 1);

	if (len < 0)
		return;
	path[len] = 0;
	slash = strrchr(path, '/');
	strcpy(slash + 1, FOLDER);
	if (access(path, X_OK) == 0)
		setenv("RUMPUS_BUILD", path, 0);
}
