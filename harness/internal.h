/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the files of the harness share with one another and with nobody else. */
#ifndef RUMPUS_HARNESS_INTERNAL_H
#define RUMPUS_HARNESS_INTERNAL_H

#include "harness/harness.h"
#include "kernel/kern.h"

/* The console log: its first LOG_PART bytes, then a ring of the last ones. */
#define LOG_PART (4u << 20)

struct log {
	char *head; /* grows up to LOG_PART */
	size_t head_len, head_size;
	char *ring;        /* LOG_PART bytes, once the head is full */
	uint64_t ring_len; /* bytes that went there, including those overwritten */
	char *text;        /* the whole, as last asked for */
};

void log_add(void *log, const char *text, size_t len); /* a kern_conf.console */
uint64_t log_total(const struct log *);
void log_cut(struct log *, uint64_t total); /* forgets what came after `total` */
const char *log_text(struct log *);         /* valid until the log changes */
/* The part of the text that was written after the first `from` bytes. */
const char *log_text_from(struct log *, uint64_t from);
void log_free(struct log *);

#define KERN_DISKS 16
#define KERN_WIRES 8

struct kern {
	const struct kern_ops *ops;
	struct kern_impl *impl;
	char *components; /* as given to the back end */
	int ctx;          /* the chosen context */
	int last_ctx;     /* the highest there is */
	int last_fd;      /* the highest descriptor that a call gave */
	struct mapping {
		int ctx;
		long addr, len;
	} * mapping; /* all there ever were; unmapped ones too */
	size_t mappings;
	struct attached {
		struct disk *disk;
		uint32_t dev; /* as hypercalls know it */
		char path[64];
	} disk[KERN_DISKS], snap_disk[KERN_DISKS];
	struct wire *wire[KERN_WIRES], *snap_wire[KERN_WIRES];
	bool snapped;
	int snap_ctx, snap_last_ctx;
	size_t snap_mappings;
	uint64_t snap_log;
	struct trace *trace; /* below all layers; NULL: a kernel without hypercalls */
	struct fault *fault; /* the layer of faults, or NULL: there is none */
	bool snap_fault;
	/* Told of each system call that is done; NULL: nobody is.  It may make
	 * calls of its own, of which it is not told. */
	void (*called)(void *arg, struct kern *, int call, const long arg_of[6], long result);
	void *called_arg;

	struct serving *serving; /* the server of a file system, or NULL */
	struct log log;
	uint64_t clean;    /* log bytes that were found to be without a splat */
	uint64_t forgiven; /* log bytes whose splats are forgiven */
	bool end_forgiven; /* so is the end of the kernel */
	char *splat;       /* as last asked for */
	char *spent;       /* the same */
};

/* The kernel that runs in this process, or NULL. */
extern struct kern *harness_kern;

/* True inside harness_catch(): an end of the case prints nothing. */
extern bool harness_quiet;

/* Ends the case with a skip: the back end can not do `what`. */
void kern_cannot(const struct kern *, const char *what) __attribute__((noreturn));
/* Unmaps and closes what the contexts have mapped and open and takes them to
 * "/", as if they had ended. */
void kern_leave(struct kern *);
/* Keeps the text of a defect that nobody forgave, for harness_defect(). */
void kern_note_defect(struct kern *);
/* Ends the kernel, as kern_halt() does, without looking for defects. */
void kern_free(struct kern *);

/* The defects in `log` as text, symbolised through `k`; malloc'ed. */
char *splat_scan(struct kern *k, const char *log);

/* fault.c: makes the layer of faults where `text` or the environment sets some;
 * 0 or a negative errno with *why.  fault_layer() stacks it. */
int fault_boot(struct kern *, const char *text, const char **why);
struct hyp *fault_layer(struct hyp *below, void *arg);
void fault_snapshot(struct kern *);
void fault_restore(struct kern *);
/* The kernel is about to be freed. */
void fault_gone(struct kern *);
/* Prints the faults that fired to stderr. */
void fault_print(void);
/* diskfault.c: a disk has been attached; sets the faults that wait for it. */
void fault_attached(struct kern *, const struct attached *);
/* "" or what is wrong: a fault that waits for a disk that never came. */
const char *fault_waiting(void);

/* server.c: what the server keeps is part of a snapshot. */
void server_snapshot(struct kern *);
void server_restore(struct kern *);
/* The context that is the server's, or -1. */
int server_context(const struct kern *);
/* The kernel is about to be freed. */
void server_gone(struct kern *);

/* trace.c: makes the trace of a kernel; 0 or -ENOMEM. */
int trace_boot(struct kern *, const struct boot *);
/* A disk has been attached. */
void trace_attached(struct kern *, const struct attached *);
/* The kernel is about to be freed: writes the file that TRACE= names. */
void trace_gone(struct kern *);
/* Prints the last hypercalls to stderr, of a kernel that is gone too. */
void trace_print(void);

/* wire_report.c: prints the last frames of the kernel's wires to stderr. */
void wires_print(void);

/* Formats into a new string; ends the program when out of memory. */
char *text_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same, kept for the callers that return a static line of text. */
const char *text_static(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
