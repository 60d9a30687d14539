/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The network of one kernel: frames that come in, connections, and time that passes. */
#include <errno.h>
#include <string.h>

#include "bench/measure.h"
#include "harness/peer.h"

#define SAMPLES 20
#define ROUNDS 200
#define BATCH 64
#define HANDSHAKES 500

static struct kern *k;
static struct wire *w;
static struct peer *p;

static void check(long result, const char *what)
{
	if (result < 0)
		harness_failf("%s: %s", what, strerrorname_np(-result));
}

/* Each frame is taken by an interrupt of its own, and read from its socket. */
static void frames_row(void)
{
	static double rate[SAMPLES], busy[SAMPLES];
	static uint8_t frame[128];
	const int fd = sock_open(k, AF_INET, SOCK_DGRAM, 0);
	char got[64];
	size_t len;

	check(sock_bind(k, fd, "0.0.0.0:9"), "bind");
	len = packet_make(frame, UDP, P_SRC("10.0.0.2"), P_DST("10.0.0.1"), P_SPORT(7), P_DPORT(9),
	    P_TEXT("hello"));
	memcpy(frame, wire_addr(w), 6);
	for (int i = 0; i < SAMPLES; i++) {
		uint64_t start = measure_now(), in = 0;

		for (int j = 0; j < ROUNDS; j++) {
			const uint64_t before = measure_now();

			for (int n = 0; n < BATCH; n++)
				wire_put(w, frame, len);
			in += measure_now() - before;
			for (int n = 0; n < BATCH; n++)
				if (sock_recv(k, fd, got, sizeof(got), MSG_DONTWAIT) != 5)
					harness_failf("datagram %d of a batch is lost", n);
		}
		rate[i] = ROUNDS * BATCH * 1e9 / in;
		busy[i] = ROUNDS * BATCH * 1e9 / (measure_now() - start);
	}
	measure_row("net.rx.frames", "1/s", rate, SAMPLES);
	measure_row("net.rx.read", "1/s", busy, SAMPLES);
	kern_close(k, fd);
}

/* A kernel as it was, and one frame: what a fuzz input is, but for its coverage. */
static void restore_row(void)
{
	static double rate[SAMPLES];
	static uint8_t frame[128];
	size_t len;

	len = packet_make(frame, UDP, P_SRC("10.0.0.2"), P_DST("10.0.0.1"), P_SPORT(7), P_DPORT(9),
	    P_TEXT("hello"));
	memcpy(frame, wire_addr(w), 6);
	kern_snapshot(k);
	for (int i = 0; i < SAMPLES + 1; i++) { /* the first ones learn which pages get dirty */
		const uint64_t start = measure_now();

		for (int j = 0; j < ROUNDS * 10; j++) {
			kern_restore(k);
			wire_put(w, frame, len);
			wire_forget(w);
		}
		if (i)
			rate[i - 1] = ROUNDS * 10 * 1e9 / (measure_now() - start);
	}
	measure_row("restore.net", "1/s", rate, SAMPLES);
	kern_restore(k);
}

/* The kernel's side of a handshake, a reset and a close. */
static void handshake_row(void)
{
	static double us[SAMPLES];
	const int fd = sock_open(k, AF_INET, SOCK_STREAM, 0);

	check(sock_bind(k, fd, "0.0.0.0:80"), "bind");
	check(sock_listen(k, fd, 8), "listen");
	for (int i = 0; i < SAMPLES; i++) {
		const uint64_t start = measure_now();

		for (int j = 0; j < HANDSHAKES; j++) {
			int got;

			peer_again(p, 1024 + i * HANDSHAKES + j, 1000);
			peer_connect(p);
			got = sock_accept(k, fd, 0);
			check(got, "accept");
			peer_send(p, TCP, P_FLAGS(P_RST), P_SEQ(1));
			kern_close(k, got);
		}
		us[i] = (measure_now() - start) / 1e3 / HANDSHAKES;
	}
	measure_row("net.tcp.passive", "us", us, SAMPLES);
}

/* An hour of SYNs that nobody answers: 27 connections, one after the other. */
static void backoff_row(void)
{
	static double ms[SAMPLES];

	for (int i = 0; i < SAMPLES; i++) {
		const uint64_t start = measure_now(), now = kern_now(k);

		while (kern_now(k) - now < net_seconds(3600)) {
			const int fd = sock_open(k, AF_INET, SOCK_STREAM, 0);

			if (sock_connect(k, fd, "10.0.0.2:81") != -ETIMEDOUT)
				harness_failf("a connection to nobody did not time out");
			kern_close(k, fd);
		}
		wire_forget(w);
		ms[i] = (measure_now() - start) / 1e6;
	}
	measure_row("net.tcp.backoff.1h", "ms", ms, SAMPLES);
}

int main(void)
{
	k = kern_boot("ipv4");
	w = wire_new();
	check(net_link_up(k, kern_wire(k, w)), "link");
	check(net_addr(k, "eth0", "10.0.0.1/24"), "address");
	p = peer_new(w, .ip = "10.0.0.2", .kernel = "10.0.0.1", .kernel_port = 80);
	check(net_neigh(k, "eth0", "10.0.0.2", peer_mac(p)), "neighbour");
	frames_row();
	handshake_row();
	backoff_row();
	restore_row();
	kern_halt(k);
	peer_close(p);
	wire_close(w);
	return 0;
}
