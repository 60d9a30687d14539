/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The shared object for packetdrill, by scripts as packetdrill plays them. */
#include <linux/sockios.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/wait.h>

#include "cases/net/drill.h"

#define MS 1000
#define LOCALS "local=10.0.0.1/24,local=fd00::1/64"

static long accept_call(struct drill *d, int fd)
{
	return d->ifc.accept(d->ifc.userdata, fd, NULL, NULL);
}

static long read_call(struct drill *d, int fd)
{
	char got[8] = "";
	const long len = d->ifc.read(d->ifc.userdata, fd, got, sizeof(got));

	return len == 5 && !memcmp(got, "hello", 5) ? len : -1000;
}

/* A server: the peer opens at 100 ms, sends at 300 ms, and ends at 500 ms. */
static void play_server(bool six, const char *flags)
{
	struct drill d = drill_load(flags);
	struct packetdrill_interface *i = &d.ifc;
	struct drill_call call;
	int fd, server;

	d.six = six;
	server = drill_server(&d);
	REQUIRE(drill_start(&call, &d, accept_call, server));
	drill_until(&d, 100 * MS);
	drill_send(&d, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1000), P_WIN(32792));
	drill_expect(&d, 100 * MS, P_FLAGS(P_SYN | P_ACK), P_SEQ(0), P_ACKNO(1),
	    P_MSS(six ? 1440 : 1460));
	drill_until(&d, 200 * MS);
	drill_send(&d, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1), P_WIN(257));
	drill_until(&d, 210 * MS);
	fd = drill_join(&call);
	REQUIRE(fd > server);
	REQUIRE(call.end >= 200 * MS && call.end < 201 * MS);

	REQUIRE(drill_start(&call, &d, read_call, fd));
	drill_until(&d, 300 * MS);
	drill_send(&d, P_FLAGS(P_ACK | P_PSH), P_SEQ(1), P_ACKNO(1), P_TEXT("hello"));
	drill_expect(&d, 300 * MS, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(6));
	REQUIRE_EQ(5, drill_join(&call));
	REQUIRE(call.end >= 300 * MS && call.end < 301 * MS);
	drill_until(&d, 400 * MS);
	REQUIRE_EQ(5, i->write(i->userdata, fd, "world", 5));
	drill_expect(&d, 400 * MS, P_FLAGS(P_ACK | P_PSH), P_SEQ(1), P_ACKNO(6), P_TEXT("world"));
	drill_send(&d, P_FLAGS(P_ACK), P_SEQ(6), P_ACKNO(6));
	drill_until(&d, 500 * MS);
	REQUIRE_EQ(0, i->close(i->userdata, fd));
	drill_expect(&d, 500 * MS, P_FLAGS(P_FIN | P_ACK), P_SEQ(6), P_ACKNO(6));
	drill_send(&d, P_FLAGS(P_FIN | P_ACK), P_SEQ(6), P_ACKNO(7));
	drill_expect(&d, 500 * MS, P_FLAGS(P_ACK), P_SEQ(7), P_ACKNO(7));
	drill_unload(&d);
}

CASE(server_v4, "a script of a server is played in its order and at its times, IPv4")
{
	play_server(false, LOCALS);
}

CASE(server_v6, "a script of a server is played in its order and at its times, IPv6")
{
	play_server(true, LOCALS);
}

static size_t captured(const char *file, uint8_t *to, size_t max)
{
	char flags[128];
	size_t len;
	FILE *f;

	snprintf(flags, sizeof(flags), LOCALS ",capture=%s", file);
	play_server(false, flags);
	f = fopen(file, "r");
	REQUIRE(f);
	len = fread(to, 1, max, f);
	fclose(f);
	return len;
}

CASE(same, "two runs of a script are the same to the byte, though threads make the calls")
{
	static uint8_t first[65536], second[65536];
	const size_t len = captured("a.pcapng", first, sizeof(first));

	REQUIRE(len > 1000);
	for (int i = 0; i < 5; i++) {
		REQUIRE_EQ(len, captured("b.pcapng", second, sizeof(second)));
		REQUIRE_MEMEQ(first, second, len);
	}
}

