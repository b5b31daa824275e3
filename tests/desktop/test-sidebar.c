/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar's widgets: rows, selection and the tag in hand, filter, counts, foot line, sizes. */
#include "hu-sidebar.h"

#include <adwaita.h>
#include <string.h>

#include "hu-foot-line.h"
#include "hu-tag-page.h"
#include "hu-tag-row.h"
#include "hu-tag-summary.h"

#define ARTICLE                                                                                              \
  "Premier Anneke Voss said on Monday that a shared harbour fee would cut the price of bread.\n"             \
  "Officials insisted that no minister had agreed to any figure, \"a wish, not a plan\".\n"

typedef struct
{
  HuDocument *document;
  HuEditor *editor;
  GtkWindow *window;
  HuSidebar *sidebar;
  char *first;  /* a claim of Anneke Voss, with topic and stance */
  char *second; /* a claim that nobody makes yet */
  char *speaker;
  char *mention; /* not resolved */
} Fixture;

static void
apply (Fixture *f, HuEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hu_document_apply (f->document, edit, &error));
  g_assert_no_error (error);
}

static void
tag (Fixture *f)
{
  HuLayer *layer = hu_document_get_layer (f->document);
  HuText *text = hu_document_get_text (f->document);
  g_autoptr (HuEdit) edit = hu_edit_new ("Tag");
  g_autoptr (HuValue) a = hu_value_new_range (40, 89);
  g_autoptr (HuValue) b = hu_value_new_range (115, 151);
  g_autoptr (HuValue) c = hu_value_new_range (91, 100);
  g_autofree char *topic = NULL;

  f->first = hu_op_create_claim (edit, layer, text, a);
  f->second = hu_op_create_claim (edit, layer, text, b);
  f->mention = hu_op_create_mention (edit, layer, c, NULL, "description");
  f->speaker = hu_op_ensure_speaker_named (edit, layer, "Anneke Voss", "person", TRUE);
  topic = hu_op_ensure_topic (edit, layer, "Harbour fee", NULL);
  hu_op_add_claim_speaker (edit, layer, text, f->first, f->speaker);
  hu_op_add_claim_topic (edit, layer, f->first, topic);
  hu_op_set_claim_stance (edit, layer, f->first, "supports");
  apply (f, edit);
}

/* @data: whether there are tags. */
static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (ARTICLE, -1);

  f->document = hu_document_new ("/tmp/made-up.txt", text, NULL);
  if (data)
    tag (f);
  f->editor = hu_editor_new ();
  hu_editor_set_document (f->editor, f->document);
  f->sidebar = HU_SIDEBAR (hu_sidebar_new ());
  hu_sidebar_set_editor (f->sidebar, f->editor);
  f->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (f->window, 352, 760);
  gtk_window_set_child (f->window, GTK_WIDGET (f->sidebar));
  gtk_window_present (f->window);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (f->window);
  g_object_unref (f->editor);
  g_object_unref (f->document);
  g_free (f->first);
  g_free (f->second);
  g_free (f->speaker);
  g_free (f->mention);
}

/* The @n-th widget of @type below @widget that is to be seen, in the order of the tree; it is waited for. */
static GtkWidget *
find_now (GtkWidget *widget, GType type, guint *n)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_now (child, type, n);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
find (Fixture *f, GType type, guint n)
{
  for (;;)
    {
      guint left = n;
      GtkWidget *found = find_now (GTK_WIDGET (f->sidebar), type, &left);

      if (found)
        return found;
      g_main_context_iteration (NULL, TRUE);
    }
}

static HuTagList *
shown_list (Fixture *f)
{
  return hu_tag_page_get_list (HU_TAG_PAGE (find (f, HU_TYPE_TAG_PAGE, 0)));
}

static GtkSelectionModel *
shown_selection (Fixture *f)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (find (f, GTK_TYPE_LIST_VIEW, 0)));
}

/* The list's own row round the n-th row. */
static GtkWidget *
find_row (Fixture *f, guint n)
{
  return gtk_widget_get_parent (find (f, HU_TYPE_TAG_ROW, n));
}

