/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The seam above the kernel: what a back end (linux/, host/) offers to the
 * harness.  Cases do not include this; they use harness/harness.h.
 *
 * The rule everything rests on: one thread, the one that booted, makes all
 * calls; a kernel is entered by call(), start() and finish() only, and never
 * from within a hypercall.  At most one kernel lives in a process.
 *
 * Every function returns 0 or more on success and a negative errno in the
 * host's numbers on failure.  Types are the host's.  A kernel that panicked is
 * dead: each later call gives -ENOTRECOVERABLE and changes nothing.  A member
 * that is NULL names what the back end can not do at all; the case skips then.
 */
#ifndef RUMPUS_KERN_H
#define RUMPUS_KERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/calls.h"

struct disk;      /* harness/disk.h */
struct hyp;       /* rumpuser/hyp.h */
struct wire;      /* harness/wire.h */
struct kern_impl; /* a booted kernel; defined by each back end for itself */

/* The system calls of kernel/calls.h, in no kernel's numbering.  The arguments
 * are those of the Linux man page of the same name (section 2), in its order;
 * pointers are the host's and are read and written by the kernel. */
#define KERN_CALL_ID(id, name) KERN_##id,
enum kern_call { KERN_CALLS(KERN_CALL_ID) KERN_NCALLS };

/* How to boot.  Zero means: the default. */
struct kern_conf {
	const char *components; /* names separated by blanks; NULL: all */
	const char *variant;    /* "plain" (default), "fuzz", "cov", "debug" */
	uint64_t memory;        /* arena in bytes; default 32 MiB, with KASAN 64 */
	uint64_t seed;          /* of the random hypercall; default 1 */
	uint64_t wall;          /* ns since 1970, the wall clock at boot */
	const char *cmdline;    /* the kernel's own parameters, appended */
	uint64_t call_time;     /* virtual ns a call may take; default 1 h */
	uint64_t call_work;     /* units of kernel work a call may take;
	                           default: enough for any finite call */
	/* Receives the console log as it is written, in pieces; not at line
	 * ends.  Runs inside a hypercall.  NULL: none. */
	void (*console)(void *arg, const char *text, size_t len);
	void *console_arg;
	/* Wraps the base hypercalls in further layers (fault, trace) before
	 * boot; returns the top layer.  NULL: none.  `struct hyp` is that of
	 * rumpuser/hyp.h.  Ignored by back ends without hypercalls. */
	struct hyp *(*layers)(struct hyp *base, void *arg);
	void *layers_arg;
	/* What lines are counted for, see subject(); NULL: nothing in particular. */
	const char *subject;
	/* Hints: thousands of restores are to follow, not those of one case; and what runs
	 * between them writes few pages, nearly the same ones each time, so that to notice
	 * the first write to each is cheaper than to look which of all were written. */
	bool rounds, small_rounds;
};

/* How much of one kind of memory a kernel holds. */
struct kern_memory {
	char name[32]; /* of a slab cache, or "pages" */
	uint64_t size; /* of an object, bytes */
	uint64_t objects;
};

/* Why a kernel is dead, or a call did not end. */
enum kern_end {
	KERN_ALIVE,
	KERN_PANIC,  /* panic, oops, BUG, KASAN: see the log */
	KERN_HUNG,   /* a call used up call_time with nothing runnable */
	KERN_BUDGET, /* a call used up call_work */
	KERN_HALTED, /* halt() or an orderly exit */
};

struct kern_ops {
	const char *name; /* "linux", "host" */
	bool machine;     /* the machine's own kernel, of whatever version and options */

	/* Boots.  -ENOENT: no such component in this kernel, or not built;
	 * -EPROTONOSUPPORT: hypercalls of another version; -EOPNOTSUPP: the
	 * back end can not do this here (a case skips then); -ENOMEM: the arena
	 * is too small.  On failure *why is one line for the user, static. */
	int (*boot)(const struct kern_conf *, struct kern_impl **, const char **why);
	/* Ends the kernel and frees it, alive or dead. */
	void (*halt)(struct kern_impl *);
	/* Why the kernel is dead; *what names the call under way then ("" if
	 * none), valid until the kernel is freed. */
	enum kern_end (*ended)(struct kern_impl *, const char **what);

