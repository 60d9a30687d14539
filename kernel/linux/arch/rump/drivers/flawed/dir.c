// SPDX-License-Identifier: GPL-2.0
/* Directories: the slots that name one as their parent. */
#include "flawed.h"

/* The next slot from `nr` on that is in directory `dir`; -ENOENT: there is none. */
static struct buffer_head *next_in(struct super_block *sb, unsigned int dir, unsigned int *nr)
{
	const struct flawed_sb *sbi = flawed_sb(sb);

	for (;; ++*nr) {
		struct buffer_head *bh;

		*nr = find_next_bit(sbi->slot_used, sbi->slots, *nr);
		if (*nr >= sbi->slots)
			return NULL;
		bh = flawed_read(sb, *nr);
		if (IS_ERR(bh))
			return bh;
		if (flawed_slot(bh)->mode && le16_to_cpu(flawed_slot(bh)->parent) == dir)
			return bh;
		brelse(bh);
	}
}

int flawed_count(struct super_block *sb, unsigned int nr, bool any)
{
	struct buffer_head *bh;
	unsigned int at;
	int count = 0;

	for (at = 1; (bh = next_in(sb, nr, &at)) != NULL; at++) {
		if (IS_ERR(bh))
			return PTR_ERR(bh);
		count += any || S_ISDIR(le16_to_cpu(flawed_slot(bh)->mode));
		brelse(bh);
		if (any)
			break;
	}
	return count;
}

static int require_empty(struct inode *dir)
{
	int count = flawed_count(dir->i_sb, flawed_nr(dir), true);

	return count > 0 ? -ENOTEMPTY : count;
}

static struct dentry *lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	const struct qstr *name = &dentry->d_name;
	struct buffer_head *bh;
	unsigned int at;

	if (name->len > FLAWED_NAME)
		return ERR_PTR(-ENAMETOOLONG);
	for (at = 1; (bh = next_in(dir->i_sb, flawed_nr(dir), &at)) != NULL; at++) {
		const struct flawed_slot *s;
		bool found;

		if (IS_ERR(bh))
			return ERR_CAST(bh);
		s = flawed_slot(bh);
		found = s->len == name->len && !memcmp(s->name, name->name, s->len);
		brelse(bh);
		if (found)
			return d_splice_alias(flawed_iget(dir->i_sb, at), dentry);
	}
	return d_splice_alias(NULL, dentry);
}

static int readdir(struct file *file, struct dir_context *ctx)
{
	struct inode *dir = file_inode(file);
	const unsigned int slots = flawed_sb(dir->i_sb)->slots;
	struct buffer_head *bh;
	unsigned int at;

	if (!dir_emit_dots(file, ctx))
		return 0;
	/* Slot 1 is at position 2. */
	for (at = min_t(loff_t, ctx->pos - 1, slots);
	     (bh = next_in(dir->i_sb, flawed_nr(dir), &at)) != NULL; at++) {
		const struct flawed_slot *s;
		bool more;

		if (IS_ERR(bh))
			return PTR_ERR(bh);
		s = flawed_slot(bh);
		ctx->pos = at + 1;
		more = dir_emit(ctx, s->name, s->len, at + 1,
				fs_umode_to_dtype(le16_to_cpu(s->mode)));
		brelse(bh);
		if (!more)
			return 0;
	}
	ctx->pos = slots + 1;
	return 0;
}

static void touch(struct inode *inode, bool content)
{
	inode->i_ctime = current_time(inode);
	if (content)
		inode->i_mtime = inode->i_ctime;
	mark_inode_dirty(inode);
}

static void set_name(struct flawed_slot *s, struct inode *dir, const struct qstr *name)
{
	s->parent = cpu_to_le16(flawed_nr(dir));
	s->len = name->len;
	memset(s->name, 0, sizeof(s->name));
	memcpy(s->name, name->name, name->len);
}

/* An inode for a free slot, with its map; nothing is written yet. */
static struct inode *new_file(struct inode *dir, umode_t mode)
{
	struct flawed_sb *sbi = flawed_sb(dir->i_sb);
	u16 *map = NULL;
	struct inode *inode;
	unsigned int nr;

	if (S_ISREG(mode)) {
		map = kmem_cache_zalloc(flawed_maps, GFP_KERNEL);
		if (!map)
			return ERR_PTR(-ENOMEM);
	}
	inode = new_inode(dir->i_sb);
	if (!inode) {
		if (map)
			kmem_cache_free(flawed_maps, map);
		/* The planted bug: it is free already. */
		if (map && sbi->flaw == FLAW_DOUBLE_FREE)
			kmem_cache_free(flawed_maps, map);
		return ERR_PTR(-ENOMEM);
	}
	flawed_inode(inode)->map = map;
	nr = find_first_zero_bit(sbi->slot_used, sbi->slots);
	if (nr >= sbi->slots) {
		iput(inode);
		return ERR_PTR(-ENOSPC);
	}
	__set_bit(nr, sbi->slot_used);
	inode->i_ino = nr + 1;
	inode_init_owner(&init_user_ns, inode, dir, mode);
	inode->i_mtime = inode->i_atime = inode->i_ctime = current_time(inode);
	if (S_ISDIR(mode))
		set_nlink(inode, 2);
	flawed_ops(inode);
	return inode;
}

