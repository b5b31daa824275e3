/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's messages above the article: what is wrong, and what can be done about it. */
#include "config.h"

#include <glib/gi18n.h>

#include "hu-encoding-popover.h"
#include "hu-window-private.h"

void
hu_window_say (HuWindow *self, const char *text)
{
  /* The same failure twice is said twice. */
  hu_message_bar_set_text (self->open_message, NULL);
  hu_message_bar_set_text (self->open_message, text);
}

/* Encoding */

/* @guessed: by the program; else a person asks for another. */
static void
set_encoding_text (HuWindow *self, HuText *text, gboolean guessed)
{
  GtkPopover *popover = gtk_menu_button_get_popover (self->encoding_button);
  const char *label = hu_encoding_get_label (hu_text_get_encoding (text));
  g_autofree char *message = guessed
                                 ? g_strdup_printf (_ ("This file is not UTF-8; it was read as %s."), label)
                                 : g_strdup_printf (_ ("This file was read as %s."), label);

  hu_message_bar_set_text (self->encoding_message, message);
  hu_encoding_popover_set_encoding (HU_ENCODING_POPOVER (popover), hu_text_get_encoding (text));
}

static void
update_encoding (HuWindow *self, HuDocument *document)
{
  HuText *text = document ? hu_document_get_text (document) : NULL;

  if (text && hu_text_get_encoding_guessed (text))
    set_encoding_text (self, text, TRUE);
  else
    hu_message_bar_set_text (self->encoding_message, NULL);
}

void
hu_window_choose_encoding (HuWindow *self)
{
  HuDocument *document = hu_window_get_document (self);

  if (!document)
    return;
  hu_message_bar_set_text (self->encoding_message, NULL);
  set_encoding_text (self, hu_document_get_text (document), FALSE);
  gtk_menu_button_popup (self->encoding_button);
}

static void
on_encoding_chosen (HuWindow *self, const char *encoding)
{
  HuDocument *document = hu_window_get_document (self);
  g_autoptr (GError) error = NULL;

  if (!document)
    return;
  if (!hu_store_set_encoding (self->store, document, encoding, &error))
    hu_window_say (self, error->message);
  hu_window_update (self);
}

/* The layer, the codebook, saving */

static void
update_foreign (HuWindow *self, HuProblem problem, const char *message)
{
  gboolean deleted = problem == HU_PROBLEM_LAYER_DELETED;
  gboolean joined = problem == HU_PROBLEM_LAYER_JOINED, copy = problem == HU_PROBLEM_LAYER_COPY;

  gtk_widget_set_visible (GTK_WIDGET (self->write_again_button), deleted || joined);
  gtk_button_set_label (self->write_again_button, joined ? _ ("_Write Now") : _ ("_Write Again"));
  gtk_widget_set_visible (self->close_article_button, deleted);
  gtk_widget_set_visible (self->merge_copy_button, copy);
  hu_message_bar_set_text (self->foreign_message, deleted || joined || copy ? message : NULL);
}

static void
update_problem (HuWindow *self, HuDocument *document)
{
  g_autofree char *message = NULL;
  HuProblem problem = document ? hu_store_get_problem (self->store, document, &message) : HU_PROBLEM_NONE;
  g_autofree char *text = NULL;

  if (problem == HU_PROBLEM_SAVE_FAILED || problem == HU_PROBLEM_SHARED)
    text = g_strdup_printf (_ ("%s\nIt is tried again by itself."), message);
  else if (problem == HU_PROBLEM_JOURNAL)
    text = g_strdup (message);
  hu_message_bar_set_text (self->save_message, text);
  g_clear_pointer (&text, g_free);
  if (problem == HU_PROBLEM_LAYER_UNREADABLE)
    text = g_strdup_printf (_ ("%s\nTags go to a recovery file until you decide."), message);
  hu_message_bar_set_text (self->sidecar_message, text);
  update_foreign (self, problem, message);
  hu_message_bar_set_text (self->document_message, problem == HU_PROBLEM_DOCUMENT ? message : NULL);
  hu_message_bar_set_text (self->codebook_message, problem == HU_PROBLEM_CODEBOOK ? message : NULL);
}

/* What is wrong in the layer file */

#define SHOWN_FINDINGS 3

/* One a line, the worst first; those that were left out are errors. */
static char *
list_findings (GPtrArray *findings, HuFindingSeverity severity, guint n)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  guint shown = 0;

  for (guint i = 0; i < findings->len && shown < SHOWN_FINDINGS; i++)
    {
      HuFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *line = hu_finding_to_string (finding);

      if (finding->severity != severity)
        continue;
      g_string_append_printf (lines, "\n%s", line);
      shown++;
    }
  if (n > shown)
    {
      g_string_append_c (lines, '\n');
      g_string_append_printf (lines, ngettext ("… and %u more", "… and %u more", n - shown), n - shown);
    }
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static char *
describe_findings (GPtrArray *findings, const char *name, gboolean *left_out)
{
  guint n_errors = 0, n;
  g_autofree char *lines = NULL;
  g_autofree char *said = NULL;

  for (guint i = 0; i < findings->len; i++)
    n_errors += ((HuFinding *) g_ptr_array_index (findings, i))->severity == HU_FINDING_ERROR;
  *left_out = n_errors > 0;
  n = n_errors ? n_errors : findings->len;
  lines = list_findings (findings, n_errors ? HU_FINDING_ERROR : HU_FINDING_WARNING, n);
  if (n_errors == 0)
    said = g_strdup_printf (_ ("Something in “%s” can’t be meant as it stands:"), name);
  else
    said = g_strdup_printf (
        _ ("Something in “%s” can’t be read and is left out. It stays in the file, and before "
           "the first change a copy of the file is kept beside it."),
        name);
  return g_strconcat (said, lines, NULL);
}

