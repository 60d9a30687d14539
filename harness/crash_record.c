/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Runs the body of a crash case and records what happened. */
#include <stdlib.h>
#include <string.h>

#include "harness/crash_internal.h"

#define MINUTE 60000000000ull

static struct hyp *stack_log(struct hyp *below, void *arg)
{
	return trace_stack(arg, below);
}

static void mount_fs(const struct crash *c, struct fs *fs, const char *options)
{
	const int error = kern_mount(fs->k, fs->disk, fs->dir, fs->comp->type, options);

	if (error)
		harness_failf("mount of %s (image %s, options \"%s\"): %s", c->comp->type,
		    fs->image, options ? options : "", strerrorname_np(-error));
}

/* Fills free space with old data and copies the disk: what the log begins with. */
static void prepare(struct crash *c, struct fs *fs)
{
	if (c->promise->keeps == CRASH_JOURNAL) {
		mount_fs(c, fs, NULL);
		crash_old_fill(fs->k, fs->dir);
		if (kern_umount(fs->k, fs->dir))
			harness_failf("unmount of %s (image %s)", c->comp->type, fs->image);
	}
	c->disk = disk_new(fs->disk->size);
	memcpy(c->disk->data, fs->disk->data, fs->disk->size);
}

/* The number by which hypercalls know the disk. */
static uint32_t device(const struct kern *k, const struct disk *d)
{
	for (int i = 0; i < KERN_DISKS; i++)
		if (k->disk[i].disk == d)
			return k->disk[i].dev;
	return TRACE_NO_DEV;
}

static char *join(const char *a, const char *b)
{
	return text_format("%s%s%s", a ? a : "", a && b ? "," : "", b ? b : "");
}

static void check_promise(const struct component *comp, const struct crash_promise *p)
{
	if (comp->nodev || p->keeps == CRASH_NOTHING)
		harness_failf("component %s: promise \"%s\": expected a disk, and something"
			      " that it keeps",
		    comp->name, p->name);
}

struct crash *crash_record(const struct component *comp, const struct crash_promise *p,
    void (*body)(struct fs *))
{
	struct crash *c = calloc(1, sizeof(*c));
	struct fs fs = { .comp = comp, .dir = "/mnt", .image = p->image ? p->image : comp->image };

	if (!c)
		abort();
	check_promise(comp, p);
	c->comp = comp;
	c->promise = p;
	c->options = join(comp->options, p->options);
	c->log = trace_open(true);
	if (!c->log)
		harness_failf("crash states: out of memory");
	fs.disk = disk_open(fs.image);
	fs.k = kern_boot(comp->name, .layers = stack_log, .layers_arg = c->log);
	if (!fs.k->ops->layer || !fs.k->ops->snapshot)
		kern_cannot(fs.k, "crash states");
	prepare(c, &fs);
	kern_disk(fs.k, fs.disk);
	c->dev = device(fs.k, fs.disk);
	trace_clear(c->log);
	mount_fs(c, &fs, c->options);
	crash_steps_begin(c, fs.k);
	body(&fs);
	crash_steps_end(c, fs.k);
	kern_advance(fs.k, MINUTE);
	kern_leave(fs.k);
	if (kern_umount(fs.k, fs.dir))
		harness_failf("unmount of %s (image %s) after the body", comp->type, fs.image);
	if (*kern_splat(fs.k))
		harness_failf("the kernel found a defect of its own");
	kern_halt(fs.k);
	disk_close(fs.disk);
	return c;
}

void crash_judged(struct crash *c)
{
	if (c->states)
		crash_states_close(c->states);
	if (c->k)
		kern_halt(c->k);
	c->states = NULL;
	c->k = NULL;
}

void crash_free(struct crash *c)
{
	crash_judged(c);
	for (size_t i = 0; i < c->steps; i++)
		free(c->step[i].call);
	crash_fsck_free(c);
	crash_pool_free(&c->pool);
	trace_close(c->log);
	disk_close(c->disk);
	free(c->step);
	free(c->sync);
	free(c->map);
	free(c->options);
	free(c);
}
