// SPDX-License-Identifier: GPL-2.0
/* Inodes: read from their slots, written back, given up. */
#include <linux/blkdev.h>
#include <linux/statfs.h>
#include <linux/writeback.h>
#include "flawed.h"

struct kmem_cache *flawed_maps;
static struct kmem_cache *inodes;

static struct inode *alloc_inode(struct super_block *sb)
{
	struct flawed_inode *fi = alloc_inode_sb(sb, inodes, GFP_KERNEL);

	if (!fi)
		return NULL;
	fi->map = NULL;
	fi->disk_size = 0;
	return &fi->vfs;
}

static void free_inode(struct inode *inode)
{
	kmem_cache_free(inodes, flawed_inode(inode));
}

static void once(void *inode)
{
	inode_init_once(&((struct flawed_inode *)inode)->vfs);
}

int flawed_init_inodes(void)
{
	inodes = kmem_cache_create("flawed_inode", sizeof(struct flawed_inode), 0,
				   SLAB_RECLAIM_ACCOUNT | SLAB_ACCOUNT, once);
	flawed_maps = kmem_cache_create("flawed_map", FLAWED_MAP * sizeof(u16), 0, 0, NULL);
	if (inodes && flawed_maps)
		return 0;
	kmem_cache_destroy(inodes);
	kmem_cache_destroy(flawed_maps);
	return -ENOMEM;
}

void flawed_fill(struct inode *inode, struct flawed_slot *s, loff_t size)
{
	unsigned int i;

	s->mode = cpu_to_le16(inode->i_mode);
	s->uid = cpu_to_le32(i_uid_read(inode));
	s->gid = cpu_to_le32(i_gid_read(inode));
	s->mtime = cpu_to_le64(timespec64_to_ns(&inode->i_mtime));
	s->atime = cpu_to_le64(timespec64_to_ns(&inode->i_atime));
	s->ctime = cpu_to_le64(timespec64_to_ns(&inode->i_ctime));
	if (!S_ISREG(inode->i_mode))
		return;
	s->size = cpu_to_le32(size);
	for (i = 0; i < FLAWED_MAP; i++)
		s->chunk[i] =
			i < flawed_chunks(size) ? cpu_to_le16(flawed_inode(inode)->map[i]) : 0;
}

void flawed_ops(struct inode *inode)
{
	if (S_ISDIR(inode->i_mode)) {
		inode->i_op = &flawed_dir_inode_ops;
		inode->i_fop = &flawed_dir_ops;
		return;
	}
	inode->i_op = &flawed_file_inode_ops;
	inode->i_fop = &flawed_file_ops;
	inode->i_mapping->a_ops = &flawed_data_ops;
}

static int load_map(struct inode *inode, const struct flawed_slot *s)
{
	struct flawed_inode *fi = flawed_inode(inode);
	const u32 size = le32_to_cpu(s->size);
	unsigned int i;

	fi->map = kmem_cache_zalloc(flawed_maps, GFP_KERNEL);
	if (!fi->map)
		return -ENOMEM;
	for (i = 0; i < flawed_chunks(size); i++)
		fi->map[i] = le16_to_cpu(s->chunk[i]);
	inode->i_blocks = i * (FLAWED_CHUNK / FLAWED_SECTOR);
	fi->disk_size = size;
	i_size_write(inode, size);
	return 0;
}

static int load(struct inode *inode, const struct flawed_slot *s)
{
	const unsigned int nr = flawed_nr(inode);
	int error = flawed_check(inode->i_sb, nr, s);

	if (error)
		return error;
	inode->i_mode = le16_to_cpu(s->mode);
	inode->i_generation = le32_to_cpu(s->gen);
	i_uid_write(inode, le32_to_cpu(s->uid));
	i_gid_write(inode, le32_to_cpu(s->gid));
	inode->i_mtime = ns_to_timespec64(le64_to_cpu(s->mtime));
	inode->i_atime = ns_to_timespec64(le64_to_cpu(s->atime));
	inode->i_ctime = ns_to_timespec64(le64_to_cpu(s->ctime));
	if (S_ISREG(inode->i_mode))
		return load_map(inode, s);
	error = flawed_count(inode->i_sb, nr, false);
	if (error < 0)
		return error;
	set_nlink(inode, 2 + error);
	return 0;
}

