/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Taps: the host at the other end of a wire, by an interface of its own, so that its
 * programs and a rump kernel talk to one another.
 *
 *	struct tap *t = tap_open("rump0");      an Ethernet interface of the host, which is down
 *	kern_wire(k, w);
 *	tap_join(t, k, w);
 *	kern_wait(k, net_seconds(5));           as long as 5 s of the host
 *
 * The rule everything rests on: virtual time follows the host's.  From tap_join() on, a
 * kernel that waits for an event sleeps until the host's clock has come to it, or a frame has
 * arrived, whose time is then the host's.  What the kernel does takes next to no virtual
 * time, so that it lags behind while it is busy, or not entered, and catches up when it
 * waits.  It hears of frames only while it waits: in a call that blocks, kern_wait(),
 * kern_advance().  Such a run is not the same each time.
 */
#ifndef RUMPUS_TAP_H
#define RUMPUS_TAP_H

struct kern;
struct tap;
struct wire;

/* Makes an interface of the host (tun(4)), or takes one that is there and is the user's;
 * what was made is gone with tap_close().  Ends the case where that can not be. */
struct tap *tap_open(const char *name);
/* The same, but returns 0 or a negative errno and *why in one line: -EACCES and -EPERM
 * where the user has no right to it, -ENOENT and -ENODEV where the host has none. */
int tap_try_open(struct tap **, const char *name, const char **why);
/* The host is at the other end of a kernel's wire.  A wire that has another end, or is not
 * this kernel's, and a tap that is joined already, end the case. */
void tap_join(struct tap *, struct kern *, struct wire *);
/* After the kernel is halted. */
void tap_close(struct tap *);

#endif
