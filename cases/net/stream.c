/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "cases/net/stream.h"

static uint8_t pattern(size_t i)
{
	return i * 31 + (i >> 8);
}

int stream_accept(struct kern *k, int fd, const char *addr)
{
	REQUIRE_OK(sock_bind(k, fd, at(addr, STREAM_PORT)));
	REQUIRE_OK(sock_listen(k, fd, 1));
	lab_meet(k);
	return REQUIRE_OK(sock_accept(k, fd, 0));
}

void stream_connect(struct kern *k, int fd, const char *addr)
{
	lab_meet(k);
	REQUIRE_OK(sock_connect(k, fd, at(addr, STREAM_PORT)));
}

void stream_give(struct kern *k, int fd, size_t bytes)
{
	uint8_t part[4096];

	for (size_t sent = 0; sent < bytes;) {
		const size_t left = bytes - sent, len = left < sizeof(part) ? left : sizeof(part);

		for (size_t i = 0; i < len; i++)
			part[i] = pattern(sent + i);
		sent += REQUIRE_OK(sock_send(k, fd, part, len, 0));
	}
}

void stream_take(struct kern *k, int fd, size_t bytes)
{
	uint8_t got[4096];
	size_t all = 0;
	ssize_t len;

	while ((len = REQUIRE_OK(sock_recv(k, fd, got, sizeof(got), 0))) > 0)
		for (ssize_t i = 0; i < len; i++, all++)
			if (got[i] != pattern(all))
				harness_failf("byte %zu of the stream is wrong", all);
	REQUIRE_EQ(bytes, all);
	kern_close(k, fd);
}

void stream_end(struct kern *k, int fd)
{
	char end;

	REQUIRE_OK(sock_shutdown(k, fd, SHUT_WR));
	REQUIRE_EQ(0, sock_recv(k, fd, &end, 1, 0));
	kern_close(k, fd);
}
