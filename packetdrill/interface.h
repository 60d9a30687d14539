/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What packetdrill asks of the shared object that --so_filename names: a function
 * packetdrill_interface_init(), which is given the text of --so_flags (NULL: there was
 * none) and fills this structure in.
 *
 * The rule everything rests on: members stand in this order, as the other side is compiled
 * without us.  System calls are as in section 2, with errno, but each is given `userdata`
 * first.  Those that may block are made by a thread of their own, and the script goes on
 * once that thread sleeps.
 */
#ifndef RUMPUS_PACKETDRILL_INTERFACE_H
#define RUMPUS_PACKETDRILL_INTERFACE_H

#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

struct packetdrill_interface {
	void *userdata;
	void (*free)(void *userdata); /* once, at the end of a script */
	int (*socket)(void *userdata, int domain, int type, int protocol);
	int (*bind)(void *userdata, int fd, const struct sockaddr *, socklen_t);
	int (*listen)(void *userdata, int fd, int backlog);
	int (*accept)(void *userdata, int fd, struct sockaddr *, socklen_t *);
	int (*connect)(void *userdata, int fd, const struct sockaddr *, socklen_t);
	ssize_t (*read)(void *userdata, int fd, void *to, size_t len);
	ssize_t (*readv)(void *userdata, int fd, const struct iovec *, int n);
	ssize_t (*recv)(void *userdata, int fd, void *to, size_t len, int flags);
	ssize_t (*recvfrom)(void *userdata, int fd, void *to, size_t len, int flags,
	    struct sockaddr *, socklen_t *);
	ssize_t (*recvmsg)(void *userdata, int fd, struct msghdr *, int flags);
	ssize_t (*write)(void *userdata, int fd, const void *from, size_t len);
	ssize_t (*writev)(void *userdata, int fd, const struct iovec *, int n);
	ssize_t (*send)(void *userdata, int fd, const void *from, size_t len, int flags);
	ssize_t (*sendto)(void *userdata, int fd, const void *from, size_t len, int flags,
	    const struct sockaddr *, socklen_t);
	ssize_t (*sendmsg)(void *userdata, int fd, const struct msghdr *, int flags);
	int (*fcntl)(void *userdata, int fd, int command, ...);
	int (*ioctl)(void *userdata, int fd, unsigned long request, ...);
	int (*close)(void *userdata, int fd);
	int (*shutdown)(void *userdata, int fd, int how);
	int (*getsockopt)(void *userdata, int fd, int level, int option, void *, socklen_t *);
	int (*setsockopt)(void *userdata, int fd, int level, int option, const void *, socklen_t);
	int (*poll)(void *userdata, struct pollfd *, nfds_t, int timeout);
	/* A packet, from its IP header on, arrives.  0 or -1. */
	int (*netdev_send)(void *userdata, const void *packet, size_t len);
	/* The next packet that leaves, from its IP header on; it is waited for.  *len is the room
	 * at first and what is used of it then, 0: there was none.  *time is when it left, in
	 * the clock of gettimeofday(), microseconds.  0, or -1 and the caller asks again. */
	int (*netdev_receive)(void *userdata, void *packet, size_t *len, long long *time);
	int (*usleep)(void *userdata, useconds_t);
	int (*gettimeofday)(void *userdata, struct timeval *, struct timezone *);
	int (*epoll_create)(void *userdata, int size);
	int (*epoll_ctl)(void *userdata, int epfd, int op, int fd, struct epoll_event *);
	int (*epoll_wait)(void *userdata, int epfd, struct epoll_event *, int max, int timeout);
	int (*pipe)(void *userdata, int fd[2]);
	int (*splice)(void *userdata, int in, loff_t *in_at, int out, loff_t *out_at, size_t len,
	    unsigned int flags);
};

/* Where no kernel can be had it says why in one line, and ends the program. */
__attribute__((visibility("default"))) void packetdrill_interface_init(const char *flags,
    struct packetdrill_interface *);

#endif
