/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* An input as a C program for a real kernel. */
#ifndef RUMPUS_TRIAGE_WRITE_C_H
#define RUMPUS_TRIAGE_WRITE_C_H

#include <stdio.h>

#include "fuzz/input/input.h"

/* Writes a program that takes the base image, patches a copy (checksums too), mounts
 * it by a loop device and makes the calls.  `title` is one line for its head.  What
 * an input has that no real kernel offers, its faults, stands there as a comment.
 * `whole`: it needs nothing of ours; else it includes fuzz/triage/reproduce.h.
 * After exec_start(). */
void write_c(FILE *to, const struct input *, const char *title, bool whole);

/* Writes fuzz/triage/reproduce.h itself, with the headers of ours that it includes. */
void write_c_shared(FILE *to);

/* The C expression that a call is, without its end; false: it has none.  `opened`
 * and `mapped` are the slots that an open or mmap fills. */
bool write_c_call(FILE *to, const struct call *, const struct model_image *, const char *root,
    unsigned opened, unsigned mapped);

#endif
