/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Work for contexts: system calls, new contexts, their memory, and time. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <time.h>

#include "kernel/linux/user/linux.h"

enum kern_end linux_ended(struct kern_impl *k, const char **what)
{
	if (what)
		*what = k->now.what;
	return k->now.end;
}

void linux_died(struct kern_impl *k, uint32_t status, const char *what)
{
	static const enum kern_end end[] = {
		[RUMP_HUNG] = KERN_HUNG,
		[RUMP_BUDGET] = KERN_BUDGET,
		[RUMP_PANIC] = KERN_PANIC,
		[RUMP_EXIT] = KERN_HALTED,
	};

	k->now.end = end[status];
	snprintf(k->now.what, sizeof(k->now.what), "%s", what);
}

uint64_t linux_now(struct kern_impl *k)
{
	return posix_clock_peek(k->posix);
}

uint64_t linux_deadline(struct kern_impl *k, uint64_t ns)
{
	const uint64_t now = linux_now(k);

	return ns > UINT64_MAX - now ? UINT64_MAX : now + ns;
}

void linux_budget(struct kern_impl *k, uint64_t work)
{
	k->budget = work;
}

/* Takes what a call used of its allowance from the budget of all calls. */
static void pay(struct kern_impl *k, uint64_t allowed, int64_t left)
{
	uint64_t used = left > 0 ? allowed - left : allowed;

	if (k->budget != UINT64_MAX)
		k->budget -= used;
}

void linux_serve(struct kern_impl *k, bool (*serve)(void *arg), void *arg)
{
	k->serve = serve;
	k->serve_arg = arg;
}

/* Enters the kernel; *work_left is what the call may still do. */
static uint32_t enter(struct kern_impl *k, int ctx, struct rump_work *work, uint64_t deadline,
    uint32_t flags, uint64_t *work_left)
{
	const uint64_t allowed = k->budget < *work_left ? k->budget : *work_left;
	uint32_t status;

	*k->image->work_left = allowed;
	k->entered++;
	k->diverted = 0;
	status = k->image->enter(ctx, work, deadline, flags);
	pay(k, allowed, *k->image->work_left);
	*work_left = *k->image->work_left > 0 ? *k->image->work_left : 0;
	return status;
}

static bool serve(struct kern_impl *k)
{
	bool (*const ask)(void *) = k->serve;
	bool served;

	k->serve = NULL; /* its own calls are not served */
	served = ask(k->serve_arg);
	k->serve = ask;
	return served && !k->now.end;
}

/* The same, where somebody serves the kernel: asked before time moves, each time
 * that nothing can run, while the call of `ctx` is blocked. */
static uint32_t enter_served(struct kern_impl *k, int ctx, struct rump_work *work,
    uint64_t deadline, uint32_t flags, uint64_t *work_left)
{
	uint32_t status = enter(k, ctx, work, deadline, RUMP_NOWAIT, work_left);
	bool served;

	while (status == RUMP_BLOCKED) {
		k->now.ctx[ctx].busy = true;
		served = serve(k);
		if (k->now.end || (!served && (flags & RUMP_NOWAIT)))
			return status;
		status = enter(k, ctx, NULL, deadline, served ? RUMP_NOWAIT : RUMP_STEP, work_left);
	}
	return status;
}

/* What a call gave, once what it left behind is served; that may be by calls of the
 * same context. */
static long done(struct kern_impl *k, const struct linux_context *c)
{
	const long result = c->work.result;

	while (k->serve && serve(k))
		;
	return k->now.end ? -ENOTRECOVERABLE : result;
}

uint32_t linux_pass(struct kern_impl *k, uint64_t deadline, uint32_t flags)
{
	uint64_t work_left = k->call_work;
	const uint32_t status = enter(k, RUMP_NOBODY, NULL, deadline, flags, &work_left);

	if (status != RUMP_HUNG && status != RUMP_BLOCKED)
		linux_died(k, status, "");
	return status;
}

/* What a context's call gave when enter() returned that. */
static long returned(struct kern_impl *k, struct linux_context *c, uint32_t status)
{
	c->busy = status == RUMP_BLOCKED;
	if (status == RUMP_BLOCKED)
		return -EINPROGRESS;
	if (status == RUMP_DONE)
		return done(k, c);
	linux_died(k, status, c->call < KERN_NCALLS ? linux_call_name(c->call) : "");
	return -ENOTRECOVERABLE;
}

/* Runs the kernel for a context until its work is done, it is blocked, or the
 * kernel is dead. */
