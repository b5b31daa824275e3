/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of HuArticleView: in a window, by real clicks and drags (xdotool) where the pointer matters. */
#include "config.h"

#include "hu-article-view.h"

#include <adwaita.h>
#include <string.h>

#include "hu-article-buffer.h"
#include "hu-codebook-file.h"
#include "hu-line-layout.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *scrolled;
  HuArticleView *view;
  HuEditor *editor;
  HuDocument *document;
} Fixture;

static const char english[] =
    "Anneke Voss said on Monday that a shared harbour fee would cut the price of bread. "
    "Officials were cooler. They called it a wish, not a plan.\r\n"
    "\r\n"
    "A second paragraph stands here.\r\n";

/* Waits for what the main loop brings. */
#define WAIT_FOR(condition)                                                                                  \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    const gint64 wait_end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;                               \
    while (!(condition) && g_get_monotonic_time () < wait_end)                                               \
      g_main_context_iteration (NULL, FALSE);                                                                \
    g_assert_true (condition);                                                                               \
  }                                                                                                          \
  G_STMT_END

static void
wait_for_frame (Fixture *fixture)
{
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_mapped (Fixture *fixture)
{
  return gtk_widget_get_mapped (GTK_WIDGET (fixture->view)) &&
         gtk_widget_get_width (GTK_WIDGET (fixture->view)) > 0;
}

static void
show_text (Fixture *fixture, const char *utf8)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (utf8, -1);
  g_autoptr (HuCodebook) codebook = hu_codebook_load_builtin ();

  g_clear_object (&fixture->document);
  fixture->document = hu_document_new ("/nowhere/article.txt", text, NULL);
  hu_document_set_codebook (fixture->document, codebook);
  hu_editor_set_document (fixture->editor, fixture->document);
  wait_for_frame (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *clamp = adw_clamp_scrollable_new ();

  fixture->editor = hu_editor_new ();
  fixture->window = gtk_window_new ();
  fixture->scrolled = gtk_scrolled_window_new ();
  fixture->view = hu_article_view_new ();
  g_object_bind_property (fixture->view, "column-width", clamp, "maximum-size", G_BINDING_SYNC_CREATE);
  g_object_bind_property (fixture->view, "column-width", clamp, "tightening-threshold",
                          G_BINDING_SYNC_CREATE);
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (clamp), GTK_WIDGET (fixture->view));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (fixture->scrolled), clamp);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->scrolled);
  gtk_window_set_decorated (GTK_WINDOW (fixture->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 700);
  hu_article_view_set_editor (fixture->view, fixture->editor);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_FOR (is_mapped (fixture));
  show_text (fixture, data ? data : english);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->document);
  g_assert_finalize_object (fixture->editor);
}

/* Tags. */

static char *
add_tag (Fixture *fixture, HuKind kind, guint start, guint end)
{
  HuLayer *layer = hu_document_get_layer (fixture->document);
  HuText *text = hu_document_get_text (fixture->document);
  g_autoptr (HuEdit) edit = hu_edit_new ("x");
  g_autoptr (HuValue) passage = hu_value_new_range (start, end);
  g_autofree char *speaker = hu_op_ensure_speaker_named (edit, layer, "Anneke Voss", NULL, TRUE);
  char *id;

  switch (kind)
    {
    case HU_KIND_CLAIM:
      id = hu_op_create_claim (edit, layer, text, passage);
      hu_op_add_claim_speaker (edit, layer, text, id, speaker);
      break;
    case HU_KIND_MENTION:
      id = hu_op_create_mention (edit, layer, passage, speaker, NULL);
      break;
    case HU_KIND_STANCE:
      id = hu_op_create_stance (edit, layer, passage);
      break;
    default:
      id = hu_op_create_memo (edit, layer, passage);
      break;
    }
  g_assert_true (hu_editor_apply (fixture->editor, edit));
  wait_for_frame (fixture);
  return id;
}

static const HuSpan *
get_span (Fixture *fixture, HuKind kind, const char *id)
{
  gsize n;

  return hu_record_get_spans (hu_layer_lookup (hu_document_get_layer (fixture->document), kind, id), &n);
}

static gboolean
is_in_hand (Fixture *fixture, const char *expected)
{
  const char *id = NULL;

  hu_editor_get_hand (fixture->editor, NULL, &id);
  return g_strcmp0 (id, expected) == 0;
}

