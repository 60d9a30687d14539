/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * populate: fills an image whose maker makes no files, by the kernel's own driver.
 *
 * The plain kernel boots, mounts the image, copies a folder of the host into it, file by
 * file in the order of their names, and unmounts.  What the file system can not hold, by
 * its component, is left out.  Nothing comes from the host but the folder: two runs give
 * the same bytes.  The image is written at the end, and not where anything failed.
 */
#include <argp.h>
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "harness/harness.h"

#define STEPS 64
#define TREE "/mnt"
/* Where virtual time stands as the image is mounted, in ns: however long a boot takes,
 * what is made has the same times. */
#define START 60000000000ull

struct arguments {
	const char *component, *image, *folder, *options;
	bool cut;
	struct step {
		int what; /* 'x', 'n' or 'd' */
		const char *text;
	} step[STEPS];
	size_t steps;
};

/* What is under way. */
struct copy {
	struct kern *k;
	uint64_t lacks;
	struct linked {
		dev_t dev;
		ino_t ino;
		char *path;
	} * linked; /* files that have further names */
	size_t n;
};

static __attribute__((noreturn)) void fail(const char *message)
{
	fprintf(stderr, "populate: %s\n", message);
	exit(1);
}

static char *join(const char *dir, const char *name)
{
	char *path;

	if (asprintf(&path, "%s/%s", dir, name) < 0)
		fail("out of memory");
	return path;
}

/* Ends the program where `error` is one. */
static void need(long error, const char *what, const char *path)
{
	if (error < 0)
		harness_failf("%s: %s: %s", path, what, strerrorname_np(-error));
}

static void host_failed(const char *path)
{
	harness_failf("%s: %s", path, strerror(errno));
}

/* The bytes of a file between two holes. */
static void copy_range(struct kern *k, int from, int to, const char *path, off_t at, off_t end)
{
	static char buf[65536];

	while (at < end) {
		const size_t len = end - at < (off_t)sizeof(buf) ? (size_t)(end - at) : sizeof(buf);
		const ssize_t n = pread(from, buf, len, at);
		ssize_t done;

		if (n <= 0)
			harness_failf("%s: ends at %jd; expected %jd bytes", path, (intmax_t)at,
			    (intmax_t)end);
		done = kern_pwrite(k, to, buf, n, at);
		need(done, "write", path);
		if (!done)
			harness_failf("%s: write: nothing was written, and no error", path);
		at += done;
	}
}

static void copy_file(struct copy *c, const char *host, const char *path, const struct stat *st)
{
	const int from = open(host, O_RDONLY | O_CLOEXEC);
	const int to = kern_open(c->k, path, O_WRONLY | O_CREAT | O_EXCL, 0644);
	off_t at, end;

	if (from < 0)
		host_failed(host);
	need(to, "create", path);
	for (at = 0; at < st->st_size && (at = lseek(from, at, SEEK_DATA)) >= 0; at = end) {
		end = lseek(from, at, SEEK_HOLE);
		copy_range(c->k, from, to, path, at, end);
	}
	need(kern_ftruncate(c->k, to, st->st_size), "truncate", path);
	need(kern_close(c->k, to), "close", path);
	close(from);
}

static void copy_symlink(struct copy *c, const char *host, const char *path)
{
	char target[4096];
	const ssize_t n = readlink(host, target, sizeof(target) - 1);

	if (n < 0)
		host_failed(host);
	target[n] = 0;
	need(kern_symlink(c->k, target, path), "symlink", path);
}

/* Makes a further name of what was copied before. */
static bool copy_link(struct copy *c, const char *path, const struct stat *st)
{
	if (st->st_nlink < 2 || S_ISDIR(st->st_mode) || (c->lacks & FS_LINK))
		return false;
	for (size_t i = 0; i < c->n; i++) {
		if (c->linked[i].dev != st->st_dev || c->linked[i].ino != st->st_ino)
			continue;
		need(kern_link(c->k, c->linked[i].path, path), "link", path);
		return true;
	}
	c->linked = reallocarray(c->linked, c->n + 1, sizeof(*c->linked));
	if (!c->linked)
		fail("out of memory");
	c->linked[c->n++] =
	    (struct linked){ .dev = st->st_dev, .ino = st->st_ino, .path = strdup(path) };
	return false;
}

