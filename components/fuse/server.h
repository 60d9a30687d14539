/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The server of fuse: a file system in memory.  component.serves: "writeback" (the
 * kernel keeps what is written until it wants to), "tree" (it is not empty, tree.c), or
 * NULL (what is written comes at once).  It can be told to lie: components/fuse/script.h
 * says what its image is. */
#ifndef COMPONENTS_FUSE_SERVER_H
#define COMPONENTS_FUSE_SERVER_H

#include "harness/server.h"

extern const struct server fuse_server;

#endif
