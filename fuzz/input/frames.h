/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The text form of an input that is a row of frames (components/packet/run.c):
 *
 *	rumpus-frames 1
 *	# what it is about
 *	frame 020000000001 020000000002 0800 4500...   blanks between digits are skipped
 *	pass 200                                       ms of virtual time
 */
#ifndef RUMPUS_FUZZ_FRAMES_H
#define RUMPUS_FUZZ_FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define FRAMES_MAGIC "rumpus-frames 1"

/* Reads the text, NUL-terminated; the size of the input, or -EINVAL with *why set to one
 * line that names the line, what is wrong and what was expected (static storage). */
ssize_t frames_parse(const char *text, uint8_t *to, size_t max, const char **why);

#endif
