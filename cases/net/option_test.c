/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Options of sockets: each is read as it was set, and refused out of its range. */
#include <linux/ipv6.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>

#include "cases/net/site.h"
#include "kernel/kern.h"

/* Of <linux/tcp.h> and <linux/in.h>, which can not be had with those above. */
enum { FASTOPEN_NO_COOKIE = 34, INQ = 36, RECVFRAGSIZE = 25, CHECKSUM = 23 };

struct option {
	int name, value;
	int want; /* what it is read as; 0: the value itself */
	int bad;  /* EINVAL; 0: no value is */
};

static void set_and_get(struct kern *k, int fd, int level, const struct option *o, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const int want = o[i].want ? o[i].want : o[i].value;
		int error = sock_set(k, fd, level, o[i].name, o[i].value), got;

		if (error)
			atf_tc_fail("level %d option %d: set to %d gives %d", level, o[i].name,
			    o[i].value, error);
		got = sock_get(k, fd, level, o[i].name);
		if (got != want)
			atf_tc_fail("level %d option %d: set to %d, read as %d; expected %d", level,
			    o[i].name, o[i].value, got, want);
		error = o[i].bad ? sock_set(k, fd, level, o[i].name, o[i].bad) : -EINVAL;
		if (error != -EINVAL)
			atf_tc_fail("level %d option %d: set to %d gives %d; expected EINVAL",
			    level, o[i].name, o[i].bad, error);
	}
}

#define SET_AND_GET(k, fd, level, options) \
	set_and_get(k, fd, level, options, sizeof(options) / sizeof(*(options)))

BOTH(tcp_options, "of a socket of TCP")
{
	static const struct option options[] = {
		{ TCP_NODELAY, 1, 0, 0 },
		{ TCP_CORK, 1, 0, 0 },
		{ TCP_KEEPIDLE, 77, 0, 40000 },
		{ TCP_KEEPINTVL, 7, 0, 40000 },
		{ TCP_KEEPCNT, 3, 0, 128 },
		{ TCP_SYNCNT, 4, 0, 128 },
		{ TCP_LINGER2, 5, 0, 0 },
		{ TCP_DEFER_ACCEPT, 3, 0, 0 },
		{ TCP_WINDOW_CLAMP, 5000, 0, 0 },
		{ TCP_USER_TIMEOUT, 999, 0, -1 },
		{ TCP_FASTOPEN, 5, 0, -1 },
		{ TCP_FASTOPEN_CONNECT, 1, 0, 2 },
		{ FASTOPEN_NO_COOKIE, 1, 0, 2 },
		{ TCP_NOTSENT_LOWAT, 4096, 0, 0 },
		{ INQ, 1, 0, 2 },
		{ TCP_SAVE_SYN, 1, 0, 3 },
		{ TCP_THIN_LINEAR_TIMEOUTS, 1, 0, 2 },
		{ TCP_QUICKACK, 1, 0, 0 },
		{ TCP_MAXSEG, 900, 0, 20 },
	};
	const int fd = site_socket(s, SOCK_STREAM, 0);

	SET_AND_GET(s->k, fd, IPPROTO_TCP, options);
	REQUIRE_ERROR(sock_set(s->k, fd, IPPROTO_TCP, 99, 1), ENOPROTOOPT);
	REQUIRE_ERROR(sock_get(s->k, fd, IPPROTO_TCP, 99), ENOPROTOOPT);
}

