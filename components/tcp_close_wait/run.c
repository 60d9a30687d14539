/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* CLOSE_WAIT: the peer has closed. */
#include <netinet/tcp.h>

#include "components/packet/frames.h"

static void reach(struct kern *k, struct frames_tcp *c)
{
	frames_connect(k, c);
	peer_send(c->peer, TCP, P_FLAGS(P_FIN | P_ACK), P_SEQ(1), P_ACKNO(1));
}

FRAMES_TCP(tcp_close_wait, TCP_CLOSE_WAIT, reach);
