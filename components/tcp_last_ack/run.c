/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* LAST_ACK: the peer has closed first, and the kernel's FIN is not acknowledged. */
#include <netinet/tcp.h>

#include "components/packet/frames.h"

static void reach(struct kern *k, struct frames_tcp *c)
{
	frames_connect(k, c);
	peer_send(c->peer, TCP, P_FLAGS(P_FIN | P_ACK), P_SEQ(1), P_ACKNO(1));
	frames_need(sock_shutdown(k, c->fd, SHUT_WR), "shutdown");
}

FRAMES_TCP(tcp_last_ack, TCP_LAST_ACK, reach);
