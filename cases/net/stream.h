/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A stream of bytes from one node of a lab to another, each byte of which is known. */
#ifndef CASES_NET_STREAM_H
#define CASES_NET_STREAM_H

#include <stddef.h>

#include "cases/net/site.h"
#include "harness/lab.h"

/* Where servers listen. */
#define STREAM_PORT 80

/* Binds a socket to `addr`, listens, meets the other nodes, and returns the connection that
 * comes. */
int stream_accept(struct kern *, int fd, const char *addr);
/* Meets the other nodes and connects to `addr`. */
void stream_connect(struct kern *, int fd, const char *addr);
/* Sends so many bytes. */
void stream_give(struct kern *, int fd, size_t bytes);
/* Receives until the stream ends, and closes it; ends the case where a byte is wrong, or
 * not so many came. */
void stream_take(struct kern *, int fd, size_t bytes);
/* Says that there is no more, waits until the other side closes, and closes. */
void stream_end(struct kern *, int fd);

#endif
