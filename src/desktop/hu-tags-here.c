/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line under the article: the tags at the caret, and what was done last, in words. */
#include "config.h"
#include "hu-tags-here.h"

#include "hu-description.h"

#define ANNOUNCED_FOR 6   /* seconds */
#define MOST_NAMED    6   /* tags; the rest is counted */
#define LONGEST_LINE  400 /* characters of a memo or gist that are said */

struct _HuTagsHere
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *tags;
  GtkLabel *announcement;

  HuEditor *editor;
  GSignalGroup *editor_signals;
  guint update_id;
  guint fade_id;
};

enum
{
  PROP_EDITOR = 1,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HuTagsHere, hu_tags_here, GTK_TYPE_WIDGET)

static guint
length_of (HuRecord *record)
{
  guint start = 0, end = 0;

  hu_record_get_extent (record, &start, &end);
  return end - start;
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const guint x = length_of (*(HuRecord **) a), y = length_of (*(HuRecord **) b);

  return x < y ? -1 : x > y;
}

/* Whether one of its spans holds the place or ends there, as one that was just made does. */
static gboolean
is_here (HuRecord *record, guint offset)
{
  gsize n;
  const HuSpan *spans = hu_record_get_spans (record, &n);

  for (gsize i = 0; i < n; i++)
    if (!spans[i].lost && spans[i].start <= offset && offset <= spans[i].end)
      return TRUE;
  return FALSE;
}

/* "Claim: Anneke Voss, Prediction · Harbour fee": the lines of its description as one. (transfer full) */
static char *
describe (HuEditor *editor, HuRecord *record)
{
  g_autofree char *lines = hu_describe_tag (hu_editor_get_document (editor), record);
  g_auto (GStrv) parts = g_strsplit (lines, "\n", -1);
  g_autofree char *line = g_strjoinv (", ", parts);
  g_autofree char *short_line = NULL;

  if (g_utf8_strlen (line, -1) <= LONGEST_LINE)
    return g_steal_pointer (&line);
  short_line = g_utf8_substring (line, 0, LONGEST_LINE);
  return g_strconcat (short_line, "…", NULL);
}

/* The tags at the caret, the smallest first. (transfer full) */
static char *
describe_tags (HuEditor *editor)
{
  const guint caret = hu_editor_get_caret (editor);
  g_autoptr (GPtrArray) records =
      hu_layer_find_touching (hu_editor_get_layer (editor), HU_KINDS_TAGS, caret ? caret - 1 : 0, caret + 1);
  GString *text = g_string_new (NULL);
  guint n = 0;

  g_ptr_array_sort (records, compare_lengths);
  for (guint i = 0; i < records->len; i++)
    {
      HuRecord *record = g_ptr_array_index (records, i);
      g_autofree char *line = NULL;

      if (!is_here (record, caret) || n++ >= MOST_NAMED)
        continue;
      line = describe (editor, record);
      g_string_append_printf (text, "%s%s", text->len ? "  •  " : "", line);
    }
  if (n > MOST_NAMED)
    g_string_append_printf (text, "  •  +%u", n - MOST_NAMED);
  return g_string_free (text, FALSE);
}

static gboolean
update (gpointer data)
{
  HuTagsHere *self = data;
  g_autofree char *text = NULL;

  self->update_id = 0;
  if (self->editor && hu_editor_get_document (self->editor))
    text = describe_tags (self->editor);
  gtk_label_set_text (self->tags, text ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->tags), text && *text ? text : NULL);
  return G_SOURCE_REMOVE;
}

static void
queue_update (HuTagsHere *self)
{
  if (!self->update_id)
    self->update_id = g_idle_add (update, self);
}

static gboolean
fade (gpointer data)
{
  HuTagsHere *self = data;

  self->fade_id = 0;
  gtk_label_set_text (self->announcement, "");
  return G_SOURCE_REMOVE;
}

static void
announce (HuEditor *editor, const char *text, HuTagsHere *self)
{
  g_clear_handle_id (&self->fade_id, g_source_remove);
  /* The same words again are a change too. */
  gtk_label_set_text (self->announcement, "");
  gtk_label_set_text (self->announcement, text);
  self->fade_id = g_timeout_add_seconds (ANNOUNCED_FOR, fade, self);
}

HuEditor *
hu_tags_here_get_editor (HuTagsHere *self)
{
  g_return_val_if_fail (HU_IS_TAGS_HERE (self), NULL);
  return self->editor;
}

void
hu_tags_here_set_editor (HuTagsHere *self, HuEditor *editor)
{
  g_return_if_fail (HU_IS_TAGS_HERE (self));
  if (!g_set_object (&self->editor, editor))
    return;
  g_signal_group_set_target (self->editor_signals, editor);
  queue_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
hu_tags_here_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, HU_TAGS_HERE (object)->editor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hu_tags_here_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_EDITOR:
      hu_tags_here_set_editor (HU_TAGS_HERE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hu_tags_here_dispose (GObject *object)
{
  HuTagsHere *self = HU_TAGS_HERE (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_handle_id (&self->fade_id, g_source_remove);
  g_clear_object (&self->editor_signals);
  g_clear_object (&self->editor);
  gtk_widget_dispose_template (GTK_WIDGET (self), HU_TYPE_TAGS_HERE);
  G_OBJECT_CLASS (hu_tags_here_parent_class)->dispose (object);
}

static void
hu_tags_here_class_init (HuTagsHereClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hu_tags_here_get_property;
  object_class->set_property = hu_tags_here_set_property;
  object_class->dispose = hu_tags_here_dispose;
  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, HU_TYPE_EDITOR,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-tags-here.ui");
  gtk_widget_class_bind_template_child (widget_class, HuTagsHere, box);
  gtk_widget_class_bind_template_child (widget_class, HuTagsHere, tags);
  gtk_widget_class_bind_template_child (widget_class, HuTagsHere, announcement);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-tags-here");
}

static void
hu_tags_here_init (HuTagsHere *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->editor_signals = g_signal_group_new (HU_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "notify::document", G_CALLBACK (queue_update), self);
  g_signal_group_connect_swapped (self->editor_signals, "selection-changed", G_CALLBACK (queue_update), self);
  g_signal_group_connect_swapped (self->editor_signals, "changed", G_CALLBACK (queue_update), self);
  g_signal_group_connect (self->editor_signals, "announce", G_CALLBACK (announce), self);
}

GtkWidget *
hu_tags_here_new (HuEditor *editor)
{
  return g_object_new (HU_TYPE_TAGS_HERE, "editor", editor, NULL);
}
