/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The Linux back end, host side: loads a kernel image (the contract is
 * kernel/linux/arch/rump/include/asm/image.h) and runs it in this process.
 *
 * The rule everything rests on: one thread; the kernel runs on stacks of its
 * own inside enter(), and leaves them by coming back or by image->leave().
 * SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGVTALRM belong to the kernel while one
 * is alive; what is not the kernel's goes to the handler that was there before.
 */
#ifndef RUMPUS_LINUX_H
#define RUMPUS_LINUX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/kern.h"
#include "kernel/linux/arch/rump/include/asm/image.h"
#include "kernel/linux/user/snapshot.h"
#include "rumpuser/posix/posix.h"

/* -- for fuzz engines -- */

/* The sanitizer coverage of the image that is loaded: 8-bit counters and the
 * table of their places, two words each.  They stay mapped and keep counting
 * over halt, boot and restore.  False: no image, or one without coverage. */
struct linux_coverage {
	uint8_t *counters;
	size_t count;
	const uintptr_t *pcs;
};
bool linux_coverage(struct linux_coverage *);
/* Engines that look at all counters after each input are told of those alone that were
 * compiled from these files and folders, blank separated ("fs/ext4 fs/jbd2"): a tenth
 * of them, at a tenth of the cost.  NULL, or no such file in the image: of all.  To be
 * called before the first boot; the text stays the caller's. */
void linux_coverage_of(const char *sources);

/* -- between the files of this folder -- */

struct linux_context {
	struct rump_work work;
	bool busy; /* has started a call that is not finished */
	int call;  /* enum kern_call of it */
};

/* What a snapshot remembers beside memory and struct posix_state. */
struct linux_state {
	struct linux_context ctx[RUMP_CONTEXTS];
	int contexts;
	enum kern_end end;
	char what[32]; /* the call under way when it ended */
};

struct kern_impl {
	const struct rump_image *image;
	struct posix *posix;
	struct snapshot *snapshot; /* NULL until the first one */
	uint64_t call_time, call_work;
	uint64_t budget;          /* work that all calls together may still take */
	uint64_t entered;         /* calls of enter(): the watchdog's measure of progress */
	bool small_rounds;        /* of struct kern_conf */
	unsigned diverted;        /* faults handed to the kernel since the last of them */
	bool (*serve)(void *arg); /* asked where nothing can run; NULL: nobody is */
	void *serve_arg;
	char why[256]; /* of a panic, one line */
	struct linux_state now, marked;
};

/* The kernel that lives in this process, or NULL: what handlers look at. */
extern struct kern_impl *linux_alive;

/* load.c: maps the image of a variant, or makes the mapped one fresh again. */
int linux_load(const char *variant, const struct rump_image **, const char **why);
/* The file of the image that is loaded, or NULL. */
const char *linux_image_path(void);
/* The loaded image's file as it is mapped, and the pages of its line counters;
 * NULL, or false: there is none. */
const void *linux_image_file(size_t *len);
bool linux_image_counters(void **from, size_t *len);
/* gdb.c: tells a debugger of the image at [elf, elf + len), or that it went. */
void linux_gdb_add(const void *elf, size_t len);
void linux_gdb_remove(void);
/* coverage.c: hands the image's coverage to libFuzzer, if that is linked in.
 * True: it keeps pointers into the image. */
bool linux_coverage_register(const struct rump_image *);
/* Points the image's comparison callbacks at the engine's.  What comes before the first
 * snapshot is of no input, and each place is told of a few times only. */
void linux_coverage_connect(struct rump_host *);

/* signal.c: puts our handlers on top.  No kernel alive: they only pass on. */
void linux_signals(void);
/* watchdog.c */
void linux_watchdog_start(void);
void linux_watchdog_stop(void);
/* Ends a kernel from a signal handler: goes on at image->leave(status). */
void linux_divert_leave(struct kern_impl *, void *ucontext, uint32_t status);

/* counters.c: where RUMPUS_COVERAGE asks for it, the counters of the loaded image
 * are in a file from now on, counted for `subject`.  0, or a negative errno with
 * *why.  linux_counters_gone(): the image is not mapped any more. */
