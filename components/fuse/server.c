/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The server: from a request to the function that answers it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "components/fuse/lies.h"
#include "components/fuse/server.h"
#include "components/fuse/store.h"

#define ANSWER_MAX (STORE_WRITE + 8192)
#define REQUEST_MAX ((1u << 20) + 16384) /* of a kernel that was told to send a lot */

static handler *const handlers[] = {
	[FUSE_LOOKUP] = ask_lookup,
	[FUSE_GETATTR] = ask_getattr,
	[FUSE_SETATTR] = ask_setattr,
	[FUSE_READLINK] = ask_readlink,
	[FUSE_SYMLINK] = ask_symlink,
	[FUSE_MKNOD] = ask_mknod,
	[FUSE_MKDIR] = ask_mkdir,
	[FUSE_UNLINK] = ask_unlink,
	[FUSE_RMDIR] = ask_rmdir,
	[FUSE_RENAME] = ask_rename,
	[FUSE_LINK] = ask_link,
	[FUSE_OPEN] = ask_open,
	[FUSE_READ] = ask_read,
	[FUSE_WRITE] = ask_write,
	[FUSE_STATFS] = ask_statfs,
	[FUSE_RELEASE] = ask_release,
	[FUSE_FSYNC] = ask_done,
	[FUSE_SETXATTR] = ask_setxattr,
	[FUSE_GETXATTR] = ask_getxattr,
	[FUSE_LISTXATTR] = ask_listxattr,
	[FUSE_REMOVEXATTR] = ask_removexattr,
	[FUSE_FLUSH] = ask_done,
	[FUSE_OPENDIR] = ask_opendir,
	[FUSE_READDIR] = ask_readdir,
	[FUSE_RELEASEDIR] = ask_release,
	[FUSE_FSYNCDIR] = ask_done,
	[FUSE_CREATE] = ask_create,
	[FUSE_FALLOCATE] = ask_fallocate,
	[FUSE_READDIRPLUS] = ask_readdirplus,
	[FUSE_RENAME2] = ask_rename2,
	[FUSE_LSEEK] = ask_lseek,
	[FUSE_COPY_FILE_RANGE] = ask_copy,
	[FUSE_SYNCFS] = ask_done,
	[FUSE_TMPFILE] = ask_tmpfile,
};

static void *make(const char *how)
{
	struct store *s = calloc(1, sizeof(*s));
	struct node *root;

	if (!s)
		abort();
	s->writeback = how && !strcmp(how, "writeback");
	s->node = calloc(1, sizeof(*s->node));
	s->next = FUSE_ROOT_ID;
	root = node_make(s, S_IFDIR | 0755);
	root->nlink = 2;
	if (how && !strcmp(how, "tree"))
		tree_make(s, root);
	return s;
}

static void end(void *state)
{
	struct store *s = state;

	lies_free(s->lies);
	node_free_all(s);
	free(s);
}

static void *copy(const void *state)
{
	struct store *s = store_copy(state);

	s->lies = NULL;
	return s;
}

static void told(void *state, const struct server_script *script)
{
	struct store *s = state;

	lies_free(s->lies);
	s->lies = lies_make(script);
}

static void more(void *state, struct server_says *w, uint64_t now)
{
	struct store *s = state;

	if (s->lies)
		lies_more(s->lies, w, now);
}

/* The first request of a mount. */
static void init(struct store *s, const struct request *q, struct answer *a)
{
	const struct fuse_init_in *in = q->body;

	node_forget_all(s);
	*(struct fuse_init_out *)a->body = (struct fuse_init_out){
		.major = FUSE_KERNEL_VERSION,
		.minor = FUSE_KERNEL_MINOR_VERSION,
		.max_readahead = in->max_readahead,
		.flags = in->flags &
		    (FUSE_ASYNC_READ | FUSE_BIG_WRITES | FUSE_DONT_MASK | FUSE_DO_READDIRPLUS |
			FUSE_READDIRPLUS_AUTO | FUSE_PARALLEL_DIROPS | FUSE_POSIX_ACL |
			FUSE_MAX_PAGES | FUSE_SETXATTR_EXT | FUSE_EXPORT_SUPPORT |
			FUSE_CACHE_SYMLINKS | (s->writeback ? FUSE_WRITEBACK_CACHE : 0)),
		.max_background = 16,
		.congestion_threshold = 12,
		.max_write = STORE_WRITE,
		.max_pages = STORE_WRITE / STORE_PAGE,
		.time_gran = 1,
	};
	a->len = sizeof(struct fuse_init_out);
}