static gboolean
is_selected (Fixture *fixture, guint start, guint end)
{
  const HuRange range = hu_editor_get_selection (fixture->editor);

  return range.start == start && range.end == end;
}

/* The pointer. */

static gboolean has_xdotool;

static void
exited (GObject *process, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (g_subprocess_wait_check_finish (G_SUBPROCESS (process), result, NULL));
  *(gboolean *) user_data = TRUE;
}

/* The main loop runs on meanwhile, so that events come one by one, as a hand makes them. */
static void
xdotool (const char *commands)
{
  g_autofree char *line = g_strdup_printf ("xdotool %s", commands);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  g_shell_parse_argv (line, NULL, &argv, &error);
  g_assert_no_error (error);
  process = g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, exited, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  gdk_display_sync (gdk_display_get_default ());
}

/* The place on the screen of a place in the view: the window is undecorated, at 0, 0. */
static void
to_screen (Fixture *fixture, double *x, double *y)
{
  double surface_x, surface_y;

  gtk_widget_translate_coordinates (GTK_WIDGET (fixture->view), fixture->window, *x, *y, x, y);
  gtk_native_get_surface_transform (GTK_NATIVE (fixture->window), &surface_x, &surface_y);
  *x += surface_x;
  *y += surface_y;
}

/* The middle of a code point, or where it begins. */
static void
locate (Fixture *fixture, guint offset, gboolean edge, double *x, double *y)
{
  GdkRectangle first, last;

  g_assert_true (hu_article_view_get_range_rects (fixture->view, offset, offset + 1, &first, &last));
  *x = first.x + (edge ? 0 : first.width / 2.0);
  *y = first.y + first.height / 2.0;
  to_screen (fixture, x, y);
}

static void
click (Fixture *fixture, guint offset, const char *rest)
{
  g_autofree char *commands = NULL;
  double x, y;

  locate (fixture, offset, FALSE, &x, &y);
  commands = g_strdup_printf ("mousemove %d %d click %s", (int) x, (int) y, rest);
  xdotool (commands);
}

/* By hand, as it were: GTK takes a drag whose events all come at once for a click. */
static void
move_pressed (double x, double y, double to_x, double to_y, const char *before, const char *after)
{
  g_autoptr (GString) commands = g_string_new (before);

  g_string_append_printf (commands, " mousemove %d %d mousedown 1", (int) x, (int) y);
  for (int step = 1; step <= 4; step++)
    g_string_append_printf (commands, " sleep 0.02 mousemove %d %d", (int) (x + (to_x - x) * step / 4),
                            (int) (y + (to_y - y) * step / 4));
  g_string_append_printf (commands, " sleep 0.02 mouseup 1 %s", after);
  xdotool (commands->str);
}

static void
drag (Fixture *fixture, guint from, guint to, const char *before, const char *after)
{
  double x, y, to_x, to_y;

  locate (fixture, from, TRUE, &x, &y);
  locate (fixture, to, TRUE, &to_x, &to_y);
  move_pressed (x + 1, y, to_x + 1, to_y, before, after);
}

static gboolean
needs_pointer (void)
{
  if (!has_xdotool)
    g_test_skip ("xdotool isn't there");
  return has_xdotool;
}

static gboolean
has_selection (Fixture *fixture)
{
  return hu_editor_has_selection (fixture->editor);
}

static void
test_drag_selects_and_trims (Fixture *fixture, gconstpointer data)
{
  if (!needs_pointer ())
    return;
  /* "Voss said " with the spaces on both sides. */
  drag (fixture, 6, 17, "", "");
  WAIT_FOR (is_selected (fixture, 7, 16));
}

static void
test_double_and_triple_click (Fixture *fixture, gconstpointer data)
{
  if (!needs_pointer ())
    return;
  click (fixture, 44, "--repeat 2 --delay 40 1");
  WAIT_FOR (is_selected (fixture, 41, 48));
  /* Else GTK counts on from the double click. */
  xdotool ("sleep 0.6");
  click (fixture, 90, "--repeat 3 --delay 40 1");
  WAIT_FOR (is_selected (fixture, 83, 105));
}

