// SPDX-License-Identifier: GPL-2.0
/*
 * Files: data in chunks, through the page cache.  A file has no holes: blocks
 * past its end are new ones, and those before it are on the disk or in the cache.
 */
#include <linux/fs.h>
#include <linux/mpage.h>
#include <linux/uio.h>
#include "flawed.h"

static int take_chunk(struct inode *inode, unsigned int i)
{
	struct flawed_sb *sbi = flawed_sb(inode->i_sb);
	const unsigned int chunk = find_first_zero_bit(sbi->chunk_used, sbi->chunks);

	if (chunk >= sbi->chunks)
		return -ENOSPC;
	__set_bit(chunk, sbi->chunk_used);
	flawed_inode(inode)->map[i] = chunk + 1;
	inode->i_blocks += FLAWED_CHUNK / FLAWED_SECTOR;
	mark_inode_dirty(inode);
	return 0;
}

static int get_block(struct inode *inode, sector_t block, struct buffer_head *bh, int create)
{
	const u16 *map = flawed_inode(inode)->map;
	const unsigned int per = FLAWED_CHUNK / FLAWED_SECTOR;
	const bool fresh = (block << 9) >= i_size_read(inode);
	const unsigned int i = block / per;

	if (fresh && !create)
		return 0;
	if (i >= FLAWED_MAP)
		return -EFBIG;
	if (!map[i]) {
		int error = take_chunk(inode, i);

		if (error)
			return error;
	}
	map_bh(bh, inode->i_sb,
	       1 + flawed_sb(inode->i_sb)->slots + (map[i] - 1) * per + block % per);
	if (fresh)
		set_buffer_new(bh);
	return 0;
}

static int read_folio(struct file *file, struct folio *folio)
{
	return block_read_full_folio(folio, get_block);
}

static void readahead(struct readahead_control *rac)
{
	mpage_readahead(rac, get_block);
}

static int writepage(struct page *page, struct writeback_control *wbc)
{
	return block_write_full_page(page, get_block, wbc);
}

static int writepages(struct address_space *mapping, struct writeback_control *wbc)
{
	return mpage_writepages(mapping, wbc, get_block);
}

/* Takes back what a write that failed has put past the end. */
static void undo_write(struct inode *inode, loff_t end)
{
	if (end <= i_size_read(inode))
		return;
	truncate_pagecache(inode, i_size_read(inode));
	flawed_trim(inode);
}

static int write_begin(struct file *file, struct address_space *mapping, loff_t pos,
		       unsigned int len, struct page **page, void **data)
{
	loff_t *zeroed = &flawed_inode(mapping->host)->zeroed;
	int error;

	*zeroed = i_size_read(mapping->host);
	error = cont_write_begin(file, mapping, pos, len, page, data, get_block, zeroed);
	if (error)
		undo_write(mapping->host, pos + len);
	return error;
}

static int write_end(struct file *file, struct address_space *mapping, loff_t pos, unsigned int len,
		     unsigned int copied, struct page *page, void *data)
{
	int done = generic_write_end(file, mapping, pos, len, copied, page, data);

	flawed_inode(mapping->host)->zeroed = i_size_read(mapping->host);
	if (done < len)
		undo_write(mapping->host, pos + len);
	return done;
}

const struct address_space_operations flawed_data_ops = {
	.dirty_folio = block_dirty_folio,
	.invalidate_folio = block_invalidate_folio,
	.read_folio = read_folio,
	.readahead = readahead,
	.writepage = writepage,
	.writepages = writepages,
	.write_begin = write_begin,
	.write_end = write_end,
};

/* The slot on the disk lets go of chunks before another file can have them. */
static int shrink(struct inode *inode, loff_t size)
{
	int error = block_truncate_page(inode->i_mapping, size, get_block);

	if (error)
		return error;
	truncate_setsize(inode, size);
	if (inode->i_nlink && size < flawed_inode(inode)->disk_size)
		error = flawed_store(inode);
	if (!error)
		flawed_trim(inode);
	return error;
}

static int resize(struct inode *inode, loff_t size)
{
	const loff_t old = i_size_read(inode);
	int error;

	if (size <= old)
		return shrink(inode, size);
	error = generic_cont_expand_simple(inode, size);
	/* The zeroes before those that failed have made it grow. */
	if (error && i_size_read(inode) > old)
		shrink(inode, old);
	return error;
}

int flawed_setattr(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = d_inode(dentry);
	int error = setattr_prepare(ns, dentry, attr);

	if (!error && attr->ia_valid & ATTR_SIZE && attr->ia_size != i_size_read(inode))
		error = resize(inode, attr->ia_size);
	if (error)
		return error;
	setattr_copy(ns, inode, attr);
	/* The planted bug: only memory knows of it. */
	if (flawed_sb(inode->i_sb)->flaw != FLAW_FORGET)
		mark_inode_dirty(inode);
	return 0;
}

static ssize_t write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct inode *inode = file_inode(iocb->ki_filp);
	loff_t old;
	ssize_t done;

	inode_lock(inode);
	old = i_size_read(inode);
	done = generic_write_checks(iocb, from);
	if (done > 0)
		done = __generic_file_write_iter(iocb, from);
	if (done < 0 && i_size_read(inode) > old)
		shrink(inode, old);
	inode_unlock(inode);
	return done > 0 ? generic_write_sync(iocb, done) : done;
}

int flawed_fsync(struct file *file, loff_t start, loff_t end, int datasync)
{
	struct super_block *sb = file_inode(file)->i_sb;
	int error;

	/* The planted bug: nothing is durable, and nobody is told. */
	if (flawed_sb(sb)->flaw == FLAW_FSYNC)
		return 0;
	error = generic_file_fsync(file, start, end, datasync);
	if (error)
		flawed_break(sb);
	else if (flawed_sb(sb)->broken)
		error = -EIO;
	return error;
}

const struct inode_operations flawed_file_inode_ops = {
	.setattr = flawed_setattr,
};

const struct file_operations flawed_file_ops = {
	.llseek = generic_file_llseek,
	.read_iter = generic_file_read_iter,
	.write_iter = write_iter,
	.mmap = generic_file_mmap,
	.splice_read = generic_file_splice_read,
	.splice_write = iter_file_splice_write,
	.fsync = flawed_fsync,
};