static void
test_rows (Fixture *f, gconstpointer data)
{
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (find_row (f, 0)), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "“a shared harbour fee would cut the price of bread”, Anneke Voss, supports: Harbour fee");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_row (f, 1)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "“no minister had agreed to any figure”, Who says this?");

  hu_editor_set_page (f->editor, HU_EDITOR_PAGE_SPEAKERS);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_row (f, 0)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Anneke Voss, Person, 1 claim, 1 stance, supports: 1");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_row (f, 1)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "“Officials”, Who is meant?");

  hu_editor_set_page (f->editor, HU_EDITOR_PAGE_STANCES);
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (find_row (f, 0)), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "“a shared harbour fee would cut the price of bread”, Anneke Voss, supports: Harbour fee");
}

/* A row that is shown follows an edit. */
static void
test_row_follows (Fixture *f, gconstpointer data)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Voice");
  GtkWidget *row = find_row (f, 1);

  hu_op_set_claim_voice (edit, hu_document_get_layer (f->document), f->second, "author");
  apply (f, edit);
  g_assert_true (find_row (f, 1) == row);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "“no minister had agreed to any figure”, Author’s voice");
}

static void
count_reveals (HuEditor *editor, guint start, guint end, gpointer user_data)
{
  ++*(int *) user_data;
}

/* The selected row is the tag in hand, both ways. */
static void
test_hand (Fixture *f, gconstpointer data)
{
  HuKind kind;
  const char *id;
  int reveals = 0;

  g_signal_connect (f->editor, "reveal", G_CALLBACK (count_reveals), &reveals);
  g_assert_false (gtk_selection_model_is_selected (shown_selection (f), 0));
  gtk_selection_model_select_item (shown_selection (f), 1, TRUE);
  g_assert_true (hu_editor_get_hand (f->editor, &kind, &id));
  g_assert_cmpstr (id, ==, f->second);
  g_assert_cmpint (reveals, ==, 1);

  hu_editor_pick (f->editor, HU_KIND_CLAIM, f->first, FALSE);
  g_assert_true (gtk_selection_model_is_selected (shown_selection (f), 0));
  g_assert_false (gtk_selection_model_is_selected (shown_selection (f), 1));
  g_assert_true (gtk_widget_get_state_flags (find_row (f, 0)) & GTK_STATE_FLAG_SELECTED);
  g_assert_false (gtk_widget_get_state_flags (find_row (f, 1)) & GTK_STATE_FLAG_SELECTED);

  /* A mention is picked on the speakers' page; once it names somebody, that row is selected. */
  hu_editor_pick (f->editor, HU_KIND_MENTION, f->mention, FALSE);
  g_assert_cmpint (hu_editor_get_page (f->editor), ==, HU_EDITOR_PAGE_SPEAKERS);
  g_assert_true (gtk_selection_model_is_selected (shown_selection (f), 1));
  {
    g_autoptr (HuEdit) edit = hu_edit_new ("Resolve");
    g_autoptr (HuValue) speakers = hu_value_new_strings ((const char *const *) &f->speaker, 1);

    hu_op_set (edit, hu_document_get_layer (f->document), HU_KIND_MENTION, f->mention, HU_MEMBER_SPEAKERS,
               speakers);
    apply (f, edit);
  }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shown_list (f))), ==, 1);
  g_assert_true (gtk_selection_model_is_selected (shown_selection (f), 0));
}

