/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* From the log to the writes, when each is durable, and where power is cut. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "harness/crash_states_internal.h"

static bool changes(const struct trace_record *r, uint32_t dev)
{
	return r->dev == dev && r->len && (r->call == TRACE_WRITE || r->call == TRACE_DISCARD);
}

static bool inside(const struct disk *d, const struct trace_record *r)
{
	return r->sector <= d->size / 512 && r->len <= d->size - r->sector * 512;
}

int crash_states_check(const struct disk *d, const struct trace *log, uint32_t dev,
    const char **why)
{
	if (trace_first(log)) {
		*why = text_static("the log begins with record %llu; expected all from 0 on",
		    (unsigned long long)trace_first(log));
		return -EINVAL;
	}
	for (size_t i = 0; i < trace_count(log); i++) {
		const struct trace_record *r = trace_at(log, i);

		if (!changes(r, dev) || r->result < 0)
			continue;
		if (!inside(d, r) || r->len % 512) {
			*why = text_static("record %zu of the log: %llu bytes at sector %llu; "
					   "expected whole sectors below %llu",
			    i, (unsigned long long)r->len, (unsigned long long)r->sector,
			    (unsigned long long)d->size / 512);
			return -EINVAL;
		}
		if (r->call == TRACE_WRITE && !r->data) {
			*why = text_static("record %zu of the log: a write without data; expected "
					   "a trace that keeps them",
			    i);
			return -EINVAL;
		}
	}
	return 0;
}

/* What a restore takes back has not happened: all after the snapshot, or, where
 * that is not in the log, all there is. */
static void find_undone(struct crash_states *cs, const struct trace *log)
{
	size_t from = 0;

	for (size_t i = 0; i < cs->records; i++) {
		const struct trace_record *r = trace_at(log, i);

		if (r->call == TRACE_SNAPSHOT)
			from = i + 1;
		for (size_t j = i; r->call == TRACE_RESTORE && j-- > from;)
			cs->back[j] = i;
	}
}

/* True where a request that was done when `done` records had been made was done in
 * a time that a restore took back: it is under way again, and for ever. */
static bool done_undone(const struct crash_states *cs, const struct trace *log, uint64_t done)
{
	return done < cs->records && (cs->back[done] || trace_at(log, done)->call == TRACE_RESTORE);
}

/* durable[i]: the first cut at which all is durable that was done when `i` records
 * had been made: by a flush that was submitted later, and is done. */
static size_t *find_flushes(const struct crash_states *cs, const struct trace *log)
{
	size_t *durable = crash_alloc(cs->records + 1, sizeof(*durable));

	durable[cs->records] = NEVER;
	for (size_t i = cs->records; i-- > 0;) {
		const struct trace_record *r = trace_at(log, i);

		durable[i] = durable[i + 1];
		if (r->call == TRACE_FLUSH && r->dev == cs->dev && !r->result && !cs->back[i] &&
		    !done_undone(cs, log, r->done) && r->done + 1 < durable[i])
			durable[i] = r->done + 1;
	}
	return durable;
}

/* A cut after record n - 1 is the moment in which that was submitted: done are those
 * requests that were done when n - 1 records had been made.  What failed may or
 * may not have reached the disk, now and for ever. */
static size_t durable_from(const struct crash_states *cs, const struct trace *log,
    const struct trace_record *r, const size_t *flushed)
{
	size_t from;

	if (r->result || done_undone(cs, log, r->done))
		return NEVER;
	from = r->done <= cs->records ? flushed[r->done] : NEVER;
	if (r->flags & HYP_DISK_FUA && r->done + 1 < from)
		from = r->done + 1;
	return from;
}

static void add_cut(struct crash_states *cs, size_t cut, uint64_t mark)
{
	cs->cuts[cs->ncuts++] = (struct crash_cut){ cut, mark };
}

void crash_log_read(struct crash_states *cs, const struct trace *log)
{
	uint64_t mark = 0;
	size_t *flushed;

	cs->records = trace_count(log);
	cs->back = crash_alloc(cs->records + 1, sizeof(*cs->back));
	cs->write = crash_alloc(cs->records + 1, sizeof(*cs->write));
	cs->cuts = crash_alloc(cs->records + 1, sizeof(*cs->cuts));
	find_undone(cs, log);
	flushed = find_flushes(cs, log);
	add_cut(cs, 0, 0);
	for (size_t i = 0; i < cs->records; i++) {
		const struct trace_record *r = trace_at(log, i);

		if (cs->back[i])
			continue;
		if (r->call == TRACE_MARK) {
			mark = r->sector;
			add_cut(cs, i + 1, mark);
		}
		if (!changes(r, cs->dev) || !inside(cs->disk, r))
			continue;
		cs->write[cs->writes++] = (struct crash_write){
			.record = i,
			.at = r->sector * 512,
			.len = r->len,
			.data = r->call == TRACE_WRITE ? r->data : NULL,
			.durable = durable_from(cs, log, r, flushed),
		};
		add_cut(cs, i + 1, mark);
	}
	free(flushed);
}
