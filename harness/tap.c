/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "harness/tap.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "harness/wire_internal.h"
#include "rumpuser/forward.h"

struct tap {
	char name[IFNAMSIZ];
	int fd;
	struct kern *k; /* NULL: not joined */
	struct wire *w;
};

/* Those of the kernel, of which there is one in a process at a time. */
static struct tap *joined[KERN_WIRES];
static int count;
static uint64_t zero; /* on the host's clock, ns: when virtual time was 0 */

static uint64_t host_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000ull + now.tv_nsec;
}

/* -- frames -- */

/* Inside a hypercall.  What the host does not take, as its interface is down, is lost. */
static bool to_host(void *arg, struct wire *w, const struct frame *f)
{
	const struct tap *t = arg;

	if (write(t->fd, f->data, f->len) < 0)
		w->count.lost++;
	return true;
}

/* Has what the host sent arrive now; true: there was some. */
static bool from_host(struct tap *t)
{
	static uint8_t frame[WIRE_FRAME_MAX];
	const uint64_t now = host_clock() - zero;
	bool any = false;
	ssize_t len;

	while ((len = read(t->fd, frame, sizeof(frame))) > 0) {
		wire_arrive(t->w, now, frame, len);
		any = true;
	}
	return any;
}

static bool any_from_host(void)
{
	bool any = false;

	for (int i = 0; i < count; i++)
		any |= from_host(joined[i]);
	return any;
}

/* -- time -- */

/* The first event that is known of, ns of virtual time. */
static uint64_t first_event(const struct kern *k, uint64_t until)
{
	for (int i = 0; i < KERN_WIRES; i++) {
		const struct wire *w = k->wire[i];

		if (w && w->listens && wire_io_due(w) < until)
			until = wire_io_due(w);
	}
	return until;
}

/* Sleeps until then, or until a frame may have come; false: the time is over. */
static bool sleep_until(uint64_t until)
{
	const uint64_t now = host_clock() - zero, left = until > now ? until - now : 0;
	const struct timespec time = { left / 1000000000, left % 1000000000 };
	struct pollfd fds[KERN_WIRES];

	if (!left)
		return false;
	for (int i = 0; i < count; i++)
		fds[i] = (struct pollfd){ .fd = joined[i]->fd, .events = POLLIN };
	return ppoll(fds, count, &time, NULL) != 0;
}

static void tap_clock_wait(struct hyp *hyp, uint64_t until)
{
	const uint64_t first = count ? first_event(joined[0]->k, until) : 0;

	while (!any_from_host() && sleep_until(first))
		;
	hyp_forward.clock_wait(hyp, until);
}

static struct hyp *tap_layer(struct hyp *below, void *arg)
{
	static struct hyp_ops ops;
	static struct hyp hyp;

	(void)arg;
	hyp_layer(&hyp, &ops, below);
	ops.clock_wait = tap_clock_wait;
	return &hyp;
}

/* -- taps -- */

int tap_try_open(struct tap **to, const char *name, const char **why)
{
	struct ifreq request = { .ifr_flags = IFF_TAP | IFF_NO_PI };
	const int fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	int error = fd < 0 ? errno : 0;

	*why = "";
	if (strlen(name) >= IFNAMSIZ || !*name)
		error = EINVAL;
	memcpy(request.ifr_name, name, strnlen(name, IFNAMSIZ - 1));
	if (!error && ioctl(fd, TUNSETIFF, &request))
		error = errno;
	*to = error ? NULL : calloc(1, sizeof(**to));
	if (!*to) {
		error = error ? error : ENOMEM;
		*why = text_static("tap %s: %s: %s; expected a name of 1 to %d letters, and the "
				   "right to make or take an interface of the host",
		    name, fd < 0 ? "/dev/net/tun" : "TUNSETIFF", strerrorname_np(error),
		    IFNAMSIZ - 1);
		if (fd >= 0)
			close(fd);
		return -error;
	}
	memcpy((*to)->name, name, strlen(name));
	(*to)->fd = fd;
	return 0;
}

struct tap *tap_open(const char *name)
{
	const char *why;
	struct tap *t;

	if (tap_try_open(&t, name, &why))
		harness_failf("%s", why);
	return t;
}

void tap_join(struct tap *t, struct kern *k, struct wire *w)
{
	if (t->k)
		harness_failf("tap %s: joined twice; expected a tap of one wire", t->name);
	if (w->k != k)
		harness_failf("tap %s: %s is not this kernel's; expected kern_wire() first",
		    t->name, w->name);
	if (w->hub || w->peer)
		harness_failf("%s: connected twice; expected a wire with a free end", w->name);
	if (!k->ops->layer)
		kern_cannot(k, "taps");
	if (!count) {
		zero = host_clock() - kern_now(k);
		if (k->ops->layer(k->impl, tap_layer, NULL))
			harness_failf("tap %s: the kernel takes no layer", t->name);
	}
	t->k = k;
	t->w = w;
	joined[count++] = t;
	wire_peer(w, to_host, t);
}

void tap_close(struct tap *t)
{
	if (t->w && t->w->k)
		harness_failf("tap %s: closed while a kernel has it", t->name);
	for (int i = 0; i < count; i++)
		if (joined[i] == t)
			joined[i--] = joined[--count];
	if (t->w)
		wire_peer(t->w, NULL, NULL);
	close(t->fd);
	free(t);
}
