/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* CLOSING: both have closed, and the kernel's FIN is not acknowledged. */
#include <netinet/tcp.h>

#include "components/packet/frames.h"

static void reach(struct kern *k, struct frames_tcp *c)
{
	frames_connect(k, c);
	frames_need(sock_shutdown(k, c->fd, SHUT_WR), "shutdown");
	peer_send(c->peer, TCP, P_FLAGS(P_FIN | P_ACK), P_SEQ(1), P_ACKNO(1));
}

FRAMES_TCP(tcp_closing, TCP_CLOSING, reach);
