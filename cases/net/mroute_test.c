/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Routing of multicast: what is for a group goes where a daemon says. */
#include "cases/net/gate.h"

#include <linux/mroute.h>
#include <linux/mroute6.h>

#include "kernel/kern.h"

/* Of each version of IP: the group, and what a daemon says to the kernel. */
struct words {
	const char *group, *other;
	int type, protocol; /* of the daemon's socket */
	int init, done, add_vif, add_route, del_route;
};
static const struct words words4 = { "239.1.1.1", "239.1.1.2", SOCK_RAW, IPPROTO_IGMP, MRT_INIT,
	MRT_DONE, MRT_ADD_VIF, MRT_ADD_MFC, MRT_DEL_MFC };
static const struct words words6 = { "ff05::1:1", "ff05::1:2", SOCK_RAW, IPPROTO_ICMPV6, MRT6_INIT,
	MRT6_DONE, MRT6_ADD_MIF, MRT6_ADD_MFC, MRT6_DEL_MFC };

struct daemon {
	struct gate *g;
	const struct words *w;
	int fd;
};

static int option(struct daemon *d, int name, const void *value, size_t len)
{
	return kern_call(d->g->k, KERN_SETSOCKOPT, d->fd, d->g->f->level, name, (long)value, len);
}

static int add_interface(struct daemon *d, int number, const char *dev, uint8_t threshold)
{
	const int index = REQUIRE_OK(net_index(d->g->k, dev));
	struct vifctl v4 = {
		.vifc_vifi = number,
		.vifc_flags = VIFF_USE_IFINDEX,
		.vifc_threshold = threshold,
		.vifc_lcl_ifindex = index,
	};
	struct mif6ctl v6 = { .mif6c_mifi = number,
		.vifc_threshold = threshold,
		.mif6c_pifi = index };

	return d->g->f->six ? option(d, d->w->add_vif, &v6, sizeof(v6))
	                    : option(d, d->w->add_vif, &v4, sizeof(v4));
}

/* What comes from `from` for `group` on interface 0 goes to 1. */
static int route(struct daemon *d, int name, const char *from, const char *group)
{
	struct mfcctl v4 = { .mfcc_parent = 0, .mfcc_ttls = { [1] = 1 } };
	struct mf6cctl v6 = { .mf6cc_parent = 0 };

	if (!d->g->f->six) {
		memcpy(&v4.mfcc_origin, net_ip(from).bytes, 4);
		memcpy(&v4.mfcc_mcastgrp, net_ip(group).bytes, 4);
		return option(d, name, &v4, sizeof(v4));
	}
	memcpy(&v6.mf6cc_origin.sin6_addr, net_ip(from).bytes, 16);
	memcpy(&v6.mf6cc_mcastgrp.sin6_addr, net_ip(group).bytes, 16);
	IF_SET(1, &v6.mf6cc_ifset);
	return option(d, name, &v6, sizeof(v6));
}

static struct daemon start(struct gate *g)
{
	struct daemon d = { .g = g, .w = g->f->six ? &words6 : &words4 };
	const int on = 1;

	d.fd = REQUIRE_OK(sock_open(g->k, g->f->af, d.w->type | SOCK_NONBLOCK, d.w->protocol));
	REQUIRE_OK(option(&d, d.w->init, &on, sizeof(on)));
	REQUIRE_OK(add_interface(&d, 0, "eth0", 1));
	REQUIRE_OK(add_interface(&d, 1, "eth1", g->f->six ? 1 : 3));
	return d;
}

static void tell(struct daemon *d, const char *group, uint8_t ttl)
{
	peer_send(d->g->client, UDP, P_DST(group), P_TTL(ttl), P_TEXT("news"));
	kern_advance(d->g->k, net_ms(1));
}

/* How many datagrams for a group came out on the other side. */
static int came(struct daemon *d, const char *group)
{
	const struct net_ip ip = net_ip(group);
	const struct packet *got;
	int n = 0;

	while ((got = peer_next(d->g->server, net_ms(1))))
		n += got->kind == UDP && !memcmp(got->address[A_DST], ip.bytes, ip.len);
	return n;
}

