/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of a card for objects: affiliations, evidence, relations, a verdict. */
#include "config.h"

#include "hu-list-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hu-card-row.h"
#include "hu-chips-field.h"
#include "hu-choice-field.h"
#include "hu-passage-field.h"
#include "hu-text-field.h"

typedef enum
{
  ROWS_AFFILIATIONS,
  ROWS_EVIDENCE,
  ROWS_RELATIONS,
  ROWS_VERDICT,
  N_ROWS
} Rows;

/* @keys: what makes an object complete: all of them, or (@any) one of them. */
static const struct
{
  const char *name;
  HuMember member;
  gboolean single;
  gboolean any;
  const char *keys[3];
  const char *add; /* the button's label */
} infos[N_ROWS] = {
  { "affiliations", HU_MEMBER_AFFILIATIONS, FALSE, TRUE, { "speaker", "role" }, N_ ("Add Affiliation") },
  { "evidence", HU_MEMBER_EVIDENCE, FALSE, TRUE, { "passage", "url" }, N_ ("Add Evidence") },
  { "relations", HU_MEMBER_RELATIONS, FALSE, FALSE, { "kind", "claim" }, N_ ("Add Relation") },
  { "verdict", HU_MEMBER_VERDICT, TRUE, FALSE, { "value" }, N_ ("Add Verdict") },
};

struct _HuListField
{
  HuCardField parent_instance;

  Rows rows;
  GtkWidget *box;
  GPtrArray *groups; /* of GtkBox, a row each; the widget tree owns them */
  GtkWidget *add;
  gboolean adding; /* the row after the last is shown */
  HuValue *draft;  /* what it holds */
  char *id;        /* of the record */
};

G_DEFINE_FINAL_TYPE (HuListField, hu_list_field, HU_TYPE_CARD_FIELD)

enum
{
  PROP_0,
  PROP_ROWS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_complete (HuListField *self, HuValue *object)
{
  for (gsize i = 0; infos[self->rows].keys[i]; i++)
    {
      gboolean there = object && hu_value_get_member (object, infos[self->rows].keys[i]);

      if (there == infos[self->rows].any)
        return there;
    }
  return !infos[self->rows].any;
}

/* Rows. */

static GtkWidget *
append (GtkWidget *group, const char *title, GtkWidget *field, HuMember member, int index, const char *key)
{
  GtkWidget *row = hu_card_row_new (title);

  hu_card_field_set_path (HU_CARD_FIELD (field), member, index, key);
  gtk_box_append (GTK_BOX (row), field);
  gtk_box_append (GTK_BOX (group), row);
  return field;
}

static GtkWidget *
text_field (const char *check)
{
  return g_object_new (HU_TYPE_TEXT_FIELD, "check", check, "placeholder", _ ("Add…"), NULL);
}

static void
fill_affiliation (GtkWidget *group, int index)
{
  const HuMember member = HU_MEMBER_AFFILIATIONS;

  append (group, _ ("Belongs to"), hu_chips_field_new ("speakers", TRUE), member, index, "speaker");
  append (group, _ ("Role"), text_field (NULL), member, index, "role");
  append (group, _ ("Kind"), hu_choice_field_new ("affiliation", FALSE), member, index, "kind");
  append (group, _ ("From"), text_field ("date"), member, index, "from");
  append (group, _ ("To"), text_field ("date"), member, index, "to");
}

static void
fill_evidence (GtkWidget *group, int index)
{
  const HuMember member = HU_MEMBER_EVIDENCE;

  append (group, _ ("Passage"), hu_passage_field_new (), member, index, "passage");
  append (group, _ ("Address"), text_field ("url"), member, index, "url");
  append (group, _ ("Kind"), text_field (NULL), member, index, "kind");
  append (group, _ ("Note"), text_field (NULL), member, index, "note");
}

static void
fill_relation (GtkWidget *group, int index)
{
  append (group, _ ("This claim"), hu_choice_field_new ("relation", FALSE), HU_MEMBER_RELATIONS, index,
          "kind");
  append (group, _ ("Claim"), hu_chips_field_new ("claims", TRUE), HU_MEMBER_RELATIONS, index, "claim");
}

static void
fill_verdict (GtkWidget *group, int index)
{
  const HuMember member = HU_MEMBER_VERDICT;

  append (group, _ ("Verdict"), text_field (NULL), member, -1, "value");
  append (group, _ ("By"), text_field (NULL), member, -1, "by");
  append (group, _ ("On"), text_field ("date"), member, -1, "date");
  append (group, _ ("Sources"), hu_chips_field_new ("strings", FALSE), member, -1, "sources");
  append (group, _ ("Note"), text_field (NULL), member, -1, "note");
}

static void
remove_clicked (GtkButton *button, HuListField *self)
{
  HuCardField *field = HU_CARD_FIELD (self);
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
  HuRecord *record = hu_card_field_get_record (field);
  HuValue *list = record ? hu_record_get (record, infos[self->rows].member) : NULL;
  gsize n = infos[self->rows].single ? list != NULL : hu_value_get_size (list);
  g_autoptr (HuValue) value = NULL;

  if (!record)
    return;
  if (index >= n)
    {
      g_clear_pointer (&self->draft, hu_value_unref);
      self->adding = FALSE;
      hu_card_field_update (field, hu_card_field_get_editor (field), record);
      return;
    }
  if (!infos[self->rows].single)
    value = hu_value_list_without_index (list, index);
  hu_card_field_set_path (field, infos[self->rows].member, -1, NULL);
  hu_card_field_set_value (field, value, FALSE);
}

static GtkWidget *
make_group (HuListField *self, guint index)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *remove = gtk_button_new_with_label (_ ("Remove"));

