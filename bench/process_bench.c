/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Fresh processes: to the first system call, through a whole life with a mount,
 * and their memory.  The program runs itself again for each sample.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/measure.h"
#include "harness/net.h"
#include "kernel/kern.h"

#define SAMPLES 200

/* Tells the parent a number, over its pipe. */
static void tell(uint64_t value)
{
	if (write(STDOUT_FILENO, &value, sizeof(value)) != sizeof(value))
		exit(1);
}

static uint64_t resident_kib(void)
{
	FILE *f = fopen("/proc/self/status", "r");
	unsigned long long kib = 0;
	char line[256];

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "VmRSS: %llu", &kib) == 1)
			break;
	if (f)
		fclose(f);
	return kib;
}

/* -- what a child does -- */

static void child_boot(void)
{
	struct kern *k = kern_boot("ext4");

	if (kern_call(k, KERN_GETPID, 0) <= 0)
		exit(1);
	tell(measure_now());
	tell(resident_kib());
}

/* To the first frame that could be received. */
static void child_net(void)
{
	struct kern *k = kern_boot("ipv4");
	const char *eth = kern_wire(k, wire_new());

	if (net_link_up(k, eth) || net_addr(k, eth, "10.0.0.1/24"))
		exit(1);
	tell(measure_now());
	tell(resident_kib());
}

static void child_life(const char *image)
{
	struct disk *d = disk_open(image);
	struct kern *k = kern_boot("ext4");
	char data[4096];

	if (kern_mount(k, d, "/mnt", "ext4", NULL) ||
	    kern_get(k, "/mnt/f", data, sizeof(data)) != sizeof(data) || kern_umount(k, "/mnt"))
		harness_failf("mount, read or unmount failed");
	kern_halt(k);
	disk_close(d);
}

/* -- the parent -- */

/* Runs this program with an argument; its numbers, and the time it took. */
static uint64_t sample(const char *what, uint64_t *numbers, int n)
{
	int fd[2], status;
	uint64_t start;
	pid_t pid;

	if (pipe(fd))
		exit(1);
	start = measure_now();
	pid = fork();
	if (!pid) {
		dup2(fd[1], STDOUT_FILENO);
		close(fd[0]);
		close(fd[1]);
		execl("/proc/self/exe", "process_bench", what, NULL);
		_exit(127);
	}
	close(fd[1]);
	for (int i = 0; i < n; i++)
		if (read(fd[0], &numbers[i], sizeof(*numbers)) != sizeof(*numbers))
			harness_failf("process_bench %s told nothing", what);
	if (waitpid(pid, &status, 0) < 0 || status)
		harness_failf("process_bench %s: wait status %#x", what, status);
	close(fd[0]);
	if (n)
		numbers[0] -= start;
	return measure_now() - start;
}

int main(int argc, char **argv)
{
	static double boot[SAMPLES], rss[SAMPLES], life[SAMPLES], net[SAMPLES], net_rss[SAMPLES];
	uint64_t numbers[2];

	if (argc > 1 && !strcmp(argv[1], "boot"))
		return child_boot(), 0;
	if (argc > 1 && !strcmp(argv[1], "net"))
		return child_net(), 0;
	if (argc > 1 && !strcmp(argv[1], "life"))
		return child_life(measure_image()), 0;
	measure_image();
	for (int i = 0; i < SAMPLES; i++) {
		sample("boot", numbers, 2);
		boot[i] = numbers[0] / 1e6;
		rss[i] = numbers[1] / 1024.0;
		sample("net", numbers, 2);
		net[i] = numbers[0] / 1e6;
		net_rss[i] = numbers[1] / 1024.0;
		life[i] = sample("life", NULL, 0) / 1e6;
	}
	measure_row("boot.cold", "ms", boot, SAMPLES);
	measure_row("process.ext4", "ms", life, SAMPLES);
	measure_row("rss.boot", "MiB", rss, SAMPLES);
	measure_row("boot.net", "ms", net, SAMPLES);
	measure_row("rss.net", "MiB", net_rss, SAMPLES);
	return 0;
}
