// SPDX-License-Identifier: GPL-2.0
/* The table of slots: read, changed one sector at a time, checked at mount. */
#include <linux/blkdev.h>
#include <linux/errseq.h>
#include "flawed.h"

struct buffer_head *flawed_read(struct super_block *sb, unsigned int nr)
{
	struct buffer_head *bh = sb_bread(sb, 1 + nr);

	if (bh)
		return bh;
	/* The planted bug: an error that says something else. */
	return ERR_PTR(flawed_sb(sb)->flaw == FLAW_ERRNO ? -ENOENT : -EIO);
}

/* Locked, so that what is on its way to the disk does not change. */
struct buffer_head *flawed_edit(struct super_block *sb, unsigned int nr)
{
	struct buffer_head *bh = flawed_read(sb, nr);

	if (IS_ERR(bh))
		return bh;
	lock_buffer(bh);
	if (buffer_uptodate(bh) && !flawed_sb(sb)->broken)
		return bh;
	unlock_buffer(bh);
	brelse(bh);
	return ERR_PTR(-EROFS);
}

int flawed_commit(struct super_block *sb, struct buffer_head *bh)
{
	int error;

	mark_buffer_dirty(bh);
	unlock_buffer(bh);
	/* Where it fails the buffer is read again by who needs it next. */
	error = __sync_dirty_buffer(bh, REQ_SYNC | REQ_PREFLUSH | REQ_FUA);
	brelse(bh);
	if (error)
		flawed_break(sb);
	return error;
}

/* The slot is free; how many files were there stays. */
int flawed_clear(struct super_block *sb, unsigned int nr)
{
	struct buffer_head *bh = flawed_edit(sb, nr);

	if (IS_ERR(bh))
		return PTR_ERR(bh);
	flawed_slot(bh)->mode = 0;
	return flawed_commit(sb, bh);
}

/* What memory says is no longer what the disk says: nothing more is written. */
void flawed_break(struct super_block *sb)
{
	struct flawed_sb *sbi = flawed_sb(sb);

	if (sbi->broken)
		return;
	pr_err("flawed (%s): a write failed, read-only from now on\n", sb->s_id);
	sbi->broken = true;
	sb->s_flags |= SB_RDONLY;
	errseq_set(&sb->s_wb_err, -EIO);
}

int flawed_check(struct super_block *sb, unsigned int nr, const struct flawed_slot *s)
{
	const struct flawed_sb *sbi = flawed_sb(sb);
	const u32 mode = le16_to_cpu(s->mode), size = le32_to_cpu(s->size);
	unsigned int i;

	if (!S_ISDIR(mode) && (!S_ISREG(mode) || nr == 0))
		goto bad;
	if (le16_to_cpu(s->parent) >= sbi->slots || (nr && !s->len))
		goto bad;
	if (size > (S_ISREG(mode) ? FLAWED_SIZE : 0))
		goto bad;
	for (i = 0; i < flawed_chunks(size); i++) {
		u32 chunk = le16_to_cpu(s->chunk[i]);

		if (!chunk || chunk > sbi->chunks)
			goto bad;
	}
	return 0;
bad:
	pr_err("flawed (%s): slot %u is damaged\n", sb->s_id, nr);
	return -EUCLEAN;
}

/* A rename over a file writes the slot of what was renamed, then clears the slot
 * of what was there.  Clears it where the second did not happen. */
static int end_rename(struct super_block *sb, unsigned int nr, const struct flawed_slot *s)
{
	const unsigned int victim = le16_to_cpu(s->victim);
	struct buffer_head *bh;
	bool there;

	if (!victim)
		return 0;
	if (victim >= flawed_sb(sb)->slots || victim == nr)
		return -EUCLEAN;
	bh = flawed_read(sb, victim);
	if (IS_ERR(bh))
		return PTR_ERR(bh);
	there = flawed_slot(bh)->mode && flawed_slot(bh)->gen == s->victim_gen;
	brelse(bh);
	if (!there)
		return 0;
	return bdev_read_only(sb->s_bdev) ? -EROFS : flawed_clear(sb, victim);
}

static int note(struct super_block *sb, unsigned int nr, const struct flawed_slot *s)
{
	struct flawed_sb *sbi = flawed_sb(sb);
	unsigned int i;

	if (flawed_check(sb, nr, s))
		return -EUCLEAN;
	__set_bit(nr, sbi->slot_used);
	for (i = 0; i < flawed_chunks(le32_to_cpu(s->size)); i++) {
		if (!__test_and_set_bit(le16_to_cpu(s->chunk[i]) - 1, sbi->chunk_used))
			continue;
		pr_err("flawed (%s): slot %u has a chunk of another file\n", sb->s_id, nr);
		return -EUCLEAN;
	}
	return 0;
}

static int each(struct super_block *sb,
		int (*f)(struct super_block *, unsigned int, const struct flawed_slot *))
{
	unsigned int nr;
	int error = 0;

	for (nr = 0; nr < flawed_sb(sb)->slots && !error; nr++) {
		struct buffer_head *bh = flawed_read(sb, nr);

		if (IS_ERR(bh))
			return PTR_ERR(bh);
		if (flawed_slot(bh)->mode || nr == 0)
			error = f(sb, nr, flawed_slot(bh));
		brelse(bh);
	}
	return error;
}

int flawed_scan(struct super_block *sb)
{
	int error = each(sb, end_rename);

	return error ? error : each(sb, note);
}
