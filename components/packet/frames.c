/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "components/packet/frames.h"

#include <fcntl.h>
#include <string.h>

#include "components/packet/frame_layout.h"
#include "kernel/kern.h"

#define PEER_FIRST 1000 /* what the peers' TCP begins with */
#define FLOWS 16

/* The first number of the kernel in a connection. */
struct flow {
	uint8_t version;
	uint8_t ports[4]; /* the kernel's, the other */
	uint32_t first;
};

static struct {
	struct wire *wire;
	int fd[FRAMES_SOCKETS];
	unsigned int fds;
	bool ready;
} host;

/* Learned from what the kernel sends; and as it is at the snapshot. */
static struct flow flows[FLOWS], flows_ready[FLOWS];
static unsigned int nflow, nflow_ready;

long frames_need(long result, const char *what)
{
	if (result < 0)
		harness_failf("%s: %s", what, strerrorname_np(-result));
	return result;
}

void frames_sysctl(struct kern *k, const char *name, const char *value)
{
	frames_need(net_sysctl(k, name, value), name);
}

/* -- numbers of TCP -- */

/* The header of TCP in a frame that has nothing between, or NULL. */
static uint8_t *tcp_of(const uint8_t *frame, size_t len, uint8_t *version)
{
	const size_t at = frame_network(frame, len);
	size_t inner;

	if (len < at + 40)
		return NULL;
	*version = frame[at] >> 4;
	inner = at + (*version == 4 ? (frame[at] & 15) * 4u : 40);
	if (frame[at + (*version == 4 ? 9 : 6)] != PROTO_TCP || len < inner + 20)
		return NULL;
	if (*version == 4 && get16(frame + at + 6) & 0x1fff) /* not its beginning */
		return NULL;
	return (uint8_t *)frame + inner;
}

static struct flow *flow_find(uint8_t version, const uint8_t *kernel, const uint8_t *other)
{
	for (unsigned int i = 0; i < nflow; i++)
		if (flows[i].version == version && !memcmp(flows[i].ports, kernel, 2) &&
		    !memcmp(flows[i].ports + 2, other, 2))
			return &flows[i];
	return NULL;
}

static void learn(const struct frame *f)
{
	uint8_t version;
	const uint8_t *tcp = tcp_of(f->data, f->len, &version);
	struct flow *flow;

	if (!tcp || !(tcp[13] & P_SYN))
		return;
	flow = flow_find(version, tcp, tcp + 2);
	if (!flow && nflow == FLOWS)
		return;
	if (!flow)
		flow = &flows[nflow++];
	flow->version = version;
	memcpy(flow->ports, tcp, 4);
	flow->first = get32(tcp + 4);
}

/* Adds to a number, and has the checksum tell of it. */
static void add(uint8_t *tcp, size_t at, uint32_t n)
{
	const uint32_t old = get32(tcp + at), now = old + n;
	const uint32_t change = packet_change(old >> 16, now >> 16) + packet_change(old, now);

	put32(tcp + at, now);
	packet_add_to_check(tcp + 16, change);
}

static void relate(uint8_t *frame, size_t len)
{
	uint8_t version, *tcp = tcp_of(frame, len, &version);
	const struct flow *flow;

	if (!tcp)
		return;
	add(tcp, 4, PEER_FIRST);
	flow = flow_find(version, tcp + 2, tcp);
	if (flow && (tcp[13] & P_ACK))
		add(tcp, 8, flow->first);
}

/* -- the host -- */

static bool hear(void *arg, struct wire *w, const struct frame *f)
{
	(void)arg;
	(void)w;
	learn(f);
	return host.ready;
}

struct wire *frames_host(struct kern *k)
{
	const char *eth;

	host.wire = wire_new(.addr = { 2, 0, 0, 0, 0, 1 });
	eth = kern_wire(k, host.wire);
	frames_need(net_link_up(k, "lo"), "lo");
	frames_need(net_link_up(k, eth), "link");
	frames_need(net_addr(k, eth, "10.0.0.1/24"), "address");
	frames_need(net_addr_nodad(k, eth, "fd00::1/64"), "address");
	frames_need(net_neigh(k, eth, "10.0.0.2", "02:00:00:00:00:02"), "neighbour");
	frames_need(net_neigh(k, eth, "fd00::2", "02:00:00:00:00:02"), "neighbour");
	kern_advance(k, net_seconds(20)); /* what stations say of themselves at first */
	wire_forget(host.wire);
	wire_peer(host.wire, hear, NULL);
	return host.wire;
}

