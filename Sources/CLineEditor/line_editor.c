#include "line_editor.h"

#include <histedit.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line_editor {
    EditLine *edit;
    History *history;
    line_editor_hooks hooks;
    int cancelled;
    int printed;
};

static line_editor *owner(EditLine *edit) {
    void *data = NULL;
    el_get(edit, EL_CLIENTDATA, &data);
    return data;
}

static char *ask_prompt(EditLine *edit) {
    line_editor *editor = owner(edit);
    return (char *)editor->hooks.prompt(editor->hooks.context);
}

static unsigned char on_tab(EditLine *edit, int key) {
    (void)key;
    line_editor *editor = owner(edit);
    editor->printed = 0;
    editor->hooks.complete(editor->hooks.context, editor);
    return editor->printed ? CC_REDISPLAY : CC_REFRESH;
}

// Ctrl-C arrives as a key, in order with the others: the terminal sends no signal for it (-isig below).
static unsigned char on_cancel(EditLine *edit, int key) {
    (void)key;
    line_editor *editor = owner(edit);
    const LineInfo *line = el_line(edit);
    if (line->cursor < line->lastchar) {
        // First to the end of the line, painted by libedit itself; then once more through here.
        el_cursor(edit, (int)(line->lastchar - line->cursor));
        el_push(edit, "\003");
        return CC_CURSOR;
    }
    editor->cancelled = 1;
    fputs("^C\n", stdout);
    fflush(stdout);
    return CC_NEWLINE;
}

line_editor *line_editor_open(const char *program, line_editor_hooks hooks) {
    line_editor *editor = calloc(1, sizeof *editor);
    if (!editor) return NULL;
    editor->hooks = hooks;
    editor->edit = el_init(program, stdin, stdout, stderr);
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
    // A Ctrl-C that arrives between two lines, while the terminal still sends a signal for it, must not end the session.
    signal(SIGINT, SIG_IGN);
    el_set(editor->edit, EL_SIGNAL, 0);
    el_set(editor->edit, EL_SETTY, "-d", "-isig", NULL);
    el_set(editor->edit, EL_ADDFN, "kith-complete", "complete the word", on_tab);
    el_set(editor->edit, EL_ADDFN, "kith-cancel", "give the line up", on_cancel);
    el_source(editor->edit, NULL);
    // After ~/.editrc: a `bind -v` in it resets the key maps.
    el_set(editor->edit, EL_BIND, "^I", "kith-complete", NULL);
    el_set(editor->edit, EL_BIND, "^C", "kith-cancel", NULL);
    el_set(editor->edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
    return editor;
}

void line_editor_close(line_editor *editor) {
    if (!editor) return;
    if (editor->edit) el_end(editor->edit);
    if (editor->history) history_end(editor->history);
    free(editor);
}

line_editor_outcome line_editor_read(line_editor *editor, const char **text, size_t *length) {
    int count = 0;
    editor->cancelled = 0;
    const char *line = el_gets(editor->edit, &count);
    if (editor->cancelled) return LINE_EDITOR_CANCELLED;
    if (!line || count <= 0) return LINE_EDITOR_END;
    size_t bytes = strlen(line);
    if (bytes > 0 && line[bytes - 1] == '\n') bytes--;
    *text = line;
    *length = bytes;
    return LINE_EDITOR_LINE;
}

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

void line_editor_print_below(line_editor *editor, const char *text) {
    fputc('\n', stdout);
    fputs(text, stdout);
    fflush(stdout);
    editor->printed = 1;
}
