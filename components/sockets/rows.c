/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "components/sockets/rows.h"

#include <linux/filter.h>
#include <linux/if_packet.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <netinet/tcp.h>
#include <string.h>

#include "components/sockets/socket_layout.h"
#include "harness/net.h"
#include "kernel/kern.h"

#define ROOM 4096

static int fds[SOCKET_SLOTS];
static uint8_t room[ROOM + 8] __attribute__((aligned(8)));

static size_t number(const uint8_t *at)
{
	return at[0] | at[1] << 8;
}

/* No word of an argument is an address in this process, which all lie from 4 GiB on. */
static void tame(void)
{
	for (size_t at = 0; at + 8 <= ROOM; at += 8)
		memset(room + at + 4, 0, 4);
}

/* What an argument points to: bytes of a record, and zeroes. */
static size_t fill(const uint8_t *from, size_t len)
{
	if (len > ROOM)
		len = ROOM;
	memcpy(room, from, len);
	memset(room + len, 0, sizeof(room) - len);
	return len;
}

static void open_one(struct kern *k, const uint8_t *at)
{
	int *fd = &fds[at[0] % SOCKET_SLOTS];

	if (*fd >= 0)
		kern_close(k, *fd);
	*fd = sock_open(k, at[1], (at[2] & 15) | SOCK_NONBLOCK, number(at + 3));
}

/* A filter is a length and an address. */
static bool is_filter(int level, int option)
{
	return (level == SOL_SOCKET &&
		   (option == SO_ATTACH_FILTER || option == SO_ATTACH_REUSEPORT_CBPF)) ||
	       (level == SOL_PACKET && option == PACKET_FANOUT_DATA);
}

static void set_filter(struct kern *k, int fd, int level, int option, size_t len)
{
	const struct sock_fprog program = {
		.len = len / sizeof(struct sock_filter),
		.filter = (struct sock_filter *)room,
	};

	kern_call(k, KERN_SETSOCKOPT, fd, level, option, (long)&program, sizeof(program));
}

static void set_one(struct kern *k, int fd, const uint8_t *at, size_t left)
{
	const int level = number(at + 1), option = number(at + 3);
	const size_t len = fill(at + 5, left);

	if (is_filter(level, option))
		set_filter(k, fd, level, option, len);
	else
		kern_call(k, KERN_SETSOCKOPT, fd, level, option, (long)room, len);
}

static void get_one(struct kern *k, int fd, const uint8_t *at, size_t left)
{
	socklen_t len = number(at + 5) % ROOM;

	fill(at + 7, left);
	if (number(at + 1) == IPPROTO_TCP && number(at + 3) == TCP_ZEROCOPY_RECEIVE)
		tame();
	kern_call(k, KERN_GETSOCKOPT, fd, number(at + 1), number(at + 3), (long)room, (long)&len);
}

/* Requests with addresses, of which none is that of what follows. */
static bool holds_addresses(unsigned long request)
{
	return request == SIOCADDRT || request == SIOCDELRT || request == SIOCGIFBR ||
	       request == SIOCSIFBR || request == SIOCWANDEV || request >= SIOCDEVPRIVATE;
}

static void ioctl_one(struct kern *k, int fd, const uint8_t *at, size_t left)
{
	const unsigned long request = number(at + 1);
	struct ifreq *ifr = (struct ifreq *)room;
	struct ifconf *list = (struct ifconf *)room;

	fill(at + 3, left);
	if (request == SIOCGIFCONF) {
		list->ifc_len = 512;
		list->ifc_buf = (char *)room + sizeof(*list);
	} else if (holds_addresses(request)) {
		tame();
	} else if (request == SIOCETHTOOL) {
		ifr->ifr_data = (char *)room + sizeof(*ifr);
	}
	kern_call(k, KERN_IOCTL, fd, request, (long)room);
}

static void send_message(struct kern *k, int fd, const uint8_t *at, size_t left)
{
	static uint8_t control[256] __attribute__((aligned(8)));
	const size_t name = at[1] < left ? at[1] : left;
	const size_t more = at[2] < left - name ? at[2] : left - name;
	struct iovec data = { room, left - name - more < ROOM ? left - name - more : ROOM };
	uint8_t address[256];
	struct msghdr message = {
		.msg_name = name ? address : NULL,
		.msg_namelen = name,
		.msg_control = more ? control : NULL,
		.msg_controllen = more,
		.msg_iov = &data,
		.msg_iovlen = 1,
	};

	memcpy(control, at + 3 + name, more);
	memcpy(address, at + 3, name);
	memcpy(room, at + 3 + name + more, data.iov_len);
	kern_call(k, KERN_SENDMSG, fd, (long)&message, MSG_DONTWAIT);
}

