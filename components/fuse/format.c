/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Answers of a server of fuse: their fields, as <linux/fuse.h> has them, and where they
 * lie in the image of a script. */
#include "components/fuse/format.h"

#include "components/fuse/script.h"

#define END { 0, 0, 0 }

/* Those of an attribute that begins at `at`. */
#define ATTR(at)                                                              \
	{ (at) + 0, 8, F_NUMBER }, { (at) + 8, 8, F_SIZE }, { (at) + 16, 8, F_COUNT }, \
	    { (at) + 32, 8, F_NUMBER }, { (at) + 48, 4, F_NUMBER }, { (at) + 60, 4, F_FLAGS }, \
	    { (at) + 60, 2, F_FLAGS }, { (at) + 64, 4, F_COUNT }, { (at) + 68, 4, F_NUMBER }, \
	    { (at) + 76, 4, F_NUMBER }, { (at) + 80, 4, F_SIZE }, { (at) + 84, 4, F_FLAGS }

/* Those of an entry; the number of the node stands twice, as it says most. */
#define ENTRY                                                                      \
	{ 0, 8, F_NUMBER }, { 0, 1, F_NUMBER }, { 8, 8, F_NUMBER }, { 16, 8, F_SIZE }, \
	    { 24, 8, F_SIZE }, { 32, 4, F_SIZE }, { 36, 4, F_SIZE }, ATTR(40)

#define DIRENT(at)                                                                      \
	{ (at) + 0, 8, F_NUMBER }, { (at) + 8, 8, F_SIZE }, { (at) + 16, 4, F_SIZE },   \
	    { (at) + 20, 4, F_FLAGS }, { (at) + 24, 1, F_NAME }, { (at) + 24, 4, F_NAME }

static const struct field control_fields[] = { { 0, 1, F_FLAGS }, { 1, 1, F_NUMBER },
	{ 2, 1, F_FLAGS }, { 3, 1, F_FLAGS }, { 4, 2, F_SIZE }, { 6, 1, F_FLAGS },
	{ 7, 1, F_FLAGS }, END };

static const struct field header_fields[] = { { 0, 4, F_SIZE }, { 4, 4, F_SIZE },
	{ 8, 8, F_NUMBER }, END };

static const struct field init_fields[] = { { 0, 4, F_MAGIC }, { 4, 4, F_NUMBER },
	{ 8, 4, F_SIZE }, { 12, 4, F_FLAGS }, { 16, 2, F_COUNT }, { 18, 2, F_COUNT },
	{ 20, 4, F_SIZE }, { 24, 4, F_SIZE }, { 28, 2, F_COUNT }, { 30, 2, F_SIZE },
	{ 32, 4, F_FLAGS }, { 12, 4, F_FLAGS }, END };

static const struct field entry_fields[] = { ENTRY, END };
static const struct field attr_fields[] = { { 0, 8, F_SIZE }, { 8, 4, F_SIZE }, ATTR(16), END };
static const struct field open_fields[] = { { 0, 8, F_NUMBER }, { 8, 4, F_FLAGS }, END };
static const struct field create_fields[] = { ENTRY, { 128, 8, F_NUMBER }, { 136, 4, F_FLAGS },
	END };
static const struct field write_fields[] = { { 0, 4, F_SIZE }, END };
static const struct field statfs_fields[] = { { 0, 8, F_COUNT }, { 8, 8, F_COUNT },
	{ 16, 8, F_COUNT }, { 24, 8, F_COUNT }, { 32, 8, F_COUNT }, { 40, 4, F_SIZE },
	{ 44, 4, F_SIZE }, { 48, 4, F_SIZE }, END };
static const struct field dirent_fields[] = { DIRENT(0), END };
static const struct field direntplus_fields[] = { ENTRY, DIRENT(128), END };
static const struct field lseek_fields[] = { { 0, 8, F_SIZE }, END };
static const struct field ioctl_fields[] = { { 0, 4, F_NUMBER }, { 4, 4, F_FLAGS },
	{ 8, 4, F_COUNT }, { 12, 4, F_COUNT }, { 16, 8, F_POINTER }, { 24, 8, F_SIZE }, END };
static const struct field poll_fields[] = { { 0, 4, F_FLAGS }, END };
static const struct field lock_fields[] = { { 0, 8, F_SIZE }, { 8, 8, F_SIZE }, { 16, 4, F_FLAGS },
	{ 20, 4, F_NUMBER }, END };
/* A size, or a value: of an access list, or names. */
static const struct field xattr_fields[] = { { 0, 4, F_SIZE }, { 4, 2, F_FLAGS }, { 6, 2, F_FLAGS },
	{ 8, 4, F_NUMBER }, { 12, 2, F_FLAGS }, { 14, 2, F_FLAGS }, { 16, 4, F_NUMBER }, END };
