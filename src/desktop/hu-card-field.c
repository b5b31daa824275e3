/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all fields of a card have in common: the record that they edit, and how a change is made. */
#include "config.h"

#include "hu-card-field.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  HuEditor *editor;
  HuRecord *record;
  HuMember member;
  int index;
  char *key;
  char *label;
  HuField flow;
  guint updating;
} HuCardFieldPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HuCardField, hu_card_field, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_MEMBER,
  PROP_INDEX,
  PROP_KEY,
  PROP_LABEL,
  PROP_FLOW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define PRIVATE(self) ((HuCardFieldPrivate *) hu_card_field_get_instance_private (self))

static void
hu_card_field_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HuCardFieldPrivate *priv = PRIVATE (HU_CARD_FIELD (object));

  switch (prop_id)
    {
    case PROP_MEMBER:
      g_value_set_string (value, hu_member_get_name (priv->member));
      break;
    case PROP_INDEX:
      g_value_set_int (value, priv->index);
      break;
    case PROP_KEY:
      g_value_set_string (value, priv->key);
      break;
    case PROP_LABEL:
      g_value_set_string (value, priv->label);
      break;
    case PROP_FLOW:
      g_value_set_int (value, (int) priv->flow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_card_field_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  HuCardField *self = HU_CARD_FIELD (object);
  HuCardFieldPrivate *priv = PRIVATE (self);
  const char *name;

  switch (prop_id)
    {
    case PROP_MEMBER:
      name = g_value_get_string (value);
      priv->member = name ? hu_member_from_name (name, -1) : HU_MEMBER_NONE;
      break;
    case PROP_INDEX:
      priv->index = g_value_get_int (value);
      break;
    case PROP_KEY:
      g_free (priv->key);
      priv->key = g_value_dup_string (value);
      break;
    case PROP_LABEL:
      hu_card_field_set_label (self, g_value_get_string (value));
      return;
    case PROP_FLOW:
      priv->flow = (HuField) g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
hu_card_field_dispose (GObject *object)
{
  HuCardFieldPrivate *priv = PRIVATE (HU_CARD_FIELD (object));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_object (&priv->editor);
  g_clear_pointer (&priv->record, hu_record_unref);
  G_OBJECT_CLASS (hu_card_field_parent_class)->dispose (object);
}

static void
hu_card_field_finalize (GObject *object)
{
  HuCardFieldPrivate *priv = PRIVATE (HU_CARD_FIELD (object));

  g_free (priv->key);
  g_free (priv->label);
  G_OBJECT_CLASS (hu_card_field_parent_class)->finalize (object);
}

static void
hu_card_field_real_update (HuCardField *self, HuRecord *record)
{
  hu_card_field_update_within (GTK_WIDGET (self), PRIVATE (self)->editor, record);
}

/* Of a field that holds others: any of them. */
static gboolean
has_uncommitted_within (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (HU_IS_CARD_FIELD (child) ? hu_card_field_has_uncommitted (HU_CARD_FIELD (child))
                                 : has_uncommitted_within (child))
      return TRUE;
  return FALSE;
}

static void
drop_uncommitted_within (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (HU_IS_CARD_FIELD (child))
      hu_card_field_drop_uncommitted (HU_CARD_FIELD (child));
    else
      drop_uncommitted_within (child);
}

static gboolean
hu_card_field_real_has_uncommitted (HuCardField *self)
{
  return has_uncommitted_within (GTK_WIDGET (self));
}

static void
hu_card_field_real_drop_uncommitted (HuCardField *self)
{
  drop_uncommitted_within (GTK_WIDGET (self));
}

/* The first widget within that can take it. */
static gboolean
hu_card_field_grab_focus (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_is_visible (child) && gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD))
      return TRUE;
  return FALSE;
}

static void
hu_card_field_class_init (HuCardFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hu_card_field_get_property;
  object_class->set_property = hu_card_field_set_property;
  object_class->dispose = hu_card_field_dispose;
  object_class->finalize = hu_card_field_finalize;
  widget_class->grab_focus = hu_card_field_grab_focus;
  klass->update = hu_card_field_real_update;
  klass->has_uncommitted = hu_card_field_real_has_uncommitted;
  klass->drop_uncommitted = hu_card_field_real_drop_uncommitted;

  properties[PROP_MEMBER] = g_param_spec_string ("member", NULL, NULL, NULL, flags);
  properties[PROP_INDEX] = g_param_spec_int ("index", NULL, NULL, -1, G_MAXINT, -1, flags);
  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_FLOW] =
      g_param_spec_int ("flow", NULL, NULL, HU_FIELD_NONE, HU_FIELD_NAME, HU_FIELD_NONE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
hu_card_field_init (HuCardField *self)
{
  PRIVATE (self)->index = -1;
}

/* Showing. */

void
hu_card_field_update (HuCardField *self, HuEditor *editor, HuRecord *record)
{
  HuCardFieldPrivate *priv;
  g_autoptr (HuRecord) old = NULL;

  g_return_if_fail (HU_IS_CARD_FIELD (self));
  priv = PRIVATE (self);
  g_set_object (&priv->editor, editor);
  old = g_steal_pointer (&priv->record);
  priv->record = record ? hu_record_ref (record) : NULL;
  priv->updating++;
  HU_CARD_FIELD_GET_CLASS (self)->update (self, record);
  priv->updating--;
}

void
hu_card_field_update_within (GtkWidget *widget, HuEditor *editor, HuRecord *record)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (HU_IS_CARD_FIELD (child))
      hu_card_field_update (HU_CARD_FIELD (child), editor, record);
    else
      hu_card_field_update_within (child, editor, record);
}

gboolean
hu_card_field_is_updating (HuCardField *self)
{
  g_return_val_if_fail (HU_IS_CARD_FIELD (self), FALSE);
  return PRIVATE (self)->updating > 0;
}

gboolean
hu_card_field_has_uncommitted (HuCardField *self)
{
  g_return_val_if_fail (HU_IS_CARD_FIELD (self), FALSE);
  return HU_CARD_FIELD_GET_CLASS (self)->has_uncommitted (self);
}

void
hu_card_field_drop_uncommitted (HuCardField *self)
{
  g_return_if_fail (HU_IS_CARD_FIELD (self));
  HU_CARD_FIELD_GET_CLASS (self)->drop_uncommitted (self);
}

/* Keys. */

void
hu_card_field_take_voice (HuCardField *self, const char *voice)
{
  g_return_if_fail (HU_IS_CARD_FIELD (self));
  if (HU_CARD_FIELD_GET_CLASS (self)->take_voice)
    HU_CARD_FIELD_GET_CLASS (self)->take_voice (self, voice);
}

void
hu_card_field_take_code (HuCardField *self, const char *id)
{
  g_return_if_fail (HU_IS_CARD_FIELD (self) && id != NULL);
  if (HU_CARD_FIELD_GET_CLASS (self)->take_code)
    HU_CARD_FIELD_GET_CLASS (self)->take_code (self, id);
}

void
hu_card_field_clear (HuCardField *self)
{
  g_return_if_fail (HU_IS_CARD_FIELD (self));
  if (HU_CARD_FIELD_GET_CLASS (self)->clear)
    HU_CARD_FIELD_GET_CLASS (self)->clear (self);
}

HuField
hu_card_field_get_flow (HuCardField *self)
{
  g_return_val_if_fail (HU_IS_CARD_FIELD (self), HU_FIELD_NONE);
  return PRIVATE (self)->flow;
}

HuCardField *
hu_card_field_find_flow (GtkWidget *widget, HuField flow)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  if (HU_IS_CARD_FIELD (widget) && hu_card_field_get_flow (HU_CARD_FIELD (widget)) == flow)
    return HU_CARD_FIELD (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      HuCardField *found = hu_card_field_find_flow (child, flow);

      if (found)
        return found;
    }
  return NULL;
}