CASE(ip_options, "of a socket of IPv4")
{
	static const struct option options[] = {
		{ IP_TOS, 0x10, 0, 0 },
		{ IP_TTL, 33, 0, 256 },
		{ IP_PKTINFO, 1, 0, 0 },
		{ IP_RECVTTL, 1, 0, 0 },
		{ IP_RECVTOS, 1, 0, 0 },
		{ IP_RECVOPTS, 1, 0, 0 },
		{ IP_RETOPTS, 1, 0, 0 },
		{ IP_PASSSEC, 1, 0, 0 },
		{ IP_RECVORIGDSTADDR, 1, 0, 0 },
		{ CHECKSUM, 1, 0, 0 },
		{ RECVFRAGSIZE, 1, 0, 0 },
		{ IP_RECVERR, 1, 0, 0 },
		{ IP_MTU_DISCOVER, IP_PMTUDISC_DO, 0, 9 },
		{ IP_FREEBIND, 1, 0, 0 },
		{ IP_MINTTL, 5, 0, 256 },
		{ IP_TRANSPARENT, 1, 0, 0 },
		{ IP_BIND_ADDRESS_NO_PORT, 1, 0, 0 },
		{ IP_MULTICAST_TTL, 7, 0, 256 },
		{ IP_MULTICAST_ALL, 1, 0, 2 },
		{ IP_MULTICAST_LOOP, 1, 0, 0 },
	};
	struct site s = site_open(&ipv4);
	const int fd = site_socket(&s, SOCK_DGRAM, 0);

	SET_AND_GET(s.k, fd, IPPROTO_IP, options);
	REQUIRE_ERROR(sock_set(s.k, fd, IPPROTO_IP, IP_HDRINCL, 1), ENOPROTOOPT);
	REQUIRE_ERROR(sock_set(s.k, fd, IPPROTO_IP, 99, 1), ENOPROTOOPT);
	site_close(&s);
}

CASE(ip_options_raw, "of a raw socket of IPv4")
{
	static const struct option options[] = {
		{ IP_HDRINCL, 1, 0, 0 },
		{ IP_NODEFRAG, 1, 0, 0 },
	};
	struct site s = site_open(&ipv4);
	const int fd = site_socket(&s, SOCK_RAW, IPPROTO_UDP);

	SET_AND_GET(s.k, fd, IPPROTO_IP, options);
	REQUIRE_OK(sock_set(s.k, fd, IPPROTO_IP, IP_ROUTER_ALERT, 1));
	REQUIRE_ERROR(sock_set(s.k, fd, IPPROTO_IP, IP_ROUTER_ALERT, 1), EADDRINUSE);
	REQUIRE_OK(sock_set(s.k, fd, IPPROTO_IP, IP_ROUTER_ALERT, 0));
	site_close(&s);
}

CASE(ipv6_options, "of a socket of IPv6")
{
	static const struct option options[] = {
		{ IPV6_V6ONLY, 1, 0, 0 },
		{ IPV6_RECVPKTINFO, 1, 0, 0 },
		{ IPV6_RECVHOPLIMIT, 1, 0, 0 },
		{ IPV6_RECVRTHDR, 1, 0, 0 },
		{ IPV6_RECVHOPOPTS, 1, 0, 0 },
		{ IPV6_RECVDSTOPTS, 1, 0, 0 },
		{ IPV6_RECVTCLASS, 1, 0, 0 },
		{ IPV6_RECVPATHMTU, 1, 0, 0 },
		{ IPV6_RECVERR, 1, 0, 0 },
		{ IPV6_TCLASS, 0x20, 0, 256 },
		{ IPV6_UNICAST_HOPS, 33, 0, 256 },
		{ IPV6_MULTICAST_HOPS, 7, 0, 256 },
		{ IPV6_MULTICAST_LOOP, 1, 0, 2 },
		{ IPV6_MTU_DISCOVER, IPV6_PMTUDISC_DO, 0, 9 },
		{ IPV6_DONTFRAG, 1, 0, 0 },
		{ IPV6_FREEBIND, 1, 0, 0 },
		{ IPV6_TRANSPARENT, 1, 0, 0 },
		{ IPV6_MINHOPCOUNT, 5, 0, 256 },
		{ IPV6_AUTOFLOWLABEL, 1, 0, 0 },
		{ IPV6_MULTICAST_ALL, 1, 0, 0 },
	};
	struct site s = site_open(&ipv6);
	const int fd = site_socket(&s, SOCK_DGRAM, 0);

	SET_AND_GET(s.k, fd, IPPROTO_IPV6, options);
	REQUIRE_ERROR(sock_set(s.k, fd, IPPROTO_IPV6, 999, 1), ENOPROTOOPT);
	site_close(&s);
}

