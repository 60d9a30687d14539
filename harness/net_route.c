/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Routes and rules, by netlink. */
#include <errno.h>
#include <linux/fib_rules.h>
#include <linux/rtnetlink.h>

#include "harness/netlink.h"

static int put_dev(struct netlink *n, int type, const char *dev)
{
	const int index = dev ? net_index(n->k, dev) : 0;

	if (index > 0)
		netlink_put_u32(n, type, index);
	return index < 0 ? index : 0;
}

static void put_ip(struct netlink *n, int type, const char *text)
{
	struct net_ip ip;

	if (!text)
		return;
	ip = net_ip(text);
	netlink_put(n, type, ip.bytes, ip.len);
}

static int change(struct kern *k, const char *to, const struct net_route *r, int type, int flags)
{
	const struct net_ip ip = net_ip(to);
	const bool local = r->type == RTN_LOCAL;
	const struct rtmsg fixed = {
		.rtm_family = ip.family,
		.rtm_dst_len = ip.prefix,
		.rtm_table = r->table < 256 && r->table ? r->table
		             : local                    ? RT_TABLE_LOCAL
		                                        : RT_TABLE_MAIN,
		.rtm_protocol = RTPROT_STATIC,
		.rtm_scope = local                             ? RT_SCOPE_HOST
		             : r->via || ip.family == AF_INET6 ? RT_SCOPE_UNIVERSE
		                                               : RT_SCOPE_LINK,
		.rtm_type = r->type ? r->type : RTN_UNICAST,
	};
	struct netlink n;
	size_t nest;
	int error;

	netlink_begin(&n, k, type, flags, &fixed, sizeof(fixed));
	netlink_put(&n, RTA_DST, ip.bytes, ip.len);
	put_ip(&n, RTA_GATEWAY, r->via);
	put_ip(&n, RTA_PREFSRC, r->src);
	error = put_dev(&n, RTA_OIF, r->dev);
	if (error)
		return error;
	if (r->metric)
		netlink_put_u32(&n, RTA_PRIORITY, r->metric);
	if (r->table)
		netlink_put_u32(&n, RTA_TABLE, r->table);
	if (r->mtu) {
		nest = netlink_nest(&n, RTA_METRICS);
		netlink_put_u32(&n, RTAX_MTU, r->mtu);
		netlink_nest_end(&n, nest);
	}
	return netlink_ask(&n);
}

int net_route_(struct kern *k, const char *to, const struct net_route *r)
{
	return change(k, to, r, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL);
}

int net_route_del_(struct kern *k, const char *to, const struct net_route *r)
{
	return change(k, to, r, RTM_DELROUTE, 0);
}

int net_rule_(struct kern *k, const struct net_rule *r)
{
	const char *told = r->from ? r->from : r->to;
	struct fib_rule_hdr fixed = {
		.family = told        ? net_ip(told).family
		          : r->family ? r->family
		                      : AF_INET,
		.src_len = r->from ? net_ip(r->from).prefix : 0,
		.dst_len = r->to ? net_ip(r->to).prefix : 0,
		.action = FR_ACT_TO_TBL,
	};
	struct netlink n;

	netlink_begin(&n, k, RTM_NEWRULE, NLM_F_CREATE | NLM_F_EXCL, &fixed, sizeof(fixed));
	put_ip(&n, FRA_SRC, r->from);
	put_ip(&n, FRA_DST, r->to);
	netlink_put_u32(&n, FRA_TABLE, r->table);
	if (r->mark)
		netlink_put_u32(&n, FRA_FWMARK, r->mark);
	if (r->priority)
		netlink_put_u32(&n, FRA_PRIORITY, r->priority);
	return netlink_ask(&n);
}