HuCardField *
hu_card_field_find_around (GtkWidget *widget)
{
  while (widget && !HU_IS_CARD_FIELD (widget))
    widget = gtk_widget_get_parent (widget);
  return widget ? HU_CARD_FIELD (widget) : NULL;
}

/* What it edits. */

HuEditor *
hu_card_field_get_editor (HuCardField *self)
{
  g_return_val_if_fail (HU_IS_CARD_FIELD (self), NULL);
  return PRIVATE (self)->editor;
}

HuRecord *
hu_card_field_get_record (HuCardField *self)
{
  g_return_val_if_fail (HU_IS_CARD_FIELD (self), NULL);
  return PRIVATE (self)->record;
}

HuLayer *
hu_card_field_get_layer (HuCardField *self)
{
  HuEditor *editor = hu_card_field_get_editor (self);

  return editor ? hu_editor_get_layer (editor) : NULL;
}

HuCodebook *
hu_card_field_get_codebook (HuCardField *self)
{
  HuEditor *editor = hu_card_field_get_editor (self);
  HuDocument *document = editor ? hu_editor_get_document (editor) : NULL;

  return document ? hu_document_get_codebook (document) : NULL;
}

const char *
hu_card_field_get_label (HuCardField *self)
{
  g_return_val_if_fail (HU_IS_CARD_FIELD (self), NULL);
  return PRIVATE (self)->label;
}

