/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A small file system, on which the oracles are tested: correct, but for the one
 * flaw that the mount option flaw= asks for.  Its coverage is counted, as that of fs/ is.
 *
 * On the disk: a sector that says how much there is, a table of slots, and chunks
 * of data.  A slot is one file: its name and parent, its attributes and a map of
 * its chunks.  It is one sector, so that every change of the tree is one write
 * that happens or does not.
 *
 * The rules everything rests on:
 * - A slot is written with a flush before and FUA, so what it tells of is on the
 *   disk before it, and it is there when the write is done.
 * - Which slots and chunks are used stands in memory only and is read from the
 *   slots at mount.  What a slot on the disk names is never given to another.
 * - After a failed write nothing is written any more (the file system breaks).
 */
#ifndef FLAWED_H
#define FLAWED_H

#include <linux/buffer_head.h>
#include <linux/fs.h>
#include <linux/slab.h>

#define FLAWED_MAGIC 0x64776c66 /* "flwd" */
#define FLAWED_SECTOR 512
#define FLAWED_CHUNK 16384 /* bytes */
#define FLAWED_MAP 100     /* chunks of the largest file */
#define FLAWED_SIZE (FLAWED_MAP * FLAWED_CHUNK)
#define FLAWED_NAME 255

/* Sector 0. */
struct flawed_head {
	__le32 magic;
	__le16 slots;  /* from sector 1 on; the first is the root */
	__le16 chunks; /* behind the slots; the first is number 1 */
};

struct flawed_slot {
	__le32 gen;    /* how many files were here */
	__le16 mode;   /* 0: the slot is free */
	__le16 parent; /* a slot */
	__le32 uid, gid;
	__le32 size;
	__le16 victim; /* the slot that a rename to this name replaces, 0: none */
	u8 len;        /* of the name */
	u8 zero;
	__le32 victim_gen; /* it is that file and none that came later */
	__le32 zero2;
	__le64 mtime, atime, ctime; /* ns since 1970 */
	__le16 chunk[FLAWED_MAP];
	char name[FLAWED_NAME + 1];
};
static_assert(sizeof(struct flawed_slot) == FLAWED_SECTOR);

enum flaw {
	FLAW_NONE,
	FLAW_FSYNC,       /* fsync writes nothing and succeeds */
	FLAW_LEAK,        /* a create whose write failed forgets the map */
	FLAW_DOUBLE_FREE, /* a create without memory for its inode frees the map twice */
	FLAW_ERRNO,       /* a slot that can not be read is one that does not exist */
	FLAW_FORGET,      /* a change of attributes alone is never written */
	FLAW_WARN,        /* planted.c */
	FLAW_ORDER,
	FLAW_ATOMIC,
	FLAW_WAIT,
	FLAW_LOOP,
};

struct flawed_sb {
	enum flaw flaw;
	bool broken;
	unsigned int slots, chunks;
	unsigned long *slot_used, *chunk_used; /* a bit for each */
};

struct flawed_inode {
	struct inode vfs;
	u16 *map;         /* of a regular file; chunks, 0: none */
	loff_t disk_size; /* in the slot on the disk */
	loff_t zeroed;    /* while a write fills up to where it starts: how far */
};

static inline struct flawed_sb *flawed_sb(struct super_block *sb)
{
	return sb->s_fs_info;
}

static inline struct flawed_inode *flawed_inode(struct inode *inode)
{
	return container_of(inode, struct flawed_inode, vfs);
}

static inline unsigned int flawed_nr(struct inode *inode)
{
	return inode->i_ino - 1;
}

static inline unsigned int flawed_chunks(loff_t size)
{
	return DIV_ROUND_UP((u32)size, FLAWED_CHUNK);
}

static inline struct flawed_slot *flawed_slot(struct buffer_head *bh)
{
	return (struct flawed_slot *)bh->b_data;
}

/* slot.c: a slot to read, or to change and commit or cancel; ERR_PTR on failure. */
struct buffer_head *flawed_read(struct super_block *sb, unsigned int nr);
struct buffer_head *flawed_edit(struct super_block *sb, unsigned int nr);
int flawed_commit(struct super_block *sb, struct buffer_head *bh);
int flawed_clear(struct super_block *sb, unsigned int nr);
void flawed_break(struct super_block *sb);
/* What is wrong with a slot in use: 0 or -EUCLEAN. */
int flawed_check(struct super_block *sb, unsigned int nr, const struct flawed_slot *s);
/* Reads all slots at mount, and ends renames that were cut off. */
int flawed_scan(struct super_block *sb);

/* inode.c */
extern struct kmem_cache *flawed_maps;
int flawed_init_inodes(void);
struct inode *flawed_iget(struct super_block *sb, unsigned int nr);
/* Fills what an inode says into its slot: its size as `size`. */
void flawed_fill(struct inode *inode, struct flawed_slot *s, loff_t size);
/* Sets the operations by the inode's mode. */
void flawed_ops(struct inode *inode);
/* Makes data and slot durable. */
int flawed_store(struct inode *inode);
/* Gives back the chunks past the end. */
void flawed_trim(struct inode *inode);
extern const struct super_operations flawed_super_ops;

/* dir.c */
extern const struct inode_operations flawed_dir_inode_ops;
extern const struct file_operations flawed_dir_ops;
/* The directories in directory `nr`, or with `any` set all that is in it, up to
 * the first; -errno. */
int flawed_count(struct super_block *sb, unsigned int nr, bool any);

/* planted.c: bugs that need nothing else; each does nothing without its flaw. */
void flawed_warn(struct super_block *sb);
void flawed_lock(struct super_block *sb, bool turned);
void flawed_allocate(struct super_block *sb);
void flawed_wait(struct super_block *sb);
void flawed_follow(struct super_block *sb);

/* file.c */
extern const struct address_space_operations flawed_data_ops;
extern const struct inode_operations flawed_file_inode_ops;
extern const struct file_operations flawed_file_ops;
int flawed_setattr(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr);
int flawed_fsync(struct file *file, loff_t start, loff_t end, int datasync);

#endif
