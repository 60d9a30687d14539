/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The back end that is no rump kernel: the machine's own, by plain system calls.
 *
 * The rule everything rests on: a context is a process that shares the memory of
 * the case and nothing else, so its pointers are the case's, but its descriptors,
 * directory, credentials and mounts are its own.  Sharing memory means sharing
 * the C library's thread data as well: a worker makes raw system calls only.
 */
#ifndef RUMPUS_KERNEL_HOST_H
#define RUMPUS_KERNEL_HOST_H

#include <sys/types.h>

#include "kernel/kern.h"

/* -- worker.c: the processes -- */

struct worker;

/* A new worker as after fork from `from`; from NULL: from the case, with no
 * descriptors.  NULL and errno on failure. */
struct worker *worker_new(struct worker *from);
/* Makes a system call in the worker; -ENOTRECOVERABLE when it is dead. */
long worker_call(struct worker *, long nr, const long arg[6]);
#define worker_do(w, nr, ...) worker_call((w), (nr), (const long[6]){ __VA_ARGS__ })
/* Starts one; -EINPROGRESS where it blocks: worker_finish() waits for its end,
 * and until then each other call gives -EBUSY. */
long worker_start(struct worker *, long nr, const long arg[6]);
long worker_finish(struct worker *);
/* Copies memory in the worker: 0, -EFAULT or -EIO. */
int worker_copy(struct worker *, void *to, const void *from, size_t len);
/* Kills it, waits for its end and frees it.  NULL is let pass. */
void worker_end(struct worker *);

/* -- calls.c: the numbers -- */

/* The machine's number of a call; `name` of the call where not NULL. */
long call_number(enum kern_call, const char **name);

/* -- window.c: where contexts map -- */

/* The part of the case's memory that KERN_MMAP uses, so that halting can take
 * away what a context left mapped. */
struct window {
	uint64_t base, len, next;
};
int window_open(struct window *);
void window_close(struct window *);
long window_mmap(struct window *, struct worker *, const long arg[6]);
long window_munmap(struct window *, struct worker *, const long arg[6]);
long window_mremap(struct window *, struct worker *, const long arg[6]);

/* -- loop.c: the disks -- */

#define HOST_DISKS 16

struct host_disk {
	struct disk *disk; /* NULL: free */
	int loop, memory;  /* descriptors: the loop device, what is behind it */
	dev_t dev;
};

/* Shows the content of a disk as a loop device; -EOPNOTSUPP for content that
 * must not reach the machine's kernel. */
int loop_attach(struct host_disk *, struct disk *);
/* Gives the content back to the disk; -EBUSY while mounted, if `idle` is asked. */
int loop_detach(struct host_disk *, bool idle);

#endif