int linux_counters_start(const char *subject, const char **why);
void linux_counters_gone(void);
/* A kern_ops.subject. */
int linux_subject(struct kern_impl *, const char *name);

/* call.c: the asm-generic number of a call, and its name for messages. */
int linux_call_number(enum kern_call);
const char *linux_call_name(enum kern_call);

/* enter.c: gives work to a context and runs it; the result or a negative errno:
 * -EINPROGRESS (RUMP_NOWAIT only), -ENOTRECOVERABLE. */
long linux_work(struct kern_impl *, int ctx, const struct rump_work *, uint32_t flags);
/* A context that takes work, or -EBUSY. */
int linux_idle_context(const struct kern_impl *);
/* Runs the kernel, for no context, until `deadline` (virtual ns): RUMP_HUNG, or
 * with RUMP_ATTEND RUMP_BLOCKED; other results have marked the kernel dead. */
uint32_t linux_pass(struct kern_impl *, uint64_t deadline, uint32_t flags);
/* Marks the kernel dead for a status of boot() or enter() that says so. */
void linux_died(struct kern_impl *, uint32_t status, const char *what);

/* boot.c */
int linux_boot(const struct kern_conf *, struct kern_impl **, const char **why);
void linux_halt(struct kern_impl *);
int linux_layer(struct kern_impl *, struct hyp *(*)(struct hyp *below, void *arg), void *arg);
/* enter.c */
enum kern_end linux_ended(struct kern_impl *, const char **what);
long linux_call(struct kern_impl *, int ctx, enum kern_call, const long arg[6]);
long linux_start(struct kern_impl *, int ctx, enum kern_call, const long arg[6]);
long linux_finish(struct kern_impl *, int ctx);
long linux_finish_in(struct kern_impl *, int ctx, uint64_t ns);
int linux_context(struct kern_impl *);
int linux_peek(struct kern_impl *, int ctx, void *to, uint64_t addr, size_t len);
int linux_poke(struct kern_impl *, int ctx, uint64_t addr, const void *from, size_t len);
int linux_advance(struct kern_impl *, uint64_t ns);
uint64_t linux_now(struct kern_impl *);
/* When `ns` will have passed, virtual ns, UINT64_MAX at the most. */
uint64_t linux_deadline(struct kern_impl *, uint64_t ns);
void linux_budget(struct kern_impl *, uint64_t work);
void linux_serve(struct kern_impl *, bool (*serve)(void *arg), void *arg);
int linux_memory(struct kern_impl *, struct kern_memory *, size_t max);
/* disk.c */
int linux_disk_attach(struct kern_impl *, struct disk *, char path[64]);
int linux_disk_detach(struct kern_impl *, struct disk *);
int linux_disk_changed(struct kern_impl *, struct disk *);
/* wire.c */
int linux_wire_attach(struct kern_impl *, struct wire *, char name[16]);
int linux_wire_detach(struct kern_impl *, struct wire *);
int linux_wire_take(struct kern_impl *, struct wire *);
/* A layer has come: the kernel tells it of the wires it listens to. */
int linux_wire_listen(struct kern_impl *);
int linux_wait(struct kern_impl *, uint64_t ns);
void linux_attend(struct kern_impl *);
/* state.c: the pages of the KASAN shadow that tell of [base, base + len); none are where the
 * image has no shadow_offset. */
struct snapshot_range linux_shadow_of(const struct rump_image *, const void *base, uint64_t len);
int linux_snapshot(struct kern_impl *);
int linux_restore(struct kern_impl *);
/* True for a write to `addr` that a snapshot had closed: try it again. */
bool linux_write_fault(struct kern_impl *, void *addr);
/* symbol_units.c: where the text is that was compiled from these files and folders,
 * blank separated, in the order of addresses; false: out of memory, or the image's debug
 * information can not be read.  The caller frees t->span in any case. */
struct linux_span {
	uint64_t from, to;
};
struct linux_text {
	struct linux_span *span;
	size_t n, room;
};
bool linux_text_of(const char *sources, struct linux_text *);
bool linux_text_has(const struct linux_text *, uint64_t addr);
/* symbol.c */
int linux_symbolise(struct kern_impl *, uint64_t addr, char *buf, size_t len);

#endif