static long run(struct kern_impl *k, int ctx, struct rump_work *work, uint64_t time, uint32_t flags)
{
	const uint64_t deadline = linux_deadline(k, time);
	uint64_t work_left = k->call_work;
	uint32_t status;

	status = (k->serve ? enter_served : enter)(k, ctx, work, deadline, flags, &work_left);
	if (k->now.end) /* while it was served */
		return -ENOTRECOVERABLE;
	if (status == RUMP_HUNG) /* the wait lasted until then */
		posix_clock_wait(&k->posix->hyp, deadline);
	return returned(k, &k->now.ctx[ctx], status);
}

static long give(struct kern_impl *k, int ctx, int call, const struct rump_work *work,
    uint64_t time, uint32_t flags)
{
	struct linux_context *c = &k->now.ctx[ctx];

	if (k->now.end)
		return -ENOTRECOVERABLE;
	if (ctx < 0 || ctx >= k->now.contexts)
		return -EINVAL;
	if (c->busy)
		return -EBUSY;
	c->work = *work;
	c->call = call;
	return run(k, ctx, &c->work, time, flags);
}

long linux_work(struct kern_impl *k, int ctx, const struct rump_work *work, uint32_t flags)
{
	return give(k, ctx, KERN_NCALLS, work, k->call_time, flags);
}

static long system_call(struct kern_impl *k, int ctx, enum kern_call call, const long arg[6],
    uint64_t time, uint32_t flags)
{
	struct rump_work work = { .op = RUMP_OP_SYSCALL, .nr = linux_call_number(call) };

	if (work.nr < 0)
		return -ENOSYS;
	for (int i = 0; i < 6; i++)
		work.arg[i] = arg[i];
	return give(k, ctx, call, &work, time, flags);
}

long linux_call(struct kern_impl *k, int ctx, enum kern_call call, const long arg[6])
{
	return system_call(k, ctx, call, arg, k->call_time, 0);
}

long linux_start(struct kern_impl *k, int ctx, enum kern_call call, const long arg[6])
{
	return system_call(k, ctx, call, arg, k->call_time, RUMP_NOWAIT);
}

/* Whether a context has a call that can be finished: 0 or a negative errno. */
static int has_call(const struct kern_impl *k, int ctx)
{
	if (k->now.end)
		return -ENOTRECOVERABLE;
	return ctx < 0 || ctx >= k->now.contexts || !k->now.ctx[ctx].busy ? -EINVAL : 0;
}

long linux_finish(struct kern_impl *k, int ctx)
{
	const int error = has_call(k, ctx);

	return error ? error : run(k, ctx, NULL, k->call_time, 0);
}

/* By then at the latest: that the call is not done yet is no hang. */
long linux_finish_in(struct kern_impl *k, int ctx, uint64_t ns)
{
	const int error = has_call(k, ctx);
	uint64_t work_left = k->call_work;
	uint32_t status;

	if (error)
		return error;
	*k->image->attention = 0;
	status = enter(k, ctx, NULL, linux_deadline(k, ns), RUMP_ATTEND, &work_left);
	return returned(k, &k->now.ctx[ctx], status == RUMP_HUNG ? RUMP_BLOCKED : status);
}

int linux_idle_context(const struct kern_impl *k)
{
	for (int ctx = 0; ctx < k->now.contexts; ctx++) {
		if (!k->now.ctx[ctx].busy)
			return ctx;
	}
	return -EBUSY;
}

int linux_context(struct kern_impl *k)
{
	long result;

	if (k->now.contexts == RUMP_CONTEXTS)
		return -EAGAIN;
	result = linux_work(k, 0, &(struct rump_work){ .op = RUMP_OP_CONTEXT }, 0);
	if (result >= 0)
		k->now.contexts = result + 1;
	return result;
}

int linux_peek(struct kern_impl *k, int ctx, void *to, uint64_t addr, size_t len)
{
	return linux_work(k, ctx,
	    &(struct rump_work){
		.op = RUMP_OP_PEEK,
		.arg = { (intptr_t)to, addr, len },
	    },
	    0);
}

int linux_poke(struct kern_impl *k, int ctx, uint64_t addr, const void *from, size_t len)
{
	return linux_work(k, ctx,
	    &(struct rump_work){
		.op = RUMP_OP_POKE,
		.arg = { (intptr_t)from, addr, len },
	    },
	    0);
}

/* A context that has nothing else to do sleeps for as long. */
int linux_advance(struct kern_impl *k, uint64_t ns)
{
	struct timespec sleep = { .tv_sec = ns / 1000000000, .tv_nsec = ns % 1000000000 };
	uint64_t time = ns > UINT64_MAX - k->call_time ? UINT64_MAX : ns + k->call_time;
	int ctx = linux_idle_context(k);

	if (ctx < 0)
		return k->now.end ? -ENOTRECOVERABLE : ctx;
	return system_call(k, ctx, KERN_NANOSLEEP, (const long[6]){ (long)&sleep, 0 }, time, 0);
}
