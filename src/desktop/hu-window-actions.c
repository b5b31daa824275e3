/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions: everything that it can do has a name here. */
#include "config.h"

#include <glib/gi18n.h>

#include "hu-window-private.h"

#define STATUS_PREFIX "status-"

/* Actions that are a command of the editor. */
static const struct
{
  const char *name;
  void (*command) (HuEditor *editor);
} commands[] = {
  { "undo", hu_editor_undo },
  { "redo", hu_editor_redo },
  { "tag-claim", hu_editor_tag_claim },
  { "tag-claim-like-last", hu_editor_tag_claim_like_last },
  { "tag-speaker", hu_editor_tag_speaker },
  { "tag-stance", hu_editor_tag_stance },
  { "tag-memo", hu_editor_tag_memo },
  { "repeat-coding", hu_editor_repeat },
  { "set-cue", hu_editor_set_cue },
  { "cycle-part", hu_editor_cycle_part },
  { "pin-selection", hu_editor_pin_selection },
  { "widen-selection", hu_editor_widen },
  { "narrow-selection", hu_editor_narrow },
  { "check-paragraph", hu_editor_check_paragraph },
  { "next-to-check", hu_editor_next_to_check },
  { "accept-passage", hu_editor_accept_anchor },
  { "set-passage", hu_editor_set_passage_from_selection },
  { "keep-mine", hu_editor_keep_mine },
  { "take-theirs", hu_editor_take_theirs },
  { "delete-tag", hu_editor_delete },
  { "let-go", hu_editor_escape },
};

static void
command_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HuWindow *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      commands[i].command (self->editor);
}

static void
next_tag_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_editor_next_tag (HU_WINDOW (user_data)->editor, FALSE);
}

static void
previous_tag_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_editor_next_tag (HU_WINDOW (user_data)->editor, TRUE);
}

/* Documents and folders */

static void
open_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_window_choose_document (user_data);
}

static void
open_folder_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_window_choose_folder (user_data);
}

static void
open_recent_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  hu_window_open (user_data, file);
}

static void
new_from_clipboard_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_window_new_from_clipboard (user_data);
}

static void
close_folder_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_window_close_folder (user_data);
}

static void
reload_folder_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HuWindow *self = user_data;

  if (hu_window_get_folder (self))
    hu_window_open_folder (self, hu_window_get_folder (self), FALSE);
}

static void
show_in_files (HuWindow *self, const char *path)
{
  g_autofree char *uri = path ? g_filename_to_uri (path, NULL, NULL) : NULL;

  if (uri)
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
show_folder_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_in_files (user_data, hu_window_get_folder (user_data));
}

static void
show_document_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *path = hu_window_get_path (user_data);
  g_autofree char *folder = path ? g_path_get_dirname (path) : NULL;

  show_in_files (user_data, folder);
}

static void
start_anew_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HuWindow *self = user_data;
  HuDocument *document = hu_window_get_document (self);
  g_autoptr (GError) error = NULL;

  if (document && !hu_store_start_anew (self->store, document, &error))
    hu_window_say (self, error->message);
  hu_window_update (self);
}

static void
write_again_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HuWindow *self = user_data;

  if (hu_window_get_document (self))
    hu_store_write_again (self->store, hu_window_get_document (self));
}

static void
merge_copy_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HuWindow *self = user_data;

  if (hu_window_get_document (self))
    hu_store_merge_copy (self->store, hu_window_get_document (self));
}

static void
close_article_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_window_set_document (user_data, NULL);
}

static void
save_now_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_store_flush (HU_WINDOW (user_data)->store);
  hu_window_update (user_data);
}

static void
choose_encoding_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_window_choose_encoding (user_data);
}

static void
go_to_neighbour (HuWindow *self, int step)
{
  const char *path = hu_library_find_neighbour (self->library, step);

  if (path)
    hu_window_open_path (self, path, NULL, TRUE);
}

static void
next_article_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_to_neighbour (user_data, 1);
}

