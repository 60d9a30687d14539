/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* FIN_WAIT_2: the kernel has closed, the peer has not. */
#include <netinet/tcp.h>

#include "components/packet/frames.h"

static void reach(struct kern *k, struct frames_tcp *c)
{
	frames_connect(k, c);
	frames_need(sock_shutdown(k, c->fd, SHUT_WR), "shutdown");
	peer_send(c->peer, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(2));
}

FRAMES_TCP(tcp_fin_wait2, TCP_FIN_WAIT2, reach);
