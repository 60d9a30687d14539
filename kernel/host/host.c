/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * "Boots" the machine's own kernel: a first worker with a mount namespace of its
 * own and an empty root, from which the contexts are forked.
 */
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "harness/component.h"
#include "kernel/host/host.h"

#define HOST_CONTEXTS 64

struct kern_impl {
	struct worker *admin; /* owns the namespace; makes no call of a case */
	bool rooted;          /* its root is the one that was made for it */
	struct worker *ctx[HOST_CONTEXTS];
	int contexts;
	struct window window;
	struct host_disk disk[HOST_DISKS];
	const char *died_in; /* the call in which a worker died, or NULL */
};

/* True where /proc/filesystems has the type; each line ends with one. */
static bool has_type(const char *type)
{
	FILE *f = fopen("/proc/filesystems", "re");
	char line[128], name[64];
	bool found = false;

	while (f && !found && fgets(line, sizeof(line), f))
		if (sscanf(strncmp(line, "nodev", 5) ? line : line + 5, "%63s", name) == 1)
			found = !strcmp(name, type);
	if (f)
		fclose(f);
	return found;
}

static int check_components(const char *names, const char **why)
{
	static char line[128];
	char *list = strdup(names ? names : ""), *save;
	int error = 0;

	for (char *n = strtok_r(list, " ", &save); n && !error; n = strtok_r(NULL, " ", &save)) {
		const struct component *c = component_find(n);

		if (c && c->type && has_type(c->type) && !c->embedded)
			continue;
		snprintf(line, sizeof(line), "the machine's kernel %s no %s",
		    c && c->embedded ? "may have" : "has", n);
		*why = line;
		error = -EOPNOTSUPP;
	}
	free(list);
	return error;
}

/* An empty root of its own for the worker: nothing that is mounted or made in
 * it can be seen, or is left, outside. */
static long make_root(struct worker *w)
{
	long error = worker_do(w, SYS_unshare, CLONE_NEWNS);

	if (!error)
		error = worker_do(w, SYS_mount, 0, (long)"/", 0, MS_REC | MS_PRIVATE, 0);
	if (!error)
		error = worker_do(w, SYS_mount, (long)"rumpus", (long)"/tmp", (long)"tmpfs", 0,
		    (long)"mode=755");
	if (!error)
		error = worker_do(w, SYS_chroot, (long)"/tmp");
	if (!error)
		error = worker_do(w, SYS_chdir, (long)"/");
	if (!error)
		error = worker_do(w, SYS_mkdir, (long)"/dev", 0755);
	worker_do(w, SYS_umask, 022);
	return error;
}

static void host_halt(struct kern_impl *k)
{
	for (int i = 0; i < k->contexts; i++)
		worker_end(k->ctx[i]);
	if (k->window.len)
		window_close(&k->window);
	/* Unmounts all below: what is left in caches reaches the disks. */
	if (k->rooted)
		worker_do(k->admin, SYS_umount2, (long)"/", MNT_DETACH);
	worker_end(k->admin);
	for (int i = 0; i < HOST_DISKS; i++)
		if (k->disk[i].disk)
			loop_detach(&k->disk[i], false);
	free(k);
}

static int host_boot(const struct kern_conf *conf, struct kern_impl **kp, const char **why)
{
	struct kern_impl *k;
	const int error = check_components(conf->components, why);

	if (error)
		return error;
	k = calloc(1, sizeof(*k));
	if (!k)
		return -ENOMEM;
	*why = "kernel host needs root and the right to make a mount namespace";
	k->admin = worker_new(NULL);
	k->rooted = k->admin && !make_root(k->admin);
	if (k->rooted && !window_open(&k->window))
		k->ctx[0] = worker_new(k->admin);
	if (!k->ctx[0]) {
		host_halt(k);
		return -EOPNOTSUPP;
	}
	k->contexts = 1;
	*kp = k;
	return 0;
}

