/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Wires: the cables at a rump kernel's Ethernet interfaces.  Part of
 * harness/net.h.
 *
 *	struct wire *w = wire_new();
 *	const char *eth = kern_wire(k, w);              "eth0", which is down
 *	wire_put(w, frame, len);                        a frame comes in
 *	const struct frame *f = wire_wait(w, seconds(1));  what the kernel answers
 *
 * The rule everything rests on: a frame is bytes, from the destination address on
 * and without the check sequence, and moves in the virtual time of the kernel: it
 * arrives when that time has come, and one that has been sent is there when the
 * call that made the kernel send it returns.  Nothing is ever waited for in the
 * host's time.
 *
 * At the other end of a wire is the case, or a hub (harness/hub.h).  Wires outlive
 * kernels.  A snapshot of a kernel includes what is under way on its wires.
 * Functions end the case with a message where they are used wrongly.
 */
#ifndef RUMPUS_WIRE_H
#define RUMPUS_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WIRE_FRAME_MAX 65536 /* bytes of the longest frame that can be put on a wire */
#define WIRE_FRAMES 256      /* frames under way, and frames kept for the case */
#define WIRE_MTU 1500        /* unless told otherwise */

struct kern;
struct wire;
struct capture;

/* One frame that the kernel sent. */
struct frame {
	uint64_t time; /* virtual ns at which it was sent */
	uint32_t len;  /* bytes */
	const uint8_t *data;
};

/* Options of a wire; what is not named defaults. */
struct wire_conf {
	const char *name; /* for messages and captures; default "wire0", "wire1", ... */
	uint32_t mtu;     /* bytes of payload; default WIRE_MTU */
	uint8_t addr[6];  /* of the kernel's station; default 02:00:00:00:00:01, ..02 by
	                     wire */
	bool down;        /* the link is down at first */
};
/* Makes a wire: wire_new(.mtu = 9000).  An MTU below 68 or above 65521 bytes, or a
 * group address, ends the case. */
#define wire_new(...) wire_new_(&(struct wire_conf){ __VA_ARGS__ })
struct wire *wire_new_(const struct wire_conf *);
/* Ends the case where a kernel still has it. */
void wire_close(struct wire *);

/* Gives a wire to a kernel, on first use; the name of its interface, valid as long as
 * the wire.  Ends the case where it is another kernel's, or the kernel has no
 * network; skips where the back end has no wires. */
const char *kern_wire(struct kern *, struct wire *);
/* The same, but returns 0 or a negative errno and *why in one line. */
int kern_try_wire(struct kern *, struct wire *, const char **why);
/* Takes it away again: the interface is gone. */
void kern_unwire(struct kern *, struct wire *);
/* The name of its interface; "" before kern_wire(). */
const char *wire_name(const struct wire *);
/* The address of the kernel's station, 6 bytes, as the kernel last set it. */
const uint8_t *wire_addr(const struct wire *);
uint32_t wire_mtu(const struct wire *);

/* -- frames -- */

/* A frame arrives now.  The kernel takes it before this returns: what it sends at
 * once in answer is there.  Not from within a hypercall (a peer). */
void wire_put(struct wire *, const void *frame, size_t len);
/* A frame arrives when `ns` of virtual time have passed, and not before the kernel
 * has nothing else to do. */
void wire_put_in(struct wire *, uint64_t ns, const void *frame, size_t len);
/* The next frame that the kernel sent, oldest first, or NULL.  Valid until the next
 * call for this wire.  Of more than WIRE_FRAMES the oldest are lost. */
const struct frame *wire_get(struct wire *);
/* The same, but lets up to `ns` of virtual time pass until there is one. */
const struct frame *wire_wait(struct wire *, uint64_t ns);
/* Forgets the frames that the kernel sent. */
void wire_forget(struct wire *);
/* Has `f` called for each frame that the kernel sends; inside a hypercall, so it may call
 * wire_put_in() and nothing of the kernel.  Where it gives true, the frame is not kept
 * for wire_get().  NULL: no more. */
void wire_peer(struct wire *, bool (*f)(void *arg, struct wire *, const struct frame *), void *arg);
/* Somebody pulls the plug, or puts it in again.  The kernel hears of it before this
 * returns.  What is sent meanwhile is lost. */
void wire_link(struct wire *, bool up);

/* What has passed, in frames, since wire_new() or what kern_restore() left of it. */
struct wire_count {
	uint64_t sent;     /* by the kernel */
	uint64_t received; /* by the kernel */
	uint64_t lost;     /* to the kernel: it took none, or there were too many */
};
struct wire_count wire_count(const struct wire *);

/* -- captures -- */

/* Makes a file in pcapng format; an old one is replaced.  Frames of all wires given to
 * wire_capture() are in it in the order of time, each with the name of its wire and
 * its direction.  Ends the case where it can not be written. */
struct capture *capture_open(const char *path);
void capture_close(struct capture *);
/* From now on the frames of the wire are captured; NULL: no more. */
void wire_capture(struct wire *, struct capture *);

/* Lets up to `ns` of virtual time pass, until the kernel has sent a frame on any of
 * its wires: true then. */
bool kern_wait(struct kern *, uint64_t ns);
/* Lets `ns` of virtual time pass, whatever the kernel sends; with 0 it does what is left
 * to do now.  Nothing happens where the kernel is dead. */
void kern_wait_all(struct kern *, uint64_t ns);

#endif