static void copy_times(struct copy *c, const char *path, const struct stat *st)
{
	const struct timespec times[2] = { st->st_mtim, st->st_mtim };

	need(kern_utimens(c->k, path, times), "utimens", path);
}

static void copy_folder(struct copy *, const char *host, const char *path);

static void copy_one(struct copy *c, const char *host, const char *path)
{
	struct stat st;

	if (lstat(host, &st) < 0)
		host_failed(host);
	if (copy_link(c, path, &st))
		return;
	if (S_ISREG(st.st_mode)) {
		copy_file(c, host, path, &st);
	} else if (S_ISDIR(st.st_mode)) {
		need(kern_mkdir(c->k, path, 0755), "mkdir", path);
		copy_folder(c, host, path);
	} else if (S_ISLNK(st.st_mode)) {
		if (!(c->lacks & FS_SYMLINK))
			copy_symlink(c, host, path);
		return;
	} else if (c->lacks & FS_MKNOD) {
		return;
	} else {
		need(kern_mknod(c->k, path, st.st_mode, st.st_rdev), "mknod", path);
	}
	if (!(c->lacks & FS_MODE))
		need(kern_chmod(c->k, path, st.st_mode & 07777), "chmod", path);
	copy_times(c, path, &st);
}

static void copy_folder(struct copy *c, const char *host, const char *path)
{
	struct dirent **entry;
	const int n = scandir(host, &entry, NULL, alphasort);

	if (n < 0)
		host_failed(host);
	for (int i = 0; i < n; i++) {
		const char *name = entry[i]->d_name;
		char *from = join(host, name), *to = join(path, name);

		if (strcmp(name, ".") && strcmp(name, ".."))
			copy_one(c, from, to);
		free(from);
		free(to);
		free(entry[i]);
	}
	free(entry);
}

/* PATH:NAME=VALUE */
static void set_attribute(struct kern *k, const char *text)
{
	char path[256], name[256];
	int at = 0;

	if (sscanf(text, "%255[^:]:%255[^=]=%n", path, name, &at) != 2 || !at)
		harness_failf("-x '%s': expected PATH:NAME=VALUE", text);
	need(kern_setxattr(k, path, name, text + at, strlen(text + at), 0), name, path);
}

/* PATH:b|c|p:MAJOR:MINOR */
static void make_node(struct kern *k, const char *text)
{
	unsigned int major, minor;
	char path[256], type;
	int end = 0;

	if (sscanf(text, "%255[^:]:%c:%u:%u%n", path, &type, &major, &minor, &end) != 4 ||
	    text[end] || !strchr("bcp", type))
		harness_failf("-n '%s': expected PATH:b|c|p:MAJOR:MINOR", text);
	need(kern_mknod(k, path,
		 0644 | (type == 'b'      ? S_IFBLK
			    : type == 'c' ? S_IFCHR
					  : S_IFIFO),
		 makedev(major, minor)),
	    "mknod", path);
}

static void take_steps(struct kern *k, const struct arguments *a)
{
	need(kern_chdir(k, TREE), "chdir", TREE);
	for (size_t i = 0; i < a->steps; i++) {
		const char *text = a->step[i].text;

		if (a->step[i].what == 'x')
			set_attribute(k, text);
		if (a->step[i].what == 'n')
			make_node(k, text);
		if (a->step[i].what == 'd') {
			need(kern_open(k, text, O_RDONLY), "open", text);
			need(kern_unlink(k, text), "unlink", text);
		}
	}
	if (!a->cut)
		need(kern_chdir(k, "/"), "chdir", "/");
}

static struct kern *boot(const struct component *comp)
{
	const char *why;
	struct kern *k;
	const int error = kern_try_boot(&k, &why, comp->name, .memory = comp->memory,
	    .backend = "linux", .variant = "plain");

