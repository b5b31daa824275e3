/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The article, set to be read, with its marks: where passages are selected and tags picked. */
#include "config.h"

#include "hu-article-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <unicode/uchar.h>

#include "hu-article-view-private.h"
#include "hu-typography.h"

/* What is kept free above and below a passage that is scrolled to, as a share of the view. */
#define REVEAL_MARGIN 0.12
/* Pixels; narrower it is never set. */
#define MINIMUM_WIDTH 160
/* In how many characters the document's direction is looked for. */
#define DIRECTION_SAMPLE 4096

G_DEFINE_FINAL_TYPE (HuArticleView, hu_article_view, GTK_TYPE_TEXT_VIEW)

enum
{
  PROP_0,
  PROP_EDITOR,
  PROP_TEXT_SCALE,
  PROP_TEXT_WIDTH,
  PROP_FONT_NAME,
  PROP_COLUMN_WIDTH,
  PROP_MATCHES,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* The text and its parts. */

HuLayer *
article_view_get_layer (HuArticleView *self)
{
  return self->editor ? hu_editor_get_layer (self->editor) : NULL;
}

/* (transfer full) (element-type HuPart) */
static GArray *
read_parts (HuLayer *layer)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (HuPart));
  HuValue *list = layer ? hu_record_get (hu_layer_get_document (layer), HU_MEMBER_PARTS) : NULL;

  for (gsize i = 0; i < hu_value_get_size (list); i++)
    {
      HuValue *item = hu_value_get_nth (list, i);
      const gint64 start = hu_value_get_int (hu_value_get_member (item, "start"));
      const gint64 end = hu_value_get_int (hu_value_get_member (item, "end"));
      const HuPart part = { hu_part_kind_from_name (hu_value_get_member_string (item, "kind")),
                            (guint) MAX (start, 0), (guint) MAX (end, 0) };

      if (part.kind != HU_PART_BODY && part.start < part.end)
        g_array_append_val (parts, part);
    }
  return parts;
}

/* The direction of the text's first strong letter. */
static gboolean
is_right_to_left (HuText *text)
{
  const guint length = MIN (hu_text_get_length (text), DIRECTION_SAMPLE);

  for (guint i = 0; i < length; i++)
    switch (u_charDirection ((UChar32) hu_text_get_char (text, i)))
      {
      case U_LEFT_TO_RIGHT:
        return FALSE;
      case U_RIGHT_TO_LEFT:
      case U_RIGHT_TO_LEFT_ARABIC:
        return TRUE;
      default:
        break;
      }
  return FALSE;
}

/* The offset of what is shown at the top. */
static guint
get_top (HuArticleView *self)
{
  GdkRectangle visible;
  GtkTextIter iter;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, visible.x, visible.y);
  return hu_article_buffer_get_offset (self->buffer, &iter);
}

static void loaded (HuArticleView *self);

static void
show_text (HuArticleView *self)
{
  HuText *text = self->editor ? hu_editor_get_text (self->editor) : NULL;
  HuText *before = hu_article_buffer_get_text (self->buffer);
  g_autoptr (GArray) parts = NULL;

  if (text == before)
    return;
  self->top_pending = text && before && self->shown == hu_editor_get_document (self->editor);
  if (self->top_pending)
    self->top = hu_text_follow_offset (before, text, get_top (self));
  self->shown = text ? hu_editor_get_document (self->editor) : NULL;
  parts = read_parts (text ? hu_editor_get_layer (self->editor) : NULL);
  self->reveal_pending = FALSE;
  self->right_to_left = text && is_right_to_left (text);
  article_view_update_typography (self);
  article_view_forget_layouts (self);
  self->following = TRUE;
  hu_article_buffer_set_text (self->buffer, text, (const HuPart *) parts->data, parts->len);
  self->following = FALSE;
  /* A short text is there at once, which is told while the selection isn't followed. */
  loaded (self);
}

