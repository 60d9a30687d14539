/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The machine at the other end of a wire: its programs and a rump kernel talk to one
 * another, in the host's time.  The machine's side is a network of its own, which goes with
 * the case; where that or a tap can not be had, these cases skip.
 */
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>

#include "cases/net/dhcp.h"
#include "cases/net/site.h"
#include "harness/tap.h"
#include "kernel/kern.h"

#define PAGE "A page of a real server.\n"

struct machine {
	struct kern *k;
	struct wire *w;
	struct tap *tap;
	const char *eth;
};

static void own_network(void)
{
	const uid_t uid = getuid();
	FILE *f;

	if (!unshare(CLONE_NEWNET))
		return;
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET))
		harness_skip("the user may have no network of its own (unshare)");
	f = fopen("/proc/self/uid_map", "w");
	if (!f || fprintf(f, "0 %u 1\n", uid) < 0 || fclose(f))
		harness_skip("the user may have no network of its own (uid_map)");
}

static void run(const char *command)
{
	const int status = system(command);

	if (status)
		harness_failf("%s: status %d; expected 0", command, status);
}

static struct machine start(void)
{
	/* A call that waits for the machine ends after 20 s of its time. */
	struct machine m = { .w = wire_new() };
	const char *why;

	own_network();
	if (tap_try_open(&m.tap, "rump0", &why))
		harness_skip(why);
	run("busybox ip link set lo up");
	run("busybox ip address add 10.7.0.1/24 dev rump0");
	run("busybox ip link set rump0 up");
	m.k = kern_boot("ipv4", .call_time = net_seconds(20));
	m.eth = kern_wire(m.k, m.w);
	tap_join(m.tap, m.k, m.w);
	REQUIRE_OK(net_link_up(m.k, "lo"));
	REQUIRE_OK(net_link_up(m.k, m.eth));
	return m;
}

static void stop(struct machine *m)
{
	REQUIRE_STREQ("", kern_splat(m->k));
	kern_halt(m->k);
	tap_close(m->tap);
	wire_close(m->w);
}

/* A program of the machine, which ends with the case. */
static pid_t begin(const char *const argv[])
{
	const pid_t pid = fork();

	REQUIRE(pid >= 0);
	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	execvp(argv[0], (char *const *)argv);
	_exit(127);
}
#define BEGIN(...) begin((const char *const[]){ __VA_ARGS__, NULL })

