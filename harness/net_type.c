/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What interfaces of a type have of their own: each type numbers its attributes anew. */
#include "harness/netlink.h"

#include <linux/if_bonding.h>
#include <linux/if_link.h>
#include <linux/if_tunnel.h>
#include <linux/ip6_tunnel.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <string.h>

static void put_ip(struct netlink *n, int type, int type6, const char *addr)
{
	struct net_ip ip;

	if (!addr)
		return;
	ip = net_ip(addr);
	netlink_put(n, ip.family == AF_INET6 ? type6 : type, ip.bytes, ip.len);
}

static void put_veth(struct netlink *n, const struct net_link *l)
{
	const struct ifinfomsg none = { 0 };
	size_t peer;

	if (!l->peer)
		return;
	peer = netlink_nest(n, VETH_INFO_PEER);
	netlink_put_raw(n, &none, sizeof(none));
	netlink_put_text(n, IFLA_IFNAME, l->peer);
	netlink_nest_end(n, peer);
}

static void put_vlan(struct netlink *n, const struct net_link *l)
{
	if (l->vlan)
		netlink_put_u16(n, IFLA_VLAN_ID, l->vlan);
}

static void put_tunnel(struct netlink *n, const struct net_link *l)
{
	put_ip(n, IFLA_IPTUN_LOCAL, IFLA_IPTUN_LOCAL, l->local);
	put_ip(n, IFLA_IPTUN_REMOTE, IFLA_IPTUN_REMOTE, l->remote);
	netlink_put_u8(n, IFLA_IPTUN_TTL, 64);
}

/* Without the option that RFC 2473 has for tunnels in tunnels. */
static void put_tunnel6(struct netlink *n, const struct net_link *l)
{
	put_tunnel(n, l);
	netlink_put_u32(n, IFLA_IPTUN_FLAGS, IP6_TNL_F_IGN_ENCAP_LIMIT);
	netlink_put_u8(n, IFLA_IPTUN_PROTO, l->carries);
}

static void put_gre(struct netlink *n, const struct net_link *l)
{
	const uint16_t flags =
	    (l->key ? GRE_KEY : 0) | (l->csum ? GRE_CSUM : 0) | (l->seq ? GRE_SEQ : 0);

	put_ip(n, IFLA_GRE_LOCAL, IFLA_GRE_LOCAL, l->local);
	put_ip(n, IFLA_GRE_REMOTE, IFLA_GRE_REMOTE, l->remote);
	netlink_put_u16(n, IFLA_GRE_IFLAGS, flags);
	netlink_put_u16(n, IFLA_GRE_OFLAGS, flags);
	netlink_put_be32(n, IFLA_GRE_IKEY, l->key);
	netlink_put_be32(n, IFLA_GRE_OKEY, l->key);
	netlink_put_u8(n, IFLA_GRE_TTL, 64);
}

static void put_gre6(struct netlink *n, const struct net_link *l)
{
	put_gre(n, l);
	netlink_put_u32(n, IFLA_GRE_FLAGS, IP6_TNL_F_IGN_ENCAP_LIMIT);
}

static void put_vxlan(struct netlink *n, const struct net_link *l)
{
	netlink_put_u32(n, IFLA_VXLAN_ID, l->key);
	put_ip(n, IFLA_VXLAN_LOCAL, IFLA_VXLAN_LOCAL6, l->local);
	put_ip(n, IFLA_VXLAN_GROUP, IFLA_VXLAN_GROUP6, l->remote);
	if (l->port)
		netlink_put_be16(n, IFLA_VXLAN_PORT, l->port);
}

static void put_geneve(struct netlink *n, const struct net_link *l)
{
	netlink_put_u32(n, IFLA_GENEVE_ID, l->key);
	put_ip(n, IFLA_GENEVE_REMOTE, IFLA_GENEVE_REMOTE6, l->remote);
	if (l->port)
		netlink_put_be16(n, IFLA_GENEVE_PORT, l->port);
}

struct mode {
	const char *name;
	uint32_t value;
};

static uint32_t mode_of(const char *type, const char *name, const struct mode *modes)
{
	for (; modes->name; modes++)
		if (!strcmp(modes->name, name))
			return modes->value;
	harness_failf("%s: there is no mode '%s'", type, name);
}

static void put_bond(struct netlink *n, const struct net_link *l)
{
	static const struct mode modes[] = {
		{ "balance-rr", BOND_MODE_ROUNDROBIN },
		{ "active-backup", BOND_MODE_ACTIVEBACKUP },
		{ "balance-xor", BOND_MODE_XOR },
		{ "broadcast", BOND_MODE_BROADCAST },
		{ "802.3ad", BOND_MODE_8023AD },
		{ "balance-tlb", BOND_MODE_TLB },
		{ "balance-alb", BOND_MODE_ALB },
		{ 0 },
	};

	if (l->mode)
		netlink_put_u8(n, IFLA_BOND_MODE, mode_of("bond", l->mode, modes));
	if (l->miimon)
		netlink_put_u32(n, IFLA_BOND_MIIMON, l->miimon);
}

static void put_macvlan(struct netlink *n, const struct net_link *l)
{
	static const struct mode modes[] = {
		{ "private", MACVLAN_MODE_PRIVATE },
		{ "vepa", MACVLAN_MODE_VEPA },
		{ "bridge", MACVLAN_MODE_BRIDGE },
		{ "passthru", MACVLAN_MODE_PASSTHRU },
		{ 0 },
	};

	if (l->mode)
		netlink_put_u32(n, IFLA_MACVLAN_MODE, mode_of("macvlan", l->mode, modes));
}

static void put_xfrm(struct netlink *n, const struct net_link *l)
{
	netlink_put_u32(n, IFLA_XFRM_IF_ID, l->xfrm);
}

void net_link_type(struct netlink *n, const char *type, const struct net_link *l)
{
	static const struct {
		const char *type;
		void (*put)(struct netlink *, const struct net_link *);
	} types[] = {
		{ "veth", put_veth },
		{ "vlan", put_vlan },
		{ "ipip", put_tunnel },
		{ "sit", put_tunnel },
		{ "ip6tnl", put_tunnel6 },
		{ "gre", put_gre },
		{ "gretap", put_gre },
		{ "erspan", put_gre },
		{ "ip6gre", put_gre6 },
		{ "ip6gretap", put_gre6 },
		{ "vxlan", put_vxlan },
		{ "geneve", put_geneve },
		{ "bond", put_bond },
		{ "macvlan", put_macvlan },
		{ "xfrm", put_xfrm },
	};
	const size_t info = netlink_nest(n, IFLA_LINKINFO);
	size_t data;

	netlink_put_text(n, IFLA_INFO_KIND, type);
	data = netlink_nest(n, IFLA_INFO_DATA);
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (!strcmp(types[i].type, type))
			types[i].put(n, l);
	netlink_nest_end(n, data);
	netlink_nest_end(n, info);
}