static void
show_parts (HuArticleView *self)
{
  g_autoptr (GArray) parts = read_parts (article_view_get_layer (self));

  hu_article_buffer_set_parts (self->buffer, (const HuPart *) parts->data, parts->len);
  article_view_forget_layouts (self);
}

/* The selection. */

static void
get_selection (HuArticleView *self, guint *anchor, guint *caret)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_selection_bound (buffer));
  *anchor = hu_article_buffer_get_offset (self->buffer, &iter);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  *caret = hu_article_buffer_get_offset (self->buffer, &iter);
}

void
article_view_report_selection (HuArticleView *self)
{
  guint anchor, caret;

  if (self->following || self->pressed || !self->editor || !hu_editor_get_document (self->editor))
    return;
  get_selection (self, &anchor, &caret);
  hu_editor_report_selection (self->editor, anchor, caret);
}

static void
mark_set (GtkTextBuffer *buffer, const GtkTextIter *iter, GtkTextMark *mark, HuArticleView *self)
{
  if (mark == gtk_text_buffer_get_insert (buffer) || mark == gtk_text_buffer_get_selection_bound (buffer))
    article_view_report_selection (self);
}

/* What is drawn is invisible to a screen reader: the tags at the caret are also said. */
static void
update_description (HuArticleView *self)
{
  HuLayer *layer = article_view_get_layer (self);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *text = NULL;
  guint caret;

  if (layer)
    {
      caret = hu_editor_get_caret (self->editor);
      records = hu_layer_find_touching (layer, HU_KINDS_TAGS, caret, caret);
      text = article_view_describe (self, records);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text ? text : "", -1);
}

static void
follow_selection (HuArticleView *self)
{
  GtkTextIter anchor, caret;
  guint shown_anchor, shown_caret;
  const guint wanted_anchor = hu_editor_get_anchor (self->editor);
  const guint wanted_caret = hu_editor_get_caret (self->editor);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  update_description (self);
  get_selection (self, &shown_anchor, &shown_caret);
  if (self->following || (shown_anchor == wanted_anchor && shown_caret == wanted_caret))
    return;
  hu_article_buffer_get_iter (self->buffer, wanted_anchor, &anchor);
  hu_article_buffer_get_iter (self->buffer, wanted_caret, &caret);
  self->following = TRUE;
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (self->buffer), &caret, &anchor);
  gtk_text_view_reset_cursor_blink (GTK_TEXT_VIEW (self));
  self->following = FALSE;
}

/* Scrolling. */

static void
scroll_to (HuArticleView *self, guint start, guint end)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter iter;
  GdkRectangle visible, first, last;
  int margin;

  hu_article_buffer_get_end_iter (self->buffer, end, &iter);
  gtk_text_view_get_iter_location (view, &iter, &last);
  hu_article_buffer_get_iter (self->buffer, start, &iter);
  gtk_text_view_get_iter_location (view, &iter, &first);
  gtk_text_view_get_visible_rect (view, &visible);
  margin = (int) (visible.height * REVEAL_MARGIN);
  if (first.y >= visible.y + margin && last.y + last.height <= visible.y + visible.height - margin)
    return;
  gtk_text_buffer_move_mark_by_name (GTK_TEXT_BUFFER (self->buffer), "hu-reveal", &iter);
  gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_mark (GTK_TEXT_BUFFER (self->buffer), "hu-reveal"),
                                0, TRUE, 0, 0.3);
}

void
hu_article_view_reveal (HuArticleView *self, guint start, guint end)
{
  g_return_if_fail (HU_IS_ARTICLE_VIEW (self));
  self->reveal_pending = !hu_article_buffer_get_loaded (self->buffer);
  self->reveal = (HuRange){ start, end };
  if (!self->reveal_pending)
    scroll_to (self, start, end);
}

void
article_view_set_column (HuArticleView *self, int column)
{
  if (column == self->column)
    return;
  self->column = column;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLUMN_WIDTH]);
}

