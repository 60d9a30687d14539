/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Plausible answers: what mutators begin with, and what is said where the truth is an
 * error.  They differ from turn to turn, so that one is a likely value for another. */
#include <linux/posix_acl.h>
#include <linux/posix_acl_xattr.h>
#include <string.h>
#include <sys/stat.h>

#include "components/fuse/format.h"
#include "components/fuse/script.h"

#define PAGE 4096

static const uint8_t kind_of[SCRIPT_OPS] = {
	[FUSE_LOOKUP] = FUSE_ENTRY,
	[FUSE_GETATTR] = FUSE_ATTR,
	[FUSE_SETATTR] = FUSE_ATTR,
	[FUSE_READLINK] = FUSE_BYTES,
	[FUSE_SYMLINK] = FUSE_ENTRY,
	[FUSE_MKNOD] = FUSE_ENTRY,
	[FUSE_MKDIR] = FUSE_ENTRY,
	[FUSE_LINK] = FUSE_ENTRY,
	[FUSE_OPEN] = FUSE_OPENED,
	[FUSE_READ] = FUSE_BYTES,
	[FUSE_WRITE] = FUSE_WROTE,
	[FUSE_STATFS] = FUSE_STATFS_OUT,
	[FUSE_GETXATTR] = FUSE_XATTR,
	[FUSE_LISTXATTR] = FUSE_XATTR,
	[FUSE_INIT] = FUSE_INIT_OUT,
	[FUSE_OPENDIR] = FUSE_OPENED,
	[FUSE_READDIR] = FUSE_DIRENT,
	[FUSE_GETLK] = FUSE_LOCK,
	[FUSE_CREATE] = FUSE_CREATED,
	[FUSE_IOCTL] = FUSE_IOCTL_OUT,
	[FUSE_POLL] = FUSE_POLL_OUT,
	[FUSE_READDIRPLUS] = FUSE_DIRENTPLUS,
	[FUSE_LSEEK] = FUSE_LSEEK_OUT,
	[FUSE_COPY_FILE_RANGE] = FUSE_WROTE,
	[FUSE_TMPFILE] = FUSE_CREATED,
	[SCRIPT_NOTIFY + FUSE_NOTIFY_POLL] = FUSE_LSEEK_OUT, /* a number of 8 bytes, too */
	[SCRIPT_NOTIFY + FUSE_NOTIFY_INVAL_INODE] = FUSE_INVAL_INODE,
	[SCRIPT_NOTIFY + FUSE_NOTIFY_INVAL_ENTRY] = FUSE_INVAL_ENTRY,
	[SCRIPT_NOTIFY + FUSE_NOTIFY_STORE] = FUSE_STORE,
	[SCRIPT_NOTIFY + FUSE_NOTIFY_RETRIEVE] = FUSE_RETRIEVE,
	[SCRIPT_NOTIFY + FUSE_NOTIFY_DELETE] = FUSE_DELETE,
};

static const struct {
	uint16_t size;
	uint8_t count;
} bodies[FUSE_NKINDS] = {
	[FUSE_INIT_OUT] = { sizeof(struct fuse_init_out), 1 },
	[FUSE_ENTRY] = { sizeof(struct fuse_entry_out), 1 },
	[FUSE_ATTR] = { sizeof(struct fuse_attr_out), 1 },
	[FUSE_OPENED] = { sizeof(struct fuse_open_out), 1 },
	[FUSE_CREATED] = { sizeof(struct fuse_entry_out) + sizeof(struct fuse_open_out), 1 },
	[FUSE_WROTE] = { sizeof(struct fuse_write_out), 1 },
	[FUSE_STATFS_OUT] = { sizeof(struct fuse_statfs_out), 1 },
	[FUSE_DIRENT] = { FUSE_NAME_OFFSET + 8, 12 },
	[FUSE_DIRENTPLUS] = { FUSE_NAME_OFFSET_DIRENTPLUS + 8, 6 },
	[FUSE_LSEEK_OUT] = { sizeof(struct fuse_lseek_out), 1 },
	[FUSE_IOCTL_OUT] = { sizeof(struct fuse_ioctl_out) + sizeof(struct fuse_ioctl_iovec), 1 },
	[FUSE_POLL_OUT] = { sizeof(struct fuse_poll_out), 1 },
	[FUSE_LOCK] = { sizeof(struct fuse_lk_out), 1 },
	[FUSE_XATTR] = { sizeof(struct posix_acl_xattr_header) +
		    3 * sizeof(struct posix_acl_xattr_entry), 1 },
	[FUSE_BYTES] = { 64, 1 },
	[FUSE_INVAL_INODE] = { sizeof(struct fuse_notify_inval_inode_out), 1 },
	[FUSE_INVAL_ENTRY] = { sizeof(struct fuse_notify_inval_entry_out) + 5, 1 },
	[FUSE_STORE] = { sizeof(struct fuse_notify_store_out) + 64, 1 },
	[FUSE_RETRIEVE] = { sizeof(struct fuse_notify_retrieve_out), 1 },
	[FUSE_DELETE] = { sizeof(struct fuse_notify_delete_out) + 5, 1 },
};

