/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Two kernels on one wire: handshakes, and what TCP carries. */
#include <string.h>
#include <time.h>

#include "bench/measure.h"
#include "harness/lab.h"
#include "harness/sock.h"
#include "kernel/kern.h"

#define SAMPLES 20
#define HANDSHAKES 100
#define BYTES (16 << 20) /* of a sample */
#define PIECE 65536      /* of a read or write */

/* Shared by the two processes.  A sample's processor time is that of both. */
static struct shared {
	uint64_t cpu[2][SAMPLES + 1], wall[SAMPLES + 1], frames[SAMPLES + 1];
	uint64_t read;
} * shared;

static struct wire *wires[2];

static uint64_t cpu_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return now.tv_sec * 1000000000ull + now.tv_nsec;
}

static int listener(struct kern *k)
{
	const int fd = sock_open(k, AF_INET, SOCK_STREAM, 0);

	measure_check(sock_bind(k, fd, "0.0.0.0:80"), "bind");
	measure_check(sock_listen(k, fd, 8), "listen");
	return fd;
}

static uint64_t frames(void)
{
	return wire_count(wires[0]).sent + wire_count(wires[1]).sent;
}

/* -- handshakes, each ended by a reset -- */

static void answer(struct kern *k, void *arg)
{
	const int fd = listener(k);

	(void)arg;
	lab_meet(k);
	for (int i = 0; i < SAMPLES; i++) {
		const uint64_t before = cpu_now();

		for (int j = 0; j < HANDSHAKES; j++) {
			const int got = sock_accept(k, fd, 0);

			measure_check(got, "accept");
			kern_close(k, got);
		}
		shared->cpu[0][i] = cpu_now() - before;
	}
}

static void dial(struct kern *k, void *arg)
{
	const struct linger at_once = { .l_onoff = 1 };

	(void)arg;
	lab_meet(k);
	for (int i = 0; i < SAMPLES; i++) {
		const uint64_t before = cpu_now(), start = measure_now();

		for (int j = 0; j < HANDSHAKES; j++) {
			const int fd = sock_open(k, AF_INET, SOCK_STREAM, 0);

			measure_check(kern_call(k, KERN_SETSOCKOPT, fd, SOL_SOCKET, SO_LINGER,
					  (long)&at_once, sizeof(at_once)),
			    "SO_LINGER");
			measure_check(sock_connect(k, fd, "10.0.0.1:80"), "connect");
			kern_close(k, fd);
		}
		shared->wall[i] = measure_now() - start;
		shared->cpu[1][i] = cpu_now() - before;
	}
}

/* -- bytes in one direction -- */

static void take(struct kern *k, void *arg)
{
	static char data[PIECE];
	const int fd = listener(k);
	uint64_t before, all = 0;
	ssize_t n;
	int got;

	(void)arg;
	lab_meet(k);
	got = sock_accept(k, fd, 0);
	measure_check(got, "accept");
	before = cpu_now();
	while ((n = sock_recv(k, got, data, sizeof(data), 0)) > 0) {
		all += n;
		for (; shared->read < all / BYTES; before = cpu_now())
			shared->cpu[0][shared->read++] = cpu_now() - before;
	}
	measure_check(n, "recv");
}

static void give(struct kern *k, void *arg)
{
	static const char data[PIECE];
	const int fd = sock_open(k, AF_INET, SOCK_STREAM, 0);

	(void)arg;
	lab_meet(k);
	measure_check(sock_connect(k, fd, "10.0.0.1:80"), "connect");
	for (int i = 0; i < SAMPLES; i++) {
		const uint64_t before = cpu_now(), first = frames();

		for (size_t sent = 0; sent < BYTES;) {
			const ssize_t n = sock_send(k, fd, data, sizeof(data), 0);

			measure_check(n, "send");
			sent += n;
		}
		shared->frames[i] = frames() - first;
		shared->cpu[1][i] = cpu_now() - before;
	}
	kern_close(k, fd);
}

/* -- rows -- */

static void run(void (*server)(struct kern *, void *), void (*client)(struct kern *, void *),
    uint32_t mtu)
{
	struct lab *lab = lab_new();
	struct hub *hub = hub_new(0);

	memset(shared, 0, sizeof(*shared));
	for (int i = 0; i < 2; i++) {
		wires[i] = wire_new(.mtu = mtu);
		hub_join(hub, wires[i]);
	}
	lab_node(lab, "server", server, .boot = "ipv4", .wire = { wires[0] },
	    .addr = { "10.0.0.1/24" });
	lab_node(lab, "client", client, .boot = "ipv4", .wire = { wires[1] },
	    .addr = { "10.0.0.2/24" });
	lab_run(lab);
	wire_close(wires[0]);
	wire_close(wires[1]);
	hub_close(hub);
}

static uint64_t cpu(int i)
{
	return shared->cpu[0][i] + shared->cpu[1][i];
}

static void handshake_rows(void)
{
	static double wall[SAMPLES], busy[SAMPLES];

	run(answer, dial, 0);
	for (int i = 0; i < SAMPLES; i++) {
		wall[i] = shared->wall[i] / 1e3 / HANDSHAKES;
		busy[i] = cpu(i) / 1e3 / HANDSHAKES;
	}
	measure_row("net.tcp.handshake", "us", wall, SAMPLES);
	measure_row("net.tcp.handshake.cpu", "us", busy, SAMPLES);
}

static void stream_rows(uint32_t mtu, const char *bytes, const char *packets)
{
	static double rate[SAMPLES], count[SAMPLES];

	run(take, give, mtu);
	for (int i = 0; i < SAMPLES; i++) {
		rate[i] = BYTES * 1e9 / cpu(i);
		count[i] = shared->frames[i] * 1e9 / cpu(i);
	}
	measure_row(bytes, "B/s", rate, SAMPLES);
	measure_row(packets, "1/s", count, SAMPLES);
}

int main(void)
{
	shared = lab_memory(sizeof(*shared));
	handshake_rows();
	stream_rows(0, "net.tcp.bytes", "net.tcp.packets");
	stream_rows(65521, "net.tcp.bytes.64k", "net.tcp.packets.64k");
	return 0;
}
