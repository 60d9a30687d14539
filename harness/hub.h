/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Hubs and switches: what joins the wires of several kernels.  Part of harness/net.h.
 *
 * A hub repeats each frame on all other ports; a switch learns which station is behind
 * which port, and sends a frame for a known station there alone.  A frame takes the
 * latency of the hub, in virtual time; a port that has too many frames under way loses
 * those that come.
 */
#ifndef RUMPUS_HUB_H
#define RUMPUS_HUB_H

#include <stdint.h>

#define HUB_PORTS 16
#define HUB_LATENCY 10000 /* virtual ns, unless told otherwise */

struct hub;
struct wire;

/* Makes one; before lab_run() where kernels of several processes are to meet on it.
 * A latency of 0 is HUB_LATENCY. */
struct hub *hub_new(uint64_t latency);
struct hub *switch_new(uint64_t latency);
/* After its wires are closed. */
void hub_close(struct hub *);
/* Plugs a wire in, for good.  A wire that has been plugged in already, or a hub without a
 * free port, ends the case. */
void hub_join(struct hub *, struct wire *);

#endif
