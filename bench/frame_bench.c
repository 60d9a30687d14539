/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the fuzz target of packets does for an input of one frame, with the sanitizers and
 * coverage, but for the fuzzing engine: a restored kernel, and the frame.  With neither
 * restore nor engine, too: the frame alone. */
#include <string.h>

#include "bench/measure.h"
#include "components/packet/frame_layout.h"
#include "harness/packet.h"
#include "harness/runner.h"

#define SAMPLES 20
#define ROUNDS 2000

static struct kern *k;
static const struct fuzz_runner *runner;
static uint8_t input[128];
static size_t size;

static void make_input(void)
{
	const size_t len = packet_make(input + RECORD_HEAD, UDP, P_ETH_DST("02:00:00:00:00:01"),
	    P_ETH_SRC("02:00:00:00:00:02"), P_SRC("10.0.0.2"), P_DST("10.0.0.1"), P_SPORT(7),
	    P_DPORT(9), P_TEXT("hello"));

	input[0] = FRAME_ARRIVES;
	input[1] = len;
	size = RECORD_HEAD + len;
}

static void row(const char *name, bool frame, bool restore)
{
	static double rate[SAMPLES];

	for (int i = 0; i < SAMPLES + 1; i++) { /* the first ones learn which pages get dirty */
		const uint64_t start = measure_now();

		for (int j = 0; j < ROUNDS; j++) {
			if (restore || j % 128 == 0) /* the socket holds no more */
				kern_restore(k);
			if (frame)
				runner->input(k, input, size);
		}
		if (i)
			rate[i - 1] = ROUNDS * 1e9 / (measure_now() - start);
	}
	measure_row(name, "1/s", rate, SAMPLES);
}

int main(void)
{
	const char *why;

	runner = fuzz_runner_find("packet");
	if (kern_try_boot(&k, &why, runner->boot, .variant = "fuzz"))
		return 0; /* that kernel is not built */
	make_input();
	runner->set_up(k);
	kern_snapshot(k);
	row("fuzz.frame", true, true);
	row("fuzz.frame.restore", false, true);
	row("fuzz.frame.input", true, false);
	kern_halt(k);
	return 0;
}