void
hu_article_view_set_matches (HuArticleView *self, GArray *matches)
{
  g_return_if_fail (HU_IS_ARTICLE_VIEW (self));
  if (matches == self->matches)
    return;
  g_clear_pointer (&self->matches, g_array_unref);
  self->matches = matches ? g_array_ref (matches) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MATCHES]);
}

static void
loaded (HuArticleView *self)
{
  if (self->following || !hu_article_buffer_get_loaded (self->buffer) || !self->editor)
    return;
  follow_selection (self);
  if (self->top_pending && self->top > 0)
    {
      GtkTextIter iter;
      GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

      hu_article_buffer_get_iter (self->buffer, self->top, &iter);
      gtk_text_buffer_move_mark_by_name (buffer, "hu-reveal", &iter);
      gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), gtk_text_buffer_get_mark (buffer, "hu-reveal"), 0,
                                    TRUE, 0, 0);
    }
  self->top_pending = FALSE;
  if (!self->reveal_pending)
    return;
  self->reveal_pending = FALSE;
  scroll_to (self, self->reveal.start, self->reveal.end);
}

/* The editor. */

static void
editor_reveal (HuEditor *editor, guint start, guint end, HuArticleView *self)
{
  hu_article_view_reveal (self, start, end);
}

static void
editor_changed (HuEditor *editor, HuEdit *edit, HuArticleView *self)
{
  if (hu_edit_find_change (edit, HU_KIND_DOCUMENT, ""))
    show_parts (self);
  article_view_forget_marks (self);
  update_description (self);
}

static void
editor_focus_article (HuEditor *editor, HuArticleView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
editor_document_changed (HuArticleView *self)
{
  HuDocument *document = self->editor ? hu_editor_get_document (self->editor) : NULL;

  g_signal_group_set_target (self->document_signals, document);
  show_text (self);
  article_view_forget_marks (self);
  update_description (self);
}

static void
connect_editor (HuArticleView *self)
{
  self->editor_signals = g_signal_group_new (HU_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "notify::document",
                                  G_CALLBACK (editor_document_changed), self);
  g_signal_group_connect_swapped (self->editor_signals, "selection-changed", G_CALLBACK (follow_selection),
                                  self);
  g_signal_group_connect_swapped (self->editor_signals, "hand-changed",
                                  G_CALLBACK (article_view_forget_marks), self);
  g_signal_group_connect (self->editor_signals, "changed", G_CALLBACK (editor_changed), self);
  g_signal_group_connect (self->editor_signals, "reveal", G_CALLBACK (editor_reveal), self);
  g_signal_group_connect_swapped (self->editor_signals, "emphasis-changed",
                                  G_CALLBACK (article_view_forget_marks), self);
  g_signal_group_connect_swapped (self->editor_signals, "choose-fields",
                                  G_CALLBACK (article_view_choose_fields), self);
  g_signal_group_connect (self->editor_signals, "focus-article", G_CALLBACK (editor_focus_article), self);
  self->document_signals = g_signal_group_new (HU_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "notify::text", G_CALLBACK (show_text), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::codebook",
                                  G_CALLBACK (article_view_forget_marks), self);
}

HuEditor *
hu_article_view_get_editor (HuArticleView *self)
{
  g_return_val_if_fail (HU_IS_ARTICLE_VIEW (self), NULL);
  return self->editor;
}

void
hu_article_view_set_editor (HuArticleView *self, HuEditor *editor)
{
  g_return_if_fail (HU_IS_ARTICLE_VIEW (self));
  if (!g_set_object (&self->editor, editor))
    return;
  g_signal_group_set_target (self->editor_signals, editor);
  editor_document_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

/* Properties. */

double
hu_article_view_get_text_scale (HuArticleView *self)
{
  g_return_val_if_fail (HU_IS_ARTICLE_VIEW (self), 1);
  return self->text_scale;
}

void
hu_article_view_set_text_scale (HuArticleView *self, double scale)
{
  g_return_if_fail (HU_IS_ARTICLE_VIEW (self) && scale > 0);
  if (scale == self->text_scale)
    return;
  self->text_scale = scale;
  article_view_update_typography (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT_SCALE]);
}

guint
hu_article_view_get_text_width (HuArticleView *self)
{
  g_return_val_if_fail (HU_IS_ARTICLE_VIEW (self), 0);
  return self->text_width;
}

void
hu_article_view_set_text_width (HuArticleView *self, guint characters)
{
  g_return_if_fail (HU_IS_ARTICLE_VIEW (self) && characters > 0);
  if (characters == self->text_width)
    return;
  self->text_width = characters;
  article_view_update_typography (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT_WIDTH]);
}

