/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The contract between a Linux rump kernel image and its loader
 * (kernel/linux/user).  The image is a static, non-PIC ELF executable linked
 * at a fixed address below 2 GiB; its ELF entry address is not code but that of
 * `struct rump_image rump_image`.  The loader maps the segments, fills in
 * `host`, and calls the functions, all in one thread.
 *
 * Whatever the image writes lies in [data, data_end), in the arena, or (KASAN)
 * in the shadow of these two.  Coverage counters lie outside [data, data_end),
 * so that restoring a snapshot does not wind them back.
 */
#ifndef _ASM_RUMP_IMAGE_H
#define _ASM_RUMP_IMAGE_H

#ifdef __KERNEL__
#include <linux/types.h>
#else
#include <stdint.h>
#endif

#define RUMP_IMAGE_MAGIC 0x31656c6e72656b72ul /* "rkernle1" */
#define RUMP_PAGE 4096ul

/* Addresses.  All are fixed, so that a run does not depend on where the host
 * happened to put things. */
#define RUMP_ARENA_BASE 0x200000000ul  /* 8 GiB: where mem_arena() must put it */
#define RUMP_ARENA_MAX 0x40000000ul    /* 1 GiB at the most */
#define RUMP_VMALLOC_BASE 0x280000000ul /* aliases of arena pages */
#define RUMP_VMALLOC_SIZE 0x40000000ul
#define RUMP_SPACE_END 0x400000000ul   /* all kernel addresses are below */

#ifndef __ASSEMBLY__

/* A piece of work for a context. */
enum rump_op {
	RUMP_OP_NONE,
	RUMP_OP_SYSCALL, /* nr: asm-generic number; arg: its arguments */
	RUMP_OP_PEEK,    /* arg: host buffer, user address, bytes */
	RUMP_OP_POKE,    /* the same; writes to the user address */
	RUMP_OP_CONTEXT, /* makes a new context; result: its number */
	RUMP_OP_DISK_ATTACH, /* arg: dev; creates /dev/disk<dev> */
	RUMP_OP_DISK_DETACH, /* arg: dev */
	RUMP_OP_DISK_RESIZE, /* arg: dev; reads the geometry again */
	RUMP_OP_MEMORY,      /* arg: struct rump_memory *, how many; result: how many */
	RUMP_OP_WIRE_ATTACH, /* arg: dev; creates eth<dev> */
	RUMP_OP_WIRE_DETACH, /* arg: dev */
	RUMP_OP_WIRE_LISTEN, /* arg: dev; an interface that is up listens anew */
	RUMP_OP_WIRE_INTERRUPT, /* arg: dev; takes the frames that have arrived */
};

#define RUMP_CONTEXTS 64
#define RUMP_NOBODY RUMP_CONTEXTS /* in place of a context: time alone is to pass */

struct rump_work {
	uint32_t op;
	uint32_t pad;
	int64_t nr;
	int64_t arg[6];
	int64_t result; /* 0 or more, or a negative errno (asm-generic) */
};

/* What RUMP_OP_MEMORY writes: a slab cache, or the pages that no cache holds. */
struct rump_memory {
	char name[32];
	uint64_t size, objects;
};

/* How enter() came back. */
enum rump_status {
	RUMP_DONE,    /* the work is done; result is set */
	RUMP_BLOCKED, /* nothing is runnable, and time may not move (NOWAIT), or the
	               * host wants to be heard (ATTEND) */
	RUMP_HUNG,    /* nothing is runnable before `deadline` */
	/* From here on the kernel is dead until restored: */
	RUMP_BUDGET, /* work_left went below 0 */
	RUMP_PANIC,
	RUMP_EXIT,
};

/* enter(): */
#define RUMP_NOWAIT 1u /* time stands still */
#define RUMP_STEP 2u   /* it moves to the next event, and then stands still */
#define RUMP_ATTEND 4u /* comes back once *attention is set and nothing is runnable */

/* Registers at a fault, filled by the signal handler. */
struct rump_fault {
	uint64_t addr, ip, sp, bp;
	uint64_t ax, bx, cx, dx, si, di, r8, r9, r10, r11, r12, r13, r14, r15;
	uint32_t write; /* the access was a write */
	uint32_t sig;   /* SIGSEGV, SIGBUS, SIGFPE, SIGILL of the host */
};

/* What the loader gives to the image before boot. */
struct rump_host {
	struct hyp *hyp; /* rumpuser/hyp.h */
	/* Targets of the coverage callbacks of the same names less the prefix
	 * __sanitizer_cov_; NULL: ignored.  They see the caller's return
	 * address as if they had been called directly. */
	void *trace_cmp1, *trace_cmp2, *trace_cmp4, *trace_cmp8;
	void *trace_const_cmp1, *trace_const_cmp2, *trace_const_cmp4, *trace_const_cmp8;
	void *trace_switch;
	void *gcov_merge_add; /* __gcov_merge_add of the host's libgcov */
};

struct rump_image {
	uint64_t magic;
	uint32_t hyp_version; /* HYP_VERSION and sizeof(struct hyp_ops) that the */
	uint32_t hyp_size;    /* image was built with */
	const char *release;  /* "6.1.192 plain", for messages */
	const char *components; /* all built in, blank separated */

	/* Boundaries, page-aligned where a comment says so. */
	char *text, *text_end;         /* page-aligned */
	char *data, *data_end;         /* page-aligned; data and bss: snapshot */
	char *counters, *counters_end; /* sanitizer 8-bit counters */
	char *pcs, *pcs_end;           /* sanitizer pc-table */
	void **gcov, **gcov_end;       /* struct gcov_info pointers */
	uint64_t shadow_offset;        /* KASAN: shadow = (addr >> 3) + this; or 0 */

	struct rump_host *host; /* in the image; filled by the loader */

	/* Boots; on the caller's stack, which is the host's.  0, or the negative
	 * errno of what is missing; *status as for enter(). */
	int (*boot)(uint32_t *status);
	/* Gives context `ctx` a piece of work, or NULL: goes on with the work it
	 * has.  Returns enum rump_status.  `work` must stay valid until DONE.
	 * `deadline`: virtual ns.  On RUMP_BLOCKED and RUMP_HUNG the context
	 * goes on with it at a later enter().  RUMP_NOBODY has no work: it comes
	 * back with RUMP_HUNG at the deadline. */
	uint32_t (*enter)(uint32_t ctx, struct rump_work *work, uint64_t deadline, uint32_t flags);
	/* From inside a hypercall: abandons the kernel and makes boot() or
	 * enter() return `status` to the host. */
	void (*leave)(uint32_t status) __attribute__((noreturn));

	/* In a signal handler: the address to go on at after a fault at `ip`, or
	 * 0 (then: set fault, make ip = fault_entry, sp = (sp - 256) & ~15ul - 8,
	 * and return from the handler: the kernel reports an oops). */
	uint64_t (*fixup)(uint64_t ip);
	struct rump_fault *fault;
	uint64_t fault_entry;

	int64_t *work_left; /* set before enter(); falls by what the kernel does */
	/* True where [sp] lies on a kernel task's stack: tells the signal handler
	 * that the kernel is running. */
	uint32_t *running;
	/* Set by the host inside a hypercall, see RUMP_ATTEND; never cleared by the
	 * kernel. */
	uint32_t *attention;
};

#endif /* __ASSEMBLY__ */
#endif
