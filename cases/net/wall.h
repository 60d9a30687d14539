/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A kernel with rules for what comes in, and what a datagram of its peer tells of them. */
#ifndef CASES_NET_WALL_H
#define CASES_NET_WALL_H

#include "cases/net/site.h"
#include "harness/nft.h"

#define T "inet t" /* the table */

/* A chain "in", which drops what no rule takes; neighbour discovery of IPv6 is let
 * through. */
void wall_closed(struct site *);
/* The same, which lets everything through. */
void wall_open(struct site *);
/* Does a datagram of 4 bytes from `from` (of port 7, for port 80) reach the socket? */
bool wall_passes(struct site *, int fd, const char *from);

#endif
