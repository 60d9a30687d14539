/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Access lists, as acl(5) has them: what they are to the mode, and to new files. */
#include <endian.h>
#include <errno.h>
#include <linux/posix_acl.h>
#include <linux/posix_acl_xattr.h>
#include <stdlib.h>
#include <string.h>

#include "components/fuse/store.h"

/* A list, as the value of an attribute: a header, and entries. */
struct acl {
	struct posix_acl_xattr_header head;
	struct posix_acl_xattr_entry entry[];
};

static size_t count(size_t len)
{
	return (len - sizeof(struct acl)) / sizeof(struct posix_acl_xattr_entry);
}

/* The entry that is the group bits of the mode: the mask, or else the group. */
static uint16_t group_tag(const struct acl *acl, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (le16toh(acl->entry[i].e_tag) == ACL_MASK)
			return ACL_MASK;
	return ACL_GROUP_OBJ;
}

/* Where the bits of an entry are in the mode, or -1. */
static int shift_of(uint16_t tag, uint16_t group)
{
	if (tag == ACL_USER_OBJ)
		return 6;
	if (tag == group)
		return 3;
	return tag == ACL_OTHER ? 0 : -1;
}

int acl_set(struct node *n, const void *value, size_t len)
{
	const struct acl *acl = value;
	const size_t entries = len < sizeof(*acl) ? 0 : count(len);
	const uint16_t group = group_tag(acl, entries);

	if (!entries)
		return EINVAL;
	for (size_t i = 0; i < entries; i++) {
		const int shift = shift_of(le16toh(acl->entry[i].e_tag), group);

		if (shift >= 0) {
			n->mode &= ~(07u << shift);
			n->mode |= le16toh(acl->entry[i].e_perm) << shift;
		}
	}
	if (entries > 3)
		xattr_put(n, ACL_ACCESS, value, len);
	else
		xattr_drop(n, ACL_ACCESS);
	return 0;
}

/* Each entry that the mode has a place for becomes (entry & all) | mode. */
static void apply(struct acl *acl, size_t n, uint32_t mode, uint32_t all)
{
	const uint16_t group = group_tag(acl, n);

	for (size_t i = 0; i < n; i++) {
		struct posix_acl_xattr_entry *e = &acl->entry[i];
		const int shift = shift_of(le16toh(e->e_tag), group);

		if (shift >= 0)
			e->e_perm = htole16((le16toh(e->e_perm) | all) & mode >> shift & 7);
	}
}

void acl_follow(struct node *n)
{
	struct xattr *x = xattr_find(n, ACL_ACCESS);

	if (x)
		apply(x->value, count(x->len), n->mode, 7);
}

void acl_inherit(struct node *dir, struct node *n, uint32_t umask)
{
	const struct xattr *x = S_ISLNK(n->mode) ? NULL : xattr_find(dir, ACL_DEFAULT);
	struct acl *acl;

	if (!x) {
		n->mode &= S_ISLNK(n->mode) ? ~0u : ~umask;
		return;
	}
	acl = malloc(x->len);
	if (!acl)
		abort();
	memcpy(acl, x->value, x->len);
	apply(acl, count(x->len), n->mode, 0);
	acl_set(n, acl, x->len);
	free(acl);
	if (S_ISDIR(n->mode))
		xattr_put(n, ACL_DEFAULT, x->value, x->len);
}
