/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A process that is to mount a hostile image first gives up what it does not
 * need: a kernel that the image has taken over finds a process that can compute,
 * and use the descriptors that are open, and nothing more.
 *
 * The rule everything rests on: what a process needs it opens before
 * sandbox_enter(), which can not be undone.  A kernel that runs then keeps
 * running, can be restored, and names functions in its reports; one can not be
 * booted.
 */
#ifndef RUMPUS_HARNESS_SANDBOX_H
#define RUMPUS_HARNESS_SANDBOX_H

/* What is kept beyond that; zero: nothing. */
struct sandbox {
	/* Folders in which files may be listed, read, made and removed, and files
	 * that may be read and written, up to a NULL; NULL: no file can be
	 * opened.  One that is missing is left out.  It is Landlock that keeps a
	 * process to them: a host without it refuses to open files only where
	 * there are no folders at all. */
	const char *const *folders;
};

/* Drops the rest, for all threads and for good: no new privileges, limits of
 * resources, a filter that refuses every other system call with EPERM.  0, or a
 * negative errno with *why set to one line (static); then some of it may be
 * dropped already. */
int sandbox_enter(const struct sandbox *, const char **why);

/* Runs f in a child process, which is to boot, open, call sandbox_enter() and go
 * on.  "" or what ended the case there (a check, a skip, a defect of the
 * kernel that nobody forgave, a signal): one line, valid until the next call.
 * No kernel may be alive in the caller. */
const char *sandbox_run(void (*f)(void *arg), void *arg);

#endif