static int write_new(struct inode *inode, struct inode *dir, const struct qstr *name)
{
	struct buffer_head *bh = flawed_edit(dir->i_sb, flawed_nr(inode));
	struct flawed_slot *s;

	if (IS_ERR(bh))
		return PTR_ERR(bh);
	s = flawed_slot(bh);
	inode->i_generation = le32_to_cpu(s->gen) + 1;
	memset(s, 0, sizeof(*s));
	s->gen = cpu_to_le32(inode->i_generation);
	set_name(s, dir, name);
	flawed_fill(inode, s, 0);
	return flawed_commit(dir->i_sb, bh);
}

static int make(struct inode *dir, struct dentry *dentry, umode_t mode)
{
	struct inode *inode = new_file(dir, mode);
	int error;

	if (IS_ERR(inode))
		return PTR_ERR(inode);
	error = insert_inode_locked(inode);
	if (error) {
		clear_nlink(inode);
		iput(inode);
		return error;
	}
	error = write_new(inode, dir, &dentry->d_name);
	if (error) {
		/* The planted bug: nobody frees the map. */
		if (flawed_sb(dir->i_sb)->flaw == FLAW_LEAK)
			flawed_inode(inode)->map = NULL;
		clear_nlink(inode);
		discard_new_inode(inode);
		return error;
	}
	if (S_ISDIR(mode))
		inc_nlink(dir);
	touch(dir, true);
	d_instantiate_new(dentry, inode);
	return 0;
}

static int create(struct user_namespace *ns, struct inode *dir, struct dentry *dentry, umode_t mode,
		  bool excl)
{
	flawed_lock(dir->i_sb, false);
	return make(dir, dentry, mode);
}

static int mkdir(struct user_namespace *ns, struct inode *dir, struct dentry *dentry, umode_t mode)
{
	flawed_allocate(dir->i_sb);
	return make(dir, dentry, mode | S_IFDIR);
}

/* The inode has lost its name. */
static void gone(struct inode *dir, struct inode *inode)
{
	if (S_ISDIR(inode->i_mode))
		drop_nlink(dir);
	clear_nlink(inode);
	touch(inode, false);
}

static int remove(struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = d_inode(dentry);
	int error = flawed_clear(dir->i_sb, flawed_nr(inode));

	if (error)
		return error;
	gone(dir, inode);
	touch(dir, true);
	return 0;
}

static int unlink(struct inode *dir, struct dentry *dentry)
{
	flawed_warn(dir->i_sb);
	flawed_lock(dir->i_sb, true);
	return remove(dir, dentry);
}

static int rmdir(struct inode *dir, struct dentry *dentry)
{
	int error = require_empty(d_inode(dentry));

	flawed_wait(dir->i_sb);
	return error ? error : remove(dir, dentry);
}

/* Gives the inode its new name and the victim's slot, in one write. */
static int write_name(struct inode *inode, struct inode *dir, const struct qstr *name,
		      struct inode *victim)
{
	struct buffer_head *bh = flawed_edit(dir->i_sb, flawed_nr(inode));
	struct flawed_slot *s;

	if (IS_ERR(bh))
		return PTR_ERR(bh);
	s = flawed_slot(bh);
	set_name(s, dir, name);
	s->victim = victim ? cpu_to_le16(flawed_nr(victim)) : 0;
	s->victim_gen = victim ? cpu_to_le32(victim->i_generation) : 0;
	return flawed_commit(dir->i_sb, bh);
}

static int rename(struct user_namespace *ns, struct inode *from_dir, struct dentry *from,
		  struct inode *to_dir, struct dentry *to, unsigned int flags)
{
	struct inode *inode = d_inode(from), *victim = d_inode(to);
	int error = 0;

	if (flags & ~RENAME_NOREPLACE)
		return -EINVAL;
	flawed_follow(from_dir->i_sb);
	if (victim && S_ISDIR(victim->i_mode))
		error = require_empty(victim);
	if (!error)
		error = write_name(inode, to_dir, &to->d_name, victim);
	if (!error && victim)
		error = flawed_clear(to_dir->i_sb, flawed_nr(victim));
	if (error)
		return error;
	if (victim)
		gone(to_dir, victim);
	if (S_ISDIR(inode->i_mode)) {
		drop_nlink(from_dir);
		inc_nlink(to_dir);
	}
	touch(inode, false);
	touch(from_dir, true);
	touch(to_dir, true);
	return 0;
}

const struct inode_operations flawed_dir_inode_ops = {
	.lookup = lookup,
	.create = create,
	.unlink = unlink,
	.mkdir = mkdir,
	.rmdir = rmdir,
	.rename = rename,
	.setattr = flawed_setattr,
};

const struct file_operations flawed_dir_ops = {
	.llseek = generic_file_llseek,
	.read = generic_read_dir,
	.iterate_shared = readdir,
	.fsync = flawed_fsync,
};
