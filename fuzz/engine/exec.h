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
	EXEC_CRASH,  /* a splat, or an oracle's answer: exec_splat() */
	EXEC_OUTCOMES
};

/* Boots the kernel and looks what paths the base images hold.  Ends the process
 * with one line where that can not be done. */
void exec_start(void);
/* Prints the components that the target boots, one a line; before exec_start() too. */
void exec_print_components(void);
/* Halts the kernel and frees everything. */
void exec_stop(void);

/* Back to the kernel and the images as exec_start() left them; what the last input
 * did is forgotten.  Part of exec_run(). */
void exec_restore(void);
/* Kernel work that one input may take.  An honest input needs far less; one whose
 * kernel follows a corrupt size or list round and round would eat the time of
 * thousands of others. */
#define EXEC_WORK 1000000ull
/* Of so many inputs one is asked what fuzz/engine/oracle.h says, chosen by a hash
 * of its bytes; 0: none.  All, unless it is set before exec_start(); the environment
 * variable RUMPUS_FUZZ_ASK counts more than either. */
extern unsigned exec_every;
/* What fuzzing engines set it to: to ask one costs twice what running it does. */
#define EXEC_EVERY 64
/* Where not all are asked, one that used up its work is so much more seldom: whether a
 * call of it ends at all takes ORACLE_ENDLESS of work, the time of thousands of inputs. */
#define EXEC_RARER 16
/* Executes one encoded input. */
enum exec_outcome exec_run(const uint8_t *bytes, size_t size);
/* The same, and counts lines for it: "input <name>". */
enum exec_outcome exec_named(const char *name, const uint8_t *bytes, size_t size);
/* Makes the patches of an input, repairs checksums (unless it says otherwise),
 * and returns the disk; NULL where the target has none.  Part of exec_run(). */
struct disk *exec_patch(const struct input *);

/* Runs an input, with no oracle, and tells what passes between the kernel and the server
 * that lies; of a target that has one. */
struct server_heard; /* harness/server.h */
void exec_listen(const struct input *, void (*heard)(void *arg, const struct server_heard *),
    void *arg);

/* What the last input did wrong: "" or a splat without the kernel's end, or the
 * answer of an oracle. */
const char *exec_splat(void);
/* The whole log of the last input, from boot. */
const char *exec_log(void);
/* The faults of the last input that fired, a line for each.  One that has not
 * fired is no matter.  Valid until the next call of a function here. */
const char *exec_faults(void);
/* wait.c: one of them lets no allocation of some kind pass any more: a driver that may not fail
 * then tries for ever. */
bool exec_memory_is_gone(void);

/* The images and paths; the state of the structure-aware mutator. */
const struct model *exec_model(void);
const struct mutator *exec_mutator(void);

/* -- for oracles: the parts of a run of the input under way -- */

/* Makes patches and faults and mounts, with so much kernel work for all; 0 or the
 * error of the mount. */
int exec_begin(uint64_t work);
/* Runs the program; as program_run(). */
bool exec_program(void);
/* Both, and unmounts; true where nothing is mounted now. */
bool exec_go(uint64_t work);
/* No fault happens any more. */
void exec_faults_off(void);
/* What the target's file system lies on is unmounted, too, where it is a file system;
 * true where nothing is mounted now. */
bool exec_umount_below(void);
/* Takes disk and faults back, for a further run in a kernel that stays as it is; there
 * is nothing mounted in it but what this mounts. */
void exec_again(void);

/* How many inputs had which outcome. */
extern uint64_t exec_count[EXEC_OUTCOMES];
/* How many had an image that mounts. */
extern uint64_t exec_mounted;

/* Where programs run: the mount point, or "" where there is no file system. */
extern const char *exec_root;
/* Mounts the file system of the input under way, unmounts it. */
int exec_mount(void);
/* The options it is mounted with, or NULL. */
const char *exec_options(void);
int exec_umount(void);
/* The device that it is on, in the kernel; NULL: none. */
const char *exec_device(void);

/* engine/program.c: runs the program of an input, until its end or that of the
 * kernel; closes what it opened.  False: a call that makes things durable gave an
 * error of the disk, so that not all of them are. */
bool program_run(struct kern *, const struct input *, const struct model_image *);
/* Where to tell each call and its result, or NULL. */
extern FILE *program_trace;
/* engine/discover.c: finds the paths of the file system mounted at `dir`. */
void discover(struct kern *, const char *dir, struct model_image *);

#endif