static void
previous_article_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_to_neighbour (user_data, -1);
}

/* Panes */

static void
library_toggled (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  hu_window_set_library_shown (user_data, g_variant_get_boolean (state));
}

static void
sidebar_toggled (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  hu_window_set_sidebar_shown (user_data, g_variant_get_boolean (state));
}

static void
show_page (HuWindow *self, HuEditorPage page)
{
  hu_window_set_deleted_shown (self, FALSE);
  hu_editor_set_page (self->editor, page);
  hu_window_set_sidebar_shown (self, TRUE);
}

static void
show_claims_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_page (user_data, HU_EDITOR_PAGE_CLAIMS);
}

static void
show_speakers_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_page (user_data, HU_EDITOR_PAGE_SPEAKERS);
}

static void
show_stances_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_page (user_data, HU_EDITOR_PAGE_STANCES);
}

static void
show_deleted_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_window_set_deleted_shown (user_data, TRUE);
}

static void
hide_deleted_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_window_set_deleted_shown (user_data, FALSE);
}

/* The panes that F6 goes through, in the order of the window. */
enum
{
  PANE_LIBRARY,
  PANE_ARTICLE,
  PANE_SIDEBAR,
  N_PANES
};

static gboolean
holds_focus (GtkWidget *pane, GtkWidget *focus)
{
  return focus && (focus == pane || gtk_widget_is_ancestor (focus, pane));
}

static gboolean
focus_pane (HuWindow *self, int pane)
{
  switch (pane)
    {
    case PANE_LIBRARY:
      return adw_flap_get_reveal_flap (self->library_flap) &&
             gtk_widget_grab_focus (GTK_WIDGET (self->library));
    case PANE_SIDEBAR:
      if (!adw_flap_get_reveal_flap (self->sidebar_flap))
        return FALSE;
      hu_window_focus_sidebar (self);
      return TRUE;
    default:
      return hu_window_focus_article (self);
    }
}

static void
go_to_pane (HuWindow *self, int step)
{
  GtkWidget *panes[N_PANES] = { GTK_WIDGET (self->library), GTK_WIDGET (self->centre),
                                GTK_WIDGET (self->sidebar_stack) };
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  int pane = PANE_ARTICLE;

  for (int i = 0; i < N_PANES; i++)
    if (holds_focus (panes[i], focus))
      pane = i;
  for (int tries = 0; tries < N_PANES; tries++)
    {
      pane = (pane + step + N_PANES) % N_PANES;
      if (focus_pane (self, pane))
        return;
    }
}

static void
next_pane_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_to_pane (user_data, 1);
}

static void
previous_pane_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_to_pane (user_data, -1);
}

static void
find_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_window_find (user_data);
}

static void
find_next_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_window_find_again (user_data, FALSE);
}

static void
find_previous_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_window_find_again (user_data, TRUE);
}

static void
export_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_window_export (user_data);
}

static void
export_pdf_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_window_export_pdf (user_data);
}

static void
print_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_window_print (user_data);
}

static void
import_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_window_import (user_data, NULL);
}

static void
close_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_close (user_data);
}

static void
fullscreen_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (gtk_window_is_fullscreen (user_data))
    gtk_window_unfullscreen (user_data);
  else
    gtk_window_fullscreen (user_data);
}

/* The article's status */

static void
status_activated (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  HuWindow *self = user_data;
  HuLayer *layer = hu_editor_get_layer (self->editor);
  const char *status = g_action_get_name (G_ACTION (action)) + strlen (STATUS_PREFIX);
  g_autoptr (HuEdit) edit = NULL;

  if (!layer)
    return;
  edit = hu_edit_new (_ ("Set status"));
  hu_op_set_string (edit, layer, HU_KIND_LAYER, "", HU_MEMBER_STATUS, status);
  if (!g_str_equal (status, "excluded"))
    hu_op_set_string (edit, layer, HU_KIND_LAYER, "", HU_MEMBER_STATUS_REASON, NULL);
  hu_editor_apply (self->editor, edit);
  hu_window_update_actions (self);
}