struct inode *flawed_iget(struct super_block *sb, unsigned int nr)
{
	struct inode *inode = iget_locked(sb, nr + 1);
	struct buffer_head *bh;
	int error;

	if (!inode)
		return ERR_PTR(-ENOMEM);
	if (!(inode->i_state & I_NEW))
		return inode;
	bh = flawed_read(sb, nr);
	error = PTR_ERR_OR_ZERO(bh);
	if (!error) {
		error = load(inode, flawed_slot(bh));
		brelse(bh);
	}
	if (error) {
		iget_failed(inode);
		return ERR_PTR(error);
	}
	flawed_ops(inode);
	unlock_new_inode(inode);
	return inode;
}

int flawed_store(struct inode *inode)
{
	struct super_block *sb = inode->i_sb;
	loff_t size = i_size_read(inode);
	struct buffer_head *bh;
	int error;

	/* The slot makes more of the data part of the file: the data goes first. */
	if (size > flawed_inode(inode)->disk_size) {
		error = filemap_write_and_wait(inode->i_mapping);
		if (error) {
			flawed_break(sb);
			return error;
		}
	}
	bh = flawed_edit(sb, flawed_nr(inode));
	if (IS_ERR(bh))
		return PTR_ERR(bh);
	size = min(size, i_size_read(inode));
	flawed_fill(inode, flawed_slot(bh), size);
	error = flawed_commit(sb, bh);
	if (!error)
		flawed_inode(inode)->disk_size = size;
	return error;
}

static int write_inode(struct inode *inode, struct writeback_control *wbc)
{
	return inode->i_nlink ? flawed_store(inode) : 0;
}

void flawed_trim(struct inode *inode)
{
	struct flawed_inode *fi = flawed_inode(inode);
	unsigned int i = flawed_chunks(i_size_read(inode));

	for (; i < FLAWED_MAP && fi->map[i]; i++) {
		__clear_bit(fi->map[i] - 1, flawed_sb(inode->i_sb)->chunk_used);
		fi->map[i] = 0;
		inode->i_blocks -= FLAWED_CHUNK / FLAWED_SECTOR;
	}
}

static void evict_inode(struct inode *inode)
{
	struct flawed_inode *fi = flawed_inode(inode);

	truncate_inode_pages_final(&inode->i_data);
	clear_inode(inode);
	if (!inode->i_nlink) {
		i_size_write(inode, 0);
		if (fi->map)
			flawed_trim(inode);
		__clear_bit(flawed_nr(inode), flawed_sb(inode->i_sb)->slot_used);
	}
	if (fi->map)
		kmem_cache_free(flawed_maps, fi->map);
}

static int sync_fs(struct super_block *sb, int wait)
{
	int error = wait ? blkdev_issue_flush(sb->s_bdev) : 0;

	if (error)
		flawed_break(sb);
	return error;
}

static int statfs(struct dentry *dentry, struct kstatfs *buf)
{
	struct super_block *sb = dentry->d_sb;
	const struct flawed_sb *sbi = flawed_sb(sb);

	buf->f_type = FLAWED_MAGIC;
	buf->f_bsize = FLAWED_CHUNK;
	buf->f_blocks = sbi->chunks;
	buf->f_bfree = sbi->chunks - bitmap_weight(sbi->chunk_used, sbi->chunks);
	buf->f_bavail = buf->f_bfree;
	buf->f_files = sbi->slots;
	buf->f_ffree = sbi->slots - bitmap_weight(sbi->slot_used, sbi->slots);
	buf->f_fsid = u64_to_fsid(huge_encode_dev(sb->s_bdev->bd_dev));
	buf->f_namelen = FLAWED_NAME;
	return 0;
}

const struct super_operations flawed_super_ops = {
	.alloc_inode = alloc_inode,
	.free_inode = free_inode,
	.write_inode = write_inode,
	.evict_inode = evict_inode,
	.sync_fs = sync_fs,
	.statfs = statfs,
};