	if (error)
		harness_failf("boot of %s: %s (%s)", comp->name, why, strerrorname_np(-error));
	if (kern_now(k) >= START)
		harness_failf("the boot took %" PRIu64
			      " s of virtual time; expected less than %llu",
		    kern_now(k) / 1000000000, START / 1000000000);
	kern_advance(k, START - kern_now(k));
	return k;
}

static void populate(const struct component *comp, struct disk *d, const struct arguments *a)
{
	struct copy c = { .lacks = comp->lacks };
	char *options = NULL;

	if (asprintf(&options, "%s%s%s", comp->options ? comp->options : "",
		comp->options && a->options ? "," : "", a->options ? a->options : "") < 0)
		fail("out of memory");
	c.k = boot(comp);
	need(kern_mount(c.k, d, TREE, comp->type, *options ? options : NULL), "mount", a->image);
	copy_folder(&c, a->folder, TREE);
	take_steps(c.k, a);
	need(kern_sync(c.k), "sync", TREE);
	if (!a->cut)
		need(kern_umount(c.k, TREE), "unmount", a->image);
	if (*kern_splat(c.k))
		harness_failf("%s: the kernel found a defect of its own", a->image);
	disk_commit(d);
	kern_halt(c.k);
	for (size_t i = 0; i < c.n; i++)
		free(c.linked[i].path);
	free(c.linked);
	free(options);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;
	const char **word[] = { &a->component, &a->image, &a->folder };

	switch (key) {
	case 'o':
		a->options = arg;
		return 0;
	case 'c':
		a->cut = true;
		return 0;
	case 'x':
	case 'n':
	case 'd':
		if (a->steps == STEPS)
			argp_error(state, "-%c %s: it is one too many; expected at most %d", key,
			    arg, STEPS);
		a->step[a->steps++] = (struct step){ key, arg };
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num >= 3)
			argp_error(state, "'%s' is one argument too many", arg);
		*word[state->arg_num] = arg;
		return 0;
	case ARGP_KEY_END:
		if (state->arg_num < 3)
			argp_error(state, "%u arguments; expected 3", state->arg_num);
		for (size_t i = 0; i < a->steps; i++)
			if (a->step[i].what == 'd' && !a->cut)
				argp_error(state,
				    "-d %s: what is open can not be unmounted; "
				    "expected -c too",
				    a->step[i].text);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_option option[] = {
	{ "options", 'o', "OPTIONS", 0, "of the mount, after those of the component", 0 },
	{ "attribute", 'x', "PATH:NAME=VALUE", 0, "sets an extended attribute", 0 },
	{ "node", 'n', "PATH:b|c|p:MAJOR:MINOR", 0, "makes a device node or a FIFO", 0 },
	{ "drop", 'd', "PATH", 0, "opens a file and removes it, which leaves an orphan; with -c",
	    0 },
	{ "cut", 'c', NULL, 0, "syncs, and cuts the power instead of unmounting", 0 },
	{ 0 },
};

int main(int argc, char **argv)
{
	const struct argp argp = {
		.options = option,
		.parser = parse,
		.args_doc = "COMPONENT IMAGE FOLDER",
		.doc = "Copies what lies in FOLDER into an IMAGE, by the driver of COMPONENT in "
		       "the plain kernel.  Paths of options are below the root of the image; "
		       "their order counts.",
	};
	struct arguments a = { 0 };
	const struct component *comp;
	struct disk *d;
	char name[4096];

	harness_fail = harness_skip = fail;
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	/* An image is never made under a fault that is meant for a case. */
	unsetenv("FAULT");
	comp = component_find(a.component);
	if (!comp || !comp->type || comp->nodev || comp->below)
		harness_failf("%s: expected a component of a file system on a disk", a.component);
	snprintf(name, sizeof(name), "%s%s", *a.image == '/' || *a.image == '.' ? "" : "./",
	    a.image);
	d = disk_open(name);
	populate(comp, d, &a);
	disk_close(d);
	return 0;
}
