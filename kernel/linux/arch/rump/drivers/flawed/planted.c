// SPDX-License-Identifier: GPL-2.0
/* The planted bugs that are a few lines by themselves, for the oracles of fuzz
 * inputs: dir.c comes here from the calls that have them. */
#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include "flawed.h"

static DEFINE_MUTEX(names);
static DEFINE_MUTEX(slots);
static DEFINE_SPINLOCK(table);

static bool has(struct super_block *sb, enum flaw flaw)
{
	return flawed_sb(sb)->flaw == flaw;
}

/* An unlink finds what it takes to be impossible. */
void flawed_warn(struct super_block *sb)
{
	WARN_ON(has(sb, FLAW_WARN));
}

/* A create takes two locks in one order, an unlink in the other. */
void flawed_lock(struct super_block *sb, bool turned)
{
	if (!has(sb, FLAW_ORDER))
		return;
	mutex_lock(turned ? &slots : &names);
	mutex_lock(turned ? &names : &slots);
	mutex_unlock(turned ? &names : &slots);
	mutex_unlock(turned ? &slots : &names);
}

/* A mkdir allocates in a way that may sleep, under a spinlock. */
void flawed_allocate(struct super_block *sb)
{
	if (!has(sb, FLAW_ATOMIC))
		return;
	spin_lock(&table);
	kfree(kmalloc(16, GFP_KERNEL));
	spin_unlock(&table);
}

/* An rmdir waits for what nobody will do. */
void flawed_wait(struct super_block *sb)
{
	DECLARE_COMPLETION_ONSTACK(done);

	if (has(sb, FLAW_WAIT))
		wait_for_completion(&done);
}

/* A rename follows a list whose last one is its own next one. */
void flawed_follow(struct super_block *sb)
{
	while (has(sb, FLAW_LOOP)) {
		struct buffer_head *bh = flawed_read(sb, 0);

		if (IS_ERR(bh))
			return;
		brelse(bh);
	}
}
