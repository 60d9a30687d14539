/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* FIN_WAIT_1: the kernel has closed, and nobody has answered. */
#include <netinet/tcp.h>

#include "components/packet/frames.h"

static void reach(struct kern *k, struct frames_tcp *c)
{
	frames_connect(k, c);
	frames_need(sock_shutdown(k, c->fd, SHUT_WR), "shutdown");
}

FRAMES_TCP(tcp_fin_wait1, TCP_FIN_WAIT1, reach);
