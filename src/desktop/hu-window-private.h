/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window share: its state, and what each file does for the others. */
#pragma once

#include "hu-conflict-review.h"
#include "hu-article-view.h"
#include "hu-deleted-pane.h"
#include "hu-editor.h"
#include "hu-find-bar.h"
#include "hu-go-bar.h"
#include "hu-library.h"
#include "hu-message-bar.h"
#include "hu-pane.h"
#include "hu-sidebar.h"
#include "hu-store.h"
#include "hu-window.h"

G_BEGIN_DECLS

struct _HuWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwFlap *library_flap;
  AdwFlap *sidebar_flap;
  HuLibrary *library;
  GtkStack *sidebar_stack; /* the sidebar, or what was deleted */
  HuSidebar *sidebar;
  GtkWidget *deleted_place;
  HuDeletedPane *deleted;
  HuPane *centre;
  AdwHeaderBar *header;
  AdwWindowTitle *title;
  GtkWidget *library_button;
  GtkWidget *sidebar_button;
  GtkWidget *open_button;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *find_button;
  GtkWidget *export_button;
  GtkMenuButton *menu_button;
  GMenu *recent_folders;
  GMenu *recent_articles;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkBox *article_box;
  HuArticleView *article;
  HuFindBar *find_bar;
  HuGoBar *go_bar;
  double pinch_scale; /* of the text, where a pinch began */

  HuMessageBar *open_message;
  HuMessageBar *sidecar_message;
  HuMessageBar *foreign_message;
  HuMessageBar *save_message;
  HuMessageBar *read_only_message;
  HuMessageBar *document_message;
  HuMessageBar *changed_message;
  HuMessageBar *findings_message;
  HuMessageBar *codebook_message;
  HuMessageBar *encoding_message;
  HuMessageBar *excluded_message;
  GtkWidget *start_anew_button;
  HuConflictReview *facts_review;
  GtkButton *write_again_button;
  GtkWidget *close_article_button;
  GtkWidget *merge_copy_button;
  GtkWidget *review_button;
  GtkMenuButton *encoding_button;
  GtkEditable *excluded_reason;

  AdwToast *notice_toast; /* weak: what others did, until it is gone or they do more */
  HuStore *store;
  GSettings *settings;
  HuEditor *editor;
  GSignalGroup *document_signals;

  /* What the person wants of the panes where there is room for them. */
  gboolean want_library;
  gboolean want_sidebar;

  GCancellable *opening; /* of the document that is being read */
  char *opening_path;
  guint loading_delay; /* the source that shows the spinner */
  gboolean open_first; /* the folder's first document is to be opened once it is known */
  GHashTable *places;  /* file name → caret, of the documents that this window showed */
  GtkNativeDialog *chooser;
  GtkWindow *closing_question; /* (nullable): it is being asked */
  GHashTable *let_go;          /* documents whose unsaved edits the person took care of */
};

/* hu-window.c */
HuDocument *hu_window_get_document (HuWindow *self);
void hu_window_set_document (HuWindow *self, HuDocument *document);
HuProject *hu_window_get_project (HuWindow *self);
void hu_window_set_project (HuWindow *self, HuProject *project);
/* The page of the stack that fits. */
void hu_window_update_stack (HuWindow *self);
/* Title, subtitle, and what can be done. */
void hu_window_update (HuWindow *self);
void hu_window_set_library_shown (HuWindow *self, gboolean shown);
void hu_window_set_sidebar_shown (HuWindow *self, gboolean shown);
/* In the sidebar's place, what was deleted. */
void hu_window_set_deleted_shown (HuWindow *self, gboolean shown);
/* F6 comes to the sidebar. */
void hu_window_focus_sidebar (HuWindow *self);
/* @edit: (nullable): what the toast's button undoes. */
void hu_window_toast (HuWindow *self, const char *text, HuEdit *edit);

/* hu-window-article.c */
void hu_window_set_up_article (HuWindow *self);
gboolean hu_window_focus_article (HuWindow *self);
void hu_window_find (HuWindow *self);
void hu_window_find_again (HuWindow *self, gboolean backward);

/* hu-window-reading.c */
void hu_window_set_up_reading (HuWindow *self, GtkWidget *scroller);
void hu_window_add_reading_actions (HuWindow *self);

/* hu-window-actions.c */
void hu_window_add_actions (HuWindow *self);
void hu_window_update_actions (HuWindow *self);

/* hu-window-open.c */
void hu_window_choose_document (HuWindow *self);
void hu_window_choose_folder (HuWindow *self);
void hu_window_open_path (HuWindow *self, const char *path, const char *encoding, gboolean enter);
void hu_window_open_folder (HuWindow *self, const char *path, gboolean open_document);
void hu_window_close_folder (HuWindow *self);
void hu_window_add_drop_target (HuWindow *self);
void hu_window_update_recent (HuWindow *self);

/* hu-window-clipboard.c */
void hu_window_new_from_clipboard (HuWindow *self);

/* hu-window-messages.c */
void hu_window_set_up_messages (HuWindow *self);
void hu_window_update_messages (HuWindow *self);
void hu_window_update_facts (HuWindow *self);
/* Another document is shown: what was dismissed for the last one is shown again. */
void hu_window_reset_messages (HuWindow *self);
/* What couldn't be opened or done, and why (NULL: nothing). */
void hu_window_say (HuWindow *self, const char *text);
/* Offers other encodings, whether this one was guessed or not. */
void hu_window_choose_encoding (HuWindow *self);

/* hu-window-close.c */
/* Whether something would be lost, so that a person is asked: the window stays for now. */
gboolean hu_window_ask_before_closing (HuWindow *self);

/* hu-window-export.c */
void hu_window_export (HuWindow *self);
/* Says what was written, and offers to show it. */
void hu_window_tell_written (HuWindow *self, GFile *target);

/* hu-window-print.c */
void hu_window_print (HuWindow *self);
void hu_window_export_pdf (HuWindow *self);

/* hu-window-import.c */
/* @files: (nullable): what is chosen at first (element-type GFile). */
void hu_window_import (HuWindow *self, GListModel *files);

/* hu-window-session.c */
void hu_window_load_session (HuWindow *self);
void hu_window_keep_place (HuWindow *self);
void hu_window_restore_place (HuWindow *self);

G_END_DECLS
