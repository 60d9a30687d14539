/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Between exec.c, which runs inputs, and exec_start.c, which makes what all of them
 * use. */
#ifndef RUMPUS_FUZZ_EXEC_MADE_H
#define RUMPUS_FUZZ_EXEC_MADE_H

#include "fuzz/engine/exec.h"
#include "fuzz/target.h"

#define BELOW "/below"  /* where what the target's file system lies on is mounted */
#define INPUT_NAME 2048 /* bytes of its name that are told */

struct exec {
	struct fuzz_target target;
	struct kern *kern;
	const struct component *component;
	const struct fuzz_runner *runner; /* NULL: inputs are programs */
	struct disk *disks[MODEL_IMAGES];
	struct base base;
	struct model model;
	struct mutator mutator;
	struct input input; /* the one under way */
};
extern struct exec exec;

/* Ends the process with one line that says why, before the first input. */
void exec_give_up(const char *why) __attribute__((noreturn));
bool exec_is_fs(void);
/* What the input under way mounts; NULL: nothing. */
struct disk *exec_disk(void);
/* wait.c: that the input's kernel was blocked for good is what its faults ask for. */
bool exec_may_wait(void);
/* Mounts what the target's file system lies on; 0 or a negative errno. */
int exec_mount_below(void);

#endif