enum fuse_kind fuse_kind_of(uint32_t op)
{
	return kind_of[op];
}

bool fuse_is_op(uint32_t op)
{
	return op <= FUSE_TMPFILE || op > SCRIPT_NOTIFY;
}

uint32_t fuse_count(enum fuse_kind kind)
{
	return bodies[kind].count;
}

uint32_t fuse_size(enum fuse_kind kind)
{
	return bodies[kind].size;
}

static struct fuse_attr attr(uint32_t turn)
{
	static const uint32_t type[SCRIPT_TURNS] = { S_IFREG, S_IFREG, S_IFDIR, S_IFLNK, S_IFREG,
		S_IFIFO, S_IFCHR, S_IFSOCK };

	return (struct fuse_attr){
		.ino = turn + 1,
		.size = 1ull << 3 * turn << turn,
		.blocks = 8 * turn,
		.mode = type[turn] | 0644,
		.nlink = 1,
		.rdev = 1 << 8 | 3,
		.blksize = PAGE,
	};
}

static struct fuse_entry_out entry(uint32_t turn)
{
	return (struct fuse_entry_out){
		.nodeid = turn + 1,
		.entry_valid = turn % 2,
		.attr_valid = turn / 2 % 2,
		.attr = attr(turn),
	};
}

static void put_dirent(uint8_t *to, uint32_t turn)
{
	static const char *const names[SCRIPT_TURNS] = { "file", "dir", "link", "big", "sparse",
		"hard", "..", "new0" };
	struct fuse_dirent d = { .ino = turn + 1, .off = turn + 1, .type = attr(turn).mode >> 12 };

	d.namelen = strlen(names[turn]);
	memcpy(to, &d, FUSE_NAME_OFFSET);
	memcpy(to + FUSE_NAME_OFFSET, names[turn], d.namelen);
}

static void put_xattr(uint8_t *to)
{
	static const struct {
		struct posix_acl_xattr_header head;
		struct posix_acl_xattr_entry entry[3];
	} acl = { { POSIX_ACL_XATTR_VERSION },
		{ { ACL_USER_OBJ, 6, ACL_UNDEFINED_ID }, { ACL_GROUP_OBJ, 4, ACL_UNDEFINED_ID },
		    { ACL_OTHER, 4, ACL_UNDEFINED_ID } } };

	memcpy(to, &acl, sizeof(acl));
}

#define PUT(to, ...)                                         \
	do {                                                 \
		const __typeof__(__VA_ARGS__) v = __VA_ARGS__; \
		memcpy((to), &v, sizeof(v));                 \
	} while (0)

