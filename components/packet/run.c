/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Raw frames for a host with a UDP socket on port 9, a TCP one that listens on 80, and a
 * connection from port 7 that is established; see frames.h for inputs. */
#include "components/packet/frames.h"

static void connect_one(struct kern *k, bool six)
{
	struct frames_tcp c = { frames_peer(six), -1, -1, six };

	frames_connect(k, &c);
	frames_socket(k, c.fd);
	frames_socket(k, c.listener);
}

static void set_up(struct kern *k)
{
	frames_host(k);
	frames_listen_at(k, SOCK_DGRAM, "[::]:9");
	connect_one(k, false);
	connect_one(k, true);
	frames_ready();
}

FUZZ_RUNNER(packet, .boot = "ipv6 packet", .set_up = set_up, .input = frames_input);