static gboolean
has_pins (Fixture *fixture)
{
  gsize n;

  hu_editor_get_pins (fixture->editor, &n);
  return n > 0 && hu_editor_has_selection (fixture->editor);
}

static void
test_control_drag_pins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HuValue) passage = NULL;
  gsize n;

  if (!needs_pointer ())
    return;
  drag (fixture, 7, 11, "", "");
  WAIT_FOR (has_selection (fixture));
  drag (fixture, 32, 40, "keydown ctrl", "keyup ctrl");
  WAIT_FOR (has_pins (fixture));
  passage = hu_editor_dup_passage (fixture->editor);
  hu_value_get_spans (passage, &n);
  g_assert_cmpuint (n, ==, 2);
  WAIT_FOR (is_selected (fixture, 32, 40));
}

static void
test_press_in_selection_starts_anew (Fixture *fixture, gconstpointer data)
{
  if (!needs_pointer ())
    return;
  hu_editor_select (fixture->editor, 7, 40);
  wait_for_frame (fixture);
  drag (fixture, 20, 26, "", "");
  WAIT_FOR (is_selected (fixture, 20, 26));
  g_assert_cmpint (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view))),
                   ==, (int) hu_text_get_length (hu_document_get_text (fixture->document)));
}

static void
test_click_picks_in_turn (Fixture *fixture, gconstpointer data)
{
  g_autofree char *outer = add_tag (fixture, HU_KIND_CLAIM, 32, 81);
  g_autofree char *inner = add_tag (fixture, HU_KIND_MENTION, 41, 52);

  if (!needs_pointer ())
    return;
  hu_editor_pick (fixture->editor, HU_KIND_CLAIM, NULL, FALSE);
  click (fixture, 45, "1");
  WAIT_FOR (is_in_hand (fixture, inner));
  /* Further apart than a double click. */
  wait_for_frame (fixture);
  xdotool ("sleep 0.6");
  click (fixture, 45, "1");
  WAIT_FOR (is_in_hand (fixture, outer));
}

static void
test_edge_drag (Fixture *fixture, gconstpointer data)
{
  g_autofree char *claim = add_tag (fixture, HU_KIND_CLAIM, 41, 52);
  double x, y, to_x, to_y;

  if (!needs_pointer ())
    return;
  hu_editor_pick (fixture->editor, HU_KIND_CLAIM, claim, FALSE);
  wait_for_frame (fixture);
  locate (fixture, 52, TRUE, &x, &y);
  locate (fixture, 63, TRUE, &to_x, &to_y);
  move_pressed (x, y, to_x, to_y, "", "");
  WAIT_FOR (get_span (fixture, HU_KIND_CLAIM, claim)->end == 63);
  g_assert_cmpuint (get_span (fixture, HU_KIND_CLAIM, claim)->start, ==, 41);
  g_assert_false (hu_editor_has_selection (fixture->editor));
  hu_editor_undo (fixture->editor);
  g_assert_cmpuint (get_span (fixture, HU_KIND_CLAIM, claim)->end, ==, 52);
}

static void
test_chip_picks (Fixture *fixture, gconstpointer data)
{
  g_autofree char *claim = add_tag (fixture, HU_KIND_CLAIM, 41, 52);
  g_autofree char *commands = NULL;
  double x, y, ignored;

  if (!needs_pointer ())
    return;
  hu_editor_pick (fixture->editor, HU_KIND_CLAIM, NULL, FALSE);
  locate (fixture, 41, FALSE, &ignored, &y);
  x = gtk_widget_get_width (GTK_WIDGET (fixture->view)) - 24;
  to_screen (fixture, &x, &ignored);
  commands = g_strdup_printf ("mousemove %d %d click 1", (int) x, (int) y);
  xdotool (commands);
  WAIT_FOR (is_in_hand (fixture, claim));
}

static GtkWidget *
find_menu (Fixture *fixture)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->view)); child;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child))
      return child;
  return NULL;
}

static gboolean
has_menu (Fixture *fixture)
{
  return find_menu (fixture) && gtk_widget_get_mapped (find_menu (fixture));
}

