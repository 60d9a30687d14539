/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A base of hypercalls that is nothing but one disk, below a trace: how a case
 * makes a log by hand.  Requests are done at once, or when the case says so.  What
 * happens is noted here too, apart from the trace, so that a case can tell what a
 * power cut leaves without it.
 */
#ifndef CASES_HYPERCALL_LOGGED_H
#define CASES_HYPERCALL_LOGGED_H

#include "harness/harness.h"
#include "rumpuser/trace.h"

#define LOGGED_MAX 1024 /* requests and events */

enum logged_event {
	LOGGED_SUBMIT,
	LOGGED_DONE,
	LOGGED_MARK,
	LOGGED_SNAPSHOT,
	LOGGED_RESTORE,
};

struct logged {
	struct hyp hyp;
	struct hyp_ops ops;
	struct trace *trace;
	struct hyp *top;
	uint64_t clock;
	bool hold;     /* what is submitted is not done before logged_finish() */
	int32_t error; /* what is submitted ends with it */
	struct logged_request {
		struct hyp_disk_req req;
		struct hyp_seg seg[2];
		struct hyp_disk_req *below; /* as the trace gave it; NULL: done */
		bool reported;
	} request[LOGGED_MAX];
	size_t requests;
	struct {
		enum logged_event event;
		size_t request;
		uint64_t mark;
	} event[LOGGED_MAX];
	size_t events;
};

/* A fresh one, with a trace that keeps everything, or not. */
struct logged *logged_open(bool all);
void logged_close(struct logged *);

/* Requests to disk 0; each sector that is written has a content of its own. */
void logged_write(struct logged *, uint64_t sector, uint64_t sectors, uint32_t flags);
void logged_discard(struct logged *, uint64_t sector, uint64_t sectors);
void logged_read(struct logged *, uint64_t sector, uint64_t sectors);
void logged_flush(struct logged *);
/* The request of this number, of those held, is done. */
void logged_finish(struct logged *, size_t request);
void logged_mark(struct logged *, uint64_t number);
void logged_snapshot(struct logged *);
void logged_restore(struct logged *);
/* Some of all that, by a seed: so many events, requests below `sectors`. */
void logged_anything(struct logged *, uint64_t seed, size_t events, uint64_t sectors);

#endif
