/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* LISTEN: a server that nobody has come to, and one connection behind a SYN cookie. */
#include <netinet/tcp.h>

#include "components/packet/frames.h"

static void reach(struct kern *k, struct frames_tcp *c)
{
	frames_listen(k, c);
	frames_sysctl(k, "net/ipv4/tcp_syncookies", c->six ? "1" : "2");
	frames_sysctl(k, "net/ipv4/tcp_fastopen", "1026"); /* servers, data without a cookie */
	frames_need(sock_set(k, c->listener, IPPROTO_TCP, TCP_FASTOPEN, 4), "TCP_FASTOPEN");
}

FRAMES_TCP(tcp_listen, TCP_LISTEN, reach);