static enum kern_end host_ended(struct kern_impl *k, const char **what)
{
	*what = k->died_in ? k->died_in : "";
	return k->died_in ? KERN_PANIC : KERN_ALIVE;
}

/* Checks a call; its number, or a negative errno. */
static long check_call(struct kern_impl *k, int ctx, enum kern_call call, const char **name)
{
	if (k->died_in)
		return -ENOTRECOVERABLE;
	if (ctx < 0 || ctx >= k->contexts)
		return -EINVAL;
	return call < KERN_NCALLS ? call_number(call, name) : -ENOSYS;
}

static long host_call(struct kern_impl *k, int ctx, enum kern_call call, const long arg[6])
{
	const char *name;
	const long nr = check_call(k, ctx, call, &name);
	long result;

	if (nr < 0)
		return nr;
	switch (call) {
	case KERN_MMAP:
		result = window_mmap(&k->window, k->ctx[ctx], arg);
		break;
	case KERN_MUNMAP:
		result = window_munmap(&k->window, k->ctx[ctx], arg);
		break;
	case KERN_MREMAP:
		result = window_mremap(&k->window, k->ctx[ctx], arg);
		break;
	default:
		result = worker_call(k->ctx[ctx], nr, arg);
	}
	if (result == -ENOTRECOVERABLE)
		k->died_in = name;
	return result;
}

static long host_start(struct kern_impl *k, int ctx, enum kern_call call, const long arg[6])
{
	const char *name;
	const long nr = check_call(k, ctx, call, &name);

	return nr < 0 ? nr : worker_start(k->ctx[ctx], nr, arg);
}

static long host_finish(struct kern_impl *k, int ctx)
{
	return ctx < 0 || ctx >= k->contexts ? -EINVAL : worker_finish(k->ctx[ctx]);
}

static int host_context(struct kern_impl *k)
{
	if (k->contexts == HOST_CONTEXTS)
		return -EAGAIN;
	k->ctx[k->contexts] = worker_new(k->ctx[0]);
	return k->ctx[k->contexts] ? k->contexts++ : -errno;
}

static int host_peek(struct kern_impl *k, int ctx, void *to, uint64_t addr, size_t len)
{
	return worker_copy(k->ctx[ctx], to, (const void *)addr, len);
}

static int host_poke(struct kern_impl *k, int ctx, uint64_t addr, const void *from, size_t len)
{
	return worker_copy(k->ctx[ctx], (void *)addr, from, len);
}

static int host_disk_attach(struct kern_impl *k, struct disk *d, char path[64])
{
	for (int i = 0; i < HOST_DISKS; i++) {
		long error;

		if (k->disk[i].disk)
			continue;
		error = loop_attach(&k->disk[i], d);
		if (error)
			return error;
		snprintf(path, 64, "/dev/disk%d", i);
		error = worker_do(k->admin, SYS_mknod, (long)path, S_IFBLK | 0600, k->disk[i].dev);
		if (error)
			loop_detach(&k->disk[i], false);
		return error;
	}
	return -ENOSPC;
}

static int host_disk_detach(struct kern_impl *k, struct disk *d)
{
	for (int i = 0; i < HOST_DISKS; i++) {
		char path[64];
		int error;

		if (k->disk[i].disk != d)
			continue;
		error = loop_detach(&k->disk[i], true);
		if (error == -EBUSY)
			return error;
		snprintf(path, sizeof(path), "/dev/disk%d", i);
		worker_do(k->admin, SYS_unlink, (long)path);
		return error;
	}
	return -ENODEV;
}

static const struct kern_ops host_ops = {
	.name = "host",
	.boot = host_boot,
	.halt = host_halt,
	.ended = host_ended,
	.call = host_call,
	.start = host_start,
	.finish = host_finish,
	.context = host_context,
	.peek = host_peek,
	.poke = host_poke,
	.disk_attach = host_disk_attach,
	.disk_detach = host_disk_detach,
};

KERN_BACKEND(host_ops);
