/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The kernel as scripts expect it: packetdrill's own networks are its own, and all the rest
 * is beyond a link on which no station has to be asked for. */
#include <errno.h>
#include <linux/rtnetlink.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "packetdrill/kernel.h"

#define FLAGS 16
#define WAIT 10800 /* s: longer than any timer of TCP */

struct flags {
	const char *local[FLAGS], *sysctl[FLAGS];
	int locals, sysctls;
	const char *variant, *capture;
	unsigned long wait, mtu;
};

/* One line, without the report that goes with a failure of the kernel. */
static __attribute__((noreturn, format(printf, 1, 2))) void refuse(const char *format, ...)
{
	static char line[512];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	harness_fail(line);
}

static unsigned long number(const char *flag, const char *text, unsigned long max)
{
	char *end;
	const unsigned long n = strtoul(text, &end, 10);

	if (*text < '0' || *text > '9' || *end || !n || n > max)
		refuse("--so_flags: %s=%s; expected a number from 1 to %lu", flag, text, max);
	return n;
}

static void add(const char *flag, const char *list[FLAGS], int *n, const char *value)
{
	if (*n == FLAGS)
		refuse("--so_flags: %s=%s: there are %d; expected no more", flag, value, *n);
	list[(*n)++] = value;
}

static void set_flag(struct flags *f, const char *flag, char *value)
{
	struct net_ip ip;

	if (!strcmp(flag, "local") && value && net_try_ip(value, &ip))
		add(flag, f->local, &f->locals, value);
	else if (!strcmp(flag, "sysctl") && value && strchr(value, ':'))
		add(flag, f->sysctl, &f->sysctls, value);
	else if (!strcmp(flag, "variant") && value)
		f->variant = value;
	else if (!strcmp(flag, "capture") && value)
		f->capture = value;
	else if (!strcmp(flag, "wait") && value)
		f->wait = number(flag, value, 1000000000);
	else if (!strcmp(flag, "mtu") && value)
		f->mtu = number(flag, value, 65521);
	else
		refuse("--so_flags: \"%s%s%s\"; expected local=ADDRESS/PREFIX, "
		       "sysctl=NAME:VALUE, variant=NAME, capture=FILE, wait=SECONDS or mtu=BYTES",
		    flag, value ? "=" : "", value ? value : "");
}

static struct flags parse(char *text)
{
	struct flags f = { .wait = WAIT, .mtu = 1500 };
	char *next, *word;

	for (word = strtok_r(text, ",", &next); word; word = strtok_r(NULL, ",", &next)) {
		char *value = strchr(word, '=');

		if (value)
			*value++ = '\0';
		set_flag(&f, word, value);
	}
	return f;
}

static void require(int error, const char *what)
{
	if (error < 0)
		refuse("%s: %s", what, strerrorname_np(-error));
}

/* The addresses that --local_ip may have: those of flags, or any of the networks that
 * packetdrill takes one from by chance. */
static void set_addresses(struct drill *s, const struct flags *f)
{
	static const char *const nets[] = { "192.168.0.0/16", "fd3d:fa7b:d17d::/48" };
	static const char *const first[] = { "192.168.0.2/16", "fd3d:fa7b:d17d::2/48" };

	for (int i = 0; i < f->locals; i++)
		require(net_addr_nodad(s->k, s->eth, f->local[i]), f->local[i]);
	for (int i = 0; !f->locals && i < 2; i++) {
		require(net_addr_nodad(s->k, s->eth, first[i]), first[i]);
		require(net_route(s->k, nets[i], .dev = "lo", .type = RTN_LOCAL), nets[i]);
	}
	require(net_route(s->k, "0.0.0.0/0", .dev = s->eth), "route of IPv4");
	require(net_route(s->k, "::/0", .dev = s->eth), "route of IPv6");
}

static void set_sysctls(struct drill *s, const struct flags *f)
{
	for (int i = 0; i < f->sysctls; i++) {
		char name[256];
		char *value;

		snprintf(name, sizeof(name), "%s", f->sysctl[i]);
		value = strchr(name, ':');
		*value++ = '\0';
		for (char *dot = name; (dot = strchr(dot, '.'));) /* as sysctl(8) has them */
			*dot = '/';
		require(net_sysctl(s->k, name, value), f->sysctl[i]);
	}
}

void drill_setup(struct drill *s, char *text)
{
	const struct flags f = parse(text);

	s->wait = f.wait * 1000000000;
	s->k = kern_boot("ipv4 ipv6 unix", .variant = f.variant, .call_time = s->wait);
	s->w = wire_new(.mtu = f.mtu);
	require(net_link_up(s->k, "lo"), "lo");
	s->eth = kern_wire(s->k, s->w);
	require(net_link_set(s->k, s->eth, .arp_off = true), s->eth);
	require(net_sysctl(s->k, "net/ipv6/conf/eth0/addr_gen_mode", "1"), "addr_gen_mode");
	set_sysctls(s, &f);
	require(net_link_up(s->k, s->eth), s->eth);
	set_addresses(s, &f);
	if (f.capture)
		wire_capture(s->w, capture_open(f.capture));
	drill_open_worker(s);
	kern_wait_all(s->k, 1000000000);
	wire_forget(s->w);
}
