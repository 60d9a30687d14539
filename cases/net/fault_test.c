/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Faults of wires: each effect, each filter, and what does not parse. */
#include <linux/if_link.h>
#include <stdio.h>

#include "cases/net/site.h"

/* Sends `n` datagrams to the kernel, with their number as payload; which ones came, and in
 * which order, as "1,2,3". */
static const char *received(struct site *s, int fd, int n)
{
	static char list[256];
	char got[1600];
	ssize_t len;
	size_t used = 0;

	for (int i = 1; i <= n; i++) {
		const char text[] = { '0' + i, 0 };

		peer_send(s->p, UDP, P_TEXT(text));
	}
	kern_advance(s->k, net_seconds(2));
	list[0] = '\0';
	while ((len = sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT)) >= 0)
		used += snprintf(list + used, sizeof(list) - used, "%s%.*s", used ? "," : "",
		    (int)len, got);
	return list;
}

static struct site open_with(const char *faults, int *fd)
{
	struct site s = site_open(&ipv4);

	*fd = site_server(&s, SOCK_DGRAM, 80);
	kern_fault(s.k, faults);
	return s;
}

/* What a kernel with these faults receives of so many. */
#define RECEIVES(faults, n, want)                         \
	do {                                              \
		int fd;                                   \
		struct site s = open_with(faults, &fd);   \
                                                          \
		REQUIRE_STREQ(want, received(&s, fd, n)); \
		site_close(&s);                           \
	} while (0)

CASE(rx_drop, "the second frame is lost")
{
	RECEIVES("rx:2=drop", 4, "1,3,4");
}

CASE(rx_dup, "a frame comes twice")
{
	RECEIVES("rx:2=dup", 3, "1,2,2,3");
}

CASE(rx_dup_many, "every second frame comes three times")
{
	RECEIVES("rx:*/2=dup(3)", 4, "1,2,2,2,3,4,4,4");
}

CASE(rx_reorder, "a frame comes after the next one")
{
	RECEIVES("rx:1=reorder", 3, "2,1,3");
}

CASE(rx_reorder_by, "a frame comes after the next two")
{
	RECEIVES("rx:1=reorder(2)", 4, "2,3,1,4");
}

CASE(rx_reorder_last, "a frame that none follows comes all the same")
{
	RECEIVES("rx:3=reorder", 3, "1,2,3");
}

CASE(rx_delay, "a frame comes later")
{
	RECEIVES("rx:1=delay(500ms)", 3, "2,3,1");
}

CASE(rx_truncate, "a frame that lost its end is dropped by the kernel")
{
	RECEIVES("rx:2=truncate(30)", 3, "1,3");
}

CASE(rx_split, "a frame that comes as two is none")
{
	RECEIVES("rx:2=split(20)", 3, "1,3");
}

CASE(rx_flip, "a bit that flips makes the checksum wrong")
{
	RECEIVES("rx:2=flip(1,at=42)", 3, "1,3");
}

CASE(rx_match, "a filter on bytes finds the frame: the payload is at 42")
{
	RECEIVES("rx[at=42:32]:1=drop", 3, "1,3");
}

CASE(rx_match_mask, "a filter with a mask: the even ones")
{
	RECEIVES("rx[at=42:00/01]:*=drop", 4, "1,3");
}

CASE(rx_proto, "a filter on the protocol, and one that no frame passes")
{
	int fd;
	struct site s = open_with("rx[proto=udp]:1=drop; rx[wire=0,len=43]:1=drop", &fd);

	/* Both count the first one; the fault that was set first happens. */
	REQUIRE_STREQ("2,3", received(&s, fd, 3));
	REQUIRE_EQ(1, kern_fault_hits(s.k));
	kern_fault_clear(s.k);
	kern_fault(s.k, "rx[proto=tcp]:1=drop");
	REQUIRE_STREQ("1,2", received(&s, fd, 2));
	kern_fault_clear(s.k);
	site_close(&s);
}

CASE(rx_rate, "frames wait for their turn: 43 bytes, 430 in a second")
{
	int fd;
	struct site s = open_with("rx:*=rate(430)", &fd);
	char got[8];
	uint64_t start;

	for (int i = 0; i < 5; i++)
		peer_send(s.p, UDP, P_TEXT("x"));
	start = kern_now(s.k);
	for (int i = 0; i < 5; i++)
		REQUIRE_EQ(1, sock_recv(s.k, fd, got, sizeof(got), 0));
	REQUIRE_EQ(4, (kern_now(s.k) - start) / net_ms(100));
	site_close(&s);
}

CASE(rx_down, "the link goes down for 300 ms: the kernel sees it, and what comes is lost")
{
	int fd;
	struct site s = open_with("rx:2=down(300ms)", &fd);
	char got[8];

	REQUIRE_STREQ("1", received(&s, fd, 3)); /* 2 s later it is up again */
	REQUIRE(strstr(kern_fault_log(s.k), "rx of wire 0, 43 bytes"));
	peer_send(s.p, UDP, P_TEXT("4"));
	REQUIRE_EQ(1, sock_recv(s.k, fd, got, sizeof(got), MSG_DONTWAIT));
	site_close(&s);
}

