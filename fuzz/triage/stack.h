/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What tells one defect from another: its kind, and the innermost functions of
 * its call trace that are the driver's.
 *
 * The rule everything rests on: two splats of one defect give the same text, in
 * each build of one source.  So addresses, offsets, lines and what a compiler
 * adds to names do not count, nor do functions that only report (KASAN, the
 * printing of a stack) or that anybody may call with bad arguments (lib/,
 * crypto/, the allocators).
 */
#ifndef RUMPUS_TRIAGE_STACK_H
#define RUMPUS_TRIAGE_STACK_H

#include <stdbool.h>
#include <stddef.h>

#define STACK_FRAMES 3
#define STACK_TEXT 400
#define STACK_NAME 80
#define STACK_PATH 160

struct stack {
	char kind[100]; /* "KASAN: use-after-free", "WARNING", "kernel BUG",
	                   "leak of ext4_io_end" */
	char frame[STACK_FRAMES][STACK_NAME];
	int frames;
};

/* The function of a line of a call trace and the file that it is in, without what a
 * compiler appends.  False: it only reports, or anybody may call it. */
bool stack_line(const char *line, char name[STACK_NAME], char path[STACK_PATH]);
/* The first defect of a splat (kern_splat()). */
void stack_of(const char *splat, struct stack *);
/* The text by which defects are told apart: "KASAN in a < b < c".  What KASAN says
 * of the memory is left out: it depends on what lies there. */
void stack_key(const struct stack *, char text[STACK_TEXT]);
/* One line for people: "KASAN: use-after-free in a". */
void stack_title(const struct stack *, char text[STACK_TEXT]);
/* A name for a folder: "kasan-use-after-free-a". */
void stack_name(const struct stack *, char text[STACK_TEXT]);

#endif
