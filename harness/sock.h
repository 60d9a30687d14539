/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Sockets of a rump kernel.  Part of harness/net.h.
 *
 * The system calls as in section 2, in the chosen context, but an address is a text:
 * "10.0.0.1:80" or "[fd00::1]:80"; one that does not parse ends the case.  A link-local
 * address has its interface behind it: "[fe80::1%eth0]:80".  Results are 0 or more, or
 * a negative errno.
 */
#ifndef RUMPUS_SOCK_H
#define RUMPUS_SOCK_H

#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>

struct kern;

#define SOCK_TEXT 80 /* room for an address as a text */

/* Parses an address; its length.  The kernel is asked for the number of an interface. */
socklen_t sock_addr(struct kern *, const char *text, struct sockaddr_storage *);
void sock_text(const struct sockaddr_storage *, char to[SOCK_TEXT]);

/* A socket of the family of an address: AF_INET, AF_INET6. */
int sock_open(struct kern *, int family, int type, int protocol);
int sock_pair(struct kern *, int family, int type, int protocol, int fd[2]);
int sock_bind(struct kern *, int fd, const char *addr);
int sock_listen(struct kern *, int fd, int backlog);
int sock_connect(struct kern *, int fd, const char *addr);
/* The new descriptor; flags: SOCK_NONBLOCK. */
int sock_accept(struct kern *, int fd, int flags);
int sock_name(struct kern *, int fd, char to[SOCK_TEXT]);
int sock_peer(struct kern *, int fd, char to[SOCK_TEXT]);
ssize_t sock_send(struct kern *, int fd, const void *data, size_t len, int flags);
ssize_t sock_recv(struct kern *, int fd, void *data, size_t len, int flags);
ssize_t sock_sendto(struct kern *, int fd, const void *data, size_t len, const char *to);
/* `from` may be NULL. */
ssize_t sock_recvfrom(struct kern *, int fd, void *data, size_t len, int flags,
    char from[SOCK_TEXT]);
/* Sets an option that is an int; gets one (0 or more, or a negative errno). */
int sock_set(struct kern *, int fd, int level, int option, int value);
int sock_get(struct kern *, int fd, int level, int option);
int sock_shutdown(struct kern *, int fd, int how);
/* The error that waits on the socket, as a negative errno (SO_ERROR), or 0. */
int sock_error(struct kern *, int fd);
/* POLLIN, POLLOUT, ... that are so now. */
int sock_poll(struct kern *, int fd, int events);

#endif