  switch (self->rows)
    {
    case ROWS_AFFILIATIONS:
      fill_affiliation (group, (int) index);
      break;
    case ROWS_EVIDENCE:
      fill_evidence (group, (int) index);
      break;
    case ROWS_RELATIONS:
      fill_relation (group, (int) index);
      break;
    case ROWS_VERDICT:
      fill_verdict (group, (int) index);
      break;
    case N_ROWS:
      break;
    }
  gtk_widget_add_css_class (group, "subgroup");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "small-button");
  gtk_widget_set_halign (remove, GTK_ALIGN_END);
  g_object_set_data (G_OBJECT (remove), "index", GUINT_TO_POINTER (index));
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_clicked), self);
  gtk_box_append (GTK_BOX (group), remove);
  return group;
}

/* The record with the draft as one more object: what the fields show. (transfer full) */
static HuRecord *
make_shown (HuListField *self, HuRecord *record)
{
  HuMember member = infos[self->rows].member;
  g_autoptr (HuValue) list = NULL;

  if (!self->draft)
    return hu_record_ref (record);
  if (infos[self->rows].single)
    return hu_record_with (record, member, self->draft);
  list = hu_value_list_with_item (hu_record_get (record, member), self->draft);
  return hu_record_with (record, member, list);
}

static void
hu_list_field_update (HuCardField *field, HuRecord *record)
{
  HuListField *self = HU_LIST_FIELD (field);
  HuValue *value = record ? hu_record_get (record, infos[self->rows].member) : NULL;
  gsize n = infos[self->rows].single ? value != NULL : hu_value_get_size (value);
  const char *id = record ? hu_record_get_id (record) : NULL;
  g_autoptr (HuRecord) shown = NULL;

  if (g_strcmp0 (id, self->id) != 0)
    {
      g_free (self->id);
      self->id = g_strdup (id);
      g_clear_pointer (&self->draft, hu_value_unref);
      self->adding = FALSE;
    }
  if (infos[self->rows].single && n > 0)
    self->adding = FALSE;
  while (self->groups->len < n + self->adding)
    {
      GtkWidget *group = make_group (self, self->groups->len);

      gtk_box_insert_child_after (GTK_BOX (self->box), group,
                                  self->groups->len ? g_ptr_array_index (self->groups, self->groups->len - 1)
                                                    : NULL);
      g_ptr_array_add (self->groups, group);
    }
  shown = record ? make_shown (self, record) : NULL;
  for (guint i = 0; i < self->groups->len; i++)
    {
      GtkWidget *group = g_ptr_array_index (self->groups, i);

      gtk_widget_set_visible (group, i < n + self->adding);
      if (i < n + self->adding)
        hu_card_field_update_within (group, hu_card_field_get_editor (field), shown);
    }
  gtk_widget_set_visible (self->add, !self->adding && !(infos[self->rows].single && n > 0));
}

