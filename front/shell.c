/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * rumpus shell: an image by the kernel's own driver.  The kernel runs in a child
 * process that has given up all but what is open; the parent puts what is to be
 * written in the place of the image.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "front/front.h"
#include "front/shell.h"
#include "harness/sandbox.h"

#define WORDS 34

struct session {
	const struct component *comp;
	struct disk *disk;
	const char *options;
	bool write;
	int to;       /* the new image, or -1 */
	char **words; /* one command; NULL: those that come in on stdin */
	size_t n;
	const char *variant;
};

static bool option(void *arg, int key, char *value)
{
	struct session *s = arg;

	switch (key) {
	case 'w':
		s->write = true;
		return true;
	case 'o':
		s->options = value;
		return true;
	default:
		return false;
	}
}

__attribute__((noreturn)) static void fail(const char *message)
{
	fprintf(stderr, "rumpus: %s\n", message);
	fflush(NULL);
	_exit(EXIT_NOT_DONE);
}

static const char *kernel_variant;

static const char *variable(const char *name)
{
	return !strcmp(name, "variant") ? kernel_variant : getenv(name);
}

static struct kern *start(struct session *s)
{
	struct kern *k;
	const char *why;
	size_t before;
	int error;

	if (kern_try_boot(&k, &why, s->comp->name))
		fail(why);
	before = strlen(kern_log(k));
	error = kern_mount_flags(k, s->disk, "/mnt", s->comp->type, s->write ? 0 : MS_RDONLY,
	    s->options ? s->options : s->comp->options);
	if (error) {
		fputs(kern_log(k) + before, stderr);
		fail(text_of("%s does not mount as %s: %s", s->disk->name, s->comp->type,
		    strerror(-error)));
	}
	if (sandbox_enter(NULL, &why))
		fail(why);
	return k;
}

/* One line of stdin is one command. */
static int each_line(struct kern *k)
{
	const bool person = isatty(STDIN_FILENO) && on_terminal();
	char *line = NULL, *words[WORDS], *save;
	int status = 0;
	size_t size = 0, n;

	while (kern_alive(k)) {
		if (person)
			fputs("rumpus> ", stdout);
		fflush(stdout);
		if (getline(&line, &size, stdin) < 0)
			break;
		n = 0;
		for (char *w = strtok_r(line, " \t\n", &save); w && n < WORDS - 1;
		     w = strtok_r(NULL, " \t\n", &save))
			words[n++] = w;
		words[n] = NULL;
		if (n && !strcmp(words[0], "quit"))
			break;
		if (n)
			status |= shell_command(k, words, n);
	}
	free(line);
	return status;
}

static void write_image(const struct session *s)
{
	for (uint64_t done = 0; done < s->disk->size;) {
		const ssize_t n = pwrite(s->to, s->disk->data + done, s->disk->size - done, done);

		if (n <= 0)
			fail(text_of("the image can not be written: %s", strerror(errno)));
		done += n;
	}
}

/* In the child; its exit status. */
static int session(struct session *s)
{
	struct kern *k = start(s);
	int status = s->words ? shell_command(k, s->words, s->n) : each_line(k);
	int error;

	if (kern_alive(k) && (error = kern_umount(k, "/mnt"))) {
		fprintf(stderr, "unmount: %s\n", strerror(-error));
		status = 1;
	}
	if (*kern_splat(k)) {
		fprintf(stderr, "rumpus: the kernel found a defect or ended: %s\n", kern_splat(k));
		return EXIT_NOT_DONE;
	}
	if (s->write)
		write_image(s);
	fflush(NULL);
	return status;
}

static int run_session(struct session *s, const char *image)
{
	const char *new = text_of("%s.rumpus", image);
	int status;
	pid_t pid;

	s->to = s->write ? open(new, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666) : -1;
	if (s->write && s->to < 0)
		give_up("%s: %s", new, strerror(errno));
	fflush(NULL);
	pid = fork();
	if (pid == 0)
		_exit(session(s));
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		give_up("no process: %s", strerror(errno));
	status = WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_NOT_DONE;
	if (s->write && status == EXIT_NOT_DONE)
		unlink(new);
	else if (s->write && rename(new, image))
		give_up("%s: %s", image, strerror(errno));
	return status;
}

FRONT_COMMAND(shell, "COMPONENT IMAGE [...]", "look into an image, by the kernel's driver")
{
	static const struct argp_option options[] = {
		{ "write", 'w', NULL, 0, "mount it to be written, and keep what was", 0 },
		{ "options", 'o', "TEXT", 0, "of the mount", 0 },
		{ 0 },
	};
	struct session s = { 0 };
	struct parsing p = { .common = c, .least = 2, .most = WORDS, .option = option, .arg = &s };
	const char *why;
	char *image;

	parse(argc, argv, options, "COMPONENT IMAGE [COMMAND [WORD...]]",
	    "Mounts an image in a rump kernel, without root and in a sandbox, and runs a "
	    "command on it, or those that come in, one a line; help lists them.\v"
	    "  rumpus shell ext4 disk.img ls /\n"
	    "  rumpus shell vfat disk.img --write put hello.txt <hello.txt\n\n"
	    "Exit status 1: a command failed; 2: it does not mount, or the kernel ended.",
	    &p);
	s.comp = component_find(p.words[0]);
	if (!s.comp || !s.comp->type || s.comp->nodev)
		give_up("no file system \"%s\" with images; rumpus list shows which there are",
		    p.words[0]);
	image = realpath(p.words[1], NULL);
	if (!image)
		give_up("%s: no such file; expected an image", p.words[1]);
	need(c, text_of("kernel/linux-%s/kernel.elf", c->variant),
	    text_of("kernel-%s", c->variant));
	harness_fail = fail;
	harness_skip = fail;
	kernel_variant = c->variant;
	harness_var = variable;
	if (disk_try_open(image, &s.disk, &why))
		give_up("%s", why);
	s.words = p.n > 2 ? p.words + 2 : NULL;
	s.n = p.n - 2;
	return run_session(&s, image);
}
