#define _GNU_SOURCE
#include "line_editor.h"

#include <errno.h>
#include <histedit.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

struct line_editor {
    EditLine *edit;
    History *history;
    FILE *nowhere;
    line_editor_hooks hooks;
    bool paints;
    bool was_idle;
    line_editor_outcome outcome;
    int printed;
};

// MARK: Signals

// The signal that asked to leave; 0 while none did.
static volatile sig_atomic_t asked_to_leave;
static volatile sig_atomic_t resized;
static volatile sig_atomic_t interrupted;
// How the terminal was found: what a crash gives back.
static struct termios found;
static volatile sig_atomic_t has_found;

static void leave(int signal_number) { asked_to_leave = signal_number; }

static void note_resize(int signal_number) { resized = signal_number; }

static void note_interrupt(int signal_number) { interrupted = signal_number; }

// What traps leaves the terminal as it was found, without paste brackets, and dies of the same signal.
static void crash(int signal_number) {
    static const char calm[] = "\033[?2004l\033[0m\r\n";
    if (has_found) {
        tcsetattr(STDIN_FILENO, TCSANOW, &found);
        if (write(STDOUT_FILENO, calm, sizeof calm - 1) < 0) _exit(1);
    }
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

int line_editor_left_by(void) { return asked_to_leave; }

bool line_editor_is_interrupted(void) { return interrupted != 0; }

static void handle(int signal_number, void (*handler)(int), bool is_held) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, signal_number);
    if (is_held) sigprocmask(SIG_BLOCK, &held, NULL);
    sigaction(signal_number, &action, NULL);
}

// MARK: Keys

static line_editor *owner(EditLine *edit) {
    void *data = NULL;
    el_get(edit, EL_CLIENTDATA, &data);
    return data;
}

// Waits until a byte can be read, and lets the signals that ask for something in only here: a statement is never cut short, and the
// line editor itself gives the terminal back. Negative where the time is up, 0 where somebody asked to leave.
static int wait_for_byte(line_editor *editor, const struct timespec *limit) {
    sigset_t mask;
    sigprocmask(SIG_SETMASK, NULL, &mask);
    sigdelset(&mask, SIGTERM);
    sigdelset(&mask, SIGHUP);
    sigdelset(&mask, SIGWINCH);
    for (;;) {
        struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
        int ready = asked_to_leave ? 0 : ppoll(&input, 1, limit, &mask);
        if (asked_to_leave) return 0;
        if (resized && editor) {
            resized = 0;
            if (editor->paints) el_resize(editor->edit);
            else editor->hooks.resize(editor->hooks.context);
        }
        if (ready < 0 && errno == EINTR) continue;
        return ready == 0 && limit ? -1 : 1;
    }
}

static int read_byte(line_editor *editor, char *byte) {
    for (;;) {
        if (wait_for_byte(editor, NULL) == 0) return 0;
        ssize_t count = read(STDIN_FILENO, byte, 1);
        if (count < 0 && errno == EINTR) continue;
        return (int)count;
    }
}

bool line_editor_has_keys(void) {
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&input, 1, 0) > 0;
}

// A lone Escape of vi: libedit would wait for what follows it, as if a longer key had begun.
static const wchar_t lone_escape = 0x1C;

static int read_character(EditLine *edit, wchar_t *character) {
    line_editor *editor = owner(edit);
    if (!editor->paints && !line_editor_has_keys()) {
        editor->hooks.show(editor->hooks.context);
        const struct timespec moment = {.tv_nsec = 30000000};
        if (!editor->was_idle && wait_for_byte(editor, &moment) < 0) {
            editor->was_idle = true;
            editor->hooks.idle(editor->hooks.context);
        }
    }
    mbstate_t state;
    memset(&state, 0, sizeof state);
    for (;;) {
        char byte;
        int count = read_byte(editor, &byte);
        if (count <= 0) return count;
        if (byte == 033) {
            const struct timespec pause = {.tv_nsec = 40000000};
            if (wait_for_byte(editor, &pause) < 0) {
                *character = lone_escape;
                return 1;
            }
        }
        size_t length = mbrtowc(character, &byte, 1, &state);
        if (length == (size_t)-2) continue;
        if (length != (size_t)-1) return 1;
        // What is no text is left out.
        memset(&state, 0, sizeof state);
    }
}

static unsigned char act(EditLine *edit, line_editor_action action) {
    line_editor *editor = owner(edit);
    editor->printed = 0;
    editor->outcome = editor->hooks.act(editor->hooks.context, action);
    switch (editor->outcome) {
    case LINE_EDITOR_GOES_ON: return editor->printed ? CC_REDISPLAY : CC_REFRESH;
    default: return CC_NEWLINE;
    }
}

