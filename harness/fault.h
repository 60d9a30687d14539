/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Faults in a case: by text, in the grammar of rumpus-fault(7), or by designated
 * initializers.  Part of harness/harness.h.
 *
 *	kern_boot("ext4", .faults = "write:17=EIO")
 *	disk_fault(d, .on = DISK_WRITE, .nth = 3, .error = EIO);
 *	FAULT='write:17=EIO' in the environment: for each kernel that is booted
 *
 * The rule everything rests on: occurrences are counted from when the fault was
 * set.  A fault that has not fired when the case ends makes it void, which is a
 * failure.  A back end without hypercalls skips.
 */
#ifndef RUMPUS_HARNESS_FAULT_H
#define RUMPUS_HARNESS_FAULT_H

#include <stdbool.h>
#include <stdint.h>

struct kern;
struct disk;

/* Sets faults for a kernel that runs; a text that is wrong ends the case. */
void kern_fault(struct kern *, const char *text);
/* The same, but returns 0 or -EINVAL with *why in one line. */
int kern_try_fault(struct kern *, const char *text, const char **why);
/* Takes all faults away; of those set by the case, none makes it void then. */
void kern_fault_clear(struct kern *);
/* How often faults fired since boot, or what kern_restore() left of that. */
uint64_t kern_fault_hits(struct kern *);
/* The faults that fired, a line for each; the first ones of many.  Valid until
 * another function gives a line of text. */
const char *kern_fault_log(struct kern *);

enum disk_on {
	DISK_ANY, /* any request */
	DISK_READ,
	DISK_WRITE,
	DISK_FLUSH,
	DISK_DISCARD,
};

struct disk_fault {
	enum disk_on on;
	uint64_t nth;             /* the occurrence; default 1 */
	uint64_t last;            /* the last one of several; default: nth alone */
	bool forever;             /* nth and all that follow */
	uint64_t every;           /* of several, each `every`th; default 1 */
	uint64_t sector, sectors; /* a range; sectors 0: the whole disk */
	int error;                /* an errno: EIO */
	const char *effect;       /* or an effect: "torn(512)" */
};
/* Sets a fault for a disk: in the kernel it is attached to, else in the one it is
 * attached to next. */
#define disk_fault(d, ...) disk_fault_((d), &(struct disk_fault){ __VA_ARGS__ })
void disk_fault_(struct disk *, const struct disk_fault *);
/* How often faults fired on this disk, or what kern_restore() left of that. */
uint64_t disk_hits(const struct disk *);

/* "" or why the case is void: a fault that has not fired. */
const char *harness_void(void);

#endif
