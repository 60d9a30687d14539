/* SPDX-License-Identifier: GPL-2.0 */
#include <uapi/asm/unistd.h>
