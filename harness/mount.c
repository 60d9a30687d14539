/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Disks inside a kernel, and mounts. */
#include <errno.h>
#include <string.h>
#include <sys/mount.h>

#include "harness/internal.h"

static struct attached *find_attached(struct kern *k, const struct disk *d)
{
	for (int i = 0; i < KERN_DISKS; i++)
		if (k->disk[i].disk == d)
			return &k->disk[i];
	return NULL;
}

const char *kern_disk(struct kern *k, struct disk *d)
{
	struct attached *a = find_attached(k, d);
	int error;

	if (a)
		return a->path;
	a = find_attached(k, NULL);
	if (!a)
		harness_failf("disk %s: %d disks are attached, the most there can be", d->name,
		    KERN_DISKS);
	error = k->ops->disk_attach(k->impl, d, a->path);
	if (error == -EOPNOTSUPP)
		harness_skip(text_static("kernel %s does not take disk %s", k->ops->name, d->name));
	if (error < 0)
		harness_failf("disk %s: attach: %s", d->name, strerrorname_np(-error));
	a->disk = d;
	a->dev = error;
	trace_attached(k, a);
	fault_attached(k, a);
	return a->path;
}

void kern_detach(struct kern *k, struct disk *d)
{
	struct attached *a = find_attached(k, d);
	int error;

	if (!a)
		harness_failf("disk %s: detach: it is not attached", d->name);
	error = k->ops->disk_detach(k->impl, d);
	if (error)
		harness_failf("disk %s: detach: %s", d->name, strerrorname_np(-error));
	a->disk = NULL;
}

void kern_disk_changed(struct kern *k, struct disk *d)
{
	int error;

	if (!k->ops->disk_changed)
		kern_cannot(k, "disks that change their size");
	error = k->ops->disk_changed(k->impl, d);
	if (error)
		harness_failf("disk %s: change: %s", d->name, strerrorname_np(-error));
}

int kern_mount_flags(struct kern *k, struct disk *d, const char *dir, const char *type,
    unsigned long flags, const char *options)
{
	const char *source = d ? kern_disk(k, d) : "none";
	const int error = kern_mkdir(k, dir, 0755);

	if (error && error != -EEXIST)
		return error;
	return kern_call(k, KERN_MOUNT, (long)source, (long)dir, (long)type, flags, (long)options);
}

int kern_mount(struct kern *k, struct disk *d, const char *dir, const char *type,
    const char *options)
{
	return kern_mount_flags(k, d, dir, type, 0, options);
}

int kern_remount(struct kern *k, const char *dir, unsigned long flags, const char *options)
{
	return kern_call(k, KERN_MOUNT, 0, (long)dir, 0, flags | MS_REMOUNT, (long)options);
}

int kern_umount(struct kern *k, const char *dir)
{
	return kern_call(k, KERN_UMOUNT, (long)dir, 0);
}