/* The kernel goes on until the program ends, or `seconds` are over: its status. */
static int attend(struct machine *m, pid_t pid, int seconds)
{
	const uint64_t end = kern_now(m->k) + net_seconds(seconds);
	int status;

	while (!waitpid(pid, &status, WNOHANG)) {
		if (kern_now(m->k) > end)
			harness_failf("a program of the machine does not end in %d s", seconds);
		kern_wait_all(m->k, net_ms(10));
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* Lets time pass until a program of the machine is ready: a line of /proc/net tells. */
static void until_ready(struct machine *m, const char *file, const char *line)
{
	char text[8192];
	size_t len;
	FILE *f;

	for (int i = 0; i < 1000; i++) {
		f = fopen(file, "r");
		REQUIRE(f);
		len = fread(text, 1, sizeof(text) - 1, f);
		text[len] = '\0';
		fclose(f);
		if (strstr(text, line))
			return;
		kern_wait_all(m->k, net_ms(10));
	}
	harness_failf("%s has no \"%s\" after 10 s", file, line);
}

CASE(pinged, "the machine's ping reaches a rump kernel")
{
	struct machine m = start();

	REQUIRE_OK(net_addr(m.k, m.eth, "10.7.0.2/24"));
	REQUIRE_EQ(0,
	    attend(&m, BEGIN("busybox", "ping", "-q", "-c", "3", "-i", "0.05", "10.7.0.2"), 20));
	REQUIRE(net_counter(m.k, "Icmp:OutEchoReps") == 3);
	/* Nobody has that address: the program tells so. */
	REQUIRE_EQ(1,
	    attend(&m, BEGIN("busybox", "ping", "-q", "-c", "1", "-W", "1", "10.7.0.3"), 20));
	stop(&m);
}

CASE(pings, "a rump kernel pings the machine, and its time is the machine's")
{
	struct machine m = start();
	uint8_t ask[8] = { 8, 0, 0xf7, 0xf5, 0, 9, 0, 1 }, answer[64];
	struct timespec before, after;
	int fd;

	REQUIRE_OK(net_addr(m.k, m.eth, "10.7.0.2/24"));
	fd = REQUIRE_OK(sock_open(m.k, AF_INET, SOCK_RAW, IPPROTO_ICMP));
	REQUIRE_EQ(8, sock_sendto(m.k, fd, ask, sizeof(ask), "10.7.0.1:0"));
	REQUIRE_EQ(28, sock_recv(m.k, fd, answer, sizeof(answer), 0));
	REQUIRE_EQ(0, answer[20]); /* a reply */
	clock_gettime(CLOCK_MONOTONIC, &before);
	kern_advance(m.k, net_ms(100));
	clock_gettime(CLOCK_MONOTONIC, &after);
	REQUIRE((after.tv_sec - before.tv_sec) * 1000000000 + after.tv_nsec - before.tv_nsec >
		90000000);
	stop(&m);
}

static void get(struct machine *m, const char *server, const char *path, const char *want)
{
	const int fd = REQUIRE_OK(sock_open(m->k, AF_INET, SOCK_STREAM, 0));
	char text[4096], *body;
	size_t used = 0;
	ssize_t len;

	snprintf(text, sizeof(text), "GET %s HTTP/1.0\r\n\r\n", path);
	REQUIRE_OK(sock_connect(m->k, fd, at(server, 80)));
	REQUIRE_EQ((ssize_t)strlen(text), sock_send(m->k, fd, text, strlen(text), 0));
	while ((len = REQUIRE_OK(sock_recv(m->k, fd, text + used, sizeof(text) - 1 - used, 0))) > 0)
		used += len;
	text[used] = '\0';
	REQUIRE(!strncmp(text, "HTTP/1.", 7) && !strncmp(text + 8, " 200 ", 5));
	body = strstr(text, "\r\n\r\n");
	REQUIRE(body);
	REQUIRE_STREQ(want, body + 4);
	REQUIRE_OK(kern_close(m->k, fd));
}

CASE(fetch, "a rump kernel gets an address by DHCP, and a page by HTTP, from real servers")
{
	struct machine m = start();
	struct dhcp_lease lease;
	pid_t dhcp, http;

	run("mkdir www && printf '" PAGE "' >www/page");
	run("printf 'interface rump0\\nstart 10.7.0.50\\nend 10.7.0.59\\nlease_file leases\\n"
	    "pidfile udhcpd.pid\\nopt subnet 255.255.255.0\\nopt router 10.7.0.1\\n"
	    "opt lease 3600\\n' >udhcpd.conf && : >leases");
	dhcp = BEGIN("busybox", "udhcpd", "-f", "-a", "20", "udhcpd.conf");
	http = BEGIN("busybox", "httpd", "-f", "-p", "10.7.0.1:80", "-h", "www");
	until_ready(&m, "/proc/self/net/udp", ":0043 ");
	until_ready(&m, "/proc/self/net/tcp", ":0050 00000000:0000 0A");
	lease = dhcp_configure(m.k, m.eth, wire_addr(m.w));
	REQUIRE(!strncmp(lease.addr, "10.7.0.5", 8));
	REQUIRE_STREQ("10.7.0.1", lease.server);
	REQUIRE_EQ(3600, lease.seconds);
	get(&m, lease.router, "/page", PAGE);
	kill(dhcp, SIGTERM);
	kill(http, SIGTERM);
	attend(&m, dhcp, 10);
	attend(&m, http, 10);
	stop(&m);
}

CASE(serves, "a client of the machine fetches a page from a rump kernel")
{
	static const char answer[] = "HTTP/1.0 200 OK\r\n\r\n" PAGE;
	struct machine m = start();
	char text[1024] = "", got[sizeof(PAGE)] = "";
	int fd, one;
	pid_t pid;
	FILE *f;

	REQUIRE_OK(net_addr(m.k, m.eth, "10.7.0.2/24"));
	fd = REQUIRE_OK(sock_open(m.k, AF_INET, SOCK_STREAM, 0));
	REQUIRE_OK(sock_bind(m.k, fd, "10.7.0.2:80"));
	REQUIRE_OK(sock_listen(m.k, fd, 1));
	pid = BEGIN("busybox", "wget", "-q", "-O", "page", "http://10.7.0.2/page");
	one = REQUIRE_OK(sock_accept(m.k, fd, 0));
	for (size_t used = 0; !strstr(text, "\r\n\r\n");)
		used += REQUIRE_OK(sock_recv(m.k, one, text + used, sizeof(text) - 1 - used, 0));
	REQUIRE(!strncmp(text, "GET /page HTTP/1.", 17));
	REQUIRE_EQ((ssize_t)sizeof(answer) - 1, sock_send(m.k, one, answer, sizeof(answer) - 1, 0));
	REQUIRE_OK(kern_close(m.k, one));
	REQUIRE_EQ(0, attend(&m, pid, 20));
	f = fopen("page", "r");
	REQUIRE(f);
	REQUIRE_EQ(sizeof(PAGE) - 1, fread(got, 1, sizeof(got), f));
	fclose(f);
	REQUIRE_STREQ(PAGE, got);
	stop(&m);
}

/* -- what can not be -- */

/* As a user without rights; the exit status tells. */
static int try_as_nobody(void)
{
	const char *why;
	struct tap *t;
	int error;

	if (!getuid() && (setgid(65534) || setuid(65534)))
		return 2;
	error = tap_try_open(&t, "rump0", &why);
	if (error == -ENOENT || error == -ENODEV)
		return 3;
	if (error != -EACCES && error != -EPERM)
		return 1;
	return strstr(why, "tap rump0: ") == why && strstr(why, "expected") ? 0 : 4;
}

CASE(no_right, "a user who has no right to a tap is told so in one line")
{
	const pid_t pid = fork();
	int status;

	if (!pid)
		_exit(try_as_nobody());
	REQUIRE_EQ(pid, waitpid(pid, &status, 0));
	REQUIRE(WIFEXITED(status));
	if (WEXITSTATUS(status) == 3)
		harness_skip("/dev/net/tun is not there");
	REQUIRE_EQ(0, WEXITSTATUS(status));
}

static void join(void *arg)
{
	struct machine *m = arg;

	tap_join(m->tap, m->k, m->w);
}

CASE(bad, "a tap that can not be is refused with a line")
{
	struct machine m = start(), other = m;
	const char *why;

	REQUIRE(strstr(harness_catch(join, &m) ?: "", "joined twice"));
	REQUIRE_EQ(-EINVAL, tap_try_open(&other.tap, "", &why));
	REQUIRE_EQ(-EINVAL, tap_try_open(&other.tap, "a-name-of-16-let", &why));
	REQUIRE_EQ(-EBUSY, tap_try_open(&other.tap, "rump0", &why));
	REQUIRE(strstr(why, "tap rump0: TUNSETIFF: EBUSY"));
	REQUIRE_EQ(0, tap_try_open(&other.tap, "rump1", &why));
	REQUIRE(strstr(harness_catch(join, &other) ?: "", "connected twice"));
	other.w = wire_new();
	REQUIRE(strstr(harness_catch(join, &other) ?: "", "expected kern_wire() first"));
	wire_close(other.w);
	other.w = NULL;
	tap_close(other.tap);
	stop(&m);
}