static const struct field bytes_fields[] = { { 0, 1, F_NAME }, { 0, 4, F_NAME }, END };
static const struct field inode_fields[] = { { 0, 8, F_NUMBER }, { 8, 8, F_SIZE },
	{ 16, 8, F_SIZE }, END };
static const struct field inval_fields[] = { { 0, 8, F_NUMBER }, { 8, 4, F_SIZE },
	{ 12, 4, F_FLAGS }, { 16, 1, F_NAME }, END };
static const struct field store_fields[] = { { 0, 8, F_NUMBER }, { 8, 8, F_SIZE },
	{ 16, 4, F_SIZE }, END };
static const struct field retrieve_fields[] = { { 0, 8, F_NUMBER }, { 8, 8, F_NUMBER },
	{ 16, 8, F_SIZE }, { 24, 4, F_SIZE }, END };
static const struct field delete_fields[] = { { 0, 8, F_NUMBER }, { 8, 8, F_NUMBER },
	{ 16, 4, F_SIZE }, { 24, 1, F_NAME }, END };

static const struct object_kind kinds[FUSE_NKINDS] = {
	[FUSE_NOTHING] = { "nothing", NULL, 0, false },
	[FUSE_CONTROL] = { "control", control_fields, 0, false },
	[FUSE_HEADER] = { "header", header_fields, 0, false },
	[FUSE_INIT_OUT] = { "init", init_fields, 0, false },
	[FUSE_ENTRY] = { "entry", entry_fields, 0, false },
	[FUSE_ATTR] = { "attributes", attr_fields, 0, false },
	[FUSE_OPENED] = { "open file", open_fields, 0, false },
	[FUSE_CREATED] = { "new open file", create_fields, 0, false },
	[FUSE_WROTE] = { "length written", write_fields, 0, false },
	[FUSE_STATFS_OUT] = { "statfs", statfs_fields, 0, false },
	[FUSE_DIRENT] = { "name in a directory", dirent_fields, 0, false },
	[FUSE_DIRENTPLUS] = { "name with its entry", direntplus_fields, 0, false },
	[FUSE_LSEEK_OUT] = { "lseek", lseek_fields, 0, false },
	[FUSE_IOCTL_OUT] = { "ioctl", ioctl_fields, 0, false },
	[FUSE_POLL_OUT] = { "poll", poll_fields, 0, false },
	[FUSE_LOCK] = { "lock", lock_fields, 0, false },
	[FUSE_XATTR] = { "extended attribute", xattr_fields, 0, false },
	[FUSE_BYTES] = { "content", bytes_fields, 1, false },
	[FUSE_INVAL_INODE] = { "notice: node invalid", inode_fields, 0, false },
	[FUSE_INVAL_ENTRY] = { "notice: name invalid", inval_fields, 0, false },
	[FUSE_STORE] = { "notice: content", store_fields, 0, false },
	[FUSE_RETRIEVE] = { "notice: content wanted", retrieve_fields, 0, false },
	[FUSE_DELETE] = { "notice: name deleted", delete_fields, 0, false },
};

static void add(struct format_map *map, uint64_t at, uint32_t len, enum fuse_kind kind)
{
	map_add(map, SCRIPT_SIZE, (struct object){ .at = at, .len = len, .kind = kind });
}

static void scan_slot(struct format_map *map, uint32_t op, uint64_t at)
{
	const enum fuse_kind kind = fuse_kind_of(op);

	add(map, at, sizeof(struct script_control), FUSE_CONTROL);
	add(map, at + SCRIPT_HEADER, sizeof(struct fuse_out_header), FUSE_HEADER);
	for (uint32_t i = 0; i < fuse_count(kind); i++)
		add(map, at + SCRIPT_BODY + i * fuse_size(kind), fuse_size(kind), kind);
}

/* No call of a program leads to these, or an interrupt does. */
static bool is_asked(uint32_t op)
{
	switch (op) {
	case 7: /* no opcode */
	case 19:
	case FUSE_GETLK ... FUSE_SETLKW:
	case FUSE_INTERRUPT ... FUSE_DESTROY:
	case FUSE_POLL:
	case FUSE_SETUPMAPPING ... FUSE_REMOVEMAPPING:
		return false;
	}
	return fuse_is_op(op);
}

/* The answer to each request, and to the first ones, are those most programs get to. */
static void scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	static const uint8_t weight[SCRIPT_TURNS] = { 4, 3, 2, 1, 1, 1, 1, 1 };

	(void)data;
	map->n = 0;
	for (uint32_t op = 1; size == SCRIPT_SIZE && op < SCRIPT_OPS; op++)
		for (uint32_t turn = 0; is_asked(op) && turn < SCRIPT_TURNS; turn++)
			for (uint8_t i = 0; i < weight[turn]; i++)
				scan_slot(map, op, script_slot(op, turn));
	map_sort(map);
}

const struct format fuse_format = { .name = "fuse", .kind = kinds, .scan = scan };