static void
test_menu (Fixture *fixture, gconstpointer data)
{
  g_autofree char *claim = add_tag (fixture, HU_KIND_CLAIM, 32, 81);
  GMenuModel *model, *picks;

  if (!needs_pointer ())
    return;
  click (fixture, 45, "3");
  WAIT_FOR (has_menu (fixture));
  model = gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (find_menu (fixture)));
  picks = g_menu_model_get_item_link (model, 0, G_MENU_LINK_SECTION);
  g_assert_cmpint (g_menu_model_get_n_items (picks), ==, 1);
  WAIT_FOR (is_in_hand (fixture, claim));
  g_object_unref (picks);
  gtk_popover_popdown (GTK_POPOVER (find_menu (fixture)));
}

/* Without the pointer. */

static void
test_menu_key (Fixture *fixture, gconstpointer data)
{
  hu_editor_select (fixture->editor, 7, 11);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "menu.popup", NULL));
  WAIT_FOR (has_menu (fixture));
  gtk_popover_popdown (GTK_POPOVER (find_menu (fixture)));
}

static void
test_actions (Fixture *fixture, gconstpointer data)
{
  HuLayer *layer = hu_document_get_layer (fixture->document);
  const char *id = NULL;

  hu_editor_select (fixture->editor, 41, 52);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "article.claim", NULL));
  g_assert_cmpuint (hu_layer_get_size (layer, HU_KIND_CLAIM), ==, 1);
  hu_editor_get_hand (fixture->editor, NULL, &id);
  g_assert_nonnull (id);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "article.part-caption", NULL));
  g_assert_nonnull (hu_record_get (hu_layer_get_document (layer), HU_MEMBER_PARTS));
  wait_for_frame (fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "article.delete", NULL));
  g_assert_cmpuint (hu_layer_get_size (layer, HU_KIND_CLAIM), ==, 0);
  wait_for_frame (fixture);
}

/* The caret is never inside CR LF, and passes over blank lines. */
static void
test_caret (Fixture *fixture, gconstpointer data)
{
  HuText *text = hu_document_get_text (fixture->document);
  guint before;

  hu_editor_select (fixture->editor, 135, 135);
  for (before = 135; before < hu_text_get_length (text) - 2; before = hu_editor_get_caret (fixture->editor))
    {
      g_signal_emit_by_name (fixture->view, "move-cursor", GTK_MOVEMENT_VISUAL_POSITIONS, 1, FALSE);
      g_assert_cmpuint (hu_editor_get_caret (fixture->editor), >, before);
      g_assert_false (hu_text_get_char (text, hu_editor_get_caret (fixture->editor)) == '\n');
      g_assert_cmpuint (hu_editor_get_caret (fixture->editor), !=, 142);
    }
  g_signal_emit_by_name (fixture->view, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, -1, FALSE);
  g_assert_cmpuint (hu_editor_get_caret (fixture->editor), <=, 140);
  g_signal_emit_by_name (fixture->view, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, TRUE);
  g_assert_cmpuint (hu_editor_get_caret (fixture->editor), >=, 144);
  g_assert_true (hu_editor_has_selection (fixture->editor));
}

static void
text_read (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  char *copied = NULL;

  hu_editor_select (fixture->editor, 130, 153);
  g_signal_emit_by_name (fixture->view, "copy-clipboard");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->view)), NULL, text_read,
                                 &copied);
  while (!copied)
    g_main_context_iteration (NULL, TRUE);
  {
    g_autofree char *expected = hu_text_dup_range (hu_document_get_text (fixture->document), 130, 153);

    g_assert_cmpstr (copied, ==, expected);
    g_assert_nonnull (strstr (copied, "\r\n\r\n"));
  }
  g_free (copied);
}

static void
test_reveal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) string = g_string_new (NULL);
  GdkRectangle first, last;
  const guint place = 300000;

  for (guint i = 0; i < 4000; i++)
    g_string_append (
        string, "A sentence of a few words that fills some of the line, and then another one of them.\n\n");
  show_text (fixture, string->str);
  /* Before the text is in. */
  hu_editor_select (fixture->editor, place, place + 10);
  for (guint i = 0;
       i < 200 && !hu_article_view_get_range_rects (fixture->view, place, place + 10, &first, &last); i++)
    wait_for_frame (fixture);
  g_assert_true (hu_article_view_get_range_rects (fixture->view, place, place + 10, &first, &last));
  WAIT_FOR (is_selected (fixture, place, place + 10));
  g_assert_false (hu_article_view_get_range_rects (fixture->view, 0, 10, &first, &last));
}

