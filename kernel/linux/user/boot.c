/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Boots a kernel in this process, and ends it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "kernel/linux/user/linux.h"

#define ARENA_DEFAULT (32ull << 20)
#define ARENA_MIN (2ull << 20) /* with less a boot panics, or looks for memory for ever */
#define CALL_TIME_DEFAULT 3600000000000ull /* 1 h */
#define CALL_WORK_DEFAULT (1ull << 40)
/* What the smallest boot touches at the arena's beginning; measured. */
#define PREFAULT_HEAD (1ull << 20)

struct kern_impl *linux_alive;

static char boot_why[1024];

#define FAIL(error, why, ...) \
	(snprintf(boot_why, sizeof(boot_why), __VA_ARGS__), *(why) = boot_why, -(error))

/* True where `name` is one of the blank-separated names of `list`. */
static bool listed(const char *list, const char *name, size_t len)
{
	for (const char *at = list; *at;) {
		size_t n;

		at += strspn(at, " ");
		n = strcspn(at, " ");
		if (n == len && !memcmp(at, name, len))
			return true;
		at += n;
	}
	return false;
}

static int check_components(const struct rump_image *image, const char *names, const char **why)
{
	for (const char *at = names; *at;) {
		size_t n;

		at += strspn(at, " ");
		n = strcspn(at, " ");
		if (n && !listed(image->components, at, n))
			return FAIL(ENOENT, why,
			    "component %.*s: not in this kernel (%s), which has: %s", (int)n, at,
			    image->release, image->components);
		at += n;
	}
	return 0;
}

/* The kernel ended by itself, inside a hypercall: off its stack, for good. */
__attribute__((noreturn)) static void ended(void *arg, enum posix_end end, const char *text)
{
	struct kern_impl *k = arg;

	snprintf(k->why, sizeof(k->why), "%s", text);
	k->image->leave(end == POSIX_PANIC ? RUMP_PANIC : RUMP_EXIT);
}

static void aliased(void *arg, void *page, uint64_t len, bool back)
{
	struct kern_impl *k = arg;

	snapshot_written(k->snapshot, page, len, back);
}

static int open_posix(struct kern_impl *k, const struct kern_conf *conf, const char **why)
{
	/* KASAN keeps what is freed for a while, and more around each object. */
	const uint64_t usual = k->image->shadow_offset ? 2 * ARENA_DEFAULT : ARENA_DEFAULT;
	const uint64_t memory = conf->memory ? conf->memory : usual;

	if (memory % RUMP_PAGE || memory > RUMP_ARENA_MAX)
		return FAIL(EINVAL, why,
		    "memory: %llu bytes asked for, expected a multiple of %llu, at most %llu",
		    (unsigned long long)memory, (unsigned long long)RUMP_PAGE,
		    (unsigned long long)RUMP_ARENA_MAX);
	if (memory < ARENA_MIN)
		return FAIL(ENOMEM, why,
		    "memory: an arena of %llu bytes is too small, expected %llu at least",
		    (unsigned long long)memory, ARENA_MIN);
	return posix_open(
	    &(struct posix_conf){
		.arena_base = RUMP_ARENA_BASE,
		.arena_len = memory,
		.alias_base = RUMP_VMALLOC_BASE,
		.alias_len = RUMP_VMALLOC_SIZE,
		.prefault_head = PREFAULT_HEAD,
		.prefault_tail = memory / 64, /* the kernel's table of its pages */
		.seed = conf->seed ? conf->seed : 1,
		.wall = conf->wall,
		.cmdline = conf->cmdline,
		.components = conf->components ? conf->components : k->image->components,
		.console = conf->console,
		.console_arg = conf->console_arg,
		.end = ended,
		.aliased = aliased,
		.arg = k,
	    },
	    &k->posix, why);
}

/* Boot poisons all of the arena: a huge page of its shadow costs one fault in place of 512.
 * Rounds of a fuzzer, which are restored page by page, take 3 % longer with them. */