static long set_bytes(struct kern *k, int fd, int level, int name, const void *bytes, long len)
{
	return kern_call(k, KERN_SETSOCKOPT, fd, level, name, (long)bytes, len);
}

static long get_bytes(struct kern *k, int fd, int level, int name, void *bytes, socklen_t *len)
{
	return kern_call(k, KERN_GETSOCKOPT, fd, level, name, (long)bytes, (long)len);
}

BOTH(tcp_info, "what is known of a connection, its congestion control, and its end")
{
	const int fd = site_server(s, SOCK_STREAM, 80);
	struct tcp_info info = { 0 };
	struct sockaddr none = { .sa_family = AF_UNSPEC };
	socklen_t len = sizeof(info);
	char name[16] = "";
	int client, server;

	client = site_socket(s, SOCK_STREAM, 0);
	REQUIRE_OK(sock_connect(s->k, client, at(s->f->kernel, 80)));
	server = REQUIRE_OK(sock_accept(s->k, fd, 0));
	REQUIRE_EQ(5, sock_send(s->k, client, "hello", 5, 0));
	REQUIRE_OK(get_bytes(s->k, client, IPPROTO_TCP, TCP_INFO, &info, &len));
	REQUIRE_EQ(TCP_ESTABLISHED, info.tcpi_state);
	REQUIRE(info.tcpi_snd_mss > 500);
	REQUIRE(info.tcpi_rto > 0);
	REQUIRE_EQ(536, sock_get(s->k, fd, IPPROTO_TCP, TCP_MAXSEG));
	len = sizeof(name);
	REQUIRE_OK(get_bytes(s->k, client, IPPROTO_TCP, TCP_CONGESTION, name, &len));
	REQUIRE_STREQ("cubic", name);
	REQUIRE_OK(set_bytes(s->k, client, IPPROTO_TCP, TCP_CONGESTION, "reno", 4));
	len = sizeof(name);
	REQUIRE_OK(get_bytes(s->k, client, IPPROTO_TCP, TCP_CONGESTION, name, &len));
	REQUIRE_STREQ("reno", name);
	REQUIRE_ERROR(set_bytes(s->k, client, IPPROTO_TCP, TCP_CONGESTION, "none", 4), ENOENT);
	/* Without an address: it is a socket as new. */
	REQUIRE_OK(kern_call(s->k, KERN_CONNECT, client, (long)&none, sizeof(none)));
	len = sizeof(info);
	REQUIRE_OK(get_bytes(s->k, client, IPPROTO_TCP, TCP_INFO, &info, &len));
	REQUIRE_EQ(TCP_CLOSE, info.tcpi_state);
	REQUIRE_EQ(5, sock_recv(s->k, server, name, 5, 0));
	REQUIRE_ERROR(sock_recv(s->k, server, name, 5, 0), ECONNRESET);
	REQUIRE_OK(sock_connect(s->k, client, at(s->f->kernel, 80)));
}

