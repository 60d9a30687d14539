/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Faults of a disk: turned into text of the one grammar. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "harness/internal.h"
#include "rumpuser/fault.h"

/* Faults of disks that are not attached yet. */
static struct waiting {
	struct waiting *next;
	struct disk *disk;
	char *before, *behind; /* of the number of the disk */
} * waiting;

static char *occurrence(const struct disk_fault *f)
{
	const unsigned long long nth = f->nth ? f->nth : 1, last = f->last, every = f->every;
	char *range, *text;

	if (f->forever)
		range = text_format("%llu..", nth);
	else if (last)
		range = text_format("%llu..%llu", nth, last);
	else
		range = text_format("%llu", nth);
	if (every)
		text = text_format("%s/%llu", range, every);
	else
		text = text_format("%s", range);
	free(range);
	return text;
}

static void check(const struct disk *d, const struct disk_fault *f)
{
	const unsigned long long sectors = d->size / HYP_SECTOR;

	if (!f->error == !f->effect)
		harness_failf("disk %s: fault: expected .error or .effect", d->name);
	if (f->error && !strerrorname_np(f->error))
		harness_failf("disk %s: fault: .error is %d; expected an errno such as EIO",
		    d->name, f->error);
	if (f->forever && f->last)
		harness_failf("disk %s: fault: expected .last or .forever, not both", d->name);
	if (f->sector >= sectors || f->sectors > sectors - f->sector)
		harness_failf("disk %s: fault: %llu sectors at %llu; expected to end at %llu or "
			      "before",
		    d->name, (unsigned long long)f->sectors, (unsigned long long)f->sector,
		    sectors);
}

static struct waiting *as_text(struct disk *d, const struct disk_fault *f)
{
	static const char *const calls[] = { "disk", "read", "write", "flush", "discard" };
	struct waiting *w = calloc(1, sizeof(*w));
	char *when = occurrence(f);
	const char *what = f->effect ? f->effect : strerrorname_np(f->error);

	if (!w)
		abort();
	w->disk = d;
	w->before = text_format("%s[disk=", calls[f->on]);
	if (f->sectors)
		w->behind = text_format(",sector=%llu..%llu]:%s=%s", (unsigned long long)f->sector,
		    (unsigned long long)(f->sector + f->sectors - 1), when, what);
	else
		w->behind = text_format("]:%s=%s", when, what);
	free(when);
	return w;
}

static void set(struct kern *k, const struct attached *a, struct waiting *w)
{
	char *text = text_format("%s%u%s", w->before, a->dev, w->behind);

	free(w->before);
	free(w->behind);
	free(w);
	kern_fault(k, text);
	free(text);
}

void disk_fault_(struct disk *d, const struct disk_fault *f)
{
	struct waiting *w;

	check(d, f);
	w = as_text(d, f);
	for (int i = 0; harness_kern && i < KERN_DISKS; i++) {
		if (harness_kern->disk[i].disk == d) {
			set(harness_kern, &harness_kern->disk[i], w);
			return;
		}
	}
	w->next = waiting;
	waiting = w;
}

void fault_attached(struct kern *k, const struct attached *a)
{
	char why[FAULT_WHY];

	for (struct waiting **p = &waiting, *w; (w = *p);) {
		if (w->disk != a->disk) {
			p = &w->next;
			continue;
		}
		*p = w->next;
		set(k, a, w);
	}
	if (k->fault && fault_check_disk(k->fault, a->dev, a->disk->size / HYP_SECTOR, why))
		harness_failf("%s", why);
}

const char *fault_waiting(void)
{
	if (!waiting)
		return "";
	return text_static("void: fault '%sN%s' is for disk %s, which no kernel was given",
	    waiting->before, waiting->behind, waiting->disk->name);
}

uint64_t disk_hits(const struct disk *d)
{
	return d->hits;
}
