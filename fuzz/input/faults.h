/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The faults of an input: bytes, text and what the one parser makes of it.
 *
 * The rule everything rests on: any bytes are a fault.  They become a text of the
 * grammar of rumpus-fault(7), and that goes to the parser of rumpuser/fault.h; an
 * input holds what the parser gave.
 *
 * The body of a record, numbers little-endian, each missing byte 0:
 *
 *	2  the call, a filter by direction or kind with it; 2  the effect: each by
 *	   a hash of its name; the name with the next higher hash, of those there
 *	   are, so that a new one leaves most others what they were
 *	1  form: bits 0 and 1: 0 n, 1 n.., 2 n..m, 3 *; bit 2: a range has "/k";
 *	   bit 3: sectors, and bit 4: to the end of the disk; bit 5: a disk
 *	2  n - 1, not of *;  2  m - n, of n..m alone;  1  k - 2
 *	1  the disk;  5  the first sector;  2  sectors - 1, not to the end
 *	1  a bit for each argument of the effect: it is given; those it needs are
 *	   in any case
 *	then the arguments given, in order: 1 byte an errno, 6 a time or a number
 *	with a sign (bit 0), 4 any other; a word alone has none.  Of allocations the
 *	errno is ENOMEM whatever it says
 *
 * A clock only jumps forward: after a jump back a kernel may count seconds for
 * hundreds of years, outside of any budget.  The arena and aliases do not fail: a
 * kernel has no way to go on then.
 */
#ifndef RUMPUS_FUZZ_FAULTS_H
#define RUMPUS_FUZZ_FAULTS_H

#include <stdbool.h>

#include "fuzz/input/bytes.h"
#include "fuzz/input/input.h"
#include "rumpuser/fault/effect.h"

#define INPUT_FAULT_TEXT (INPUT_FAULTS * (FAULT_TEXT + 1))

/* Number i of the calls that faults are for: its name, the filter (such as
 * "dir=write", or "") and the bits of enum fault_call; NULL: there are no more. */
const char *input_fault_call(size_t i, const char **filter, uint32_t *calls);

/* The fault that the bytes mean; its text alone is for others. */
void input_fault_decode(struct fault_rule *, const struct model_image *, struct bytes);
void input_fault_encode(const struct fault_rule *, struct room *);

/* The text of a fault, from what it does. */
void input_fault_print(const struct fault_rule *, char text[FAULT_TEXT]);
/* The texts of all, as the parser takes them; "" where there are none. */
void input_fault_texts(const struct input *, char text[INPUT_FAULT_TEXT]);

/* Adds a fault by its text.  False: there is no room, it contradicts another one of
 * the input, or is of a call that inputs do not make fail. */
bool input_fault_add(struct input *, const char *text);
void input_fault_drop(struct input *, uint32_t i);

#endif
