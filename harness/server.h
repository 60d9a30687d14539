/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The server of a file system whose content a process keeps (fuse).  It is played on
 * the host: the harness opens a device of the kernel in a context of its own, reads
 * requests from it whenever nothing in the kernel can run or a call is done, and writes
 * the answers.
 * Time stands still meanwhile, so the order of all of it is the same in each run.
 *
 * A server may be told to lie: then a script says where its words differ from the
 * truth.  What it keeps, and its place in the script, are part of a snapshot.
 */
#ifndef RUMPUS_SERVER_H
#define RUMPUS_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct component;
struct kern;

/* What a server says at a time. */
struct server_says {
	char *data;   /* room for answer_max bytes */
	size_t len;   /* 0: nothing */
	size_t pages; /* not 0: what lies from there on comes in pages that the kernel may
	                 keep, by splice(2), as far as a pipe holds them */
	bool ends;    /* then it closes the device, as a process that dies */
};

/* How a server lies: an image, laid out as the server says, and bytes in it that are
 * to count more than the truth.  The image alone tells what the mutators of a fuzzer
 * begin with. */
struct server_change {
	uint64_t at;
	const uint8_t *data;
	size_t len;
};

struct server_script {
	const uint8_t *base;
	uint64_t size;
	const struct server_change *change; /* in order; later ones count more */
	size_t n;
};

struct server {
	const char *device; /* a character device of the kernel: "/dev/fuse" */
	unsigned major, minor;
	const char *options; /* of mount; %d in it: the descriptor of the device */
	size_t request_max;  /* bytes of the longest request, and 4096 that are 0 behind it */
	size_t answer_max;   /* bytes of the longest answer */
	/* A server; `how` is component.serves, or another word of its own.  It lives until
	 * end(), over unmounts.  Ends the program where memory is out. */
	void *(*make)(const char *how);
	void (*end)(void *);
	/* A copy of all that it keeps, but for a script.  NULL: it takes part in no
	 * snapshot. */
	void *(*copy)(const void *);
	/* Answers a request; `now` is the wall clock of the kernel. */
	void (*answer)(void *, const void *request, size_t len, struct server_says *,
	    const struct timespec *now);
	/* What it says unasked, each time before it looks for a request; `now` is virtual
	 * time in ns.  NULL: it never does. */
	void (*more)(void *, struct server_says *, uint64_t now);
	/* From now on it lies so; the script stays where it is until another one comes.
	 * NULL: it can not. */
	void (*told)(void *, const struct server_script *);
};

/* Starts the server of a component, in a new context; `how` goes to make().  Ends the
 * case where that can not be done. */
void server_start(struct kern *, const struct component *, const char *how);
/* Mounts what it serves on `dir`, with these options (or NULL) after its own; 0 or a
 * negative errno. */
int server_mount(struct kern *, const char *dir, const char *type, unsigned long flags,
    const char *options);
/* Tells it how to lie. */
void server_tell(struct kern *, const struct server_script *);
/* It has again what it had at the snapshot; the kernel stays as it is. */
void server_rewind(struct kern *);
/* What passes between the kernel and the server. */
struct server_heard {
	bool request; /* of the kernel; else the server says it */
	const void *data;
	size_t len;
	size_t pages; /* as in struct server_says */
	bool ends;
	uint64_t now; /* virtual time, ns */
};

/* Tells `heard` all of it, in order, from now on; NULL: nobody. */
void server_listen(struct kern *, void (*heard)(void *arg, const struct server_heard *), void *arg);
/* True where a call of the server's own has not come back: it waits for itself, as it is
 * no two processes. */
bool server_is_calling(const struct kern *);

#endif
