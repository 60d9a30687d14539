/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Inputs out of files, in either form. */
#ifndef RUMPUS_FUZZ_LOAD_H
#define RUMPUS_FUZZ_LOAD_H

#include "fuzz/input/input.h"

/* The content of a file, NUL-terminated and malloc'ed; *size is without the NUL.
 * Ends the process with one line where it can not be read. */
char *load_file(const char *path, size_t *size);
/* Encodes such a content; the size.  -EINVAL with *why set (static) where it begins
 * as a text and is none. */
ssize_t load_content(const char *content, size_t size, uint8_t bytes[INPUT_MAX], const char **why);
/* Encodes a capture (harness/pcap.h): what of it fits into an input.  -EINVAL as above. */
ssize_t load_capture(const char *content, size_t size, uint8_t bytes[INPUT_MAX], const char **why);
/* Both; ends the process with one line where it can not be done. */
size_t load_input(const char *path, uint8_t bytes[INPUT_MAX]);
/* Calls f for each file of a folder, in the order of their names, or for the
 * file itself; those whose names begin with a dot are left out. */
void load_each(const char *path, void (*f)(const char *path, void *arg), void *arg);

#endif
