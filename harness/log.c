/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The console log of one kernel.  A kernel that talks without end must not eat
 * the memory of the host: of a long log the first and the last part are kept.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/internal.h"

static void *grow(void *old, size_t size)
{
	void *new = realloc(old, size);

	if (!new) {
		fputs("out of memory for the console log\n", stderr);
		abort();
	}
	return new;
}

static size_t add_head(struct log *log, const char *text, size_t len)
{
	size_t need;

	if (len > LOG_PART - log->head_len)
		len = LOG_PART - log->head_len;
	need = log->head_len + len + 1;
	if (need > log->head_size) {
		log->head_size = need < 8192 ? 16384 : 2 * need;
		log->head = grow(log->head, log->head_size);
	}
	memcpy(log->head + log->head_len, text, len);
	log->head_len += len;
	log->head[log->head_len] = '\0';
	return len;
}

static void add_ring(struct log *log, const char *text, size_t len)
{
	if (!log->ring)
		log->ring = grow(NULL, LOG_PART);
	while (len) {
		const size_t at = log->ring_len % LOG_PART;
		const size_t n = len < LOG_PART - at ? len : LOG_PART - at;

		memcpy(log->ring + at, text, n);
		log->ring_len += n;
		text += n;
		len -= n;
	}
}

void log_add(void *arg, const char *text, size_t len)
{
	struct log *log = arg;
	const size_t n = add_head(log, text, len);

	if (n < len)
		add_ring(log, text + n, len - n);
}

uint64_t log_total(const struct log *log)
{
	return log->head_len + log->ring_len;
}

void log_cut(struct log *log, uint64_t total)
{
	if (total >= log_total(log))
		return;
	if (total > log->head_len) {
		log->ring_len = total - log->head_len;
		return;
	}
	log->ring_len = 0;
	log->head_len = total;
	if (log->head)
		log->head[total] = '\0';
}

/* The ring from its byte number `from` on, as a string; says what is lost. */
static char *ring_text(const struct log *log, uint64_t from)
{
	const uint64_t oldest = log->ring_len > LOG_PART ? log->ring_len - LOG_PART : 0;
	const uint64_t start = from > oldest ? from : oldest;
	char *text = grow(NULL, log->ring_len - start + 128);
	size_t len = 0;

	if (oldest > from)
		len = sprintf(text, "\n[... %llu bytes of the log left out ...]\n",
		    (unsigned long long)(oldest - from));
	for (uint64_t i = start; i < log->ring_len;) {
		const size_t at = i % LOG_PART;
		const uint64_t left = log->ring_len - i;
		const size_t n = left < LOG_PART - at ? left : LOG_PART - at;

		memcpy(text + len, log->ring + at, n);
		len += n;
		i += n;
	}
	text[len] = '\0';
	return text;
}

const char *log_text_from(struct log *log, uint64_t from)
{
	char *ring;

	if (!log->ring_len)
		return from < log->head_len ? log->head + from : "";
	free(log->text);
	log->text = NULL;
	if (from >= log->head_len) {
		log->text = ring_text(log, from - log->head_len);
		return log->text;
	}
	ring = ring_text(log, 0);
	log->text = text_format("%s%s", log->head + from, ring);
	free(ring);
	return log->text;
}

const char *log_text(struct log *log)
{
	return log_text_from(log, 0);
}

void log_free(struct log *log)
{
	free(log->head);
	free(log->ring);
	free(log->text);
	memset(log, 0, sizeof(*log));
}