static void
test_typography (Fixture *fixture, gconstpointer data)
{
  const int width = hu_article_view_get_column_width (fixture->view);

  g_assert_cmpint (width, >, 400);
  hu_article_view_set_text_scale (fixture->view, 2);
  g_assert_cmpint (hu_article_view_get_column_width (fixture->view), >, width * 3 / 2);
  hu_article_view_set_text_scale (fixture->view, 1);
  g_assert_cmpint (hu_article_view_get_column_width (fixture->view), ==, width);
  hu_article_view_set_text_width (fixture->view, 50);
  g_assert_cmpint (hu_article_view_get_column_width (fixture->view), <, width);
  hu_article_view_set_font_name (fixture->view, "Monospace 20");
  g_assert_cmpint (hu_article_view_get_column_width (fixture->view), >, width);
  wait_for_frame (fixture);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  GdkRectangle first, last;

  hu_editor_set_document (fixture->editor, NULL);
  wait_for_frame (fixture);
  g_assert_false (hu_article_view_get_range_rects (fixture->view, 0, 0, &first, &last));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "article.claim", NULL));
  show_text (fixture, "");
  show_text (fixture, "\r\n\n");
  hu_article_view_set_editor (fixture->view, NULL);
  wait_for_frame (fixture);
  hu_article_view_set_editor (fixture->view, fixture->editor);
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  g_autofree char *claim = add_tag (fixture, HU_KIND_CLAIM, 41, 52);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Article");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "");
  hu_editor_select (fixture->editor, 45, 45);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Claim: Anneke Voss");
}

/* Layout of lines. */

static guint
count_runs (Fixture *fixture, guint start, guint end, float *width)
{
  GtkTextView *view = GTK_TEXT_VIEW (fixture->view);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (HuRun));
  g_autoptr (HuLineLayout) layout = NULL;
  GtkTextIter iter;

  hu_article_buffer_get_iter (HU_ARTICLE_BUFFER (gtk_text_view_get_buffer (view)), start, &iter);
  gtk_text_iter_set_line_offset (&iter, 0);
  layout = hu_line_layout_new (view, &iter);
  hu_line_layout_get_runs (layout, view, (HuRange){ start, end }, 0, G_MAXUINT, runs);
  *width = 0;
  for (guint i = 0; i < runs->len; i++)
    {
      const HuRun *run = &g_array_index (runs, HuRun, i);

      *width += run->width;
      g_assert_cmpfloat (run->width, >, 0);
      g_assert_cmpfloat (run->height, >, 0);
    }
  return runs->len;
}

static void
test_runs (Fixture *fixture, gconstpointer data)
{
  float whole, part, rest;

  /* "abc " in Latin, three words in Hebrew, "def" in Latin. */
  show_text (fixture, "abc \327\220\327\221\327\222 \327\223\327\224\327\225 \327\226\327\227\327\230 def");
  g_assert_cmpuint (count_runs (fixture, 0, 19, &whole), ==, 1);
  g_assert_cmpuint (count_runs (fixture, 0, 3, &part), ==, 1);
  g_assert_cmpuint (count_runs (fixture, 4, 15, &part), ==, 1);
  /* From Latin into Hebrew: the two stretches lie apart. */
  g_assert_cmpuint (count_runs (fixture, 1, 7, &part), ==, 2);
  g_assert_cmpuint (count_runs (fixture, 7, 19, &rest), ==, 2);
  g_assert_cmpuint (count_runs (fixture, 0, 1, &whole), ==, 1);
  g_assert_cmpfloat (part, >, whole);
}

static void
test_runs_of_lines (Fixture *fixture, gconstpointer data)
{
  float width;

  /* The first paragraph takes two lines or more; each has one run, without the space where it is wrapped. */
  g_assert_cmpuint (count_runs (fixture, 0, 140, &width), >=, 2);
  g_assert_cmpuint (count_runs (fixture, 5, 6, &width), ==, 1);
}

/* A layer of 100,000 tags over a megabyte. */

