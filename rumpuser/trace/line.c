/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* One record as one line. */
#include <stdarg.h>
#include <string.h>

#include "rumpuser/trace/internal.h"

static const char *const names[TRACE_CALLS] = {
	[TRACE_READ] = "read",
	[TRACE_WRITE] = "write",
	[TRACE_FLUSH] = "flush",
	[TRACE_DISCARD] = "discard",
	[TRACE_GEOMETRY] = "geometry",
	[TRACE_WAIT] = "wait",
	[TRACE_ALIAS] = "alias",
	[TRACE_UNALIAS] = "unalias",
	[TRACE_RANDOM] = "random",
	[TRACE_MARK] = "mark",
	[TRACE_RESTORE] = "restore",
	[TRACE_SNAPSHOT] = "snapshot",
};

struct text {
	char *buf;
	size_t len, used;
};

static __attribute__((format(printf, 2, 3))) void put(struct text *t, const char *format, ...)
{
	va_list list;
	int n;

	va_start(list, format);
	n = vsnprintf(t->buf + t->used, t->len - t->used, format, list);
	va_end(list);
	if (n > 0)
		t->used = t->used + n < t->len ? t->used + n : t->len - 1;
}

static void put_request(struct text *t, const struct trace_record *r)
{
	if (r->call != TRACE_FLUSH)
		put(t, " sector %llu", (unsigned long long)r->sector);
	if (r->call != TRACE_FLUSH)
		put(t, " %llu bytes", (unsigned long long)r->len);
	if (r->flags & HYP_DISK_FUA)
		put(t, " fua");
	if (r->call != TRACE_READ)
		put(t, " epoch %u", r->epoch);
}

static void put_result(struct text *t, const struct trace_record *r)
{
	const char *name = r->result == TRACE_PENDING ? NULL : strerrorname_np(-r->result);

	if (r->result == TRACE_PENDING)
		put(t, ": not done");
	else if (r->result && name)
		put(t, ": %s", name);
	else if (r->result)
		put(t, ": %d", r->result);
}

void trace_line(const struct trace_record *r, char *buf, size_t len)
{
	struct text t = { .buf = buf, .len = len };

	if (!len)
		return;
	buf[0] = '\0';
	put(&t, "%llu.%09llu %s", (unsigned long long)(r->clock / 1000000000),
	    (unsigned long long)(r->clock % 1000000000),
	    r->call < TRACE_CALLS ? names[r->call] : "?");
	if (r->dev != TRACE_NO_DEV)
		put(&t, " disk%u", r->dev);
	if (r->call <= TRACE_DISCARD)
		put_request(&t, r);
	else if (r->call == TRACE_MARK)
		put(&t, " %llu", (unsigned long long)r->sector);
	else if (r->call == TRACE_WAIT)
		put(&t, " %llu ns", (unsigned long long)r->len);
	else if (r->call != TRACE_RESTORE && r->call != TRACE_SNAPSHOT)
		put(&t, " %llu bytes", (unsigned long long)r->len);
	put_result(&t, r);
}