static bool swallow(void *arg, struct wire *w, const struct frame *f)
{
	(void)arg;
	(void)w;
	(void)f;
	return true;
}

void frames_ignore(struct wire *w)
{
	wire_forget(w);
	wire_peer(w, swallow, NULL);
}

struct peer *frames_peer(bool six)
{
	struct peer *p = peer_new(host.wire, .ip = six ? "fd00::2" : "10.0.0.2",
	    .kernel = six ? "fd00::1" : "10.0.0.1", .port = 7, .kernel_port = 80,
	    .mac = "02:00:00:00:00:02", .first = PEER_FIRST);

	wire_peer(host.wire, hear, NULL); /* which the peer has taken over */
	peer_forget(p);
	return p;
}

void frames_socket(struct kern *k, int fd)
{
	frames_need(kern_call(k, KERN_FCNTL, fd, F_SETFL, O_NONBLOCK), "O_NONBLOCK");
	if (host.fds == FRAMES_SOCKETS)
		harness_failf("frames: more than %d sockets", FRAMES_SOCKETS);
	host.fd[host.fds++] = fd;
}

void frames_listen_at(struct kern *k, int type, const char *address)
{
	const int fd = frames_need(sock_open(k, AF_INET6, type, 0), "socket");

	frames_need(sock_bind(k, fd, address), "bind");
	if (type == SOCK_STREAM)
		frames_need(sock_listen(k, fd, 8), "listen");
	frames_socket(k, fd);
}

void frames_ready(void)
{
	wire_forget(host.wire);
	host.ready = true;
	memcpy(flows_ready, flows, sizeof(flows));
	nflow_ready = nflow;
}

/* -- inputs -- */

static void arrive(const struct record *r)
{
	static uint8_t frame[UINT16_MAX];

	memcpy(frame, r->bytes, r->number);
	relate(frame, r->number);
	wire_put(host.wire, frame, r->number);
}

/* What owners of sockets do, none of which waits: the number is the socket and what. */
static void use(struct kern *k, unsigned int number)
{
	static uint8_t data[4096];
	const int fd = host.fds ? host.fd[number % host.fds] : -1;

	if (fd < 0)
		return;
	switch (number / host.fds % 8) {
	case 0:
		sock_recv(k, fd, data, sizeof(data), MSG_DONTWAIT);
		break;
	case 1:
		sock_send(k, fd, data, 100, MSG_DONTWAIT);
		break;
	case 2:
		sock_send(k, fd, data, sizeof(data), MSG_DONTWAIT);
		break;
	case 3:
		sock_shutdown(k, fd, SHUT_WR);
		break;
	case 4:
		kern_close(k, fd);
		break;
	case 5:
		sock_recv(k, fd, data, 1, MSG_DONTWAIT | MSG_OOB);
		break;
	case 6:
		sock_recv(k, fd, data, sizeof(data), MSG_DONTWAIT | MSG_ERRQUEUE);
		break;
	default:
		kern_call(k, KERN_ACCEPT4, fd, 0, 0, SOCK_NONBLOCK);
	}
}

void frames_rows(struct kern *k, const struct record_kind *kinds,
    bool (*take)(struct kern *, const struct record *), const uint8_t *bytes, size_t size)
{
	static struct records r;

	memcpy(flows, flows_ready, sizeof(flows));
	nflow = nflow_ready;
	records_decode(&r, kinds, bytes, size);
	for (size_t i = 0; i < r.n && kern_alive(k); i++) {
		if (take && take(k, &r.of[i]))
			continue;
		if (r.of[i].kind == FRAME_ARRIVES)
			arrive(&r.of[i]);
		else if (r.of[i].kind == FRAME_PASS)
			kern_wait_all(k, net_ms(r.of[i].number));
		else
			use(k, r.of[i].number);
	}
	if (take && kern_alive(k))
		take(k, NULL);
	if (kern_alive(k))
		kern_wait_all(k, 0);
}

void frames_input(struct kern *k, const uint8_t *bytes, size_t size)
{
	frames_rows(k, frame_kinds, NULL, bytes, size);
}