static void
update_findings (HuWindow *self, HuDocument *document)
{
  g_autofree char *name = NULL;
  GPtrArray *findings = document ? hu_store_get_findings (self->store, document, &name) : NULL;
  gboolean left_out = FALSE;
  g_autofree char *text = findings ? describe_findings (findings, name, &left_out) : NULL;

  hu_message_bar_set_kind (self->findings_message, left_out ? HU_MESSAGE_WARNING : HU_MESSAGE_INFO);
  hu_message_bar_set_text (self->findings_message, text);
}

/* The article was changed */

static void
add_part (GStrvBuilder *builder, char *part)
{
  g_strv_builder_add (builder, part);
  g_free (part);
}

/* "12 tags stand exactly, 3 were moved, 1 is lost", what there is none of left out. */
static char *
describe_reanchoring (const HuReanchoring *counts)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (counts->exact)
    add_part (builder,
              g_strdup_printf (ngettext ("%u tag stands exactly", "%u tags stand exactly", counts->exact),
                               counts->exact));
  if (counts->moved)
    add_part (builder,
              g_strdup_printf (ngettext ("%u was moved", "%u were moved", counts->moved), counts->moved));
  if (counts->lost)
    add_part (builder, g_strdup_printf (ngettext ("%u is lost", "%u are lost", counts->lost), counts->lost));
  parts = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return g_strjoinv (", ", parts);
}

/* Until every one of them is reviewed; what stands exactly needs no review. */
static void
update_changed (HuWindow *self, HuDocument *document)
{
  HuReanchoring counts;
  gboolean changed = document && hu_store_get_reanchoring (self->store, document, &counts);
  guint left = document ? hu_editor_count_anchors (self->editor) : 0;
  g_autofree char *described = NULL;
  g_autofree char *text = NULL;

  if (changed && (left > 0 || (counts.exact > 0 && counts.moved + counts.lost == 0)))
    {
      described = describe_reanchoring (&counts);
      /* Translators: %s is such as "12 tags stand exactly, 3 were moved, 1 is lost" */
      text = g_strdup_printf (_ ("The article was changed since it was tagged: %s."), described);
    }
  hu_message_bar_set_text (self->changed_message, text);
  hu_message_bar_set_kind (self->changed_message, left > 0 ? HU_MESSAGE_WARNING : HU_MESSAGE_INFO);
  gtk_widget_set_visible (self->review_button, left > 0);
}

/* Excluded */

static HuRecord *
get_root (HuWindow *self)
{
  HuLayer *layer = hu_editor_get_layer (self->editor);

  return layer ? hu_layer_get_root (layer) : NULL;
}

static void
update_excluded (HuWindow *self)
{
  HuRecord *root = get_root (self);
  const char *reason = root ? hu_record_get_string (root, HU_MEMBER_STATUS_REASON) : NULL;
  gboolean excluded = root && g_strcmp0 (hu_record_get_string (root, HU_MEMBER_STATUS), "excluded") == 0;

  /* The field first: hidden, it loses the focus, and what it says then counts. */
  if (!excluded || !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->excluded_reason))))
    gtk_editable_set_text (self->excluded_reason, reason ? reason : "");
  hu_message_bar_set_text (self->excluded_message, excluded ? _ ("This article is excluded.") : NULL);
}

static void
on_reason_done (HuWindow *self)
{
  HuRecord *root = get_root (self);
  const char *reason = gtk_editable_get_text (self->excluded_reason);
  const char *before = root ? hu_record_get_string (root, HU_MEMBER_STATUS_REASON) : NULL;
  g_autoptr (HuEdit) edit = NULL;

  if (!root || !gtk_widget_get_visible (GTK_WIDGET (self->excluded_message)) ||
      g_strcmp0 (before ? before : "", reason) == 0)
    return;
  edit = hu_edit_new (_ ("Set reason"));
  hu_op_set_string (edit, hu_editor_get_layer (self->editor), HU_KIND_LAYER, "", HU_MEMBER_STATUS_REASON,
                    *reason ? reason : NULL);
  hu_editor_apply (self->editor, edit);
}

/* What two people set differently of the article itself. The editor lets go of its tag when the window has
 * gone, too. */
void
hu_window_update_facts (HuWindow *self)
{
  if (self->facts_review)
    hu_conflict_review_update (self->facts_review, hu_editor_get_facts_to_choose (self->editor),
                               hu_window_get_document (self));
}

void
hu_window_reset_messages (HuWindow *self)
{
  hu_message_bar_set_text (self->read_only_message, NULL);
  hu_message_bar_set_text (self->encoding_message, NULL);
  hu_message_bar_set_text (self->codebook_message, NULL);
  hu_message_bar_set_text (self->findings_message, NULL);
  hu_message_bar_set_text (self->changed_message, NULL);
  hu_message_bar_set_text (self->foreign_message, NULL);
}

void
hu_window_update_messages (HuWindow *self)
{
  HuDocument *document = hu_window_get_document (self);

  hu_message_bar_set_text (self->read_only_message,
                           document ? hu_document_get_read_only_reason (document) : NULL);
  update_encoding (self, document);
  update_problem (self, document);
  update_findings (self, document);
  update_changed (self, document);
  hu_window_update_facts (self);
  update_excluded (self);
}

void
hu_window_set_up_messages (HuWindow *self)
{
  GtkWidget *popover = hu_encoding_popover_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_menu_button_set_popover (self->encoding_button, popover);
  g_signal_connect_object (popover, "chosen", G_CALLBACK (on_encoding_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->excluded_reason, "activate", G_CALLBACK (on_reason_done), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_reason_done), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->excluded_reason), focus);
}
