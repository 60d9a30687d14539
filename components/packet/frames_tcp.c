/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Connections in one state of TCP. */
#include <errno.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>

#include "components/packet/frames.h"

#define WINDOW_SCALE 7

void frames_listen(struct kern *k, struct frames_tcp *c)
{
	if (c->listener >= 0)
		return;
	c->listener =
	    frames_need(sock_open(k, c->six ? AF_INET6 : AF_INET, SOCK_STREAM, 0), "socket");
	if (c->six)
		frames_need(sock_set(k, c->listener, IPPROTO_IPV6, IPV6_V6ONLY, 1), "IPV6_V6ONLY");
	frames_need(sock_bind(k, c->listener, c->six ? "[::]:80" : "0.0.0.0:80"), "bind");
	frames_need(sock_listen(k, c->listener, 8), "listen");
}

void frames_half_connect(struct kern *k, struct frames_tcp *c)
{
	frames_listen(k, c);
	if (c->six)
		peer_send(c->peer, TCP, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1440), P_SACK_OK(1),
		    P_WSCALE(WINDOW_SCALE), P_TIMESTAMP(1, 0));
	else
		peer_send(c->peer, TCP, P_FLAGS(P_SYN), P_SEQ(0), P_MSS(1460), P_SACK_OK(1),
		    P_WSCALE(WINDOW_SCALE));
	peer_expect(c->peer, net_seconds(1), TCP, P_FLAGS(P_SYN | P_ACK), P_SEQ(0), P_ACKNO(1));
}

void frames_connect(struct kern *k, struct frames_tcp *c)
{
	frames_half_connect(k, c);
	peer_send(c->peer, TCP, P_FLAGS(P_ACK), P_SEQ(1), P_ACKNO(1));
	c->fd = frames_need(sock_accept(k, c->listener, 0), "accept");
}

void frames_dial(struct kern *k, struct frames_tcp *c)
{
	const int family = c->six ? AF_INET6 : AF_INET;
	int error;

	c->fd = frames_need(sock_open(k, family, SOCK_STREAM | SOCK_NONBLOCK, 0), "socket");
	frames_need(sock_bind(k, c->fd, c->six ? "[fd00::1]:80" : "10.0.0.1:80"), "bind");
	error = sock_connect(k, c->fd, c->six ? "[fd00::2]:7" : "10.0.0.2:7");
	if (error != -EINPROGRESS)
		frames_need(error, "connect");
	peer_expect(c->peer, net_seconds(1), TCP, P_FLAGS(P_SYN), P_SEQ(0));
}

/* Whether the kernel lists a connection in a state, by the fourth column. */
static bool has_state(struct kern *k, const char *table, int state)
{
	static char text[8192];
	char *save;

	frames_need(net_proc(k, table, text, sizeof(text)), table);
	strtok_r(text, "\n", &save); /* the names of the columns */
	for (char *line; (line = strtok_r(NULL, "\n", &save));) {
		char *in, *word = strtok_r(line, " ", &in);

		for (int column = 1; word && column < 4; column++)
			word = strtok_r(NULL, " ", &in);
		if (word && strtol(word, NULL, 16) == state)
			return true;
	}
	return false;
}

void frames_tcp_set_up(struct kern *k, void (*reach)(struct kern *, struct frames_tcp *), int state)
{
	frames_host(k);
	for (int six = 0; six < 2; six++) {
		struct frames_tcp c = { frames_peer(six), -1, -1, six };

		reach(k, &c);
		if (c.fd >= 0)
			frames_socket(k, c.fd);
		if (c.listener >= 0)
			frames_socket(k, c.listener);
		if (!has_state(k, six ? "net/tcp6" : "net/tcp", state))
			harness_failf("no connection over IPv%d in state %d", six ? 6 : 4, state);
	}
	frames_ready();
}