	/* Makes a call in context `ctx` and runs the kernel until it is done.
	 * A call that is blocked lets virtual time pass; one that used up its
	 * budget kills the kernel (KERN_HUNG, KERN_BUDGET): -ENOTRECOVERABLE. */
	long (*call)(struct kern_impl *, int ctx, enum kern_call, const long arg[6]);
	/* Starts a call and runs until it is done or blocked with time standing
	 * still: -EINPROGRESS then.  The context takes no other call until
	 * finish(), which lets time pass as call() does. */
	long (*start)(struct kern_impl *, int ctx, enum kern_call, const long arg[6]);
	long (*finish)(struct kern_impl *, int ctx);
	/* The same, but lets at most `ns` pass, and as wait() does only until the
	 * kernel has sent a frame: -EINPROGRESS where it is not done by then. */
	long (*finish_in)(struct kern_impl *, int ctx, uint64_t ns);
	/* A new context: a process of its own (descriptors, cwd, credentials and
	 * address space as after fork from context 0).  Context 0 exists from
	 * boot, has uid 0 and an empty root with /dev. */
	int (*context)(struct kern_impl *);
	/* Copies from and to memory that a call of `ctx` mapped (KERN_MMAP), as
	 * the process itself would read and write it: page faults are taken.
	 * -EFAULT: not mapped so.  -EIO: the fault gave SIGBUS. */
	int (*peek)(struct kern_impl *, int ctx, void *to, uint64_t addr, size_t len);
	int (*poke)(struct kern_impl *, int ctx, uint64_t addr, const void *from, size_t len);

	/* Lets `ns` of virtual time pass (writeback, commit timers run). */
	int (*advance)(struct kern_impl *, uint64_t ns);
	/* Virtual time, ns since boot; does not move it. */
	uint64_t (*now)(struct kern_impl *);

	/* Puts a further layer on top of the hypercalls of a kernel that runs, as
	 * kern_conf.layers does at boot.  It is there until the kernel is freed,
	 * or restored to a snapshot from before. */
	int (*layer)(struct kern_impl *, struct hyp *(*)(struct hyp *below, void *arg), void *arg);

	/* From now on `serve` is asked whenever nothing in the kernel can run, before
	 * time moves for a call that waits, and when a call is done.  It may make calls
	 * in contexts that have none under way, for which it is not asked; true: it did
	 * something, so that a call that waits may go on, and it is to be asked again.
	 * NULL: nobody is asked. */
	void (*serve)(struct kern_impl *, bool (*serve)(void *arg), void *arg);

	/* Makes a disk appear to the kernel; `path` receives the name of its
	 * block device for mount ("/dev/disk0").  The disk is not owned.  Gives
	 * the number by which hypercalls know it, where there are any. */
	int (*disk_attach)(struct kern_impl *, struct disk *, char path[64]);
	int (*disk_detach)(struct kern_impl *, struct disk *);

	/* The geometry of an attached disk has changed: the kernel looks again. */
	int (*disk_changed)(struct kern_impl *, struct disk *);

	/* Makes a wire appear to the kernel; `name` receives the name of its
	 * interface ("eth0"), which is down.  The wire is not owned.  Gives the
	 * number by which hypercalls know it.  -EPFNOSUPPORT: the kernel was not
	 * booted with a component that has a network. */
	int (*wire_attach)(struct kern_impl *, struct wire *, char name[16]);
	int (*wire_detach)(struct kern_impl *, struct wire *);
	/* Has the kernel take what has arrived on the wire by now, without time
	 * moving. */
	int (*wire_take)(struct kern_impl *, struct wire *);
	/* Lets up to `ns` of virtual time pass, until the kernel has sent a frame
	 * and nothing more follows from it.  1: it has; 0: the time is over. */
	int (*wait)(struct kern_impl *, uint64_t ns);

	/* From within a hypercall: wait() comes back, once nothing is runnable. */
	void (*attend)(struct kern_impl *);

	/* What the kernel has allocated, after all that it frees later (RCU, work
	 * queues) is freed; at most `max` kinds.  The number of kinds, or a
	 * negative errno. */
	int (*memory)(struct kern_impl *, struct kern_memory *, size_t max);

	/* Remembers the state of the kernel (one snapshot, a later one replaces
	 * it), and goes back to it, dead or alive; restore() can be repeated.
	 * Disks, log and coverage are not part of it: see harness.h for those. */
	int (*snapshot)(struct kern_impl *);
	int (*restore)(struct kern_impl *);

	/* From now on all calls together may take `work` units of kernel work, and
	 * each of them no more than call_work (UINT64_MAX: only that bound). */
	void (*budget)(struct kern_impl *, uint64_t work);

	/* Writes "function+0x12 (fs/ext4/inode.c:123)" for an address of the
	 * kernel's text; -ENOENT where it is none.  Works on a dead kernel.  What
	 * it reads is open after the first call, whatever the address. */
	int (*symbolise)(struct kern_impl *, uint64_t addr, char *buf, size_t len);

	/* From now on the lines that are reached are counted for `name`, apart from
	 * those before.  No matter where nothing is counted. */
	int (*subject)(struct kern_impl *, const char *name);
};

/* The back end by name, or NULL.  Back ends register themselves by KERN_BACKEND
 * in a file of their folder. */
const struct kern_ops *kern_backend(const char *name);

#define KERN_BACKEND(ops)                                 \
	static const struct kern_ops *const backend_##ops \
	    __attribute__((used, retain, section("kern_backends"))) = &(ops)

#endif