BOTH_GATES("mroute", forward, "what a route is for goes to its interfaces, one hop older")
{
	struct daemon d = start(g);

	tell(&d, d.w->group, 10);
	REQUIRE_EQ(0, came(&d, d.w->group));
	REQUIRE_OK(route(&d, d.w->add_route, g->f->peer, d.w->group));
	REQUIRE_EQ(1, came(&d, d.w->group)); /* the one that waited for a route */
	tell(&d, d.w->group, 10);
	peer_expect(g->server, net_ms(10), UDP, P_SRC(g->f->peer), P_DST(d.w->group), P_TTL(9),
	    P_TEXT("news"));
	tell(&d, d.w->other, 10);
	REQUIRE_EQ(0, came(&d, d.w->other));
	REQUIRE_OK(route(&d, d.w->del_route, g->f->peer, d.w->group));
	tell(&d, d.w->group, 10);
	REQUIRE_EQ(0, came(&d, d.w->group));
}

BOTH_GATES("mroute", source, "a route is for one source, and for what comes from its side")
{
	struct daemon d = start(g);

	REQUIRE_OK(route(&d, d.w->add_route, g->f->peer, d.w->group));
	peer_send(g->client, UDP, P_SRC(g->f->other), P_DST(d.w->group), P_TTL(10));
	REQUIRE_EQ(0, came(&d, d.w->group));
	peer_send(g->server, UDP, P_SRC(g->f->peer), P_DST(d.w->group), P_TTL(10));
	peer_quiet(g->client, net_seconds(1));
}

BOTH_GATES("mroute", old, "what has no hop left, or fewer than an interface asks for, stays")
{
	struct daemon d = start(g);

	REQUIRE_OK(route(&d, d.w->add_route, g->f->peer, d.w->group));
	tell(&d, d.w->group, 1);
	REQUIRE_EQ(0, came(&d, d.w->group));
	tell(&d, d.w->group, 10);
	REQUIRE_EQ(1, came(&d, d.w->group));
}

BOTH_GATES("mroute", told, "the daemon is told of what there is no route for")
{
	struct daemon d = start(g);
	uint8_t got[256];
	ssize_t len;

	while (sock_recv(g->k, d.fd, got, sizeof(got), MSG_DONTWAIT) > 0)
		;
	tell(&d, d.w->group, 10);
	len = REQUIRE_OK(sock_recv(g->k, d.fd, got, sizeof(got), MSG_DONTWAIT));
	if (g->f->six) {
		const struct mrt6msg *m = (const void *)got;

		REQUIRE(len >= (ssize_t)sizeof(*m));
		REQUIRE_EQ(0, m->im6_mbz);
		REQUIRE_EQ(MRT6MSG_NOCACHE, m->im6_msgtype);
		REQUIRE_EQ(0, m->im6_mif);
		REQUIRE_MEMEQ(net_ip(d.w->group).bytes, &m->im6_dst, 16);
	} else {
		const struct igmpmsg *m = (const void *)got;

		REQUIRE(len >= (ssize_t)sizeof(*m));
		REQUIRE_EQ(0, m->im_mbz);
		REQUIRE_EQ(IGMPMSG_NOCACHE, m->im_msgtype);
		REQUIRE_EQ(0, m->im_vif);
		REQUIRE_MEMEQ(net_ip(d.w->group).bytes, &m->im_dst, 4);
	}
	REQUIRE_EQ(-EAGAIN, sock_recv(g->k, d.fd, got, sizeof(got), MSG_DONTWAIT));
}

BOTH_GATES("mroute", waiting, "what waits for a route is gone after ten seconds")
{
	struct daemon d = start(g);

	tell(&d, d.w->group, 10);
	kern_advance(g->k, net_seconds(11));
	REQUIRE_OK(route(&d, d.w->add_route, g->f->peer, d.w->group));
	REQUIRE_EQ(0, came(&d, d.w->group));
}

BOTH_GATES("mroute", ends, "with the daemon its routes go; there is one at a time")
{
	struct daemon d = start(g), second = d;
	const int on = 1;

	second.fd = REQUIRE_OK(sock_open(g->k, g->f->af, SOCK_RAW, d.w->protocol));
	REQUIRE_EQ(-EADDRINUSE, option(&second, d.w->init, &on, sizeof(on)));
	REQUIRE_OK(route(&d, d.w->add_route, g->f->peer, d.w->group));
	kern_close(g->k, d.fd);
	tell(&d, d.w->group, 10);
	REQUIRE_EQ(0, came(&d, d.w->group));
	REQUIRE_OK(option(&second, d.w->init, &on, sizeof(on)));
	REQUIRE_EQ(-ENOENT, route(&second, d.w->del_route, g->f->peer, d.w->group));
}