void
hu_card_field_set_label (HuCardField *self, const char *label)
{
  HuCardFieldPrivate *priv;

  g_return_if_fail (HU_IS_CARD_FIELD (self));
  priv = PRIVATE (self);
  if (g_strcmp0 (priv->label, label) == 0)
    return;
  g_free (priv->label);
  priv->label = g_strdup (label);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

HuPath
hu_card_field_get_path (HuCardField *self)
{
  HuCardFieldPrivate *priv;

  g_return_val_if_fail (HU_IS_CARD_FIELD (self), ((HuPath){ HU_MEMBER_NONE, -1, NULL }));
  priv = PRIVATE (self);
  return (HuPath){ priv->member, priv->index, priv->key };
}

void
hu_card_field_set_path (HuCardField *self, HuMember member, int index, const char *key)
{
  HuCardFieldPrivate *priv;
  char *copy = g_strdup (key);

  g_return_if_fail (HU_IS_CARD_FIELD (self));
  priv = PRIVATE (self);
  priv->member = member;
  priv->index = index;
  g_free (priv->key);
  priv->key = copy;
}

HuValue *
hu_card_field_get_value (HuCardField *self)
{
  HuPath path = hu_card_field_get_path (self);

  return hu_path_get (&path, hu_card_field_get_record (self));
}

/* Input methods. */

static void
preedit_changed (GtkWidget *text, const char *preedit, gpointer user_data)
{
  g_object_set_data (G_OBJECT (text), "composing", GINT_TO_POINTER (preedit && *preedit));
}

void
hu_card_field_watch_preedit (GtkWidget *text)
{
  g_return_if_fail (GTK_IS_WIDGET (text));
  g_signal_connect (text, "preedit-changed", G_CALLBACK (preedit_changed), NULL);
}

gboolean
hu_card_field_is_composing (GtkWidget *text)
{
  g_return_val_if_fail (GTK_IS_WIDGET (text), FALSE);
  return g_object_get_data (G_OBJECT (text), "composing") != NULL;
}

/* Changes. */

HuEdit *
hu_card_field_begin_edit (HuCardField *self)
{
  const char *label = hu_card_field_get_label (self);
  g_autofree char *text = NULL;

  if (!label)
    return hu_edit_new (_ ("Change"));
  /* Translators: a step of undo; %s is the name of a field, such as "Date" */
  text = g_strdup_printf (_ ("Change %s"), label);
  return hu_edit_new (text);
}

gboolean
hu_card_field_apply (HuCardField *self, HuEdit *edit)
{
  HuEditor *editor = hu_card_field_get_editor (self);

  g_return_val_if_fail (edit != NULL, FALSE);
  return editor && hu_editor_apply (editor, edit);
}

void
hu_card_field_write (HuCardField *self, HuEdit *edit, HuValue *value)
{
  HuRecord *record = hu_card_field_get_record (self);
  HuPath path = hu_card_field_get_path (self);

  g_return_if_fail (edit != NULL && record != NULL);
  for (GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self)); parent;
       parent = gtk_widget_get_parent (parent))
    if (HU_IS_CARD_FIELD (parent) && HU_CARD_FIELD_GET_CLASS (parent)->write_child &&
        HU_CARD_FIELD_GET_CLASS (parent)->write_child (HU_CARD_FIELD (parent), edit, &path, value))
      return;
  hu_op_set_path (edit, hu_card_field_get_layer (self), hu_record_get_kind (record),
                  hu_record_get_id (record), &path, value);
}

gboolean
hu_card_field_set_value (HuCardField *self, HuValue *value, gboolean typing)
{
  HuRecord *shown = hu_card_field_get_record (self);
  HuPath path = hu_card_field_get_path (self);
  g_autoptr (HuRecord) record = NULL;
  g_autoptr (HuEdit) edit = NULL;

  if (!shown || path.member == HU_MEMBER_NONE)
    return FALSE;
  /* Writing may show another. */
  record = hu_record_ref (shown);
  edit = hu_card_field_begin_edit (self);
  if (typing)
    {
      g_autofree char *key =
          g_strdup_printf ("%s:%s:%d:%s", hu_member_get_name (path.member), hu_record_get_id (record),
                           path.index, path.key ? path.key : "");

      hu_edit_set_coalesce_key (edit, key);
    }
  hu_card_field_write (self, edit, value);
  /* Undoing it shows where it was. */
  hu_edit_set_focus (edit, hu_record_get_kind (record), hu_record_get_id (record));
  return hu_card_field_apply (self, edit);
}

gboolean
hu_card_field_set_string (HuCardField *self, const char *string, gboolean typing)
{
  g_autoptr (HuValue) value = string ? hu_value_new_string (string) : NULL;

  return hu_card_field_set_value (self, value, typing);
}
