#ifndef KITH_LINE_EDITOR_H
#define KITH_LINE_EDITOR_H

#include <stddef.h>

/// libedit without its variadic calls, which Swift cannot make. This file holds no policy: what a key means
/// to the language is decided by the hooks.
typedef struct line_editor line_editor;

/// What the editor asks of its owner. `context` is handed back in every call.
typedef struct {
    void *context;
    /// The prompt to show: UTF-8, valid until the next call.
    const char *(*prompt)(void *context);
    /// The user pressed Tab: look at the line, insert or list.
    void (*complete)(void *context, line_editor *editor);
} line_editor_hooks;

/// How reading a line ended.
typedef enum { LINE_EDITOR_LINE, LINE_EDITOR_CANCELLED, LINE_EDITOR_END } line_editor_outcome;

/// Takes over the terminal on descriptors 0 and 1; NULL when libedit cannot. `program` names the section of ~/.editrc.
line_editor *line_editor_open(const char *program, line_editor_hooks hooks);

/// Restores the terminal and frees the editor.
void line_editor_close(line_editor *editor);

/// Reads a line. On LINE_EDITOR_LINE `*text` is its UTF-8 without the newline, valid until the next call.
line_editor_outcome line_editor_read(line_editor *editor, const char **text, size_t *length);

/// The signal (SIGTERM, SIGHUP) that ended the last line; 0 where none did. They arrive only while a line is read.
int line_editor_left_by(void);

/// Adds an entry to what the arrow keys and Ctrl-R go through.
void line_editor_remember(line_editor *editor, const char *entry);

/// Empties the history.
void line_editor_forget(line_editor *editor);

/// The line as it stands: UTF-8, its length and the cursor's offset, both in bytes.
void line_editor_line(line_editor *editor, const char **text, size_t *length, size_t *cursor);

/// Inserts UTF-8 text at the cursor.
void line_editor_insert(line_editor *editor, const char *text);

/// Deletes that many characters (Unicode scalars) before the cursor.
void line_editor_delete(line_editor *editor, int scalars);

/// Prints text below the line; the prompt and the line are painted again after it.
void line_editor_print_below(line_editor *editor, const char *text);

#endif