static void
set_enabled (HuWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_status (HuWindow *self)
{
  static const char *const statuses[] = { "new", "in-progress", "done", "excluded" };
  HuLayer *layer = hu_editor_get_layer (self->editor);
  HuDocument *document = hu_window_get_document (self);
  const char *status = layer ? hu_record_get_string (hu_layer_get_root (layer), HU_MEMBER_STATUS) : NULL;
  gboolean writable = document && !hu_document_get_read_only_reason (document);

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *name = g_strconcat (STATUS_PREFIX, statuses[i], NULL);
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

      g_simple_action_set_state (G_SIMPLE_ACTION (action),
                                 g_variant_new_boolean (g_str_equal (statuses[i], status ? status : "new")));
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), writable);
    }
}

void
hu_window_update_actions (HuWindow *self)
{
  static const char *const of_document[] = {
    "find",           "find-next",   "find-previous", "export",       "show-document", "choose-encoding",
    "toggle-sidebar", "show-claims", "show-speakers", "show-stances", "next-tag",      "previous-tag",
    "go-to",          "print",       "export-pdf",    "show-deleted"
  };
  static const char *const of_folder[] = { "next-article", "previous-article", "toggle-library",
                                           "show-folder",  "reload-folder",    "close-folder" };
  HuDocument *document = hu_window_get_document (self);
  gboolean folder = hu_window_get_project (self) != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (of_document); i++)
    set_enabled (self, of_document[i], document != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (of_folder); i++)
    set_enabled (self, of_folder[i], folder);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    set_enabled (self, commands[i].name, document != NULL);
  set_enabled (self, "undo", document && hu_document_can_undo (document));
  set_enabled (self, "redo", document && hu_document_can_redo (document));
  update_status (self);
}

static const GActionEntry entries[] = {
  { "open", open_activated },
  { "open-folder", open_folder_activated },
  { "open-recent", open_recent_activated, "s" },
  { "new-from-clipboard", new_from_clipboard_activated },
  { "close-folder", close_folder_activated },
  { "reload-folder", reload_folder_activated },
  { "show-folder", show_folder_activated },
  { "show-document", show_document_activated },
  { "start-anew", start_anew_activated },
  { "write-again", write_again_activated },
  { "merge-copy", merge_copy_activated },
  { "close-article", close_article_activated },
  { "save-now", save_now_activated },
  { "choose-encoding", choose_encoding_activated },
  { "next-article", next_article_activated },
  { "previous-article", previous_article_activated },
  { "toggle-library", NULL, NULL, "false", library_toggled },
  { "toggle-sidebar", NULL, NULL, "false", sidebar_toggled },
  { "show-claims", show_claims_activated },
  { "show-speakers", show_speakers_activated },
  { "show-stances", show_stances_activated },
  { "show-deleted", show_deleted_activated },
  { "hide-deleted", hide_deleted_activated },
  { "focus-next-pane", next_pane_activated },
  { "focus-previous-pane", previous_pane_activated },
  { "find", find_activated },
  { "find-next", find_next_activated },
  { "find-previous", find_previous_activated },
  { "export", export_activated },
  { "export-pdf", export_pdf_activated },
  { "print", print_activated },
  { "import", import_activated },
  { "close", close_activated },
  { "fullscreen", fullscreen_activated },
  { "next-tag", next_tag_activated },
  { "previous-tag", previous_tag_activated },
  { STATUS_PREFIX "new", NULL, NULL, "false", status_activated },
  { STATUS_PREFIX "in-progress", NULL, NULL, "false", status_activated },
  { STATUS_PREFIX "done", NULL, NULL, "false", status_activated },
  { STATUS_PREFIX "excluded", NULL, NULL, "false", status_activated },
};

void
hu_window_add_actions (HuWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  hu_window_add_reading_actions (self);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const GActionEntry entry = { commands[i].name, command_activated };

      g_action_map_add_action_entries (G_ACTION_MAP (self), &entry, 1, self);
    }
}
