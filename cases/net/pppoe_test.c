/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* PPP over Ethernet (RFC 2516): a session that stands, and what it carries. */
#include "cases/net/site.h"

#include <linux/if_pppox.h>
#include <linux/ppp-ioctl.h>
#include <sys/ioctl.h>
#include <sys/sysmacros.h>

#include "kernel/kern.h"

#define SESSION 0x4711
#define NODE "/ppp"
#define P_IP 0x0021 /* RFC 1661's number of IPv4 within PPP */

struct session {
	struct site s;
	int fd, channel, unit;
};

static struct session session_open(void)
{
	struct session t = { .s = site_open_with(&ipv4, "ppp") };
	struct kern *k = t.s.k;
	struct sockaddr_pppox to = { .sa_family = AF_PPPOX, .sa_protocol = PX_PROTO_OE };
	struct npioctl pass = { PPP_IP, NPMODE_PASS };
	int number = -1, channel;

	/* Documentation/admin-guide/devices.txt: 108, 0. */
	REQUIRE_OK(kern_mknod(k, NODE, S_IFCHR | 0600, makedev(108, 0)));
	to.sa_addr.pppoe.sid = __builtin_bswap16(SESSION);
	net_mac(peer_mac(t.s.p), to.sa_addr.pppoe.remote);
	strcpy(to.sa_addr.pppoe.dev, t.s.eth);
	t.fd = REQUIRE_OK(kern_call(k, KERN_SOCKET, AF_PPPOX, SOCK_STREAM, PX_PROTO_OE));
	REQUIRE_OK(kern_call(k, KERN_CONNECT, t.fd, (long)&to, sizeof(to)));
	REQUIRE_OK(kern_ioctl(k, t.fd, PPPIOCGCHAN, &channel));
	t.channel = REQUIRE_OK(kern_open(k, NODE, O_RDWR | O_NONBLOCK));
	REQUIRE_OK(kern_ioctl(k, t.channel, PPPIOCATTCHAN, &channel));
	t.unit = REQUIRE_OK(kern_open(k, NODE, O_RDWR | O_NONBLOCK));
	REQUIRE_OK(kern_ioctl(k, t.unit, PPPIOCNEWUNIT, &number));
	REQUIRE_EQ(0, number);
	REQUIRE_OK(kern_ioctl(k, t.channel, PPPIOCCONNECT, &number));
	REQUIRE_OK(kern_ioctl(k, t.unit, PPPIOCSNPMODE, &pass));
	REQUIRE_OK(net_link_up(k, "ppp0"));
	REQUIRE_OK(net_addr(k, "ppp0", "172.16.0.1/24"));
	peer_forget(t.s.p);
	return t;
}

/* Sends an echo in a session. */
static void echo(struct session *t, uint16_t session)
{
	uint8_t frame[256], data[256] = { 0x11, 0, session >> 8, session };
	const size_t len = packet_make(frame, ICMP, P_SRC("172.16.0.2"), P_DST("172.16.0.1"),
			       P_ICMP_TYPE(8), P_ECHO_ID(3), P_TEXT("hello")) -
	                   14;

	data[4] = (len + 2) >> 8;
	data[5] = len + 2;
	data[6] = P_IP >> 8;
	data[7] = P_IP & 0xff;
	memcpy(data + 8, frame + 14, len);
	peer_send(t->s.p, ETHERNET, P_TYPE(0x8864), P_DATA(data, 8 + len));
}

CASE(echo, "an echo in a session is answered in it")
{
	struct session t = session_open();
	const struct packet *got;

	echo(&t, SESSION);
	got = peer_expect(t.s.p, net_ms(1), ETHERNET, P_TYPE(0x8864));
	REQUIRE_MEMEQ(((const uint8_t[]){ 0x11, 0, SESSION >> 8, SESSION & 0xff }), got->data, 4);
	REQUIRE_EQ(2 + 20 + 8 + 5, got->data[4] << 8 | got->data[5]);
	REQUIRE_EQ(P_IP, got->data[6] << 8 | got->data[7]);
	REQUIRE_EQ(0, got->data[8 + 20]); /* an answer */
	site_close(&t.s);
}

CASE(others, "what is of another session, or cut, is not for this one")
{
	struct session t = session_open();

	echo(&t, SESSION + 1);
	kern_advance(t.s.k, net_seconds(1));
	REQUIRE_EQ(0, net_counter(t.s.k, "Icmp:InEchos"));
	for (size_t len = 0; len < 8; len++) {
		const uint8_t head[8] = { 0x11, 0, SESSION >> 8, SESSION & 0xff, 0xff, 0xff };

		peer_send(t.s.p, ETHERNET, P_TYPE(0x8864), P_DATA(head, len));
	}
	echo(&t, SESSION);
	REQUIRE_EQ(1, net_counter(t.s.k, "Icmp:InEchos"));
	site_close(&t.s);
}

CASE(ends, "who ends a session by a PADT ends it")
{
	struct session t = session_open();
	const uint8_t padt[6] = { 0x11, 0xa7, SESSION >> 8, SESSION & 0xff, 0, 0 };

	peer_send(t.s.p, ETHERNET, P_TYPE(0x8863), P_DATA(padt, sizeof(padt)));
	kern_advance(t.s.k, net_seconds(1));
	echo(&t, SESSION);
	kern_advance(t.s.k, net_seconds(1));
	REQUIRE_EQ(0, net_counter(t.s.k, "Icmp:InEchos"));
	site_close(&t.s);
}
