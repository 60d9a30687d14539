/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* SYN_SENT: the kernel connects, and nobody has answered. */
#include <netinet/tcp.h>

#include "components/packet/frames.h"

static void reach(struct kern *k, struct frames_tcp *c)
{
	frames_dial(k, c);
}

FRAMES_TCP(tcp_syn_sent, TCP_SYN_SENT, reach);
