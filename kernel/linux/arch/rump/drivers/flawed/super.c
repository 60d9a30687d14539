// SPDX-License-Identifier: GPL-2.0
/* Mounting. */
#include <linux/bitmap.h>
#include <linux/blkdev.h>
#include <linux/fs_context.h>
#include <linux/fs_parser.h>
#include <linux/module.h>
#include "flawed.h"

static const struct constant_table flaws[] = {
	{ "none", FLAW_NONE },     { "fsync", FLAW_FSYNC },
	{ "leak", FLAW_LEAK },     { "double-free", FLAW_DOUBLE_FREE },
	{ "errno", FLAW_ERRNO },   { "forget", FLAW_FORGET },
	{ "warn", FLAW_WARN },     { "order", FLAW_ORDER },
	{ "atomic", FLAW_ATOMIC }, { "wait", FLAW_WAIT },
	{ "loop", FLAW_LOOP },     {}
};

enum option { OPTION_FLAW };

static const struct fs_parameter_spec options[] = { fsparam_enum("flaw", OPTION_FLAW, flaws), {} };

static int parse(struct fs_context *fc, struct fs_parameter *param)
{
	struct flawed_sb *sbi = fc->s_fs_info;
	struct fs_parse_result result;
	int option = fs_parse(fc, options, param, &result);

	if (option < 0)
		return option;
	sbi->flaw = result.uint_32;
	return 0;
}

static void free_sb(struct flawed_sb *sbi)
{
	if (!sbi)
		return;
	bitmap_free(sbi->slot_used);
	bitmap_free(sbi->chunk_used);
	kfree(sbi);
}

/* Sizes, from the first sector. */
static int read_head(struct super_block *sb)
{
	struct flawed_sb *sbi = flawed_sb(sb);
	struct buffer_head *bh = sb_bread(sb, 0);
	const struct flawed_head *head;
	u64 end;
	int error = 0;

	if (!bh)
		return -EIO;
	head = (const struct flawed_head *)bh->b_data;
	sbi->slots = le16_to_cpu(head->slots);
	sbi->chunks = le16_to_cpu(head->chunks);
	end = 1 + sbi->slots + (u64)sbi->chunks * (FLAWED_CHUNK / FLAWED_SECTOR);
	if (le32_to_cpu(head->magic) != FLAWED_MAGIC)
		error = -EINVAL;
	else if (!sbi->slots || end > bdev_nr_sectors(sb->s_bdev))
		error = -EUCLEAN;
	brelse(bh);
	return error;
}

static int fill(struct super_block *sb, struct fs_context *fc)
{
	struct flawed_sb *sbi = flawed_sb(sb);
	struct inode *root;
	int error;

	if (!sb_set_blocksize(sb, FLAWED_SECTOR))
		return invalf(fc, "flawed: needs sectors of %d bytes", FLAWED_SECTOR);
	sb->s_magic = FLAWED_MAGIC;
	sb->s_maxbytes = FLAWED_SIZE;
	sb->s_time_gran = 1;
	sb->s_time_min = KTIME_SEC_MIN;
	sb->s_time_max = KTIME_SEC_MAX;
	sb->s_op = &flawed_super_ops;
	error = read_head(sb);
	if (error)
		return error;
	sbi->slot_used = bitmap_zalloc(sbi->slots, GFP_KERNEL);
	sbi->chunk_used = bitmap_zalloc(sbi->chunks, GFP_KERNEL);
	if (!sbi->slot_used || !sbi->chunk_used)
		return -ENOMEM;
	error = flawed_scan(sb);
	if (error)
		return error;
	root = flawed_iget(sb, 0);
	if (IS_ERR(root))
		return PTR_ERR(root);
	sb->s_root = d_make_root(root);
	return sb->s_root ? 0 : -ENOMEM;
}

static int get_tree(struct fs_context *fc)
{
	return get_tree_bdev(fc, fill);
}

static int reconfigure(struct fs_context *fc)
{
	struct super_block *sb = fc->root->d_sb;

	sync_filesystem(sb);
	return flawed_sb(sb)->broken && !(fc->sb_flags & SB_RDONLY) ? -EROFS : 0;
}

/* What became of a mount has taken it; what is left has not been mounted. */
static void free_context(struct fs_context *fc)
{
	free_sb(fc->s_fs_info);
}

static const struct fs_context_operations context_ops = {
	.free = free_context,
	.parse_param = parse,
	.get_tree = get_tree,
	.reconfigure = reconfigure,
};

static int init_context(struct fs_context *fc)
{
	fc->s_fs_info = kzalloc(sizeof(struct flawed_sb), GFP_KERNEL);
	fc->ops = &context_ops;
	return fc->s_fs_info ? 0 : -ENOMEM;
}

static void kill(struct super_block *sb)
{
	struct flawed_sb *sbi = flawed_sb(sb);

	kill_block_super(sb);
	free_sb(sbi);
}

static struct file_system_type flawed = {
	.owner = THIS_MODULE,
	.name = "flawed",
	.init_fs_context = init_context,
	.parameters = options,
	.kill_sb = kill,
	.fs_flags = FS_REQUIRES_DEV,
};

static int __init init_flawed(void)
{
	int error = flawed_init_inodes();

	return error ? error : register_filesystem(&flawed);
}
fs_initcall(init_flawed);
