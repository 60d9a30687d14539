/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The network of a rump kernel, as a user would set it up: interfaces, addresses,
 * routes, neighbours, rules, by netlink; and what comes with it: wires, hubs, sockets.
 * What a case of the network includes, after atf/case.h.
 *
 *	struct kern *k = kern_boot("ipv4");
 *	const char *eth = kern_wire(k, wire_new());
 *	REQUIRE_OK(net_link_up(k, eth));
 *	REQUIRE_OK(net_addr(k, eth, "10.0.0.1/24"));
 *	REQUIRE_OK(net_route(k, "0.0.0.0/0", .via = "10.0.0.254"));
 *
 * The rule everything rests on: all is done in the chosen context, and an address
 * is a text.  What the kernel refuses is returned as a negative errno; a text that
 * does not parse is an error of the case and ends it, with one line that names it
 * and what was expected.
 *
 * Addresses are "10.0.0.1" or "fd00::1"; a prefix follows after '/', and is the whole
 * address where there is none.  An Ethernet address is "02:00:00:00:00:01".
 */
#ifndef RUMPUS_NET_H
#define RUMPUS_NET_H

#include "harness/harness.h"
#include "harness/hub.h"
#include "harness/sock.h"
#include "harness/wire.h"

struct rtnl_link_stats64;

/* Virtual ns. */
#define net_ms(n) ((uint64_t)(n)*1000000)
#define net_seconds(n) ((uint64_t)(n)*1000000000)

/* An address, in the order of the network. */
struct net_ip {
	int family;       /* AF_INET, AF_INET6 of <sys/socket.h> */
	unsigned int len; /* bytes: 4 or 16 */
	unsigned int prefix;
	uint8_t bytes[16];
};
/* Parses an address with or without a prefix. */
struct net_ip net_ip(const char *text);
/* The same, but false where it does not parse. */
bool net_try_ip(const char *text, struct net_ip *);
/* Parses "02:00:00:00:00:01". */
void net_mac(const char *text, uint8_t to[6]);

/* -- interfaces -- */

/* The number of an interface, or -ENODEV. */
int net_index(struct kern *, const char *dev);
int net_link_up(struct kern *, const char *dev);
int net_link_down(struct kern *, const char *dev);

/* What of an interface is to be changed, or of what kind a new one is; what is not
 * named stays, or defaults. */
struct net_link {
	const char *addr;   /* of the station */
	uint32_t mtu;       /* bytes */
	const char *master; /* a bridge or bond that it joins; "": none any more */
	const char *rename; /* its new name */
	const char *below;  /* what a VLAN or tunnel is on top of */
	uint16_t vlan;      /* the tag of a VLAN, 1..4094 */
	const char *peer;   /* veth: the name of the other end */
	const char *local;  /* tunnels: the addresses of its ends */
	const char *remote;
	uint32_t key;     /* GRE: of both ways; VXLAN, Geneve: the network */
	bool csum, seq;   /* GRE: packets have a checksum, a number */
	uint8_t carries;  /* ip6tnl: IPPROTO_IPIP, IPPROTO_IPV6; default both */
	uint16_t port;    /* VXLAN, Geneve: of UDP */
	const char *mode; /* bond: "active-backup", ...; macvlan: "bridge", ... */
	uint32_t miimon;  /* bond: ms between two looks at links */
	uint32_t xfrm;    /* xfrm: the number that states and policies name */
	bool arp_off, multicast_off, promisc;
};
#define net_link_set(k, dev, ...) net_link_set_((k), (dev), &(struct net_link){ __VA_ARGS__ })
int net_link_set_(struct kern *, const char *dev, const struct net_link *);
/* Makes an interface of a type: "bridge", "vlan", "veth", ...  It is down. */
#define net_link_add(k, dev, type, ...) \
	net_link_add_((k), (dev), (type), &(struct net_link){ __VA_ARGS__ })
int net_link_add_(struct kern *, const char *dev, const char *type, const struct net_link *);
int net_link_del(struct kern *, const char *dev);
/* IFF_UP, IFF_RUNNING, ... of <net/if.h>, or a negative errno. */
int net_link_flags(struct kern *, const char *dev);

/* The counters of an interface, of <linux/if_link.h>; 0 or a negative errno. */
int net_link_stats(struct kern *, const char *dev, struct rtnl_link_stats64 *);

/* -- addresses -- */

/* Gives an interface an address: "10.0.0.1/24".  One of IPv6 is tentative at first
 * (its uniqueness is being detected). */
int net_addr(struct kern *, const char *dev, const char *addr);
/* The same; one of IPv6 can be used at once. */
int net_addr_nodad(struct kern *, const char *dev, const char *addr);
int net_addr_del(struct kern *, const char *dev, const char *addr);
/* IFA_F_TENTATIVE, ... of <linux/if_addr.h>, or -EADDRNOTAVAIL: no interface has it. */
int net_addr_flags(struct kern *, const char *addr);

/* -- routes, rules -- */

struct net_route {
	const char *via; /* the gateway */
	const char *dev;
	const char *src; /* the address that the kernel sends from */
	uint32_t mtu;    /* bytes of a packet, as RTAX_MTU */
	uint32_t metric, table;
	uint8_t type; /* RTN_BLACKHOLE, ... of <linux/rtnetlink.h>; default RTN_UNICAST */
};
/* net_route(k, "10.1.0.0/16", .via = "10.0.0.2") */
#define net_route(k, to, ...) net_route_((k), (to), &(struct net_route){ __VA_ARGS__ })
int net_route_(struct kern *, const char *to, const struct net_route *);
#define net_route_del(k, to, ...) net_route_del_((k), (to), &(struct net_route){ __VA_ARGS__ })
int net_route_del_(struct kern *, const char *to, const struct net_route *);

struct net_rule {
	const char *from, *to; /* prefixes of packets that it is for */
	uint32_t mark;         /* of packets; 0: any */
	uint32_t table;        /* that is looked at */
	uint32_t priority;
	int family; /* where neither from nor to tells; default AF_INET */
};
#define net_rule(k, ...) net_rule_((k), &(struct net_rule){ __VA_ARGS__ })
int net_rule_(struct kern *, const struct net_rule *);

/* -- neighbours -- */

/* Tells the kernel where a neighbour is, for good. */
int net_neigh(struct kern *, const char *dev, const char *addr, const char *mac);
int net_neigh_del(struct kern *, const char *dev, const char *addr);
/* NUD_REACHABLE, ... of <linux/neighbour.h>, or -ENOENT: the kernel knows of none. */
int net_neigh_state(struct kern *, const char *dev, const char *addr);

/* -- switches of the kernel -- */

/* Sets /proc/sys/<name>, as "net/ipv4/ip_forward" to "1". */
int net_sysctl(struct kern *, const char *name, const char *value);
/* Reads the text /proc/<name>, as "net/tcp", of at most size - 1 bytes; its length, or a
 * negative errno and "". */
ssize_t net_proc(struct kern *, const char *name, char *to, size_t size);
/* The number of a counter of /proc/net/snmp, netstat or snmp6, as "Tcp:RetransSegs" or
 * "Ip6InDiscards"; ends the case where there is none of that name. */
uint64_t net_counter(struct kern *, const char *name);

#endif