#define ACTION(name, number) static unsigned char on_##name(EditLine *edit, int key) { (void)key; return act(edit, number); }
ACTION(enter, LINE_EDITOR_ENTER)
ACTION(newline, LINE_EDITOR_NEWLINE)
ACTION(cancel, LINE_EDITOR_CANCEL)
ACTION(complete, LINE_EDITOR_COMPLETE)
ACTION(complete_back, LINE_EDITOR_COMPLETE_BACK)
ACTION(up, LINE_EDITOR_UP)
ACTION(down, LINE_EDITOR_DOWN)
ACTION(right, LINE_EDITOR_RIGHT)
ACTION(word_right, LINE_EDITOR_WORD_RIGHT)
ACTION(line_end, LINE_EDITOR_LINE_END)
ACTION(search, LINE_EDITOR_SEARCH)
ACTION(escape, LINE_EDITOR_ESCAPE)
ACTION(undo, LINE_EDITOR_UNDO)
ACTION(editor, LINE_EDITOR_EDITOR)
ACTION(paste, LINE_EDITOR_PASTE)
ACTION(suspend, LINE_EDITOR_SUSPEND)
ACTION(clear, LINE_EDITOR_CLEAR)
ACTION(left, LINE_EDITOR_LEFT)
ACTION(backspace, LINE_EDITOR_BACKSPACE)
ACTION(line_start, LINE_EDITOR_LINE_START)
ACTION(kill, LINE_EDITOR_KILL)

static const struct {
    const char *name;
    unsigned char (*function)(EditLine *, int);
    // Up to three keys, bound where one types; `everywhere` where vi takes commands too.
    const char *keys[3];
    bool everywhere;
    // Whether it is of use where libedit paints by itself.
    bool is_plain;
} actions[] = {
    {"kith-enter", on_enter, {"^J", "^M"}, true, false},
    {"kith-newline", on_newline, {"^[^J", "^[^M"}, false, false},
    {"kith-cancel", on_cancel, {"^C"}, true, true},
    {"kith-complete", on_complete, {"^I"}, false, true},
    {"kith-complete-back", on_complete_back, {"^[[Z"}, false, false},
    {"kith-up", on_up, {"^[[A", "^[OA", "^P"}, true, false},
    {"kith-down", on_down, {"^[[B", "^[OB", "^N"}, true, false},
    {"kith-right", on_right, {"^[[C", "^[OC", "^F"}, true, false},
    {"kith-word-right", on_word_right, {"^[f", "^[[1;3C", "^[[1;5C"}, false, false},
    {"kith-line-end", on_line_end, {"^E", "^[[F", "^[OF"}, true, false},
    {"kith-search", on_search, {"^R"}, true, false},
    {"kith-undo", on_undo, {"^_", "^X^U"}, false, false},
    {"kith-editor", on_editor, {"^X^E"}, true, false},
    {"kith-paste", on_paste, {"^[[200~"}, true, false},
    {"kith-suspend", on_suspend, {"^Z"}, true, true},
    {"kith-clear", on_clear, {"^L"}, true, false},
    {"kith-left", on_left, {"^[[D", "^[OD", "^B"}, true, false},
    {"kith-backspace", on_backspace, {"^?", "^H"}, false, false},
    {"kith-line-start", on_line_start, {"^A", "^[[H", "^[OH"}, true, false},
    {"kith-kill", on_kill, {"^K"}, false, false},
};

// A key that nobody types, for what only libedit can do.
static const char kill_key[] = "\030\013";
static const char kill_key_bound[] = "^X^K";

