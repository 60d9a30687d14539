/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What a fuzz target says of itself: one components/<name>/fuzz.c holds one
 * FUZZ_TARGET block.  Everything else is the same for all of them: base images are those
 * of the component whose names begin with "fuzz"; the paths in them are found
 * by looking.
 *
 * A file system without a disk of its own has programs, options and faults alone: one
 * in memory, or one on top of another, which lies on the image "fuzz" of its component
 * and is mounted once for all inputs.
 *
 * A file system that a server keeps (harness/server.h) has a base image that is made
 * here: patches of it are a script by which the server lies.  Each input meets the server
 * as it was at first.
 *
 * A target whose inputs are no programs has a runner, components/<name>/run.c
 * (harness/runner.h), and inputs that are rows of records (fuzz/input/records.h).
 */
#ifndef RUMPUS_FUZZ_TARGET_H
#define RUMPUS_FUZZ_TARGET_H

#include "fuzz/input/ioctls.h"
#include "fuzz/input/records.h"
#include "fuzz/mutate/format.h"

struct mutator; /* fuzz/mutate/mutate.h */
struct chance;

/* What a message between a kernel and a server is. */
struct fuzz_said {
	uint32_t op;     /* of a request */
	uint64_t unique; /* of a request, and of its answer */
};

/* A base image that is no file. */
struct fuzz_made {
	const char *name; /* "fuse/script" */
	uint64_t size;
	void (*fill)(uint8_t *image);
	const char *serves; /* to the server's make() */
	/* For programs that triage writes: what a message is, and C that plays the
	 * server, by its name from the top folder and as text. */
	struct fuzz_said (*said)(const void *message, bool request);
	const char *header, *program;
};

struct fuzz_target {
	const char *component; /* harness/component.h */
	/* Mount options that inputs choose from, NULL-terminated; may be NULL.
	 * None may let a corrupt image panic the kernel in order. */
	const char *const *options;
	/* Words of these options under which a tree may differ after an unmount: what
	 * was written is given up, or the driver's own files are shown.
	 * NULL-terminated; may be NULL. */
	const char *const *loose;
	const struct format *format;     /* NULL: not known to the mutators */
	const struct fuzz_ioctl *ioctls; /* that programs try beyond those of all; the last
	                                    one has no name.  NULL: none */
	const char *const *paths;        /* for a component that is no file system:
	                                what programs open, NULL-terminated */
	const uint8_t *calls;            /* enum fuzz_call: what mutators make programs of */
	size_t ncall;                    /* how many; 0: all there are */
	bool diskless;                   /* nothing that inputs could patch: struct
	                                    component has nodev or below */
	const struct fuzz_made *made;    /* of a component with a server; NULL: images are
	                                    those of the component */
	/* Of a target with a runner, whose inputs are rows of records; all of this is also
	 * linked where there is no kernel. */
	const char *runner;                /* its name; NULL: that of the component */
	const struct record_kind *records; /* the kinds, the last one without a name */
	size_t rows;                       /* at most so many of what mutators make; 0: RECORDS */
	/* Changes the bytes of a record, of which there are `len`, and has room for `max`;
	 * the new length. */
	size_t (*mutate)(const struct mutator *, unsigned int kind, uint8_t *bytes, size_t len,
	    size_t max, struct chance *);
	/* Makes lengths and checksums of a record right.  NULL: there are none. */
	void (*repair)(unsigned int kind, uint8_t *bytes, size_t len);
	/* Makes a frame of a capture one of kind 0; kind 1 is a time in ms.  The first one of
	 * a file is told.  NULL: captures are no seeds. */
	void (*adopt)(uint8_t *frame, size_t len, bool first);
};

extern const struct fuzz_target fuzz_target;

#define FUZZ_TARGET(...) const struct fuzz_target fuzz_target = { __VA_ARGS__ }

#endif
