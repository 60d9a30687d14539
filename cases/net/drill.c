/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <arpa/inet.h>
#include <dlfcn.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "cases/net/drill.h"

#define HEADER 14
#define SPIN 20 /* us that packetdrill looks at the clock for, in place of a sleep */

struct drill drill_load(const char *flags)
{
	void (*init)(const char *, struct packetdrill_interface *);
	const char *kernel = harness_var("kernel"), *variant = harness_var("variant");
	struct drill d = { .port = 7 };
	char text[1024];

	if (kernel && strcmp(kernel, "linux"))
		harness_skip("packetdrill's kernel is a rump kernel");
	snprintf(text, sizeof(text), "%s/packetdrill.so", harness_build());
	d.handle = dlopen(text, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE | RTLD_DEEPBIND);
	if (!d.handle)
		harness_failf("%s", dlerror());
	init = dlsym(d.handle, "packetdrill_interface_init");
	REQUIRE(init);
	snprintf(text, sizeof(text), "variant=%s,%s", variant ? variant : "plain", flags);
	init(text, &d.ifc);
	d.start = drill_now(&d);
	return d;
}

void drill_unload(struct drill *d)
{
	d->ifc.free(d->ifc.userdata);
	dlclose(d->handle);
}

/* -- time -- */

long long drill_now(struct drill *d)
{
	struct timeval tv;

	REQUIRE_EQ(0, d->ifc.gettimeofday(d->ifc.userdata, &tv, NULL));
	return tv.tv_sec * 1000000LL + tv.tv_usec - d->start;
}

void drill_until(struct drill *d, long long us)
{
	long long left;

	while ((left = us - drill_now(d)) > 0)
		if (left > SPIN)
			REQUIRE_EQ(0, d->ifc.usleep(d->ifc.userdata, left - SPIN));
}

/* -- packets -- */

void drill_send_(struct drill *d, const struct packet_field *fields)
{
	const struct family *f = d->six ? &ipv6 : &ipv4;
	static uint8_t frame[PACKET_MAX];
	struct packet p = { .kind = TCP };
	size_t len;

	packet_set(&p,
	    PACKET_FIELDS(P_SRC(f->peer), P_DST(f->kernel), P_SPORT(d->port), P_DPORT(80)));
	packet_set(&p, fields);
	if (packet_has(&p, F_ACK))
		p.number[F_ACK] = (uint32_t)(p.number[F_ACK] + d->isn);
	len = packet_write(&p, frame);
	REQUIRE_EQ(0, d->ifc.netdev_send(d->ifc.userdata, frame + HEADER, len - HEADER));
}

struct packet drill_expect_(struct drill *d, long long us, const char *file, int line,
    const struct packet_field *fields)
{
	static uint8_t frame[HEADER + 65535];
	size_t len = sizeof(frame) - HEADER;
	const char *differs;
	struct packet p;
	long long time;

	REQUIRE_EQ(0, d->ifc.netdev_receive(d->ifc.userdata, frame + HEADER, &len, &time));
	if (!len)
		require_failed(file, line, "no packet; expected one");
	frame[12] = frame[HEADER] >> 4 == 6 ? 0x86 : 0x08;
	frame[13] = frame[HEADER] >> 4 == 6 ? 0xdd : 0x00;
	if (!packet_read(&p, frame, HEADER + len))
		require_failed(file, line, "a packet of %zu bytes that is none", len);
	if (p.number[F_FLAGS] & P_SYN)
		d->isn = p.number[F_SEQ];
	p.number[F_SEQ] = (uint32_t)(p.number[F_SEQ] - d->isn);
	differs = packet_differs(&p, TCP, fields);
	if (*differs)
		require_failed(file, line, "%s", differs);
	time -= d->start;
	d->left = time;
	if (us != DRILL_ANY && (time < us - 1000 || time > us + 1000))
		require_failed(file, line, "left at %lld us; expected %lld", time, us);
	return p;
}

/* -- calls that block -- */

static void *thread(void *arg)
{
	struct drill_call *c = arg;

	drill_now(c->d); /* as one that waits until its call is due */
	c->tid = gettid();
	c->result = c->f(c->d, c->fd);
	c->error = errno;
	c->end = drill_now(c->d);
	c->done = true;
	return NULL;
}

static bool sleeps(pid_t tid)
{
	char path[64], text[512] = "";
	FILE *f;

	snprintf(path, sizeof(path), "/proc/self/task/%d/stat", (int)tid);
	f = fopen(path, "r");
	if (!f)
		return false; /* it is done */
	if (!fgets(text, sizeof(text), f))
		text[0] = '\0';
	fclose(f);
	return strstr(text, ") S ");
}

bool drill_start(struct drill_call *c, struct drill *d, long (*f)(struct drill *, int fd), int fd)
{
	*c = (struct drill_call){ .d = d, .f = f, .fd = fd };
	REQUIRE_EQ(0, pthread_create(&c->thread, NULL, thread, c));
	while (!c->done && !(c->tid && sleeps(c->tid)))
		sched_yield();
	return !c->done;
}

long drill_join(struct drill_call *c)
{
	REQUIRE_EQ(0, pthread_join(c->thread, NULL));
	errno = c->error;
	return c->result;
}

/* -- what scripts begin with -- */

int drill_server(struct drill *d)
{
	const struct family *f = d->six ? &ipv6 : &ipv4;
	struct packetdrill_interface *i = &d->ifc;
	struct sockaddr_storage addr;
	const socklen_t len = sock_addr(NULL, at(f->kernel, 80), &addr);
	const int fd = i->socket(i->userdata, f->af, SOCK_STREAM, IPPROTO_TCP), on = 1;

	REQUIRE(fd >= 0);
	REQUIRE_EQ(0, i->setsockopt(i->userdata, fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)));
	REQUIRE_EQ(0, i->bind(i->userdata, fd, (void *)&addr, len));
	REQUIRE_EQ(0, i->listen(i->userdata, fd, 1));
	return fd;
}

const char *drill_apart(void (*f)(void *arg), void *arg, int *status)
{
	static char text[4096];
	size_t used = 0;
	ssize_t len;
	int ends[2];
	pid_t pid;

	REQUIRE_EQ(0, pipe(ends));
	fflush(NULL);
	pid = fork();
	REQUIRE(pid >= 0);
	if (!pid) {
		dup2(ends[1], 2);
		close(ends[0]);
		close(ends[1]);
		f(arg);
		_exit(0);
	}
	close(ends[1]);
	while (used < sizeof(text) - 1 &&
	       (len = read(ends[0], text + used, sizeof(text) - 1 - used)) > 0)
		used += len;
	text[used] = '\0';
	close(ends[0]);
	REQUIRE_EQ(pid, waitpid(pid, status, 0));
	return text;
}
