/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: library, article and sidebar side by side. */
#pragma once

#include "hu-application.h"
#include "hu-document.h"
#include "hu-store.h"

G_BEGIN_DECLS

#define HU_TYPE_WINDOW (hu_window_get_type ())

/**
 * HuWindow:
 *
 * One article, and beside it the library of the open folder and the article's tags. Everything it can do is
 * an action of the group "win".
 *
 * Properties: "store" (HuStore; when made).
 */
G_DECLARE_FINAL_TYPE (HuWindow, hu_window, HU, WINDOW, AdwApplicationWindow)

/* Owned by GTK, as every toplevel. (transfer none) */
HuWindow *hu_window_new (HuApplication *application, HuStore *store);
/* Shows @file: a document, a layer file's document, or a folder's library and its first document. What can't
 * be opened is told in the window. */
void hu_window_open (HuWindow *self, GFile *file);
/* The file names of what it shows, or is about to show; NULL for nothing. (transfer none) */
const char *hu_window_get_path (HuWindow *self);
const char *hu_window_get_folder (HuWindow *self);
/* The document and the folder that a window showed last, and the place in it. */
void hu_window_restore (HuWindow *self);
/* Keeps what hu_window_restore() gives back. */
void hu_window_save_session (HuWindow *self);

G_END_DECLS
