/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The switches and counters that the kernel shows as files. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/internal.h"
#include "harness/net.h"

#define PROC "/.proc" /* where nobody looks who looks at a root */

static int mounted(struct kern *k)
{
	if (!kern_access(k, PROC "/sys", F_OK))
		return 0;
	return kern_mount(k, NULL, PROC, "proc", NULL);
}

int net_sysctl(struct kern *k, const char *name, const char *value)
{
	char path[256];
	int fd, error = mounted(k);

	if (error)
		return error;
	snprintf(path, sizeof(path), PROC "/sys/%s", name);
	fd = kern_open(k, path, O_WRONLY);
	if (fd < 0)
		return fd;
	error = kern_write(k, fd, value, strlen(value));
	kern_close(k, fd);
	return error < 0 ? error : 0;
}

ssize_t net_proc(struct kern *k, const char *name, char *to, size_t room)
{
	char path[256];
	ssize_t len = mounted(k);

	snprintf(path, sizeof(path), PROC "/%s", name);
	if (!len)
		len = kern_get(k, path, to, room - 1);
	to[len > 0 ? len : 0] = '\0';
	return len;
}

/* Files of two lines for each group: "Tcp: name name ...", "Tcp: 1 2 ...". */
static bool find_in_pairs(const char *text, const char *name, uint64_t *value)
{
	const char *colon = strchr(name, ':');
	const size_t group = colon ? (size_t)(colon - name) + 1 : 0;
	const char *names = strstr(text, name), *values, *end;

	for (names = text; group && names; names = names ? names + 1 : NULL) {
		char *copy, *values_copy, *save, *save_values, *word, *number;
		bool found = false;

		if (strncmp(names, name, group)) {
			names = strchr(names, '\n');
			continue;
		}
		values = strchr(names, '\n');
		end = values ? strchr(values + 1, '\n') : NULL;
		if (!end)
			return false;
		copy = strndup(names, values - names);
		values_copy = strndup(values + 1, end - values - 1);
		word = strtok_r(copy, " ", &save);
		number = strtok_r(values_copy, " ", &save_values);
		while (word && number && !found) {
			found = !strcmp(word, colon + 1);
			*value = strtoull(number, NULL, 10);
			word = strtok_r(NULL, " ", &save);
			number = strtok_r(NULL, " ", &save_values);
		}
		free(copy);
		free(values_copy);
		return found;
	}
	return false;
}

/* Files of a line for each: "Ip6InReceives   5". */
static bool find_alone(const char *text, const char *name, uint64_t *value)
{
	const size_t len = strlen(name);

	for (const char *at = text; at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL) {
		if (strncmp(at, name, len) || (at[len] != ' ' && at[len] != '\t'))
			continue;
		*value = strtoull(at + len, NULL, 10);
		return true;
	}
	return false;
}

uint64_t net_counter(struct kern *k, const char *name)
{
	static const char *const files[] = { "net/snmp", "net/netstat", "net/snmp6" };
	static char text[16384];
	uint64_t value;

	if (mounted(k))
		harness_failf("counter %s: no /proc in this kernel", name);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		net_proc(k, files[i], text, sizeof(text));
		if (find_in_pairs(text, name, &value) || find_alone(text, name, &value))
			return value;
	}
	harness_failf("counter %s: the kernel has none of that name", name);
}
