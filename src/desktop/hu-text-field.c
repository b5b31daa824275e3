/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of a card for text: a gist, a note, a date, an address. */
#include "config.h"

#include "hu-text-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hu-edtf.h"
#include "hu-wrapped-text.h"

struct _HuTextField
{
  HuCardField parent_instance;

  gboolean multiline;
  gboolean lines;
  char *placeholder;
  char *check;

  GtkWidget *box;
  GtkWidget *text; /* a GtkText or a GtkTextView */
  GtkWidget *hint; /* the placeholder of a GtkTextView */
  GtkWidget *message;
  char *shown;      /* what the record had when it was last looked at; NULL: nothing */
  gboolean setting; /* the text is being set, not typed */
  char *kept;       /* what it had before this was typed: what it has while that is wrong */
  char *id;         /* of the record */
};

G_DEFINE_FINAL_TYPE (HuTextField, hu_text_field, HU_TYPE_CARD_FIELD)

enum
{
  PROP_0,
  PROP_MULTILINE,
  PROP_LINES,
  PROP_PLACEHOLDER,
  PROP_CHECK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char *
dup_text (HuTextField *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (!self->multiline)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text)));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* What was there is deleted first, which must not be taken for a change. */
static void
set_text (HuTextField *self, const char *text)
{
  self->setting = TRUE;
  if (self->multiline)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  self->setting = FALSE;
}

static void
update_hint (HuTextField *self)
{
  g_autofree char *text = self->hint ? dup_text (self) : NULL;

  if (self->hint)
    gtk_widget_set_visible (self->hint, !*text);
}

/* NULL where @text may be written; else what is wrong with it. */
static const char *
find_problem (HuTextField *self, const char *text)
{
  GdkRGBA color;
  char *end = NULL;

  if (!*text || !self->check)
    return NULL;
  if (strcmp (self->check, "date") == 0 && !hu_edtf_is_valid (text))
    return _ ("A date such as 2031, 2031-03 or 2031-03-04, or two with / between");
  if (strcmp (self->check, "color") == 0 &&
      !(text[0] == '#' && strlen (text) == 7 && gdk_rgba_parse (&color, text)))
    return _ ("A colour such as #1a5fb4");
  if (strcmp (self->check, "url") == 0 && !g_uri_is_valid (text, G_URI_FLAGS_NONE, NULL))
    return _ ("An address such as https://example.org/page");
  if (strcmp (self->check, "number") == 0)
    {
      double number = g_ascii_strtod (text, &end);

      if (*end || !(number == number) || number > 1e300 || number < -1e300)
        return _ ("A number such as 3 or 0.5");
    }
  return NULL;
}

static void
show_problem (HuTextField *self, const char *problem)
{
  gtk_label_set_label (GTK_LABEL (self->message), problem ? problem : "");
  gtk_widget_set_visible (self->message, problem != NULL);
  if (problem)
    gtk_widget_add_css_class (self->text, "error");
  else
    gtk_widget_remove_css_class (self->text, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_STATE_INVALID,
                               problem ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static HuValue *
make_value (HuTextField *self, const char *text)
{
  if (!*text)
    return NULL;
  if (g_strcmp0 (self->check, "number") == 0)
    return hu_value_new_double (g_ascii_strtod (text, NULL));
  return hu_value_new_string (text);
}

static void
text_changed (HuTextField *self)
{
  g_autofree char *text = g_strstrip (dup_text (self));
  const char *problem = find_problem (self, text);
  const char *target = problem ? self->kept : *text ? text : NULL;
  g_autoptr (HuValue) value = NULL;

  update_hint (self);
  if (self->setting || hu_card_field_is_updating (HU_CARD_FIELD (self)))
    return;
  show_problem (self, problem);
  if (g_strcmp0 (target, self->shown) == 0)
    return;
  /* Before the change comes back by the update, which then has nothing to set. */
  g_free (self->shown);
  self->shown = g_strdup (target);
  value = make_value (self, target ? target : "");
  hu_card_field_set_value (HU_CARD_FIELD (self), value, TRUE);
}

static void
keep (HuTextField *self)
{
  g_free (self->kept);
  self->kept = g_strdup (self->shown);
}

static void
focus_left (HuTextField *self)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  HuDocument *document = editor ? hu_editor_get_document (editor) : NULL;

  keep (self);
  if (document)
    hu_document_end_coalescing (document);
}

/* A GtkTextView has no placeholder of its own. */
static void
make_hint (HuTextField *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->hint = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->hint), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->hint, "placeholder");
  gtk_widget_set_halign (self->hint, GTK_ALIGN_START);
  gtk_widget_set_can_target (self->hint, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->text);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->hint);
}

static void
make_text (HuTextField *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  if (self->multiline)
    {
      self->text = hu_wrapped_text_new ();
      gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->text), FALSE);
      gtk_widget_add_css_class (self->text, "card-text");
      g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), "changed",
                                G_CALLBACK (text_changed), self);
      make_hint (self);
    }
  else
    {
      /* A GtkText by itself is nothing to screen readers. */
      self->text = g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);
      gtk_editable_set_width_chars (GTK_EDITABLE (self->text), 6);
      g_signal_connect_swapped (self->text, "changed", G_CALLBACK (text_changed), self);
    }
  hu_card_field_watch_preedit (self->text);
  gtk_widget_set_hexpand (self->text, TRUE);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left), self);
  gtk_widget_add_controller (self->text, focus);
  gtk_box_prepend (GTK_BOX (self->box), self->hint ? gtk_widget_get_parent (self->hint) : self->text);
}