static void
add_clicked (HuListField *self)
{
  HuCardField *field = HU_CARD_FIELD (self);
  HuRecord *record = hu_card_field_get_record (field);
  guint n;

  if (!record)
    return;
  self->adding = TRUE;
  hu_card_field_update (field, hu_card_field_get_editor (field), record);
  n = infos[self->rows].single ? 0
                               : (guint) hu_value_get_size (hu_record_get (record, infos[self->rows].member));
  gtk_widget_child_focus (g_ptr_array_index (self->groups, n), GTK_DIR_TAB_FORWARD);
}

/* What a field within sets: an object that is complete goes into the record, one that isn't is kept here. */
static gboolean
hu_list_field_write_child (HuCardField *field, HuEdit *edit, const HuPath *path, HuValue *value)
{
  HuListField *self = HU_LIST_FIELD (field);
  HuRecord *record = hu_card_field_get_record (field);
  HuMember member = infos[self->rows].member;
  HuValue *list = hu_record_get (record, member);
  gboolean there = infos[self->rows].single ? list != NULL : path->index < (int) hu_value_get_size (list);
  HuPath place = { member, path->index, NULL };
  HuValue *old = there ? hu_path_get (&place, record) : self->draft;
  g_autoptr (HuValue) object = NULL;

  if (path->member != member || !path->key)
    return FALSE;
  object = old || value ? hu_value_object_with (old, path->key, value) : NULL;
  if (is_complete (self, object))
    {
      hu_op_set_path (edit, hu_card_field_get_layer (field), hu_record_get_kind (record),
                      hu_record_get_id (record), &place, object);
      if (!there)
        g_clear_pointer (&self->draft, hu_value_unref);
      self->adding = self->adding && there;
      return TRUE;
    }
  g_clear_pointer (&self->draft, hu_value_unref);
  self->draft = object ? hu_value_ref (object) : NULL;
  self->adding = TRUE;
  if (there)
    hu_op_set_path (edit, hu_card_field_get_layer (field), hu_record_get_kind (record),
                    hu_record_get_id (record), &place, NULL);
  else
    hu_card_field_update (field, hu_card_field_get_editor (field), record);
  return TRUE;
}

static void
hu_list_field_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  HuListField *self = HU_LIST_FIELD (object);

  if (prop_id != PROP_ROWS)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  for (guint i = 0; i < N_ROWS; i++)
    if (g_strcmp0 (infos[i].name, g_value_get_string (value)) == 0)
      self->rows = i;
}

static void
hu_list_field_constructed (GObject *object)
{
  HuListField *self = HU_LIST_FIELD (object);

  G_OBJECT_CLASS (hu_list_field_parent_class)->constructed (object);
  gtk_button_set_label (GTK_BUTTON (self->add), _ (infos[self->rows].add));
  hu_card_field_set_path (HU_CARD_FIELD (self), infos[self->rows].member, -1, NULL);
}

static void
hu_list_field_finalize (GObject *object)
{
  HuListField *self = HU_LIST_FIELD (object);

  g_ptr_array_unref (self->groups);
  g_clear_pointer (&self->draft, hu_value_unref);
  g_free (self->id);
  G_OBJECT_CLASS (hu_list_field_parent_class)->finalize (object);
}

static void
hu_list_field_class_init (HuListFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  HuCardFieldClass *field_class = HU_CARD_FIELD_CLASS (klass);

  object_class->constructed = hu_list_field_constructed;
  object_class->set_property = hu_list_field_set_property;
  object_class->finalize = hu_list_field_finalize;
  field_class->update = hu_list_field_update;
  field_class->write_child = hu_list_field_write_child;
  properties[PROP_ROWS] =
      g_param_spec_string ("rows", NULL, NULL, NULL,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hu_list_field_init (HuListField *self)
{
  self->groups = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->add = gtk_button_new ();
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_add_css_class (self->add, "small-button");
  gtk_widget_set_halign (self->add, GTK_ALIGN_END);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_clicked), self);
  gtk_box_append (GTK_BOX (self->box), self->add);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}
