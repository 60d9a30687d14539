/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The hypercall interface: all that a rump kernel asks of its host.
 *
 * The rule everything rests on: a hypercall runs on the stack of the kernel
 * task that makes it (at least 8 KiB are left) in the one thread that runs the
 * kernel.  It does not call back into the kernel, except through the function
 * named in its contract, and does not keep a pointer it was given past its
 * return, except where its contract says so.
 *
 * Implementations stack.  Each layer is a struct hyp whose ops forward what
 * they do not change to `below`; the base layer is posix.  The shape is that
 * of NetBSD's rumpuser(3).
 *
 * Only fixed-width types cross: no type and no number of the host or of the
 * kernel.  Results are 0 or a negative errno in the numbering of <errno.h> of
 * asm-generic (Linux), which for 1..34 is also that of POSIX systems.
 */
#ifndef RUMPUS_HYP_H
#define RUMPUS_HYP_H

#ifdef __KERNEL__
#include <linux/types.h>
#else
#include <stddef.h>
#include <stdint.h>
#endif

/* Raised whenever struct hyp_ops or a struct below it changes. */
#define HYP_VERSION 3

#define HYP_SECTOR 512 /* the unit of every sector number below, bytes */

struct hyp;

/* One memory segment of a disk request; `base` is valid until done(). */
struct hyp_seg {
	void *base;
	uint64_t len; /* bytes, a multiple of HYP_SECTOR */
};

enum hyp_disk_op {
	HYP_DISK_READ,
	HYP_DISK_WRITE,
	HYP_DISK_FLUSH,   /* no data: all writes done before are durable */
	HYP_DISK_DISCARD, /* no data: the range reads as zeroes from now on */
};

#define HYP_DISK_FUA 1u /* flag of a write: durable before it is done */

/* A disk request.  Owned by the kernel; lent to the host until done(). */
struct hyp_disk_req {
	uint32_t op;    /* enum hyp_disk_op */
	uint32_t flags; /* HYP_DISK_FUA */
	uint64_t sector;
	uint64_t len; /* bytes, the sum of the segments (DISCARD: the range) */
	const struct hyp_seg *seg;
	uint32_t nseg;
	int32_t error; /* set by the host before done(): 0 or a negative errno */
	/* Reports the request done.  Called by the host exactly once, inside
	 * disk_submit(), of this or of a later request, or inside clock_wait();
	 * on the stack of the kernel that is running.  Interrupt context of the
	 * kernel. */
	void (*done)(struct hyp_disk_req *);
};

#define HYP_DISK_RDONLY 1u
#define HYP_DISK_DISCARDS 2u /* the disk accepts HYP_DISK_DISCARD */
#define HYP_DISK_CACHE 4u    /* volatile write cache: FLUSH and FUA matter */

struct hyp_disk_geometry {
	uint64_t sectors;      /* size in units of HYP_SECTOR */
	uint32_t logical_size; /* logical block size in bytes, 512..4096 */
	uint32_t flags;        /* HYP_DISK_RDONLY ... */
};

#define HYP_WIRE_LINK 1u       /* there is somebody at the other end */
#define HYP_WIRE_ADDR 6        /* bytes of a station's address */
#define HYP_WIRE_HEADER 14     /* bytes of an Ethernet header: two addresses, the type */
#define HYP_WIRE_MTU_MIN 68    /* what IPv4 asks of any link (RFC 791) */
#define HYP_WIRE_MTU_MAX 65521 /* with its header a frame fits 65535 bytes */

/* An Ethernet wire, as the host has it or as the kernel wants it. */
struct hyp_wire_state {
	uint8_t addr[HYP_WIRE_ADDR]; /* of the kernel's station */
	uint16_t pad;
	uint32_t mtu;   /* the longest payload of a frame, bytes */
	uint32_t flags; /* HYP_WIRE_LINK; the host's alone */
};

/* What asks for memory. */
enum hyp_alloc {
	HYP_ALLOC_SLAB,
	HYP_ALLOC_PAGE,
	HYP_ALLOC_VMALLOC, /* either of these, for vmalloc() */
};

struct hyp_ops {
	uint32_t version; /* HYP_VERSION of the host; checked at boot */
	uint32_t size;    /* sizeof(struct hyp_ops) of the host; checked too */

	/* -- memory -- */

