/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A lab: several kernels, on wires and hubs, under one virtual clock.
 *
 *	static void serve(struct kern *k, void *arg) { ... }
 *	static void ask(struct kern *k, void *arg) { ... }
 *
 *	struct lab *lab = lab_new();
 *	lab_node(lab, "server", serve, .boot = "ipv4", .wire = { a }, .addr = { "10.0.0.1/24" });
 *	lab_node(lab, "client", ask, .boot = "ipv4", .wire = { b }, .addr = { "10.0.0.2/24" });
 *	lab_run(lab);
 *
 * The rule everything rests on: a node is a process with a kernel of its own and one
 * function, and one node runs at a time.  Who waits gives way to the node whose next event
 * comes first (of equal ones, to the node that was named first), and the clock of a node
 * never passes the time at which another one could still send it something, but by what
 * the node does without a wait.  So a run depends on nothing of the host: the same lab
 * gives the same frames at the same times, to the byte.
 *
 * A node's function uses harness and checks as a case does; where one ends the case, the
 * others are ended too.  Once all functions have returned, the run is over; until then the
 * kernel of a function that has returned goes on.  Wires, hubs, captures and lab_memory()
 * are made before lab_run(), and shared; all other memory is each node's own.
 */
#ifndef RUMPUS_LAB_H
#define RUMPUS_LAB_H

#include "harness/net.h"

#define LAB_NODES 16
#define LAB_WIRES 4 /* of a node */

struct lab;

struct lab_conf {
	const char *boot;             /* components */
	struct wire *wire[LAB_WIRES]; /* eth0, eth1, ... */
	const char *addr[LAB_WIRES];  /* of these, which are up then; NULL: none, and down */
	const char *addr6[LAB_WIRES]; /* a second one */
	const char *faults;           /* set from boot on */
	uint64_t seed;                /* default: by the node's place */
	const char *cmdline;
	void *arg; /* of its function */
};

struct lab *lab_new(void);
#define lab_node(l, name, f, ...) lab_node_((l), (name), (f), &(struct lab_conf){ __VA_ARGS__ })
void lab_node_(struct lab *, const char *name, void (*f)(struct kern *, void *arg),
    const struct lab_conf *);
/* Runs all nodes to the end of their functions, and frees the lab. */
void lab_run(struct lab *);

/* In a node's function: goes on when all nodes have come here. */
void lab_meet(struct kern *);
/* Memory of zeroes that all nodes share; never given back. */
void *lab_memory(size_t len);

#endif