const char *
hu_article_view_get_font_name (HuArticleView *self)
{
  g_return_val_if_fail (HU_IS_ARTICLE_VIEW (self), NULL);
  return self->font_name;
}

void
hu_article_view_set_font_name (HuArticleView *self, const char *font_name)
{
  g_return_if_fail (HU_IS_ARTICLE_VIEW (self));
  if (g_strcmp0 (font_name, self->font_name) == 0)
    return;
  g_free (self->font_name);
  self->font_name = g_strdup (font_name);
  article_view_update_typography (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FONT_NAME]);
}

int
hu_article_view_get_column_width (HuArticleView *self)
{
  g_return_val_if_fail (HU_IS_ARTICLE_VIEW (self), 0);
  return self->column;
}

static void
hu_article_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HuArticleView *self = HU_ARTICLE_VIEW (object);

  switch (id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;
    case PROP_TEXT_SCALE:
      g_value_set_double (value, self->text_scale);
      break;
    case PROP_TEXT_WIDTH:
      g_value_set_uint (value, self->text_width);
      break;
    case PROP_FONT_NAME:
      g_value_set_string (value, self->font_name);
      break;
    case PROP_COLUMN_WIDTH:
      g_value_set_int (value, self->column);
      break;
    case PROP_MATCHES:
      g_value_set_boxed (value, self->matches);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hu_article_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HuArticleView *self = HU_ARTICLE_VIEW (object);

  switch (id)
    {
    case PROP_EDITOR:
      hu_article_view_set_editor (self, g_value_get_object (value));
      break;
    case PROP_TEXT_SCALE:
      hu_article_view_set_text_scale (self, g_value_get_double (value));
      break;
    case PROP_TEXT_WIDTH:
      hu_article_view_set_text_width (self, g_value_get_uint (value));
      break;
    case PROP_FONT_NAME:
      hu_article_view_set_font_name (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* The widget. */

/* The margins shrink where there is little room: they don't keep the window from being narrow. */
static void
hu_article_view_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  GTK_WIDGET_CLASS (hu_article_view_parent_class)
      ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, MINIMUM_WIDTH);
}

static void
hu_article_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HuArticleView *self = HU_ARTICLE_VIEW (widget);

  if (width != self->layout_width)
    {
      self->layout_width = width;
      article_view_update_margins (self);
      article_view_forget_layouts (self);
    }
  GTK_WIDGET_CLASS (hu_article_view_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->menu)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

/* What is selected: from the document, not from what is displayed. NULL: nothing is. */
static GdkContentProvider *
make_content (HuArticleView *self)
{
  HuText *text = hu_article_buffer_get_text (self->buffer);
  g_autoptr (GBytes) bytes = NULL;
  guint anchor, caret, start, end;

  if (!text)
    return NULL;
  get_selection (self, &anchor, &caret);
  start = MIN (anchor, caret);
  end = MAX (anchor, caret);
  if (start == end)
    return NULL;
  /* Not a string, which a NUL would cut short. */
  bytes = g_bytes_new_take (hu_text_dup_range (text, start, end),
                            hu_text_offset_to_byte (text, end) - hu_text_offset_to_byte (text, start));
  return gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", bytes);
}

static void
hu_article_view_copy_clipboard (GtkTextView *view)
{
  g_autoptr (GdkContentProvider) provider = make_content (HU_ARTICLE_VIEW (view));

  if (provider)
    gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (view)), provider);
}

