/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Extended attributes. */
#include <errno.h>
#include <linux/xattr.h>
#include <stdlib.h>
#include <string.h>

#include "components/fuse/store.h"

struct xattr *xattr_find(struct node *n, const char *name)
{
	struct xattr *x = n->xattrs;

	while (x && strcmp(x->name, name))
		x = x->next;
	return x;
}

void xattr_drop(struct node *n, const char *name)
{
	struct xattr **p = &n->xattrs, *x;

	while (*p && strcmp((*p)->name, name))
		p = &(*p)->next;
	x = *p;
	if (!x)
		return;
	*p = x->next;
	free(x->value);
	free(x);
}

void xattr_put(struct node *n, const char *name, const void *value, size_t len)
{
	struct xattr *x = malloc(sizeof(*x) + strlen(name) + 1);

	if (!x)
		abort();
	*x = (struct xattr){ .len = len, .value = malloc(len + 1) };
	if (!x->value)
		abort();
	memcpy(x->value, value, len);
	strcpy(x->name, name);
	xattr_drop(n, name);
	x->next = n->xattrs;
	n->xattrs = x;
}

static bool in(const char *name, const char *space)
{
	return !strncmp(name, space, strlen(space));
}

static int name_error(const char *name)
{
	static const char *const space[] = { XATTR_USER_PREFIX, XATTR_TRUSTED_PREFIX,
		XATTR_SECURITY_PREFIX };

	if (!strcmp(name, ACL_ACCESS) || !strcmp(name, ACL_DEFAULT))
		return 0;
	for (size_t i = 0; i < sizeof(space) / sizeof(*space); i++)
		if (in(name, space[i]))
			return name[strlen(space[i])] ? 0 : EINVAL;
	return EOPNOTSUPP;
}

int ask_setxattr(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	const struct fuse_setxattr_in *in = q->body;
	const char *name = (const char *)(in + 1);
	const char *value = name + strlen(name) + 1;
	const bool there = xattr_find(n, name);
	int error = name_error(name);

	(void)a;
	if (error)
		return error;
	if (in->size > (const char *)q->body + q->len - value)
		return EINVAL;
	if (there && in->flags & XATTR_CREATE)
		return EEXIST;
	if (!there && in->flags & XATTR_REPLACE)
		return ENODATA;
	if (!strcmp(name, ACL_ACCESS))
		error = acl_set(n, value, in->size);
	else
		xattr_put(n, name, value, in->size);
	if (!error && in->setxattr_flags & FUSE_SETXATTR_ACL_KILL_SGID)
		n->mode &= ~S_ISGID;
	n->ctime = s->now;
	return error;
}

/* Answers with a value, or with its length where that was asked for. */
static int give(struct answer *a, uint32_t room, const void *value, size_t len)
{
	if (!room) {
		*(struct fuse_getxattr_out *)a->body = (struct fuse_getxattr_out){ .size = len };
		a->len = sizeof(struct fuse_getxattr_out);
		return 0;
	}
	if (len > room)
		return ERANGE;
	memcpy(a->body, value, len);
	a->len = len;
	return 0;
}

int ask_getxattr(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	const struct fuse_getxattr_in *in = q->body;
	const char *name = (const char *)(in + 1);
	const struct xattr *x = xattr_find(n, name);
	const int error = name_error(name);

	(void)s;
	if (error || !x)
		return error ? error : ENODATA;
	return give(a, in->size, x->value, x->len);
}

int ask_listxattr(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	const struct fuse_getxattr_in *ask = q->body;
	char *list = malloc(STORE_WRITE);
	size_t len = 0;
	int error;

	if (!list)
		abort();
	for (const struct xattr *x = n->xattrs; x; x = x->next) {
		if (s->uid && in(x->name, XATTR_TRUSTED_PREFIX))
			continue;
		strcpy(list + len, x->name);
		len += strlen(x->name) + 1;
	}
	error = give(a, ask->size, list, len);
	free(list);
	return error;
}

int ask_removexattr(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	const char *name = q->body;

	(void)a;
	if (!xattr_find(n, name))
		return name_error(name) ? name_error(name) : ENODATA;
	xattr_drop(n, name);
	n->ctime = s->now;
	return 0;
}