static void
hu_text_field_constructed (GObject *object)
{
  HuTextField *self = HU_TEXT_FIELD (object);

  G_OBJECT_CLASS (hu_text_field_parent_class)->constructed (object);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_valign (self->box, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->message = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->message), 0);
  gtk_widget_add_css_class (self->message, "error");
  gtk_widget_add_css_class (self->message, "caption");
  gtk_widget_set_visible (self->message, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->message);
  make_text (self);
}

static void
update_label (HuTextField *self)
{
  const char *label = hu_card_field_get_label (HU_CARD_FIELD (self));

  if (label)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
hu_text_field_update (HuCardField *field, HuRecord *record)
{
  HuTextField *self = HU_TEXT_FIELD (field);
  const char *value = hu_value_get_string (hu_card_field_get_value (field));
  const char *id = record ? hu_record_get_id (record) : NULL;
  gboolean same_record = g_strcmp0 (id, self->id) == 0;

  if (same_record && g_strcmp0 (value, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (value);
  keep (self);
  if (!same_record)
    {
      g_free (self->id);
      self->id = g_strdup (id);
    }
  set_text (self, value ? value : "");
  show_problem (self, NULL);
  update_hint (self);
}

static gboolean
hu_text_field_has_uncommitted (HuCardField *field)
{
  HuTextField *self = HU_TEXT_FIELD (field);
  g_autofree char *text = g_strstrip (dup_text (self));

  return g_strcmp0 (*text ? text : NULL, self->shown) != 0;
}

static void
hu_text_field_drop_uncommitted (HuCardField *field)
{
  HuTextField *self = HU_TEXT_FIELD (field);

  if (!hu_text_field_has_uncommitted (field))
    return;
  set_text (self, self->shown ? self->shown : "");
  show_problem (self, NULL);
}

static gboolean
hu_text_field_grab_focus (GtkWidget *widget)
{
  HuTextField *self = HU_TEXT_FIELD (widget);

  return self->multiline ? gtk_widget_grab_focus (self->text)
                         : gtk_text_grab_focus_without_selecting (GTK_TEXT (self->text));
}

static void
hu_text_field_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HuTextField *self = HU_TEXT_FIELD (object);

  switch (prop_id)
    {
    case PROP_MULTILINE:
      g_value_set_boolean (value, self->multiline);
      break;
    case PROP_LINES:
      g_value_set_boolean (value, self->lines);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    case PROP_CHECK:
      g_value_set_string (value, self->check);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_placeholder (HuTextField *self, const char *placeholder)
{
  g_free (self->placeholder);
  self->placeholder = g_strdup (placeholder);
  if (self->hint)
    gtk_label_set_label (GTK_LABEL (self->hint), placeholder ? placeholder : "");
  else
    gtk_text_set_placeholder_text (GTK_TEXT (self->text), placeholder);
}

static void
hu_text_field_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  HuTextField *self = HU_TEXT_FIELD (object);

  switch (prop_id)
    {
    case PROP_MULTILINE:
      self->multiline = g_value_get_boolean (value);
      break;
    case PROP_LINES:
      self->lines = g_value_get_boolean (value);
      break;
    case PROP_PLACEHOLDER:
      set_placeholder (self, g_value_get_string (value));
      break;
    case PROP_CHECK:
      g_free (self->check);
      self->check = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_text_field_finalize (GObject *object)
{
  HuTextField *self = HU_TEXT_FIELD (object);

  g_free (self->placeholder);
  g_free (self->check);
  g_free (self->shown);
  g_free (self->kept);
  g_free (self->id);
  G_OBJECT_CLASS (hu_text_field_parent_class)->finalize (object);
}

static void
hu_text_field_class_init (HuTextFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  HuCardFieldClass *field_class = HU_CARD_FIELD_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "hu-text-field");
  object_class->constructed = hu_text_field_constructed;
  object_class->get_property = hu_text_field_get_property;
  object_class->set_property = hu_text_field_set_property;
  object_class->finalize = hu_text_field_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = hu_text_field_grab_focus;
  field_class->update = hu_text_field_update;
  field_class->has_uncommitted = hu_text_field_has_uncommitted;
  field_class->drop_uncommitted = hu_text_field_drop_uncommitted;

  properties[PROP_MULTILINE] =
      g_param_spec_boolean ("multiline", NULL, NULL, FALSE, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_LINES] = g_param_spec_boolean ("lines", NULL, NULL, FALSE, flags);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  properties[PROP_CHECK] = g_param_spec_string ("check", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hu_text_field_init (HuTextField *self)
{
  g_signal_connect (self, "notify::label", G_CALLBACK (update_label), NULL);
}

gboolean
hu_text_field_takes_lines (HuTextField *self)
{
  g_return_val_if_fail (HU_IS_TEXT_FIELD (self), FALSE);
  return self->lines;
}
