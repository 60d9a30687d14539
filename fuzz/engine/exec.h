/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Executes inputs: each meets a freshly restored kernel.  Knows no file system
 * and no fuzzing engine.
 *
 * The rule everything rests on: one process, one target, one kernel.  It is
 * booted once; what an input does is gone when the next one begins, so that
 * the order of inputs does not matter.
 */
#ifndef RUMPUS_FUZZ_EXEC_H
#define RUMPUS_FUZZ_EXEC_H

#include "fuzz/input/input.h"
#include "fuzz/mutate/mutate.h"
#include "harness/harness.h"

enum exec_outcome {
	EXEC_CLEAN,
	EXEC_HUNG,   /* a call waited for what never comes; no defect by itself */
	EXEC_BUDGET, /* the input used up its kernel work; the same */
	EXEC_CRASH,  /* a splat: exec_splat() */
	EXEC_OUTCOMES
};

/* Boots the kernel and looks what paths the base images hold.  Ends the process
 * with one line where that can not be done. */
void exec_start(void);
/* Halts the kernel and frees everything. */
void exec_stop(void);

/* Back to the kernel and the images as exec_start() left them; what the last input
 * did is forgotten.  Part of exec_run(). */
void exec_restore(void);
/* Executes one encoded input. */
enum exec_outcome exec_run(const uint8_t *bytes, size_t size);
/* The same, and counts lines for it: "input <name>". */
enum exec_outcome exec_named(const char *name, const uint8_t *bytes, size_t size);
/* Makes the patches of an input, repairs checksums (unless it says otherwise),
 * and returns the disk; NULL where the target has none.  Part of exec_run(). */
struct disk *exec_patch(const struct input *);

/* What the last input did wrong: "" or a splat without the kernel's end. */
const char *exec_splat(void);
/* The whole log of the last input, from boot. */
const char *exec_log(void);
/* The faults of the last input that fired, a line for each.  One that has not
 * fired is no matter.  Valid until the next call of a function here. */
const char *exec_faults(void);

/* The images and paths; the state of the structure-aware mutator. */
const struct model *exec_model(void);
const struct mutator *exec_mutator(void);

/* How many inputs had which outcome. */
extern uint64_t exec_count[EXEC_OUTCOMES];
/* How many had an image that mounts. */
extern uint64_t exec_mounted;

/* Where programs run: the mount point, or "" where there is no file system. */
extern const char *exec_root;
/* Mounts the file system of the input under way, unmounts it. */
int exec_mount(void);
int exec_umount(void);
/* The device that it is on, in the kernel; NULL: none. */
const char *exec_device(void);

/* engine/program.c: runs the program of an input, until its end or that of the
 * kernel; closes what it opened. */
void program_run(struct kern *, const struct input *, const struct model_image *);
/* Where to tell each call and its result, or NULL. */
extern FILE *program_trace;
/* engine/discover.c: finds the paths of the file system mounted at `dir`. */
void discover(struct kern *, const char *dir, struct model_image *);

#endif