static void forget(struct store *s, uint64_t id, uint64_t lookups)
{
	struct node *n = node_find(s, id);

	if (!n || n->lookups < lookups)
		return;
	n->lookups -= lookups;
	node_put(s, n);
}

/* True for a request that has no answer. */
static bool unanswered(struct store *s, const struct request *q)
{
	const struct fuse_forget_in *one = q->body;
	const struct fuse_batch_forget_in *batch = q->body;
	const struct fuse_forget_one *each = (const void *)(batch + 1);
	const char *end = (const char *)q->body + q->len;

	switch (q->head->opcode) {
	case FUSE_FORGET:
		forget(s, q->head->nodeid, one->nlookup);
		return true;
	case FUSE_BATCH_FORGET:
		for (uint32_t i = 0; i < batch->count && (char *)&each[i + 1] <= end; i++)
			forget(s, each[i].nodeid, each[i].nlookup);
		return true;
	case FUSE_INTERRUPT: /* every answer is there before one could wish so */
		return true;
	}
	return false;
}

/* Requests of names in a directory, which a kernel that was lied to asks of anything. */
static bool is_of_name(uint32_t op)
{
	switch (op) {
	case FUSE_SYMLINK:
	case FUSE_MKNOD ... FUSE_LINK:
	case FUSE_CREATE:
	case FUSE_READDIR:
	case FUSE_READDIRPLUS:
	case FUSE_RENAME2:
	case FUSE_TMPFILE:
		return true;
	}
	return false;
}

static int dispatch(struct store *s, const struct request *q, struct answer *a)
{
	const uint32_t op = q->head->opcode;
	struct node *n = node_find(s, q->head->nodeid);

	if (op == FUSE_INIT) {
		init(s, q, a);
		return 0;
	}
	if (op >= sizeof(handlers) / sizeof(*handlers) || !handlers[op])
		return ENOSYS;
	if (!n)
		return ESTALE;
	return is_of_name(op) && !S_ISDIR(n->mode) ? ENOTDIR : handlers[op](s, n, q, a);
}

/* The true answer; its length. */
static size_t truth(struct store *s, const struct request *q, struct fuse_out_header *out)
{
	struct answer a = { .body = (char *)(out + 1) };
	int error;

	if (unanswered(s, q))
		return 0;
	error = dispatch(s, q, &a);
	if (error)
		a.len = 0;
	*out = (struct fuse_out_header){
		.len = sizeof(*out) + a.len,
		.error = -error,
		.unique = q->head->unique,
	};
	return out->len;
}

static void answer(void *state, const void *request, size_t len, struct server_says *w,
    const struct timespec *now)
{
	struct store *s = state;
	const struct fuse_in_header *head = request;
	const struct request q = { head, head + 1, len - sizeof(*head) };

	s->now = *now;
	s->uid = head->uid;
	s->gid = head->gid;
	w->len = truth(s, &q, (struct fuse_out_header *)w->data);
	if (s->lies)
		lies_answer(s->lies, head, w, ANSWER_MAX);
}

const struct server fuse_server = {
	.device = "/dev/fuse",
	.major = 10,
	.minor = 229,
	.options = "fd=%d,rootmode=40000,user_id=0,group_id=0",
	.request_max = REQUEST_MAX,
	.answer_max = ANSWER_MAX,
	.make = make,
	.end = end,
	.copy = copy,
	.answer = answer,
	.more = more,
	.told = told,
};
