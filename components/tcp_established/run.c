/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ESTABLISHED, with data on the way to the peer, and some that nobody has read. */
#include <netinet/tcp.h>
#include <string.h>

#include "components/packet/frames.h"

static void reach(struct kern *k, struct frames_tcp *c)
{
	static const uint8_t data[4096];

	frames_connect(k, c);
	frames_need(sock_send(k, c->fd, data, sizeof(data), MSG_DONTWAIT), "send");
	peer_send(c->peer, TCP, P_FLAGS(P_ACK | P_PSH), P_SEQ(1), P_ACKNO(1), P_TEXT("hello"));
}

FRAMES_TCP(tcp_established, TCP_ESTABLISHED, reach);
