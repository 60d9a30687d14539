// SPDX-License-Identifier: GPL-2.0
/*
 * The wire: an Ethernet driver over the wire hypercalls.  eth<n> is the host's
 * wire n.  What came in is taken by NAPI; what the kernel sends is gone when the
 * hypercall returns, so there is no queue of the device's own.
 */
#include <linux/etherdevice.h>
#include <linux/ethtool.h>
#include <linux/hardirq.h>
#include <linux/if_vlan.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <asm/rump.h>

#define WIRES 8

struct wire {
	u32 dev;
	struct napi_struct napi;
};

static struct net_device *wires[WIRES];
static bool started; /* the network is among the components that were asked for */

static void set_link(struct net_device *nd, const struct hyp_wire_state *state)
{
	if (state->flags & HYP_WIRE_LINK)
		netif_carrier_on(nd);
	else
		netif_carrier_off(nd);
}

/* Called by the host, or in its place by rump_wire_interrupt(). */
static void interrupt(u32 dev)
{
	struct wire *w = netdev_priv(wires[dev]);
	unsigned long flags;

	local_irq_save(flags);
	irq_enter();
	napi_schedule(&w->napi);
	irq_exit();
	local_irq_restore(flags);
}

static void receive(struct net_device *nd, struct wire *w, const void *frame, u64 len)
{
	struct sk_buff *skb;

	if (len < ETH_HLEN || len > nd->mtu + VLAN_ETH_HLEN) {
		nd->stats.rx_errors++;
		nd->stats.rx_length_errors++;
		return;
	}
	skb = napi_alloc_skb(&w->napi, len);
	if (!skb) {
		nd->stats.rx_dropped++;
		return;
	}
	skb_put_data(skb, frame, len);
	skb->protocol = eth_type_trans(skb, nd);
	nd->stats.rx_packets++;
	nd->stats.rx_bytes += len;
	napi_gro_receive(&w->napi, skb);
}

static int poll(struct napi_struct *napi, int budget)
{
	struct wire *w = container_of(napi, struct wire, napi);
	struct net_device *nd = napi->dev;
	struct hyp_wire_state state;
	const void *frame;
	int done = 0;
	u64 len;

	if (!hyp_call(wire_state, w->dev, &state))
		set_link(nd, &state);
	while (done < budget && (frame = hyp_call(wire_receive, w->dev, &len))) {
		receive(nd, w, frame, len);
		done++;
	}
	if (netif_queue_stopped(nd))
		netif_wake_queue(nd);
	if (done < budget)
		napi_complete_done(napi, done);
	return done;
}

static netdev_tx_t start_xmit(struct sk_buff *skb, struct net_device *nd)
{
	struct wire *w = netdev_priv(nd);
	int error = hyp_call(wire_send, w->dev, skb->data, skb->len);

	if (error == -EAGAIN) {
		netif_stop_queue(nd);
		return NETDEV_TX_BUSY;
	}
	if (error) {
		nd->stats.tx_errors++;
		nd->stats.tx_dropped++;
	} else {
		nd->stats.tx_packets++;
		nd->stats.tx_bytes += skb->len;
	}
	dev_kfree_skb_any(skb);
	return NETDEV_TX_OK;
}

static int open(struct net_device *nd)
{
	struct wire *w = netdev_priv(nd);
	struct hyp_wire_state state;
	int error = hyp_call(wire_listen, w->dev, interrupt);

	if (error)
		return error;
	napi_enable(&w->napi);
	netif_start_queue(nd);
	if (!hyp_call(wire_state, w->dev, &state))
		set_link(nd, &state);
	return 0;
}

static int stop(struct net_device *nd)
{
	struct wire *w = netdev_priv(nd);

	hyp_call(wire_listen, w->dev, NULL);
	netif_stop_queue(nd);
	napi_disable(&w->napi);
	return 0;
}

/* Tells the host what the station is to be like. */
static int set(struct net_device *nd, const u8 *addr, u32 mtu)
{
	struct wire *w = netdev_priv(nd);
	struct hyp_wire_state state = { .mtu = mtu };

	memcpy(state.addr, addr, sizeof(state.addr));
	return hyp_call(wire_set, w->dev, &state);
}

static int change_mtu(struct net_device *nd, int mtu)
{
	int error = set(nd, nd->dev_addr, mtu);

	if (!error)
		nd->mtu = mtu;
	return error;
}

static int set_mac_address(struct net_device *nd, void *to)
{
	struct sockaddr *addr = to;
	int error = eth_prepare_mac_addr_change(nd, to);

	if (!error)
		error = set(nd, addr->sa_data, nd->mtu);
	if (!error)
		eth_commit_mac_addr_change(nd, to);
	return error;
}

static const struct net_device_ops ops = {
	.ndo_open = open,
	.ndo_stop = stop,
	.ndo_start_xmit = start_xmit,
	.ndo_change_mtu = change_mtu,
	.ndo_set_mac_address = set_mac_address,
	.ndo_validate_addr = eth_validate_addr,
};

static int get_link_ksettings(struct net_device *nd, struct ethtool_link_ksettings *to)
{
	to->base.speed = SPEED_1000;
	to->base.duplex = DUPLEX_FULL;
	to->base.port = PORT_OTHER;
	return 0;
}

static const struct ethtool_ops ethtool_ops = {
	.get_link = ethtool_op_get_link,
	.get_link_ksettings = get_link_ksettings,
};

static int make(struct net_device *nd, u32 dev)
{
	struct wire *w = netdev_priv(nd);
	struct hyp_wire_state state;
	int error = hyp_call(wire_state, dev, &state);

	if (error)
		return error;
	w->dev = dev;
	snprintf(nd->name, sizeof(nd->name), "eth%u", dev);
	nd->netdev_ops = &ops;
	nd->ethtool_ops = &ethtool_ops;
	nd->mtu = state.mtu;
	nd->min_mtu = HYP_WIRE_MTU_MIN;
	nd->max_mtu = HYP_WIRE_MTU_MAX;
	eth_hw_addr_set(nd, state.addr);
	netif_napi_add(nd, &w->napi, poll);
	netif_carrier_off(nd);
	return register_netdev(nd);
}

long rump_wire_attach(u32 dev)
{
	struct net_device *nd;
	long error;

	if (!started)
		return -EPFNOSUPPORT;
	if (dev >= WIRES || wires[dev])
		return dev >= WIRES ? -ENODEV : -EBUSY;
	nd = alloc_etherdev(sizeof(struct wire));
	if (!nd)
		return -ENOMEM;
	error = make(nd, dev);
	if (error)
		free_netdev(nd);
	else
		wires[dev] = nd;
	return error;
}

long rump_wire_detach(u32 dev)
{
	struct net_device *nd = dev < WIRES ? wires[dev] : NULL;

	if (!nd)
		return -ENODEV;
	unregister_netdev(nd);
	wires[dev] = NULL;
	free_netdev(nd);
	return 0;
}

/* The hypercalls have a new layer, which has to know whom to interrupt. */
long rump_wire_listen(u32 dev)
{
	struct net_device *nd = dev < WIRES ? wires[dev] : NULL;

	return nd && netif_running(nd) ? hyp_call(wire_listen, dev, interrupt) : 0;
}

/* Takes what has arrived, without a wait for the host's interrupt. */
long rump_wire_interrupt(u32 dev)
{
	struct net_device *nd = dev < WIRES ? wires[dev] : NULL;

	if (!nd)
		return -ENODEV;
	if (netif_running(nd))
		interrupt(dev);
	return 0;
}

static int __init init_wires(void)
{
	started = true;
	return 0;
}
device_initcall(init_wires);
