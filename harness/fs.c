/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* One mounted file system: what the function matrix runs on. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/internal.h"
#include "harness/server.h"

static struct disk *open_disk(const char *image)
{
	const char *why;
	struct disk *d;
	const int error = disk_try_open(image, &d, &why);

	if (error == -ENOENT)
		harness_skip(why);
	if (error)
		harness_failf("%s", why);
	return d;
}

#define BELOW "/below"

/* Mounts what component `c` says on `dir`. */
static void mount_on(struct fs *fs, const struct component *c, struct disk *d, const char *dir,
    const char *options)
{
	const unsigned long flags = c->lacks & FS_WRITE ? MS_RDONLY : 0;
	char *all = text_format("%s%s%s", c->options ? c->options : "",
	    c->options && options ? "," : "", options ? options : "");
	const char *given = *all ? all : NULL;
	const int error = c->server ? server_mount(fs->k, dir, c->type, flags, given)
	                            : kern_mount_flags(fs->k, d, dir, c->type, flags, given);

	if (error == -ENODEV)
		kern_cannot(fs->k, c->type);
	if (error)
		harness_failf("mount of %s (image %s, options \"%s\"): %s", c->type,
		    fs->image ? fs->image : "none", all, strerrorname_np(-error));
	free(all);
}

static void make_below(struct fs *fs, const char *name)
{
	char *dir = text_format("%s/%s", BELOW, name);
	const int error = kern_mkdir(fs->k, dir, 0755);

	if (error && error != -EEXIST)
		harness_failf("%s: %s", dir, strerrorname_np(-error));
	free(dir);
}

void fs_mount(struct fs *fs, const char *options)
{
	const struct component *c = fs->comp;

	if (c->below) {
		mount_on(fs, component_find(c->below), fs->disk, BELOW, NULL);
		make_below(fs, "lower");
		make_below(fs, "upper");
		make_below(fs, "work");
	}
	mount_on(fs, c, c->below ? NULL : fs->disk, fs->dir, options);
}

struct fs fs_open(const struct component *c, const char *image)
{
	struct fs fs = { .comp = c, .dir = "/mnt" };
	const struct component *bottom = c->below ? component_find(c->below) : c;

	if (!bottom)
		harness_failf("component %s: below it is no component \"%s\"", c->name, c->below);
	if (!bottom->nodev) {
		fs.image = image ? image : bottom->image;
		fs.disk = open_disk(fs.image);
	}
	fs.k = kern_boot_(c->name, &(struct boot){ .memory = c->memory });
	if (c->embedded && fs.k->ops->machine)
		harness_skip(text_static("the machine's kernel may not have %s", c->name));
	if (c->server)
		server_start(fs.k, c, c->serves);
	fs_mount(&fs, NULL);
	return fs;
}

static void umount_from(struct fs *fs, const struct component *c, const char *dir)
{
	const int error = kern_umount(fs->k, dir);

	if (error)
		harness_failf("unmount of %s (image %s): %s", c->type,
		    fs->image ? fs->image : "none", strerrorname_np(-error));
}

void fs_umount(struct fs *fs)
{
	umount_from(fs, fs->comp, fs->dir);
	if (fs->comp->below)
		umount_from(fs, component_find(fs->comp->below), BELOW);
}

void fs_remount(struct fs *fs, const char *options)
{
	fs_umount(fs);
	fs_mount(fs, options);
}

/* Runs `command` on `file` with its output on stderr; its exit status. */
static int run_checker(const char *command, const char *file)
{
	int status;
	const pid_t pid = fork();

	if (pid == 0) {
		dup2(STDERR_FILENO, STDOUT_FILENO);
		execl("/bin/sh", "sh", "-c", command, "sh", file, NULL);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		harness_failf("checker %s: %s", command, strerror(errno));
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void check_disk(struct fs *fs)
{
	static const char file[] = "fs.img";
	const struct component *c = fs->comp;
	int status;

	if (c->below)
		c = component_find(c->below);
	if (!c->check)
		return;
	disk_save(fs->disk, file);
	status = run_checker(c->check, file);
	unlink(file);
	if (status)
		harness_failf("%s: its checker (%s) gives exit status %d; see stderr", fs->image,
		    c->check, status);
}

/* Appends image and hash of the disk to the file that RUMPUS_HASHES names, for
 * whoever compares runs. */
static void note_hash(const char *note)
{
	const char *path = getenv("RUMPUS_HASHES");
	FILE *out;

	if (!path || !*path)
		return;
	out = fopen(path, "a");
	if (!out || fprintf(out, "%s\n", note) < 0 || fclose(out))
		harness_failf("RUMPUS_HASHES: %s: %s", path, strerror(errno));
}

/* True where the file that RUMPUS_CHECKED names has this image and hash: the
 * checker has seen an equal disk, and would say the same again. */
static bool was_checked(const char *note)
{
	const char *path = getenv("RUMPUS_CHECKED");
	FILE *in = path && *path ? fopen(path, "r") : NULL;
	char line[4096];
	bool found = false;

	while (in && !found && fgets(line, sizeof(line), in))
		found = strstr(line, note) != NULL;
	if (in)
		fclose(in);
	return found;
}

static void judge_disk(struct fs *fs)
{
	char note[320];

	if (!getenv("RUMPUS_HASHES") && !getenv("RUMPUS_CHECKED")) {
		check_disk(fs); /* a hash reads all of the disk */
		return;
	}
	snprintf(note, sizeof(note), "%s %016llx", fs->image,
	    (unsigned long long)disk_hash(fs->disk));
	note_hash(note);
	if (!was_checked(note))
		check_disk(fs);
}

void fs_close(struct fs *fs)
{
	kern_leave(fs->k);
	fs_umount(fs);
	if (fs->disk)
		kern_detach(fs->k, fs->disk);
	if (*kern_splat(fs->k))
		harness_failf("the kernel found a defect of its own");
	if (fs->disk)
		judge_disk(fs);
	kern_halt(fs->k);
	if (fs->disk)
		disk_close(fs->disk);
	fs->k = NULL;
	fs->disk = NULL;
}
