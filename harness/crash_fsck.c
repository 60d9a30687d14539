/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The real checker on disks after the driver's own recovery.  The disk is copied to
 * a file in memory, of which only the blocks that differ from the last one are
 * written; their hashes tell equal disks.
 */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/crash_internal.h"

#define BLOCK 4096u

extern char **environ;

struct crash_fsck {
	int fd, output; /* files in memory: the disk, what the checker prints */
	uint8_t *copy;
	uint64_t size;
	uint64_t *hash; /* of each block */
	uint64_t sum;   /* of them */
	struct crash_seen seen;
};

static struct crash_fsck *fsck_open(const struct disk *d)
{
	struct crash_fsck *f = calloc(1, sizeof(*f));

	if (!f)
		abort();
	f->size = d->size;
	f->fd = memfd_create("disk", MFD_CLOEXEC);
	f->output = memfd_create("output", MFD_CLOEXEC);
	f->hash = calloc((d->size + BLOCK - 1) / BLOCK, sizeof(*f->hash));
	if (f->fd < 0 || f->output < 0 || !f->hash || ftruncate(f->fd, d->size))
		harness_failf("checker: a file in memory: %s", strerrorname_np(errno));
	f->copy = mmap(NULL, d->size, PROT_READ | PROT_WRITE, MAP_SHARED, f->fd, 0);
	if (f->copy == MAP_FAILED)
		harness_failf("checker: a file in memory: %s", strerrorname_np(errno));
	return f;
}

void crash_fsck_free(struct crash *c)
{
	struct crash_fsck *f = c->fsck;

	if (!f)
		return;
	munmap(f->copy, f->size);
	close(f->fd);
	close(f->output);
	free(f->hash);
	crash_seen_free(&f->seen);
	free(f);
	c->fsck = NULL;
}

/* Makes the copy equal to the disk. */
static void update(struct crash_fsck *f, const struct disk *d)
{
	for (uint64_t at = 0; at < f->size; at += BLOCK) {
		const size_t len = f->size - at < BLOCK ? f->size - at : BLOCK;
		uint64_t *hash = &f->hash[at / BLOCK];

		if (*hash && !memcmp(f->copy + at, d->data + at, len))
			continue;
		memcpy(f->copy + at, d->data + at, len);
		f->sum -= *hash;
		*hash = crash_hash(at + 1, d->data + at, len);
		f->sum += *hash;
	}
}

/* Runs the command; its exit status. */
static int run(struct crash_fsck *f, const char *command)
{
	char path[64];
	char *const argv[] = { "sh", "-c", (char *)command, "sh", path, NULL };
	posix_spawn_file_actions_t actions;
	int status, error;
	pid_t pid;

	snprintf(path, sizeof(path), "/proc/%d/fd/%d", getpid(), f->fd);
	if (ftruncate(f->output, 0) || lseek(f->output, 0, SEEK_SET))
		harness_failf("checker: %s", strerrorname_np(errno));
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, f->output, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, f->output, STDERR_FILENO);
	error = posix_spawn(&pid, "/bin/sh", &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (error || waitpid(pid, &status, 0) < 0)
		harness_failf("checker %s: %s", command, strerrorname_np(error ? error : errno));
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static bool complain(struct crash *c, const char *command, int status)
{
	char text[CRASH_WHY / 2];
	const ssize_t n = pread(c->fsck->output, text, sizeof(text) - 1, 0);

	text[n < 0 ? 0 : n] = '\0';
	return crash_wrong(c, "the checker (%s) gives exit status %d:\n%s", command, status, text);
}

bool crash_fsck(struct crash *c, uint64_t *checked)
{
	const char *command = c->comp->crash_check ? c->comp->crash_check : c->comp->check;
	int status;

	if (!command)
		return true;
	if (!c->fsck)
		c->fsck = fsck_open(c->disk);
	update(c->fsck, c->disk);
	if (!crash_seen_add(&c->fsck->seen, c->fsck->sum))
		return true;
	++*checked;
	status = run(c->fsck, command);
	return !status || complain(c, command, status);
}
