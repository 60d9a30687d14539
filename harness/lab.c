/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "harness/lab.h"

#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/wire_internal.h"
#include "rumpuser/forward.h"

#define FOREVER (UINT64_MAX / 4)

enum state {
	NEW, /* its process has not begun */
	BUSY,
	LINGERS, /* its function has returned; the kernel goes on */
	GONE,
};

struct node {
	char name[32];
	void (*f)(struct kern *, void *arg);
	struct lab_conf conf;
	enum state state;
	uint64_t until; /* what it waits for, beside frames */
	sem_t go;       /* it may run */
	pid_t pid;
	int meetings; /* it came to */
	bool failed, skipped;
	char why[1024];
};

/* Shared by the processes of all nodes; who runs has it to itself. */
struct lab {
	int nodes;
	bool over;
	struct node node[LAB_NODES];
};

static struct lab *here; /* in the process of a node */
static struct node *self;

/* -- who is next -- */

static uint64_t wakes_at(const struct node *n)
{
	uint64_t first = n->until;

	for (int i = 0; i < LAB_WIRES; i++) {
		const struct wire *w = n->conf.wire[i];
		const uint64_t due = w && w->listens ? wire_io_due(w) : UINT64_MAX;

		if (due < first)
			first = due;
	}
	return first;
}

static struct node *next_node(struct lab *lab)
{
	struct node *next = NULL;

	for (int i = 0; i < lab->nodes; i++) {
		struct node *n = &lab->node[i];

		if (n->state != GONE && (!next || wakes_at(n) < wakes_at(next)))
			next = n;
	}
	return next;
}

static void take_turn(struct node *n)
{
	while (sem_wait(&n->go) && errno == EINTR)
		;
}

/* Lets others run until it is this node's turn: when that is. */
static uint64_t wait_turn(uint64_t until)
{
	struct node *next;

	self->until = until;
	next = next_node(here);
	if (next != self) {
		sem_post(&next->go);
		take_turn(self);
	}
	return wakes_at(self);
}

/* -- the layer of hypercalls -- */

static void lab_clock_wait(struct hyp *hyp, uint64_t until)
{
	if (here->over) {
		harness_kern->ops->attend(harness_kern->impl);
		return;
	}
	until = wait_turn(until);
	if (here->over && harness_kern)
		harness_kern->ops->attend(harness_kern->impl);
	else
		hyp_forward.clock_wait(hyp, until);
}

static struct hyp *lab_layer(struct hyp *below, void *arg)
{
	static struct hyp_ops ops;
	static struct hyp hyp;

	(void)arg;
	hyp_layer(&hyp, &ops, below);
	ops.clock_wait = lab_clock_wait;
	return &hyp;
}

/* -- the process of a node -- */

static __attribute__((noreturn)) void end(const char *why, bool skipped)
{
	snprintf(self->why, sizeof(self->why), "%s", why);
	self->failed = !skipped;
	self->skipped = skipped;
	fflush(NULL);
	_exit(1); /* whoever waits for its turn is ended by the parent */
}

static __attribute__((noreturn)) void end_failed(const char *why)
{
	end(why, false);
}

static __attribute__((noreturn)) void end_skipped(const char *why)
{
	end(why, true);
}

static void set_up(struct kern *k, const struct lab_conf *c)
{
	net_link_up(k, "lo");
	for (int i = 0; i < LAB_WIRES; i++) {
		const char *const addr[] = { c->addr[i], c->addr6[i] };
		const char *dev = c->wire[i] ? kern_wire(k, c->wire[i]) : NULL;
		int error;

		if (dev && (addr[0] || addr[1]) && (error = net_link_up(k, dev)))
			harness_failf("%s: %s", dev, strerrorname_np(-error));
		for (int j = 0; dev && j < 2; j++) {
			error = addr[j] ? net_addr_nodad(k, dev, addr[j]) : 0;
			if (error)
				harness_failf("%s: address %s: %s", dev, addr[j],
				    strerrorname_np(-error));
		}
	}
	kern_wait_all(k, 0); /* an address can be used once the kernel has come to it */
}

static bool all_linger(const struct lab *lab)
{
	for (int i = 0; i < lab->nodes; i++)
		if (lab->node[i].state != LINGERS)
			return false;
	return true;
}