CASE(tx_drop, "a SYN that is lost is sent again a second later")
{
	struct site s = site_open(&ipv4);
	const int fd = site_socket(&s, SOCK_STREAM | SOCK_NONBLOCK, 0);
	uint64_t start;

	kern_fault(s.k, "tx[proto=tcp,at=47:02/02]:1=drop");
	REQUIRE_OK(sock_bind(s.k, fd, "0.0.0.0:80"));
	start = kern_now(s.k);
	REQUIRE_EQ(-EINPROGRESS, sock_connect(s.k, fd, "10.0.0.2:7"));
	peer_accept(s.p);
	REQUIRE_EQ(1, (kern_now(s.k) - start) / net_seconds(1));
	site_close(&s);
}

CASE(tx_dup, "a datagram that is sent comes twice")
{
	struct site s = site_open(&ipv4);
	const int fd = site_socket(&s, SOCK_DGRAM, 0);

	kern_fault(s.k, "tx[proto=udp]:1=dup");
	REQUIRE_EQ(1, sock_sendto(s.k, fd, "x", 1, "10.0.0.2:7"));
	peer_expect(s.p, net_ms(10), UDP, P_TEXT("x"));
	peer_expect(s.p, net_ms(1), UDP, P_TEXT("x"));
	peer_quiet(s.p, net_seconds(1));
	site_close(&s);
}

CASE(tx_error, "a transmission that fails is counted, and the packet lost")
{
	struct site s = site_open(&ipv4);
	struct rtnl_link_stats64 stats;
	const int fd = site_socket(&s, SOCK_DGRAM, 0);

	kern_fault(s.k, "tx[proto=udp]:1=EIO");
	REQUIRE_EQ(1, sock_sendto(s.k, fd, "x", 1, "10.0.0.2:7"));
	REQUIRE_EQ(1, sock_sendto(s.k, fd, "y", 1, "10.0.0.2:7"));
	peer_expect(s.p, net_ms(10), UDP, P_TEXT("y"));
	REQUIRE_EQ(1, kern_fault_hits(s.k));
	REQUIRE_OK(net_link_stats(s.k, s.eth, &stats));
	REQUIRE_EQ(1, stats.tx_errors);
	site_close(&s);
}

CASE(tx_again, "where there is no room the packet waits, and is sent")
{
	struct site s = site_open(&ipv4);
	const int fd = site_socket(&s, SOCK_DGRAM, 0);

	kern_fault(s.k, "tx[proto=udp]:1=EAGAIN");
	REQUIRE_EQ(1, sock_sendto(s.k, fd, "x", 1, "10.0.0.2:7"));
	REQUIRE_EQ(1, sock_sendto(s.k, fd, "y", 1, "10.0.0.2:7"));
	peer_expect(s.p, net_ms(10), UDP, P_TEXT("x"));
	peer_expect(s.p, net_ms(10), UDP, P_TEXT("y"));
	site_close(&s);
}

CASE(snapshot, "a snapshot has what faults hold back")
{
	struct site s = site_open(&ipv4);
	const int fd = site_server(&s, SOCK_DGRAM, 80);
	char got[4];

	kern_fault(s.k, "rx:1=delay(100ms)");
	peer_send(s.p, UDP, P_TEXT("x"));
	kern_snapshot(s.k);
	for (int i = 0; i < 3; i++) {
		kern_restore(s.k);
		REQUIRE_EQ(-EAGAIN, sock_recv(s.k, fd, got, sizeof(got), MSG_DONTWAIT));
		REQUIRE_EQ(1, sock_recv(s.k, fd, got, sizeof(got), 0));
	}
	site_close(&s);
}

/* -- texts -- */

static void refused(struct kern *k, const char *text, const char *want)
{
	const char *why;

	REQUIRE_EQ(-EINVAL, kern_try_fault(k, text, &why));
	if (!strstr(why, want))
		atf_tc_fail("'%s': \"%s\"; expected \"%s\"", text, why, want);
}

CASE(grammar, "what does not parse is refused, with the place")
{
	struct kern *k = kern_boot("net");

	refused(k, "rx[wire=8]:1=drop", "wire 8; expected 0 to 7");
	refused(k, "rx[proto=ipx]:1=drop", "no protocol; expected arp");
	refused(k, "rx[len=9..3]:1=drop", "expected the lower number first");
	refused(k, "rx[at=12]:1=drop", "expected ':'");
	refused(k, "rx[at=12:]:1=drop", "hexadecimal");
	refused(k, "rx[at=12:080]:1=drop", "hexadecimal");
	refused(k, "rx[at=12:0806/ff]:1=drop", "a mask of another length; expected 2 bytes");
	refused(k, "rx[at=70000:00]:1=drop", "byte 70000 of a frame");
	refused(k, "rx[disk=0]:1=drop", "rx has no disk");
	refused(k, "read[wire=0]:1=EIO", "read has no frames");
	refused(k, "read:1=dup", "dup can not happen to read");
	refused(k, "rx:1=EIO", "error can not happen to rx");
	refused(k, "tx:1=torn(512)", "torn can not happen to tx");
	refused(k, "rx:1=dup(1)", "expected 2 to 64");
	refused(k, "rx:1=rate(0)", "expected 1 to");
	refused(k, "rx:1=drop; rx:1=dup", "contradicts");
	kern_halt(k);
}
