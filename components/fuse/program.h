/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The server in programs that triage writes: it says again what was said, and where that
 * was an answer, to whom asks now.  Before it stand TYPE and MOUNT_OPTIONS, and the
 * tables heard[HEARD] and said[SAID].
 */
#ifndef COMPONENTS_FUSE_PROGRAM_H
#define COMPONENTS_FUSE_PROGRAM_H

#include <linux/fuse.h>

#define DEVICE "/dev/fuse"
#define OPTIONS "fd=%d,rootmode=40000,user_id=0,group_id=0"

/* Of all mounts. */
static struct {
	unsigned times[64];
	unsigned long long unique[HEARD];
} *server;

static size_t build(const struct said *s, char *to)
{
	struct fuse_out_header *out = (struct fuse_out_header *)to;

	memcpy(to, s->data, s->given);
	for (size_t i = s->given; i < s->len; i++)
		to[i] = to[s->given - 1];
	if (s->answers >= 0)
		out->unique = server->unique[s->answers];
	return s->len;
}

/* The result is no matter: the one who asked may be gone. */
static void say(int device, const struct said *s)
{
	static char message[1 << 20];
	const size_t len = build(s, message);
	int ends[2];

	sleep(s->wait);
	if (s->pages && !pipe2(ends, O_DIRECT)) {
		if (write(ends[1], message, s->pages) > 0 &&
		    write(ends[1], message + s->pages, len - s->pages) > 0)
			splice(ends[0], NULL, device, NULL, len, SPLICE_F_MOVE);
		close(ends[0]);
		close(ends[1]);
	} else if (len && write(device, message, len) < 0 && errno == ENODEV) {
		_exit(0);
	}
	if (s->ends)
		_exit(0);
}

/* What nobody asked for back then. */
static void refuse(int device, const struct fuse_in_header *in)
{
	const struct fuse_out_header out = { sizeof(out), -ENOSYS, in->unique };

	if (write(device, &out, sizeof(out)) < 0)
		perror("an answer");
}

static void answer(int device, const struct fuse_in_header *in)
{
	const unsigned op = in->opcode % 64, nth = ++server->times[op];
	long known = -1;

	for (long i = 0; i < HEARD; i++)
		if (heard[i].op == in->opcode && heard[i].nth == nth)
			known = i;
	if (known < 0) {
		refuse(device, in);
		return;
	}
	server->unique[known] = in->unique;
	for (size_t i = 0; i < SAID; i++)
		if (said[i].behind == known)
			say(device, &said[i]);
}

static void play(int device)
{
	static char request[1 << 21];
	ssize_t len;

	while ((len = read(device, request, sizeof(request))) > 0 || errno == EINTR)
		if (len > 0)
			answer(device, (struct fuse_in_header *)request);
	_exit(0);
}

static int mount_it(void)
{
	const int device = open(DEVICE, O_RDWR);
	char options[512];
	int error;

	if (device < 0)
		fail(DEVICE);
	if (!server)
		server = mmap(NULL, sizeof(*server), PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (server == MAP_FAILED)
		fail("mmap");
	snprintf(options, sizeof(options), OPTIONS "%s%s", device, *MOUNT_OPTIONS ? "," : "",
	    MOUNT_OPTIONS);
	error = mount("none", DIR, TYPE, 0, options);
	if (!error && fork() == 0)
		play(device);
	close(device);
	return error;
}

#endif