static void receive(struct kern *k, int fd, int flags)
{
	static uint8_t control[512] __attribute__((aligned(8))), name[128];
	struct iovec data = { room, ROOM };
	struct msghdr message = {
		.msg_name = name,
		.msg_namelen = sizeof(name),
		.msg_control = control,
		.msg_controllen = sizeof(control),
		.msg_iov = &data,
		.msg_iovlen = 1,
	};

	kern_call(k, KERN_RECVMSG, fd, (long)&message, MSG_DONTWAIT | flags);
}

/* The rest of what is done with sockets; none of it waits. */
static void call_one(struct kern *k, unsigned int n)
{
	int *fd = &fds[n % SOCKET_SLOTS], *next = &fds[(n + 1) % SOCKET_SLOTS];
	socklen_t len = ROOM;

	n /= SOCKET_SLOTS;
	switch (n % 10) {
	case 0:
		kern_call(k, KERN_LISTEN, *fd, n / 10);
		break;
	case 1:
		if (*next >= 0)
			kern_close(k, *next);
		*next = kern_call(k, KERN_ACCEPT4, *fd, 0, 0, SOCK_NONBLOCK);
		break;
	case 2:
		receive(k, *fd, 0);
		break;
	case 3:
		receive(k, *fd, MSG_ERRQUEUE);
		break;
	case 4:
		receive(k, *fd, MSG_PEEK | MSG_TRUNC);
		break;
	case 5:
		kern_call(k, KERN_SHUTDOWN, *fd, n / 10 % 3);
		break;
	case 6:
		kern_close(k, *fd);
		*fd = -1;
		break;
	case 7:
		kern_call(k, KERN_GETSOCKNAME, *fd, (long)room, (long)&len);
		kern_call(k, KERN_GETPEERNAME, *fd, (long)room, (long)&len);
		break;
	case 8:
		sock_poll(k, *fd, -1);
		break;
	default:
		receive(k, *fd, MSG_OOB);
	}
}

static void on_socket(struct kern *k, const struct record *r)
{
	static const uint8_t heads[] = {
		[SOCKET_BIND] = 1,
		[SOCKET_CONNECT] = 1,
		[SOCKET_SET] = 5,
		[SOCKET_GET] = 7,
		[SOCKET_IOCTL] = 3,
		[SOCKET_SEND] = 3,
		[SOCKET_MESSAGE] = 3,
	};
	const size_t head = heads[r->kind];
	const int fd = r->number >= head ? fds[r->bytes[0] % SOCKET_SLOTS] : -1;
	const size_t left = r->number - head;
	size_t len;

	if (fd < 0)
		return;
	switch (r->kind) {
	case SOCKET_BIND:
	case SOCKET_CONNECT:
		len = fill(r->bytes + 1, left);
		kern_call(k, r->kind == SOCKET_BIND ? KERN_BIND : KERN_CONNECT, fd, (long)room,
		    len);
		break;
	case SOCKET_SET:
		set_one(k, fd, r->bytes, left);
		break;
	case SOCKET_GET:
		get_one(k, fd, r->bytes, left);
		break;
	case SOCKET_IOCTL:
		ioctl_one(k, fd, r->bytes, left);
		break;
	case SOCKET_SEND:
		sock_send(k, fd, r->bytes + 3, left, number(r->bytes + 1) | MSG_DONTWAIT);
		break;
	default:
		send_message(k, fd, r->bytes, left);
	}
}

static void do_one(struct kern *k, const struct socket_world *w, const struct record *r)
{
	if (r->kind == SOCKET_PASS)
		kern_wait_all(k, net_ms(r->number));
	else if (r->kind == SOCKET_FRAME)
		w->arrive(k, r->bytes, r->number);
	else if (r->kind == SOCKET_CALL)
		call_one(k, r->number);
	else if (r->kind != SOCKET_OPEN)
		on_socket(k, r);
	else if (r->number >= 5)
		open_one(k, r->bytes);
}

void socket_rows(struct kern *k, const struct socket_world *w, const uint8_t *bytes, size_t size)
{
	static struct records r;

	memcpy(fds, w->fds, sizeof(fds));
	records_decode(&r, socket_kinds, bytes, size);
	for (size_t i = 0; i < r.n && kern_alive(k); i++) {
		do_one(k, w, &r.of[i]);
		if (w->after && kern_alive(k))
			w->after(k);
	}
	if (kern_alive(k))
		kern_wait_all(k, 0);
}
