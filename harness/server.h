/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The server of a file system whose content a process keeps (fuse).  It is played on
 * the host: the harness opens a device of the kernel in a context of its own, reads
 * requests from it whenever nothing in the kernel can run or a call is done, and writes
 * the answers.
 * Time stands still meanwhile, so the order of all of it is the same in each run.
 */
#ifndef RUMPUS_SERVER_H
#define RUMPUS_SERVER_H

#include <stddef.h>
#include <time.h>

struct server {
	const char *device; /* a character device of the kernel: "/dev/fuse" */
	unsigned major, minor;
	const char *options; /* of mount; %d in it: the descriptor of the device */
	size_t request_max;  /* bytes of the longest request, and of the longest answer */
	size_t answer_max;
	/* A server with nothing in it; `how` is component.serves.  It lives until end(),
	 * over unmounts.  Ends the program where memory is out. */
	void *(*make)(const char *how);
	void (*end)(void *);
	/* Answers a request; `now` is the wall clock of the kernel.  The length of the
	 * answer, or 0: it has none. */
	size_t (*answer)(void *, const void *request, size_t len, void *answer,
	    const struct timespec *now);
};

#endif
