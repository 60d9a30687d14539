/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Finds the paths of a base image, so that programs can name them. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "fuzz/engine/exec.h"

/* A directory with hundreds of names must not drown the others. */
#define ROOT_NAMES 28
#define DIR_NAMES 6
#define DEPTH 4

struct walk {
	struct kern *k;
	const char *dir;   /* the mount point */
	const char *under; /* of the directory, below the mount point */
	struct model_image *image;
	int depth, names;
	char subdir[MODEL_DIRS][MODEL_PATH_MAX]; /* to be looked at next */
	int nsubdir;
};

/* Not every file system tells by a name what it is of. */
static bool is_dir(const struct walk *w, const struct kern_dirent *d, const char *path)
{
	char whole[2 * MODEL_PATH_MAX];
	struct stat st;

	if (d->type != DT_UNKNOWN)
		return d->type == DT_DIR;
	snprintf(whole, sizeof(whole), "%s%s", w->dir, path);
	return kern_lstat(w->k, whole, &st) == 0 && S_ISDIR(st.st_mode);
}

static int found(void *arg, const struct kern_dirent *d)
{
	struct walk *w = arg;
	char path[MODEL_PATH_MAX];
	bool dir;

	if (strcmp(d->name, ".") == 0 || strcmp(d->name, "..") == 0)
		return 0;
	if (w->names++ >= (w->depth ? DIR_NAMES : ROOT_NAMES))
		return 1;
	if ((size_t)snprintf(path, sizeof(path), "%s/%s", w->under, d->name) >= sizeof(path))
		return 0;
	dir = is_dir(w, d, path);
	model_add(w->image, path, dir);
	if (dir && w->nsubdir < MODEL_DIRS)
		strcpy(w->subdir[w->nsubdir++], path);
	return 0;
}

static void walk(struct kern *k, const char *dir, const char *under, struct model_image *image,
    int depth)
{
	struct walk w = { k, dir, under, image, .depth = depth };
	char path[2 * MODEL_PATH_MAX];

	snprintf(path, sizeof(path), "%s%s", dir, under);
	kern_readdir(k, path, found, &w);
	for (int i = 0; i < w.nsubdir && depth < DEPTH; i++)
		walk(k, dir, w.subdir[i], image, depth + 1);
}

void discover(struct kern *k, const char *dir, struct model_image *image)
{
	model_add(image, "/", 1);
	walk(k, dir, "", image, 0);
}
