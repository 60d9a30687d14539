/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_KASAN_H
#define _ASM_KASAN_H

#include <linux/const.h>
#include <asm/image.h>

#define KASAN_SHADOW_OFFSET _AC(CONFIG_KASAN_SHADOW_OFFSET, UL)
#define KASAN_SHADOW_SCALE_SHIFT 3
#define KASAN_SHADOW_START KASAN_SHADOW_OFFSET
#define KASAN_SHADOW_END (KASAN_SHADOW_OFFSET + (RUMP_SPACE_END >> KASAN_SHADOW_SCALE_SHIFT))

void kasan_init(void);

#endif
