/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Requests and answers of fuse, for programs that triage writes. */
#include <linux/fuse.h>

#include "components/fuse/format.h"

struct fuzz_said fuse_said(const void *message, bool request)
{
	const struct fuse_in_header *in = message;
	const struct fuse_out_header *out = message;

	if (request)
		return (struct fuzz_said){ in->opcode, in->unique };
	return (struct fuzz_said){ 0, out->unique };
}

__asm__(".pushsection .rodata\n"
	".globl fuse_program\n"
	"fuse_program: .incbin \"components/fuse/program.inc\"\n"
	".byte 0\n"
	".popsection\n");