/* What is no answer to a request of the content or names of a file. */
static void put_notice(uint8_t *to, enum fuse_kind kind, uint32_t turn)
{
	static const uint32_t size[SCRIPT_TURNS] = { 64, 0, 1, PAGE, 5000, 1 << 16, 1 << 17,
		1 << 30 };
	const uint64_t node = turn + 1;

	switch (kind) {
	case FUSE_INVAL_INODE:
		PUT(to, (struct fuse_notify_inval_inode_out){ node, turn % 2 ? PAGE : 0,
			turn % 3 ? size[turn] : 0 });
		break;
	case FUSE_INVAL_ENTRY:
		PUT(to, (struct fuse_notify_inval_entry_out){ 1, 4, turn % 2 });
		memcpy(to + sizeof(struct fuse_notify_inval_entry_out), "file", 4);
		break;
	case FUSE_STORE:
		PUT(to, (struct fuse_notify_store_out){ node, turn * 1000, 64, 0 });
		break;
	case FUSE_RETRIEVE:
		PUT(to, (struct fuse_notify_retrieve_out){ 2 * node, node, turn % 2 ? PAGE : 0,
			size[turn], 0 });
		break;
	default:
		PUT(to, (struct fuse_notify_delete_out){ 1, node, 4, 0 });
		memcpy(to + sizeof(struct fuse_notify_delete_out), "file", 4);
	}
}

static void put_body(uint8_t *to, enum fuse_kind kind, uint32_t turn)
{
	switch (kind) {
	case FUSE_INIT_OUT:
		PUT(to, (struct fuse_init_out){ .major = FUSE_KERNEL_VERSION,
			.minor = FUSE_KERNEL_MINOR_VERSION, .max_readahead = 131072,
			.flags = FUSE_ASYNC_READ | FUSE_BIG_WRITES | FUSE_MAX_PAGES,
			.max_background = 16, .congestion_threshold = 12, .max_write = 131072,
			.time_gran = 1, .max_pages = 32 });
		break;
	case FUSE_ENTRY:
	case FUSE_CREATED:
		PUT(to, entry(turn));
		break;
	case FUSE_ATTR:
		PUT(to, (struct fuse_attr_out){ .attr_valid = turn % 2, .attr = attr(turn) });
		break;
	case FUSE_WROTE:
		PUT(to, (struct fuse_write_out){ .size = 16 << turn });
		break;
	case FUSE_STATFS_OUT:
		PUT(to, (struct fuse_kstatfs){ 2048, 1000, 1000, 1000, 900, PAGE, 255, PAGE, 0,
			{ 0 } });
		break;
	case FUSE_DIRENT:
		put_dirent(to, turn);
		break;
	case FUSE_DIRENTPLUS:
		PUT(to, entry(turn));
		put_dirent(to + sizeof(struct fuse_entry_out), turn);
		break;
	case FUSE_LSEEK_OUT:
		PUT(to, (struct fuse_lseek_out){ .offset = turn * PAGE });
		break;
	case FUSE_LOCK:
		PUT(to, (struct fuse_lk_out){ { 0, PAGE, 1, 1 } });
		break;
	case FUSE_XATTR:
		put_xattr(to);
		break;
	case FUSE_BYTES:
		memset(to, 'a' + turn, fuse_size(kind));
		break;
	case FUSE_INVAL_INODE ... FUSE_DELETE:
		put_notice(to, kind, turn);
		break;
	default: /* all zeroes */
		break;
	}
}

static void put_slot(uint8_t *to, uint32_t op, uint32_t turn)
{
	const enum fuse_kind kind = kind_of[op];
	const uint32_t size = fuse_size(kind), count = fuse_count(kind);

	PUT(to + SCRIPT_HEADER, (struct fuse_out_header){
		.len = sizeof(struct fuse_out_header) + size * count,
		.error = op > SCRIPT_NOTIFY ? (int)(op - SCRIPT_NOTIFY) : 0,
		.unique = op > SCRIPT_NOTIFY ? 0 : 2 });
	for (uint32_t i = 0; i < count; i++)
		put_body(to + SCRIPT_BODY + i * size, kind, (turn + i) % SCRIPT_TURNS);
}

void fuse_fill(uint8_t *image)
{
	memset(image, 0, SCRIPT_SIZE);
	for (uint32_t op = 1; op < SCRIPT_OPS; op++)
		for (uint32_t turn = 0; fuse_is_op(op) && turn < SCRIPT_TURNS; turn++)
			put_slot(image + script_slot(op, turn), op, turn);
}