static HuSnapshot *
make_crowd (guint length)
{
  HuSnapshot *snapshot = hu_snapshot_new ();
  static const HuKind kinds[] = { HU_KIND_MENTION, HU_KIND_CLAIM, HU_KIND_STANCE, HU_KIND_MEMO };

  for (guint i = 0; i < 100000; i++)
    {
      const HuKind kind = kinds[i % G_N_ELEMENTS (kinds)];
      const guint start = (guint) g_test_rand_int_range (0, (int) length - 130);
      const guint end = start + (guint) g_test_rand_int_range (3, kind == HU_KIND_CLAIM ? 120 : 25);
      g_autofree char *id = g_strdup_printf ("tag-%06u", i);
      HuRecordBuilder builder;

      hu_record_builder_init (&builder, kind, id, NULL);
      hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, hu_value_new_range (start, end));
      if (kind == HU_KIND_STANCE)
        hu_record_builder_set_string (&builder, HU_MEMBER_VALUE, i % 3 ? "supports" : "opposes");
      g_ptr_array_add (snapshot->records[kind], hu_record_builder_end (&builder));
    }
  hu_snapshot_sort (snapshot);
  return snapshot;
}

static double
measure_snapshot (Fixture *fixture)
{
  GtkTextView *view = GTK_TEXT_VIEW (fixture->view);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  const gint64 began = g_get_monotonic_time ();
  g_autoptr (GskRenderNode) node = NULL;

  GTK_TEXT_VIEW_GET_CLASS (view)->snapshot_layer (view, GTK_TEXT_VIEW_LAYER_BELOW_TEXT, snapshot);
  GTK_TEXT_VIEW_GET_CLASS (view)->snapshot_layer (view, GTK_TEXT_VIEW_LAYER_ABOVE_TEXT, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  return (double) (g_get_monotonic_time () - began) / 1000;
}

static void
test_crowd (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (HuText) text = NULL;
  g_autoptr (HuSnapshot) snapshot = NULL;
  double first, again, after_pick;

  while (string->len < 1000000)
    g_string_append (string,
                     "A sentence of a few words that fills some of the line, and then another. It goes on "
                     "for a while, as sentences in articles do, and ends.\n\n");
  text = hu_text_new_from_utf8 (string->str, (gssize) string->len);
  snapshot = make_crowd (hu_text_get_length (text));
  g_clear_object (&fixture->document);
  fixture->document = hu_document_new ("/nowhere/crowd.txt", text, snapshot);
  hu_editor_set_document (fixture->editor, fixture->document);
  wait_for_frame (fixture);
  /* All is taken anew: layouts too. */
  hu_article_view_set_text_scale (fixture->view, 1.1);
  wait_for_frame (fixture);
  first = measure_snapshot (fixture);
  again = measure_snapshot (fixture);
  hu_editor_pick (fixture->editor, HU_KIND_CLAIM, "tag-000001", FALSE);
  after_pick = measure_snapshot (fixture);
  g_test_message ("marks of a screen: at first %.2f ms, again %.2f ms, another tag in hand %.2f ms", first,
                  again, after_pick);
  /* What walks all tags would take far longer. */
  g_assert_cmpfloat (MIN (again, after_pick), <, 20);
  wait_for_frame (fixture);
}

#define ADD(name, func) g_test_add ("/article-view/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_autofree char *tool = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  tool = g_find_program_in_path ("xdotool");
  has_xdotool = tool != NULL;
  ADD ("drag-selects-and-trims", test_drag_selects_and_trims);
  ADD ("double-and-triple-click", test_double_and_triple_click);
  ADD ("control-drag-pins", test_control_drag_pins);
  ADD ("press-in-selection", test_press_in_selection_starts_anew);
  ADD ("click-picks-in-turn", test_click_picks_in_turn);
  ADD ("edge-drag", test_edge_drag);
  ADD ("chip-picks", test_chip_picks);
  ADD ("menu", test_menu);
  ADD ("menu-key", test_menu_key);
  ADD ("actions", test_actions);
  ADD ("caret", test_caret);
  ADD ("copy", test_copy);
  ADD ("reveal", test_reveal);
  ADD ("typography", test_typography);
  ADD ("empty", test_empty);
  ADD ("accessible", test_accessible);
  ADD ("runs", test_runs);
  ADD ("runs-of-lines", test_runs_of_lines);
  ADD ("crowd", test_crowd);
  return g_test_run ();
}