CASE(client, "a client opens a connection, by a call that blocks, from the kernel's address")
{
	struct drill d = drill_load(LOCALS);
	struct packetdrill_interface *i = &d.ifc;
	struct sockaddr_storage to;
	const socklen_t len = sock_addr(NULL, "10.0.0.2:7", &to);
	const int fd = i->socket(i->userdata, AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	struct tcp_info info;
	socklen_t room = sizeof(info);
	struct packet syn;

	REQUIRE_EQ(-1, i->connect(i->userdata, fd, (void *)&to, len));
	REQUIRE_EQ(EINPROGRESS, errno);
	syn = drill_expect(&d, 0, P_FLAGS(P_SYN), P_SEQ(0), P_SRC("10.0.0.1"), P_DPORT(7));
	drill_until(&d, 50 * MS);
	drill_send(&d, P_FLAGS(P_SYN | P_ACK), P_SEQ(0), P_ACKNO(1), P_MSS(1000),
	    P_DPORT(syn.number[F_SPORT]));
	drill_expect(&d, 50 * MS, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
	REQUIRE_EQ(0, i->getsockopt(i->userdata, fd, IPPROTO_TCP, TCP_INFO, &info, &room));
	REQUIRE_EQ(TCP_ESTABLISHED, info.tcpi_state);
	REQUIRE(info.tcpi_rtt > 50 * MS - 1000 && info.tcpi_rtt < 50 * MS + 1000);
	REQUIRE_EQ(O_RDWR | O_NONBLOCK, i->fcntl(i->userdata, fd, F_GETFL));
	REQUIRE_EQ(0, i->close(i->userdata, fd));
	drill_unload(&d);
}

CASE(backoff, "minutes of a timer pass in a script")
{
	struct drill d = drill_load(LOCALS);
	long long last;

	drill_server(&d);
	drill_send(&d, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1000));
	drill_expect(&d, 0, P_FLAGS(P_SYN | P_ACK), P_SEQ(0), P_ACKNO(1));
	for (long long gap = 1000 * MS; gap <= 16000 * MS; gap *= 2) {
		last = d.left;
		drill_expect(&d, DRILL_ANY, P_FLAGS(P_SYN | P_ACK), P_SEQ(0), P_ACKNO(1));
		/* The wheel of timers rounds up, by an eighth at the most. */
		REQUIRE(d.left - last >= gap && d.left - last <= gap + gap / 8);
	}
	drill_unload(&d);
}

CASE(messages, "buffers, messages and events go both ways")
{
	struct drill d = drill_load(LOCALS);
	struct packetdrill_interface *i = &d.ifc;
	void *const u = i->userdata;
	char a[4] = "", b[4] = "";
	struct iovec in[2] = { { a, 2 }, { b, 3 } }, out[2] = { { "he", 2 }, { "llo", 3 } };
	struct msghdr to = { .msg_iov = out, .msg_iovlen = 2 },
		      from = { .msg_iov = in, .msg_iovlen = 2 };
	struct epoll_event event = { .events = EPOLLIN, .data.u64 = 0x1122334455667788 };
	struct pollfd poll;
	struct sockaddr_storage addr, who;
	socklen_t len = sock_addr(NULL, "10.0.0.1:9", &addr), room = sizeof(who);
	const int s = i->socket(u, AF_INET, SOCK_DGRAM, 0),
		  c = i->socket(u, AF_INET, SOCK_DGRAM, 0);
	const int ep = i->epoll_create(u, 1);
	char text[SOCK_TEXT];
	int size = 0, pipe[2];

	REQUIRE_EQ(0, i->bind(u, s, (void *)&addr, len));
	REQUIRE_EQ(0, i->connect(u, c, (void *)&addr, len));
	REQUIRE_EQ(0, i->epoll_ctl(u, ep, EPOLL_CTL_ADD, s, &event));
	REQUIRE_EQ(0, i->epoll_wait(u, ep, &event, 1, 0));
	REQUIRE_EQ(5, i->sendmsg(u, c, &to, 0));
	memset(&event, 0, sizeof(event));
	REQUIRE_EQ(1, i->epoll_wait(u, ep, &event, 1, 1000));
	REQUIRE_EQ(0x1122334455667788, event.data.u64);
	poll = (struct pollfd){ .fd = s, .events = POLLIN };
	REQUIRE_EQ(1, i->poll(u, &poll, 1, -1));
	REQUIRE(poll.fd == s && poll.revents == POLLIN);
	REQUIRE_EQ(0, i->ioctl(u, s, SIOCINQ, &size));
	REQUIRE_EQ(5, size);
	from.msg_name = &who;
	from.msg_namelen = sizeof(who);
	REQUIRE_EQ(5, i->recvmsg(u, s, &from, 0));
	REQUIRE_MEMEQ("he", a, 2);
	REQUIRE_MEMEQ("llo", b, 3);
	sock_text(&who, text);
	REQUIRE(!strncmp(text, "10.0.0.1:", 9) && from.msg_namelen == sizeof(struct sockaddr_in));
	REQUIRE_EQ(3, i->writev(u, c, out + 1, 1));
	REQUIRE_EQ(3, i->recvfrom(u, s, a, 4, 0, (void *)&who, &room));
	REQUIRE_EQ(sizeof(struct sockaddr_in), room);
	REQUIRE_EQ(0, i->pipe(u, pipe));
	REQUIRE_EQ(2, i->write(u, pipe[1], "hi", 2));
	REQUIRE_EQ(2, i->splice(u, pipe[0], NULL, c, NULL, 2, 0));
	REQUIRE_EQ(2, i->recv(u, s, b, 4, 0));
	REQUIRE_MEMEQ("hi", b, 2);
	REQUIRE_EQ(-1, i->close(u, 77));
	REQUIRE_EQ(EBADF, errno);
	drill_unload(&d);
}

/* -- ends -- */

static void no_packet(void *arg)
{
	struct drill d = drill_load(LOCALS ",wait=60");
	uint8_t packet[2048];
	size_t len = sizeof(packet);
	long long time;

	(void)arg;
	/* packetdrill makes an error of a packet without bytes, and ends. */
	REQUIRE_EQ(0, d.ifc.netdev_receive(d.ifc.userdata, packet, &len, &time));
	REQUIRE_EQ(0, len);
	REQUIRE(drill_now(&d) >= 60000 * MS && drill_now(&d) < 60010 * MS);
	drill_unload(&d);
}

static void no_client(void *arg)
{
	struct drill d = drill_load(LOCALS ",wait=60");
	const int fd = drill_server(&d);

	(void)arg;
	REQUIRE_EQ(-1, accept_call(&d, fd));
	drill_unload(&d);
}

static void flags(void *text)
{
	drill_load(text);
}

CASE(waits_for_ever, "a script that waits for ever gets a clear end, and no time is spent")
{
	const char *text;
	int status;

	text = drill_apart(no_packet, NULL, &status);
	REQUIRE_EQ(0, status);
	REQUIRE_STREQ("rumpus: packetdrill: no packet leaves the kernel in 60 s of virtual time; "
		      "expected one\n",
	    text);
	text = drill_apart(no_client, NULL, &status);
	REQUIRE(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	REQUIRE_STREQ("rumpus: packetdrill: kernel hung: accept4 used up its virtual time\n", text);
}

CASE(bad_flags, "a flag that does not parse is refused with a line")
{
	static const char *const bad[] = { "x", "local=10.0.0", "local", "wait=0", "wait=x",
		"mtu=70000", "sysctl=a", "sysctl=no.such:1", "variant=none" };
	const char *text;
	int status;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		text = drill_apart(flags, (void *)bad[i], &status);
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 1 ||
		    strncmp(text, "rumpus: packetdrill: ", 21) || !strchr(text, '\n') ||
		    strchr(text, '\n')[1])
			harness_failf("%s: status %d and \"%s\"; expected 1 and one line", bad[i],
			    status, text);
	}
}
