/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* TIME_WAIT: the kernel has closed first. */
#include <netinet/tcp.h>

#include "components/packet/frames.h"

static void reach(struct kern *k, struct frames_tcp *c)
{
	frames_connect(k, c);
	kern_close(k, c->fd);
	c->fd = -1;
	peer_send(c->peer, TCP, P_FLAGS(P_FIN | P_ACK), P_SEQ(1), P_ACKNO(2));
}

FRAMES_TCP(tcp_time_wait, TCP_TIME_WAIT, reach);