void
article_view_offer_selection (HuArticleView *self)
{
  g_autoptr (GdkContentProvider) provider = make_content (self);

  if (provider)
    gdk_clipboard_set_content (gtk_widget_get_primary_clipboard (GTK_WIDGET (self)), provider);
}

/* GTK's way with the primary clipboard would let go of what is selected here as soon as an entry selects
 * something, and the other way round. The article's selection stays: it is what is being coded. */
static void
hu_article_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (hu_article_view_parent_class)->realize (widget);
  gtk_text_buffer_remove_selection_clipboard (GTK_TEXT_BUFFER (HU_ARTICLE_VIEW (widget)->buffer),
                                              gtk_widget_get_primary_clipboard (widget));
}

/* GTK takes it away again, and must find it. */
static void
hu_article_view_unrealize (GtkWidget *widget)
{
  gtk_text_buffer_add_selection_clipboard (GTK_TEXT_BUFFER (HU_ARTICLE_VIEW (widget)->buffer),
                                           gtk_widget_get_primary_clipboard (widget));
  GTK_WIDGET_CLASS (hu_article_view_parent_class)->unrealize (widget);
}

static gboolean
caret_is_on_blank (HuArticleView *self, GtkTextIter *caret)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  gtk_text_buffer_get_iter_at_mark (buffer, caret, gtk_text_buffer_get_insert (buffer));
  return hu_article_buffer_is_blank (self->buffer, caret);
}

/* The next paragraph's start, or the end of the one before. */
static void
leave_blank_lines (HuArticleView *self, gboolean backward, gboolean extend)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter caret, anchor;

  caret_is_on_blank (self, &caret);
  while (hu_article_buffer_is_blank (self->buffer, &caret))
    if (!(backward ? gtk_text_iter_backward_line (&caret) : gtk_text_iter_forward_line (&caret)))
      return;
  if (backward && !gtk_text_iter_ends_line (&caret))
    gtk_text_iter_forward_to_line_end (&caret);
  anchor = caret;
  if (extend)
    gtk_text_buffer_get_iter_at_mark (buffer, &anchor, gtk_text_buffer_get_selection_bound (buffer));
  gtk_text_buffer_select_range (buffer, &caret, &anchor);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer));
}

/* Blank lines only keep paragraphs apart, and are as thin as a hair: the caret passes over them. */
static void
hu_article_view_move_cursor (GtkTextView *view, GtkMovementStep step, int count, gboolean extend)
{
  HuArticleView *self = HU_ARTICLE_VIEW (view);
  GtkTextViewClass *parent_class = GTK_TEXT_VIEW_CLASS (hu_article_view_parent_class);
  GtkTextIter caret, before;
  gboolean blank;

  parent_class->move_cursor (view, step, count, extend);
  blank = caret_is_on_blank (self, &caret);
  /* Up and down keep their column. */
  while (blank && step == GTK_MOVEMENT_DISPLAY_LINES)
    {
      before = caret;
      parent_class->move_cursor (view, step, count > 0 ? 1 : -1, extend);
      blank = caret_is_on_blank (self, &caret) && !gtk_text_iter_equal (&caret, &before);
    }
  if (blank && step != GTK_MOVEMENT_DISPLAY_LINES && step != GTK_MOVEMENT_BUFFER_ENDS)
    leave_blank_lines (self, count < 0, extend);
}

static void
style_changed (HuArticleView *self)
{
  self->dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  self->high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  article_view_update_typography (self);
}

