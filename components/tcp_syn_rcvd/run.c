/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* SYN_RCVD: the kernel has answered a SYN. */
#include <netinet/tcp.h>

#include "components/packet/frames.h"

static void reach(struct kern *k, struct frames_tcp *c)
{
	frames_half_connect(k, c);
}

FRAMES_TCP(tcp_syn_rcvd, TCP_SYN_RECV, reach);
