/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* How far the server is in a script of lies, and what it still has to say. */
#ifndef COMPONENTS_FUSE_LIES_H
#define COMPONENTS_FUSE_LIES_H

#include <linux/fuse.h>

#include "harness/server.h"

struct lies;

/* The beginning of a script, which stays where it is; NULL: it changes nothing.  Ends
 * the program where memory is out. */
struct lies *lies_make(const struct server_script *);
void lies_free(struct lies *); /* NULL is allowed */
/* Changes the true answer to a request (length 0: it has none), which has room for `room`
 * bytes. */
void lies_answer(struct lies *, const struct fuse_in_header *, struct server_says *, size_t room);
/* What is said unasked; `now` is virtual time in ns. */
void lies_more(struct lies *, struct server_says *, uint64_t now);

#endif