	/* Gives the kernel its memory: one contiguous, zeroed, page-aligned
	 * arena.  Asked once at boot.  Sets *base and *len (bytes). */
	int (*mem_arena)(struct hyp *, void **base, uint64_t *len);
	/* Makes the arena page at `page` appear at `addr` as well (an alias:
	 * writes to one are seen through the other).  Both page-aligned, `len`
	 * bytes, a multiple of the page size.  Replaces what was there. */
	int (*mem_alias)(struct hyp *, void *addr, void *page, uint64_t len);
	/* Takes aliases away: an access faults from now on. */
	int (*mem_unalias)(struct hyp *, void *addr, uint64_t len);
	/* The kernel is about to allocate memory of its arena for itself, in a way
	 * that may fail: 0, or a negative errno and it does fail.  NULL: no layer
	 * wants to know; the kernel looks at the pointer for each allocation. */
	int (*alloc)(struct hyp *, uint32_t kind); /* enum hyp_alloc */

	/* -- clock -- */

	/* Virtual time in ns since boot.  Never goes back; each call moves it by
	 * a few ns, so that a loop that waits for time to pass ends. */
	uint64_t (*clock_now)(struct hyp *);
	/* Nothing is runnable: moves time to `until` (ns; UINT64_MAX: no event
	 * is pending), or to the time of an earlier host event (a disk request
	 * that is done, a frame that arrives), whose done() or interrupt() it
	 * calls. */
	void (*clock_wait)(struct hyp *, uint64_t until);
	/* The wall clock at boot: ns since 1970-01-01 UTC. */
	uint64_t (*clock_wall)(struct hyp *);
	/* -- console, random, parameters -- */

	/* Writes `len` bytes of the kernel's log. */
	void (*console)(struct hyp *, const char *text, uint64_t len);
	/* Fills `buf` with `len` bytes of the only randomness there is. */
	void (*random)(struct hyp *, void *buf, uint64_t len);
	/* The value of parameter `name` ("cmdline", "components"), or NULL.  Owned
	 * by the host, valid for the life of the kernel. */
	const char *(*param)(struct hyp *, const char *name);

	/* -- end: neither returns -- */

	/* The kernel has halted in order. */
	void (*exit)(struct hyp *, int32_t status) __attribute__((noreturn));
	/* The kernel can not go on; `why` is one line, also on the console. */
	void (*panic)(struct hyp *, const char *why) __attribute__((noreturn));

	/* -- disk -- */

	/* The geometry of disk `dev` (0, 1, ...); -ENODEV where there is none. */
	int (*disk_geometry)(struct hyp *, uint32_t dev, struct hyp_disk_geometry *);
	/* Submits a request.  It is finished by req->done(), which may be called
	 * before this returns; an error is reported there and nowhere else. */
	void (*disk_submit)(struct hyp *, uint32_t dev, struct hyp_disk_req *);

	/* -- wire: frames are Ethernet's, from the destination address on and
	 * without the check sequence -- */

	/* What wire `dev` (0, 1, ...) is like now; -ENODEV where there is none. */
	int (*wire_state)(struct hyp *, uint32_t dev, struct hyp_wire_state *);
	/* The kernel gives its station another address or MTU; flags are not
	 * looked at.  0, or a negative errno and nothing has changed. */
	int (*wire_set)(struct hyp *, uint32_t dev, const struct hyp_wire_state *);
	/* From now on the kernel takes frames of wire `dev`; frames that came
	 * before are lost.  The host calls interrupt() when there is a frame to
	 * receive, when there is room to send after -EAGAIN, and when the state
	 * has changed: inside clock_wait(), on the stack of the kernel, as an
	 * interrupt of it.  The pointer is kept until the next call; NULL: the
	 * kernel takes no frames, and those that come are lost. */
	int (*wire_listen)(struct hyp *, uint32_t dev, void (*interrupt)(uint32_t dev));
	/* Sends one frame of `len` bytes.  0: it is on its way, or lost as frames
	 * are; -EAGAIN: there is no room, and interrupt() tells when there is;
	 * another negative errno: it was not sent. */
	int (*wire_send)(struct hyp *, uint32_t dev, const void *frame, uint64_t len);
	/* Receives the next frame that has arrived: its bytes, which are the
	 * host's and valid until the next hypercall about this wire, and their
	 * number at *len; NULL: there is none. */
	const void *(*wire_receive)(struct hyp *, uint32_t dev, uint64_t *len);
};

/* A layer.  What a layer keeps for itself follows in a struct that has this as
 * its first member. */
struct hyp {
	const struct hyp_ops *ops;
	struct hyp *below; /* NULL at the base */
};

#endif