/* The run is over: who still waits for its turn gets it, to end. */
static void leave(void)
{
	self->state = GONE;
	for (int i = 0; i < here->nodes; i++) {
		if (here->node[i].state == GONE)
			continue;
		sem_post(&here->node[i].go);
		break;
	}
}

static __attribute__((noreturn)) void run_node(struct lab *lab, struct node *n)
{
	const struct lab_conf *c = &n->conf;
	struct kern *k;

	here = lab;
	self = n;
	harness_fail = end_failed;
	harness_skip = end_skipped;
	take_turn(n);
	n->state = BUSY;
	k = kern_boot(c->boot, .layers = lab_layer, .faults = c->faults, .cmdline = c->cmdline,
	    .seed = c->seed ? c->seed : (uint64_t)(n - lab->node) + 1);
	set_up(k, c);
	n->f(k, c->arg);
	n->state = LINGERS;
	lab->over = all_linger(lab);
	while (!lab->over && kern_alive(k))
		kern_wait(k, FOREVER);
	kern_halt(k);
	if (*harness_void())
		end_failed(harness_void());
	if (*harness_defect())
		end_failed(harness_defect());
	leave();
	fflush(NULL);
	exit(0);
}

/* -- the process of the case -- */

struct lab *lab_new(void)
{
	return wire_memory(sizeof(struct lab));
}

void *lab_memory(size_t len)
{
	return wire_memory(len);
}

void lab_node_(struct lab *lab, const char *name, void (*f)(struct kern *, void *arg),
    const struct lab_conf *conf)
{
	struct node *n = &lab->node[lab->nodes];

	if (lab->nodes == LAB_NODES)
		harness_failf("lab: node %s: there are %d; expected no more", name, LAB_NODES);
	lab->nodes++;
	snprintf(n->name, sizeof(n->name), "%s", name);
	n->f = f;
	n->conf = *conf;
	if (sem_init(&n->go, 1, 0))
		harness_failf("lab: %s", strerror(errno));
}

static void end_others(struct lab *lab)
{
	for (int i = 0; i < lab->nodes; i++)
		if (lab->node[i].pid)
			kill(lab->node[i].pid, SIGKILL);
}

static struct node *node_of(struct lab *lab, pid_t pid)
{
	for (int i = 0; i < lab->nodes; i++)
		if (lab->node[i].pid == pid)
			return &lab->node[i];
	return NULL;
}

/* Waits for all nodes; the first that did not end well, or NULL. */
static struct node *reap(struct lab *lab, int *how)
{
	struct node *bad = NULL;

	for (int left = lab->nodes; left > 0;) {
		int status;
		const pid_t pid = wait(&status);
		struct node *n = pid > 0 ? node_of(lab, pid) : NULL;

		if (pid < 0 && errno != EINTR)
			break;
		if (!n)
			continue;
		n->pid = 0;
		left--;
		if (status && !bad) {
			bad = n;
			*how = status;
			end_others(lab);
		}
	}
	return bad;
}

void lab_run(struct lab *lab)
{
	struct node *bad;
	int how = 0;

	if (harness_kern)
		harness_failf("lab: a kernel runs in this process; expected none");
	fflush(NULL);
	for (int i = 0; i < lab->nodes; i++) {
		struct node *n = &lab->node[i];
		const pid_t pid = fork(); /* the node itself must not note what it got */

		if (!pid)
			run_node(lab, n);
		if (pid < 0) {
			end_others(lab);
			harness_failf("lab: node %s: %s", n->name, strerror(errno));
		}
		n->pid = pid;
	}
	if (lab->nodes)
		sem_post(&lab->node[0].go);
	bad = reap(lab, &how);
	if (bad && bad->skipped)
		harness_skip(text_static("%s", bad->why));
	if (bad && bad->failed)
		harness_failf("node %s: %s", bad->name, bad->why);
	if (bad)
		harness_failf("node %s: ended by %s %d", bad->name,
		    WIFSIGNALED(how) ? "signal" : "exit status",
		    WIFSIGNALED(how) ? WTERMSIG(how) : WEXITSTATUS(how));
	munmap(lab, sizeof(*lab));
}

void lab_meet(struct kern *k)
{
	const int meeting = ++self->meetings;
	bool all;

	do {
		all = true;
		for (int i = 0; i < here->nodes; i++)
			all &= here->node[i].meetings >= meeting;
		if (!all)
			kern_wait(k, net_ms(1));
	} while (!all);
}
