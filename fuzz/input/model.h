/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What exists: the base images of a target, the mount options it may choose
 * from, and for each image the paths that programs name.
 *
 * A path is chosen by one byte.  Below MODEL_NEW it is an index, modulo their
 * number, into the paths found in the image; from there on it is a name that
 * does not exist yet, in one of the image's directories: bits 0 to 2 choose the
 * name, bits 3 to 5 the directory.  Without directories every byte is an index.
 */
#ifndef RUMPUS_FUZZ_MODEL_H
#define RUMPUS_FUZZ_MODEL_H

#include <stddef.h>
#include <stdint.h>

struct fuzz_ioctl; /* fuzz/input/ioctls.h */

#define MODEL_IMAGES 16
#define MODEL_PATHS 64
#define MODEL_DIRS 8
#define MODEL_NEW 192
#define MODEL_NAMES 8
#define MODEL_PATH_MAX 1024

struct model_image {
	char name[64]; /* "ext4/fuzz"; "" where the target has no disk */
	uint64_t size;
	const struct fuzz_ioctl *ioctls; /* of the file system alone, or NULL */
	size_t npath, ndir;
	char *path[MODEL_PATHS]; /* sorted; each begins with '/' */
	char *dir[MODEL_DIRS];   /* some of them; "" is the root */
};

struct model {
	const char *const *options; /* of mount, NULL-terminated; may be NULL */
	size_t nimage;
	struct model_image image[MODEL_IMAGES];
};

/* Adds a path (copied) to an image, in order; directories get `dir` true.  What
 * is too much or too long is left out. */
void model_add(struct model_image *, const char *path, int dir);
/* Frees the paths. */
void model_free(struct model *);

/* The path that byte `choice` means, written to buf[MODEL_PATH_MAX]. */
const char *model_path(const struct model_image *, uint8_t choice, char *buf);
/* The smallest byte that means the same path as `choice`. */
uint8_t model_canonical(const struct model_image *, uint8_t choice);
/* The byte that means `path`, or -1. */
int model_find(const struct model_image *, const char *path);
/* How many mount options there are, at least 1. */
size_t model_options(const struct model *);

#endif
