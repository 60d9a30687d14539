/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The network of one kernel: frames that come in and go on, connections, and time that
 * passes.  Two kernels: lab_bench.c. */
#include <errno.h>
#include <string.h>

#include "bench/measure.h"
#include "harness/peer.h"
#include "harness/pktgen.h"

#define SAMPLES 20
#define ROUNDS 200
#define BATCH 64
#define HANDSHAKES 500

static struct kern *k;
static struct wire *w, *other;
static struct peer *p;
static uint8_t frame[128];
static size_t len;

static int udp(void)
{
	const int fd = sock_open(k, AF_INET, SOCK_DGRAM, 0);

	measure_check(sock_bind(k, fd, "0.0.0.0:9"), "bind");
	return fd;
}

static void read_batch(int fd)
{
	char got[64];

	for (int n = 0; n < BATCH; n++)
		if (sock_recv(k, fd, got, sizeof(got), MSG_DONTWAIT) != 5)
			harness_failf("datagram %d of a batch is lost", n);
}

/* Frames into a socket: by an interrupt for each burst, or for each of them; and what
 * reading them takes, too. */
static void frames_row(uint32_t burst, const char *name, const char *with_reads)
{
	static double rate[SAMPLES], busy[SAMPLES];
	const int fd = udp();

	for (int i = 0; i < SAMPLES; i++) {
		uint64_t start = measure_now(), in = 0;

		for (int j = 0; j < ROUNDS; j++) {
			const uint64_t before = measure_now();

			pktgen_source(w, BATCH, .frame = frame, .len = len, .burst = burst);
			in += measure_now() - before;
			read_batch(fd);
		}
		rate[i] = ROUNDS * BATCH * 1e9 / in;
		busy[i] = ROUNDS * BATCH * 1e9 / (measure_now() - start);
	}
	measure_row(name, "1/s", rate, SAMPLES);
	if (with_reads)
		measure_row(with_reads, "1/s", busy, SAMPLES);
	kern_close(k, fd);
}

/* From one wire to the other, by the kernel's routes. */
static void forward_row(void)
{
	static double rate[SAMPLES];
	static uint8_t on[128];
	struct pktgen_sink sink;
	size_t size;

	size = packet_make(on, UDP, P_SRC("10.0.0.2"), P_DST("10.1.0.2"), P_SPORT(1024), P_DPORT(9),
	    P_TEXT("hello"));
	memcpy(on, wire_addr(w), 6);
	for (int i = 0; i < SAMPLES; i++) {
		uint64_t start;

		pktgen_sink(other, &sink);
		start = measure_now();
		pktgen_source(w, ROUNDS * BATCH, .frame = on, .len = size, .flows = 16);
		rate[i] = ROUNDS * BATCH * 1e9 / (measure_now() - start);
		if (sink.frames != ROUNDS * BATCH)
			harness_failf("%llu of %d frames were forwarded",
			    (unsigned long long)sink.frames, ROUNDS * BATCH);
	}
	measure_row("net.forward", "1/s", rate, SAMPLES);
}

/* Datagrams that a socket sends, to a sink. */
static void send_row(void)
{
	static double rate[SAMPLES];
	struct pktgen_sink sink;
	const int fd = udp();

	measure_check(sock_connect(k, fd, "10.1.0.2:7"), "connect");
	for (int i = 0; i < SAMPLES; i++) {
		uint64_t start;

		pktgen_sink(other, &sink);
		start = measure_now();
		for (int j = 0; j < ROUNDS * BATCH; j++)
			measure_check(sock_send(k, fd, "hello", 5, 0), "send");
		rate[i] = ROUNDS * BATCH * 1e9 / (measure_now() - start);
		if (sink.frames != ROUNDS * BATCH)
			harness_failf("%llu of %d frames were sent",
			    (unsigned long long)sink.frames, ROUNDS * BATCH);
	}
	measure_row("net.tx.frames", "1/s", rate, SAMPLES);
	kern_close(k, fd);
}

/* A kernel as it was, and one frame: what a fuzz input is, but for its coverage. */
static void restore_row(void)
{
	static double rate[SAMPLES];

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

	measure_check(sock_bind(k, fd, "0.0.0.0:80"), "bind");
	measure_check(sock_listen(k, fd, 8), "listen");
	for (int i = 0; i < SAMPLES; i++) {
		const uint64_t start = measure_now();

		for (int j = 0; j < HANDSHAKES; j++) {
			int got;

			peer_again(p, 1024 + i * HANDSHAKES + j, 1000);
			peer_connect(p);
			got = sock_accept(k, fd, 0);
			measure_check(got, "accept");
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

static void set_up(void)
{
	k = kern_boot("ipv4");
	w = wire_new();
	other = wire_new();
	measure_check(net_link_up(k, kern_wire(k, w)), "link");
	measure_check(net_link_up(k, kern_wire(k, other)), "link");
	measure_check(net_addr(k, "eth0", "10.0.0.1/24"), "address");
	measure_check(net_addr(k, "eth1", "10.1.0.1/24"), "address");
	measure_check(net_neigh(k, "eth1", "10.1.0.2", "02:00:00:00:02:02"), "neighbour");
	measure_check(net_sysctl(k, "net/ipv4/ip_forward", "1"), "ip_forward");
	p = peer_new(w, .ip = "10.0.0.2", .kernel = "10.0.0.1", .kernel_port = 80);
	measure_check(net_neigh(k, "eth0", "10.0.0.2", peer_mac(p)), "neighbour");
	len = packet_make(frame, UDP, P_SRC("10.0.0.2"), P_DST("10.0.0.1"), P_SPORT(7), P_DPORT(9),
	    P_TEXT("hello"));
	memcpy(frame, wire_addr(w), 6);
}

int main(void)
{
	set_up();
	frames_row(BATCH, "net.rx.frames", "net.rx.read");
	frames_row(1, "net.rx.single", NULL);
	forward_row();
	send_row();
	handshake_row();
	backoff_row();
	restore_row();
	kern_halt(k);
	peer_close(p);
	wire_close(w);
	wire_close(other);
	return 0;
}