static void
hu_article_view_dispose (GObject *object)
{
  HuArticleView *self = HU_ARTICLE_VIEW (object);

  article_view_dispose_pointer (self);
  g_clear_object (&self->editor_signals);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->editor);
  g_clear_object (&self->interface_settings);
  if (self->buffer)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  G_OBJECT_CLASS (hu_article_view_parent_class)->dispose (object);
}

static void
hu_article_view_finalize (GObject *object)
{
  HuArticleView *self = HU_ARTICLE_VIEW (object);

  article_view_clear_paragraphs (self);
  g_clear_object (&self->buffer);
  g_clear_pointer (&self->matches, g_array_unref);
  g_free (self->font_name);
  G_OBJECT_CLASS (hu_article_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, HU_TYPE_EDITOR, flags);
  properties[PROP_TEXT_SCALE] = g_param_spec_double ("text-scale", NULL, NULL, 0.1, 10, 1, flags);
  properties[PROP_TEXT_WIDTH] =
      g_param_spec_uint ("text-width", NULL, NULL, 10, 1000, HU_TYPOGRAPHY_WIDTH, flags);
  properties[PROP_FONT_NAME] = g_param_spec_string ("font-name", NULL, NULL, NULL, flags);
  properties[PROP_COLUMN_WIDTH] = g_param_spec_int ("column-width", NULL, NULL, 0, G_MAXINT, 0,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MATCHES] =
      g_param_spec_boxed ("matches", NULL, NULL, G_TYPE_ARRAY, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hu_article_view_class_init (HuArticleViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hu_article_view_get_property;
  object_class->set_property = hu_article_view_set_property;
  object_class->dispose = hu_article_view_dispose;
  object_class->finalize = hu_article_view_finalize;
  GTK_WIDGET_CLASS (klass)->realize = hu_article_view_realize;
  GTK_WIDGET_CLASS (klass)->unrealize = hu_article_view_unrealize;
  GTK_WIDGET_CLASS (klass)->measure = hu_article_view_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = hu_article_view_size_allocate;
  GTK_TEXT_VIEW_CLASS (klass)->snapshot_layer = article_view_snapshot_layer;
  GTK_TEXT_VIEW_CLASS (klass)->extend_selection = article_view_extend_selection;
  GTK_TEXT_VIEW_CLASS (klass)->copy_clipboard = hu_article_view_copy_clipboard;
  GTK_TEXT_VIEW_CLASS (klass)->move_cursor = hu_article_view_move_cursor;
  article_view_install_actions (GTK_WIDGET_CLASS (klass));
  install_properties (object_class);
}

/* Everything that the typography depends on. */
static void
watch_style (HuArticleView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));

  self->interface_settings = hu_typography_get_interface_settings ();
  if (self->interface_settings)
    g_signal_connect_object (self->interface_settings, "changed::" HU_TYPOGRAPHY_FONT_KEY,
                             G_CALLBACK (style_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (style_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (style_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-font-name", G_CALLBACK (style_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (style_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
hu_article_view_init (HuArticleView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter start;

  self->text_scale = 1;
  self->leading = 1;
  self->text_width = HU_TYPOGRAPHY_WIDTH;
  article_view_init_paragraphs (self);
  self->buffer = hu_article_buffer_new ();
  gtk_text_view_set_buffer (view, GTK_TEXT_BUFFER (self->buffer));
  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_cursor_visible (view, TRUE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "article");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Article"), -1);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self->buffer), "hu-reveal", &start, TRUE);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (article_view_forget_layouts), self);
  g_signal_connect (self->buffer, "mark-set", G_CALLBACK (mark_set), self);
  g_signal_connect_swapped (self->buffer, "notify::loaded", G_CALLBACK (loaded), self);
  connect_editor (self);
  article_view_init_pointer (self);
  watch_style (self);
  style_changed (self);
}

HuArticleView *
hu_article_view_new (void)
{
  return g_object_new (HU_TYPE_ARTICLE_VIEW, NULL);
}
