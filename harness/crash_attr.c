/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Extended attributes of a file, in the order of their names. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "harness/crash_internal.h"

#define ATTRS_MAX 64

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Appends "name\0", the length and the value to `buf`. */
static long append(struct kern *k, const char *path, const char *name, uint8_t *buf, size_t room)
{
	const size_t len = strlen(name) + 1;
	uint32_t value_len;
	long n;

	if (len + sizeof(value_len) > room)
		return -E2BIG;
	n = kern_call(k, KERN_LGETXATTR, (long)path, (long)name,
	    (long)(buf + len + sizeof(value_len)), room - len - sizeof(value_len));
	if (n < 0)
		return n;
	value_len = n;
	memcpy(buf, name, len);
	memcpy(buf + len, &value_len, sizeof(value_len));
	return len + sizeof(value_len) + value_len;
}

int crash_xattr_read(struct kern *k, const char *path, struct crash_pool *pool,
    struct crash_inode *i)
{
	static uint8_t all[256 << 10];
	char list[4096];
	const char *name[ATTRS_MAX];
	size_t names = 0, used = 0;
	long n = kern_call(k, KERN_LLISTXATTR, (long)path, (long)list, sizeof(list));

	if (n == -EOPNOTSUPP || n == 0)
		return 0;
	if (n < 0)
		return n;
	for (const char *p = list; p < list + n; p += strlen(p) + 1) {
		if (names == ATTRS_MAX)
			return -E2BIG;
		name[names++] = p;
	}
	qsort(name, names, sizeof(*name), by_name);
	for (size_t j = 0; j < names; j++, used += n) {
		n = append(k, path, name[j], all + used, sizeof(all) - used);
		if (n < 0)
			return n;
	}
	i->xattr = memcpy(crash_pool_get(pool, used), all, used);
	i->xattr_len = used;
	return 0;
}
