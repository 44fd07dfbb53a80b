// measure: runs what each line of standard input says, and writes what it took. It is small, because a child's peak of memory
// counts what its parent held when it was made, and because nothing of its own should be part of what is measured.
//
//     run LIMIT INPUT OUTPUT PROGRAM ARGUMENTS...   (separated by tabs; the limit in milliseconds)
//         nanoseconds of wall, nanoseconds of CPU, peak memory in bytes, exit status (-1: ended at the limit)
//     sync BYTES FILE       nanoseconds that appending and syncing so many bytes takes
//     copy BYTES            nanoseconds that copying so many bytes in memory takes
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static long long nanoseconds(struct timeval time) { return time.tv_sec * 1000000000LL + time.tv_usec * 1000LL; }

static void run(char **words) {
  long limit = atol(words[1]);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, words[2], O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, words[3], O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none, child;
  sigemptyset(&none);
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);

  struct timespec wait = {limit / 1000, limit % 1000 * 1000000};
  struct rusage usage;
  pid_t pid;
  int status, is_cut = 0;
  long long start = now();
  int error = posix_spawn(&pid, words[4], &files, &attributes, words + 4, environ);
  if (error != 0) {
    printf("0 0 0 127\n");
  } else {
    if (sigtimedwait(&child, NULL, &wait) < 0) {
      is_cut = 1;
      kill(-pid, SIGKILL);
    }
    wait4(pid, &status, 0, &usage);
    long long end = now();
    // Where it was ended, its signal waits still.
    struct timespec moment = {0, 0};
    if (is_cut) sigtimedwait(&child, NULL, &moment);
    int code = is_cut ? -1 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    printf("%lld %lld %lld %d\n", end - start, nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime),
           usage.ru_maxrss * 1024LL, code);
  }
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
}

static void sync_bytes(size_t count, const char *path) {
  int file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  char *bytes = malloc(count);
  memset(bytes, 'a', count);
  long long start = now();
  for (size_t done = 0; done < count;) {
    ssize_t written = write(file, bytes + done, count - done);
    if (written < 0) break;
    done += written;
  }
  fdatasync(file);
  printf("%lld\n", now() - start);
  free(bytes);
  close(file);
}

static void copy_bytes(size_t count) {
  char *from = malloc(count), *to = malloc(count);
  memset(from, 'a', count);
  memset(to, 'b', count);
  long long start = now();
  memcpy(to, from, count);
  __asm__ volatile("" : : "r"(to) : "memory");
  printf("%lld\n", now() - start);
  free(from);
  free(to);
}

int main(void) {
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, NULL);
  char *line = NULL;
  size_t size = 0;
  while (getline(&line, &size, stdin) > 0) {
    char *words[64] = {NULL};
    int count = 0;
    line[strcspn(line, "\n")] = 0;
    for (char *rest = line, *word; count < 63 && (word = strsep(&rest, "\t")) != NULL;) words[count++] = word;
    if (count >= 5 && strcmp(words[0], "run") == 0) run(words);
    else if (count == 3 && strcmp(words[0], "sync") == 0) sync_bytes(strtoull(words[1], NULL, 10), words[2]);
    else if (count == 2 && strcmp(words[0], "copy") == 0) copy_bytes(strtoull(words[1], NULL, 10));
    else printf("?\n");
    fflush(stdout);
  }
  return 0;
}