static void huge_shadow(const struct kern_impl *k)
{
	const struct posix_conf *c = &k->posix->conf;
	const struct snapshot_range shadow =
	    linux_shadow_of(k->image, (void *)(uintptr_t)c->arena_base, c->arena_len);

	if (k->image->shadow_offset)
		madvise(shadow.base, shadow.len, MADV_HUGEPAGE);
}

/* The layers on top may be of another make than the image expects. */
static int check_hypercalls(const struct rump_image *image, const struct hyp *top, const char **why)
{
	const struct hyp_ops *ops = top->ops;

	if (ops->version == image->hyp_version && ops->size == image->hyp_size)
		return 0;
	return FAIL(EPROTONOSUPPORT, why,
	    "kernel image built for hypercalls version %u (size %u), this host offers version %u "
	    "(size %u)",
	    image->hyp_version, image->hyp_size, ops->version, ops->size);
}

int linux_layer(struct kern_impl *k, struct hyp *(*layer)(struct hyp *below, void *arg), void *arg)
{
	if (k->now.end)
		return -ENOTRECOVERABLE;
	k->image->host->hyp = layer(k->image->host->hyp, arg);
	return linux_wire_listen(k);
}

/* Runs the kernel's own boot; how it failed, where it did, in one line. */
static int run_boot(struct kern_impl *k, const struct kern_conf *conf, const char **why)
{
	uint64_t memory = k->posix->conf.arena_len;
	uint32_t status = RUMP_DONE;
	int error;

	k->image->host->hyp =
	    conf->layers ? conf->layers(&k->posix->hyp, conf->layers_arg) : &k->posix->hyp;
	error = check_hypercalls(k->image, k->image->host->hyp, why);
	if (!error)
		error = linux_counters_start(conf->subject, why);
	if (error)
		return error;
	linux_alive = k;
	linux_signals();
	linux_watchdog_start();
	*k->image->work_left = CALL_WORK_DEFAULT;
	error = k->image->boot(&status);
	if (status == RUMP_DONE && !error)
		return 0;
	if (status == RUMP_PANIC && strstr(k->why, "memory"))
		return FAIL(ENOMEM, why, "memory: an arena of %llu bytes is too small: %s",
		    (unsigned long long)memory, k->why);
	if (status == RUMP_PANIC)
		return FAIL(ENOTRECOVERABLE, why, "the kernel panicked at boot: %s", k->why);
	return FAIL(error ? -error : ENOTRECOVERABLE, why, "the kernel did not boot: %s",
	    error                   ? strerror(-error)
	    : status == RUMP_BUDGET ? "it used up its kernel work"
	    : status == RUMP_HUNG   ? "it waits for what never comes"
				    : "it halted");
}

int linux_boot(const struct kern_conf *conf, struct kern_impl **result, const char **why)
{
	struct kern_impl *k;
	int error;

	*why = "a kernel is alive in this process already: one at a time";
	if (linux_alive)
		return -EBUSY;
	*why = "out of host memory";
	k = calloc(1, sizeof(*k));
	if (!k)
		return -ENOMEM;
	k->small_rounds = conf->small_rounds;
	k->call_time = conf->call_time ? conf->call_time : CALL_TIME_DEFAULT;
	k->call_work = conf->call_work ? conf->call_work : CALL_WORK_DEFAULT;
	k->budget = UINT64_MAX;
	k->now.contexts = 1;
	error = linux_load(conf->variant ? conf->variant : "plain", &k->image, why);
	if (!error && conf->components)
		error = check_components(k->image, conf->components, why);
	if (!error)
		error = open_posix(k, conf, why);
	if (!error && !conf->rounds)
		huge_shadow(k);
	if (!error)
		error = run_boot(k, conf, why);
	if (error) {
		linux_halt(k);
		return error;
	}
	*result = k;
	return 0;
}

void linux_halt(struct kern_impl *k)
{
	if (linux_alive == k) {
		linux_watchdog_stop();
		linux_alive = NULL;
	}
	snapshot_close(k->snapshot);
	if (k->posix)
		posix_close(k->posix);
	free(k);
}
