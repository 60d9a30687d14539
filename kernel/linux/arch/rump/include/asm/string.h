/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_STRING_H
#define _ASM_STRING_H

#include <linux/types.h>

#define __HAVE_ARCH_MEMCPY
#define __HAVE_ARCH_MEMMOVE
#define __HAVE_ARCH_MEMSET

void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int c, size_t n);
void *__memcpy(void *to, const void *from, size_t n);
void *__memmove(void *to, const void *from, size_t n);
void *__memset(void *to, int c, size_t n);

/* Files that KASAN does not watch must not call its checked versions. */
#if defined(CONFIG_KASAN) && !defined(__SANITIZE_ADDRESS__)
#define memcpy(to, from, n) __memcpy(to, from, n)
#define memmove(to, from, n) __memmove(to, from, n)
#define memset(to, c, n) __memset(to, c, n)
#endif

#endif