static void bind_keys(line_editor *editor) {
    EditLine *edit = editor->edit;
    for (size_t index = 0; index < sizeof actions / sizeof *actions; index++) {
        if (editor->paints && !actions[index].is_plain) continue;
        for (int key = 0; key < 3 && actions[index].keys[key]; key++) {
            el_set(edit, EL_BIND, actions[index].keys[key], actions[index].name, NULL);
            if (actions[index].everywhere) el_set(edit, EL_BIND, "-a", actions[index].keys[key], actions[index].name, NULL);
        }
    }
    if (editor->paints) el_set(edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
    const char *mode = NULL;
    el_get(edit, EL_EDITOR, &mode);
    bool is_vi = mode && strcmp(mode, "vi") == 0;
    el_set(edit, EL_BIND, "^\\", is_vi ? "vi-command-mode" : "kith-escape", NULL);
    el_set(edit, EL_BIND, kill_key_bound, "ed-kill-line", NULL);
    if (!is_vi) {
        el_set(edit, EL_BIND, "^G", "kith-escape", NULL);
    } else if (!editor->paints) {
        el_set(edit, EL_BIND, "-a", "v", "kith-editor", NULL);
        el_set(edit, EL_BIND, "-a", "k", "kith-up", NULL);
        el_set(edit, EL_BIND, "-a", "j", "kith-down", NULL);
    }
}

// MARK: Opening and closing

static ssize_t drop(void *cookie, const char *bytes, size_t count) {
    (void)cookie;
    (void)bytes;
    return (ssize_t)count;
}

static char *ask_prompt(EditLine *edit) {
    line_editor *editor = owner(edit);
    return (char *)editor->hooks.prompt(editor->hooks.context);
}

line_editor *line_editor_open(const char *program, bool paints, line_editor_hooks hooks) {
    line_editor *editor = calloc(1, sizeof *editor);
    if (!editor) return NULL;
    editor->hooks = hooks;
    editor->paints = paints;
    has_found = tcgetattr(STDIN_FILENO, &found) == 0;
    editor->nowhere = fopencookie(NULL, "w", (cookie_io_functions_t){.write = drop});
    FILE *output = paints ? stdout : editor->nowhere;
    editor->edit = editor->nowhere ? el_init_fd(program, stdin, output, stderr, 0, 1, 2) : NULL;
    editor->history = history_init();
    if (!editor->edit || !editor->history) {
        line_editor_close(editor);
        return NULL;
    }
    HistEvent event;
    history(editor->history, &event, H_SETSIZE, 10000);
    history(editor->history, &event, H_SETUNIQUE, 1);
    el_set(editor->edit, EL_CLIENTDATA, editor);
    el_set(editor->edit, EL_PROMPT, ask_prompt);
    el_set(editor->edit, EL_HIST, history, editor->history);
    el_set(editor->edit, EL_EDITOR, "emacs");
    el_set(editor->edit, EL_SIGNAL, 0);
    handle(SIGTERM, leave, true);
    handle(SIGHUP, leave, true);
    handle(SIGWINCH, note_resize, true);
    handle(SIGINT, note_interrupt, false);
    const int traps[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
    for (size_t index = 0; index < sizeof traps / sizeof *traps; index++) handle(traps[index], crash, false);
    el_set(editor->edit, EL_GETCFN, read_character);
    // Ctrl-C and Ctrl-Z arrive as keys, in order with the others.
    el_set(editor->edit, EL_SETTY, "-d", "-isig", NULL);
    for (size_t index = 0; index < sizeof actions / sizeof *actions; index++) {
        el_set(editor->edit, EL_ADDFN, actions[index].name, "of kith", actions[index].function);
    }
    el_set(editor->edit, EL_ADDFN, "kith-escape", "of kith", on_escape);
    el_source(editor->edit, NULL);
    // After ~/.editrc: a `bind -v` in it resets the key maps.
    bind_keys(editor);
    return editor;
}

void line_editor_close(line_editor *editor) {
    if (!editor) return;
    if (editor->edit) el_end(editor->edit);
    if (editor->history) history_end(editor->history);
    if (editor->nowhere) fclose(editor->nowhere);
    free(editor);
}

line_editor_outcome line_editor_read(line_editor *editor, const char **text, size_t *length) {
    int count = 0;
    editor->outcome = LINE_EDITOR_GOES_ON;
    editor->was_idle = false;
    interrupted = 0;
    const char *line = el_gets(editor->edit, &count);
    interrupted = 0;
    if (editor->outcome != LINE_EDITOR_GOES_ON) return editor->outcome;
    if (!editor->paints || !line || count <= 0) return LINE_EDITOR_ENDED;
    size_t bytes = strlen(line);
    if (bytes > 0 && line[bytes - 1] == '\n') bytes--;
    *text = line;
    *length = bytes;
    return LINE_EDITOR_SUBMITTED;
}

void line_editor_release(line_editor *editor) { el_set(editor->edit, EL_PREP_TERM, 0); }

void line_editor_retake(line_editor *editor) { el_set(editor->edit, EL_PREP_TERM, 1); }

// MARK: The line

void line_editor_remember(line_editor *editor, const char *entry) {
    HistEvent event;
    history(editor->history, &event, H_ENTER, entry);
}

void line_editor_forget(line_editor *editor) {
    HistEvent event;
    history(editor->history, &event, H_CLEAR);
}

void line_editor_line(line_editor *editor, const char **text, size_t *length, size_t *cursor) {
    const LineInfo *line = el_line(editor->edit);
    *text = line->buffer;
    *length = (size_t)(line->lastchar - line->buffer);
    *cursor = (size_t)(line->cursor - line->buffer);
}

void line_editor_insert(line_editor *editor, const char *text) { el_insertstr(editor->edit, text); }

void line_editor_delete(line_editor *editor, int scalars) { el_deletestr(editor->edit, scalars); }

void line_editor_move(line_editor *editor, int scalars) { el_cursor(editor->edit, scalars); }

void line_editor_kill(line_editor *editor) { el_push(editor->edit, kill_key); }

char *line_editor_read_paste(size_t *length) {
    static const char end[] = "\033[201~";
    const size_t end_length = sizeof end - 1;
    size_t room = 4096;
    char *bytes = malloc(room);
    *length = 0;
    while (bytes && *length < (1u << 26)) {
        if (*length == room) {
            char *more = realloc(bytes, room *= 2);
            if (!more) break;
            bytes = more;
        }
        const struct timespec pause = {.tv_sec = 1};
        if (wait_for_byte(NULL, &pause) <= 0 || read_byte(NULL, bytes + *length) <= 0) break;
        ++*length;
        if (*length >= end_length && memcmp(bytes + *length - end_length, end, end_length) == 0) {
            *length -= end_length;
            break;
        }
    }
    return bytes;
}

void line_editor_print_below(line_editor *editor, const char *text) {
    fputc('\n', stdout);
    fputs(text, stdout);
    fflush(stdout);
    editor->printed = 1;
}