BOTH(tcp_repair, "a connection is made of numbers, as a checkpoint of it is restored")
{
	const int fd = site_socket(s, SOCK_STREAM, 0);
	const uint32_t sent = 1000, got = 2000;
	int queue;

	REQUIRE_OK(sock_set(s->k, fd, IPPROTO_TCP, TCP_REPAIR, 1));
	REQUIRE_EQ(1, sock_get(s->k, fd, IPPROTO_TCP, TCP_REPAIR));
	for (queue = 1; queue <= 2; queue++) { /* received, sent */
		REQUIRE_OK(sock_set(s->k, fd, IPPROTO_TCP, TCP_REPAIR_QUEUE, queue));
		REQUIRE_OK(sock_set(s->k, fd, IPPROTO_TCP, TCP_QUEUE_SEQ, queue == 1 ? got : sent));
	}
	REQUIRE_ERROR(sock_set(s->k, fd, IPPROTO_TCP, TCP_REPAIR_QUEUE, 9), EINVAL);
	REQUIRE_OK(sock_bind(s->k, fd, at(s->f->kernel, 80)));
	REQUIRE_OK(sock_connect(s->k, fd, at(s->f->peer, 7)));
	REQUIRE_EQ((int)sent, sock_get(s->k, fd, IPPROTO_TCP, TCP_QUEUE_SEQ));
	REQUIRE_OK(sock_set(s->k, fd, IPPROTO_TCP, TCP_REPAIR, 0));
	REQUIRE_EQ(5, sock_send(s->k, fd, "hello", 5, 0));
	/* It asks for the window, which it was not told; the peer counts from 1000 on. */
	peer_expect(s->p, net_ms(100), TCP, P_FLAGS(P_ACK), P_SEQ(sent - 1), P_ACKNO(got - 1000),
	    P_LEN(0));
	peer_send(s->p, TCP, P_FLAGS(P_ACK), P_SEQ(got - 1000), P_ACKNO(sent));
	peer_expect(s->p, net_ms(100), TCP, P_SEQ(sent), P_TEXT("hello"));
}

CASE(ip_record_route, "options of the header are set, read, sent, and given to who asks")
{
	static const uint8_t route[12] = { 7, 11, 4 }, bad[4] = { 7, 2, 4 };
	struct site s = site_open(&ipv4);
	const int to = site_server(&s, SOCK_DGRAM, 80), fd = site_socket(&s, SOCK_DGRAM, 0);
	uint8_t got[40], control[256];
	struct iovec iov = { got, sizeof(got) };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1, .msg_control = control };
	socklen_t len = sizeof(got);
	int seen = 0;

	REQUIRE_OK(net_link_up(s.k, "lo"));
	REQUIRE_ERROR(set_bytes(s.k, fd, IPPROTO_IP, IP_OPTIONS, bad, sizeof(bad)), EINVAL);
	REQUIRE_OK(set_bytes(s.k, fd, IPPROTO_IP, IP_OPTIONS, route, sizeof(route)));
	REQUIRE_OK(get_bytes(s.k, fd, IPPROTO_IP, IP_OPTIONS, got, &len));
	REQUIRE_EQ(sizeof(route), len);
	REQUIRE_MEMEQ(route, got, 3);
	REQUIRE_OK(sock_set(s.k, to, IPPROTO_IP, IP_RECVOPTS, 1));
	REQUIRE_OK(sock_set(s.k, to, IPPROTO_IP, IP_RECVTTL, 1));
	REQUIRE_OK(sock_set(s.k, to, IPPROTO_IP, IP_RECVTOS, 1));
	REQUIRE_OK(sock_set(s.k, to, IPPROTO_IP, IP_PKTINFO, 1));
	REQUIRE_OK(sock_set(s.k, to, IPPROTO_IP, IP_RECVORIGDSTADDR, 1));
	REQUIRE_EQ(5, sock_sendto(s.k, fd, "hello", 5, at(ipv4.kernel, 80)));
	msg.msg_controllen = sizeof(control);
	REQUIRE_EQ(5, kern_call(s.k, KERN_RECVMSG, to, (long)&msg, 0));
	for (struct cmsghdr *c = CMSG_FIRSTHDR(&msg); c; c = CMSG_NXTHDR(&msg, c)) {
		seen |= 1 << c->cmsg_type;
		if (c->cmsg_type == IP_RECVOPTS)
			REQUIRE_EQ(7, CMSG_DATA(c)[0]);
		if (c->cmsg_type == IP_TTL)
			REQUIRE_EQ(64, *(int *)CMSG_DATA(c));
	}
	REQUIRE_EQ(1 << IP_RECVOPTS | 1 << IP_TTL | 1 << IP_TOS | 1 << IP_PKTINFO |
		       1 << IP_ORIGDSTADDR,
	    seen);
	site_close(&s);
}