static void
filter (Fixture *f, const char *query)
{
  HuTagList *list = shown_list (f);
  GtkEditable *entry = GTK_EDITABLE (find (f, GTK_TYPE_SEARCH_ENTRY, 0));

  gtk_editable_set_text (entry, query);
  g_signal_emit_by_name (entry, "search-changed");
  while (hu_tag_list_get_filtering (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_filter (Fixture *f, gconstpointer data)
{
  GListModel *list = G_LIST_MODEL (shown_list (f));

  filter (f, "to:check");
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  hu_editor_pick (f->editor, HU_KIND_CLAIM, f->first, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 2);
  g_assert_true (gtk_selection_model_is_selected (shown_selection (f), 0));
  hu_editor_pick (f->editor, HU_KIND_CLAIM, NULL, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);

  filter (f, "nobody says this");
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  gtk_widget_activate_action (find (f, HU_TYPE_TAG_PAGE, 0), "tags.clear-filter", NULL);
  while (g_list_model_get_n_items (list) != 2)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_switcher (Fixture *f, gconstpointer data)
{
  GtkToggleButton *speakers = GTK_TOGGLE_BUTTON (find (f, GTK_TYPE_TOGGLE_BUTTON, 1));
  g_autoptr (HuEdit) edit = hu_edit_new ("Delete");

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find (f, GTK_TYPE_TOGGLE_BUTTON, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Claims, 2");
  gtk_toggle_button_set_active (speakers, TRUE);
  g_assert_cmpint (hu_editor_get_page (f->editor), ==, HU_EDITOR_PAGE_SPEAKERS);
  gtk_widget_activate_action (GTK_WIDGET (f->sidebar), "sidebar.show-stances", NULL);
  g_assert_cmpint (hu_editor_get_page (f->editor), ==, HU_EDITOR_PAGE_STANCES);
  g_assert_false (gtk_toggle_button_get_active (speakers));

  hu_op_delete_tag (edit, hu_document_get_layer (f->document), HU_KIND_CLAIM, f->first);
  apply (f, edit);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find (f, GTK_TYPE_TOGGLE_BUTTON, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Claims, 1");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find (f, GTK_TYPE_TOGGLE_BUTTON, 2)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Stances, 0");
}

static void
test_foot_line (Fixture *f, gconstpointer data)
{
  GtkWidget *foot = find (f, HU_TYPE_FOOT_LINE, 0);
  guint n = 1;
  GtkWidget *button = find_now (foot, GTK_TYPE_BUTTON, &n);
  HuKind kind;
  const char *id;

  hu_document_set_coder (f->document, "ilse", "Ilse Marrow");
  n = 0;
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_now (foot, GTK_TYPE_BUTTON, &n)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Coder: Ilse Marrow");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "2 to check");
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (hu_editor_get_hand (f->editor, &kind, &id));
  g_assert_cmpstr (id, ==, f->mention);
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (hu_editor_get_hand (f->editor, &kind, &id));
  g_assert_cmpstr (id, ==, f->second);
  {
    g_autoptr (HuEdit) edit = hu_edit_new ("Check");

    hu_op_set_claim_voice (edit, hu_document_get_layer (f->document), f->second, "none");
    hu_op_delete_tag (edit, hu_document_get_layer (f->document), HU_KIND_MENTION, f->mention);
    hu_op_set_checked (edit, hu_document_get_layer (f->document), 0, 90, TRUE);
    apply (f, edit);
  }
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Nothing to check");
  g_assert_false (gtk_widget_get_sensitive (button));
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  GtkStack *stack = GTK_STACK (gtk_widget_get_ancestor (find (f, GTK_TYPE_SEARCH_ENTRY, 0), HU_TYPE_TAG_PAGE)
                                   ? find (f, GTK_TYPE_STACK, 1)
                                   : NULL);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
  tag (f);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "list");
  hu_editor_set_document (f->editor, NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
}

/* Works from 280 pixels; the longest names don't widen it. */
static void
test_width (Fixture *f, gconstpointer data)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Rename");
  g_autofree char *name = g_strnfill (300, 'W');
  int minimum;

  hu_op_set_string (edit, hu_document_get_layer (f->document), HU_KIND_SPEAKER, f->speaker, HU_MEMBER_NAME,
                    name);
  hu_op_set_string (edit, hu_document_get_layer (f->document), HU_KIND_CLAIM, f->first, HU_MEMBER_TYPE, name);
  apply (f, edit);
  hu_document_set_coder (f->document, "w", name);
  find_row (f, 1);
  for (HuEditorPage page = HU_EDITOR_PAGE_CLAIMS; page <= HU_EDITOR_PAGE_STANCES; page++)
    {
      hu_editor_set_page (f->editor, page);
      find_row (f, 0);
      gtk_widget_measure (GTK_WIDGET (f->sidebar), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                          NULL);
      g_assert_cmpint (minimum, <=, 280);
    }
}

/* What rows say of records, without widgets. */

static HuTagSummary *
summarize (Fixture *f, HuKind kind, const char *id)
{
  HuLayer *layer = hu_document_get_layer (f->document);
  HuUses uses = kind == HU_KIND_SPEAKER ? hu_layer_get_uses (layer, id) : (HuUses){ 0 };

  return hu_tag_summary_new (f->document, hu_layer_lookup (layer, kind, id), &uses);
}

static void
test_summary (Fixture *f, gconstpointer data)
{
  HuLayer *layer = hu_document_get_layer (f->document);
  g_autoptr (HuEdit) edit = hu_edit_new ("More");
  g_autoptr (HuValue) passage = hu_value_new_range (153, 173);
  g_autoptr (HuValue) authors = hu_value_new_strings ((const char *const[]){ "Ilse Marrow" }, 1);
  g_autofree char *bloc = hu_op_ensure_speaker_named (edit, layer, "Coastal bloc", "government", TRUE);
  g_autofree char *other = hu_op_ensure_speaker_named (edit, layer, "Tomas Reik", "person", TRUE);
  g_autofree char *memo = hu_op_create_memo (edit, layer, passage);
  g_autofree char *quoted = hu_op_create_claim (edit, layer, hu_document_get_text (f->document), passage);
  g_autoptr (HuValue) behalf = hu_value_new_strings ((const char *const *) &bloc, 1);
  g_autoptr (HuTagSummary) claim = NULL, voiced = NULL, note = NULL, speaker = NULL;

  hu_op_set (edit, layer, HU_KIND_DOCUMENT, "", HU_MEMBER_AUTHORS, authors);
  hu_op_add_claim_speaker (edit, layer, hu_document_get_text (f->document), f->first, other);
  hu_op_set (edit, layer, HU_KIND_CLAIM, f->first, HU_MEMBER_ON_BEHALF_OF, behalf);
  hu_op_set_string (edit, layer, HU_KIND_CLAIM, f->first, HU_MEMBER_TYPE, "prediction");
  hu_op_set_claim_voice (edit, layer, quoted, "author");
  hu_op_set_string (edit, layer, HU_KIND_MEMO, memo, HU_MEMBER_TEXT, "Ask the team");
  apply (f, edit);

  claim = summarize (f, HU_KIND_CLAIM, f->first);
  g_assert_cmpstr (claim->name, ==, "Anneke Voss, Tomas Reik");
  g_assert_cmpstr (claim->detail, ==, "for Coastal bloc");
  g_assert_cmpstr (claim->pill, ==, "prediction");
  g_assert_cmpuint (claim->n_stances, ==, 1);
  g_assert_cmpstr (claim->stances[0].value, ==, "supports");
  g_assert_null (claim->warning);

  /* A passage that is a quotation brings its own marks. */
  voiced = summarize (f, HU_KIND_CLAIM, quoted);
  g_assert_cmpstr (voiced->quote, ==, "\"a wish, not a plan\"");
  g_assert_cmpstr (voiced->name, ==, "Author’s voice");
  g_assert_cmpstr (voiced->letters, ==, "IM");

  note = summarize (f, HU_KIND_MEMO, memo);
  g_assert_cmpstr (note->quote, ==, "Ask the team");

  speaker = summarize (f, HU_KIND_SPEAKER, f->speaker);
  g_assert_cmpstr (speaker->subtitle, ==, "1 claim · 1 stance ?\u00a01");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
#define ADD(name, tags, func)                                                                                \
  g_test_add ("/sidebar/" name, Fixture, GINT_TO_POINTER (tags), set_up, func, tear_down)
  ADD ("rows", TRUE, test_rows);
  ADD ("row-follows", TRUE, test_row_follows);
  ADD ("hand", TRUE, test_hand);
  ADD ("filter", TRUE, test_filter);
  ADD ("switcher", TRUE, test_switcher);
  ADD ("foot-line", TRUE, test_foot_line);
  ADD ("empty", FALSE, test_empty);
  ADD ("width", TRUE, test_width);
  ADD ("summary", TRUE, test_summary);
  return g_test_run ();
}
