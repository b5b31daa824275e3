/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A member that two people set differently: both values, for a person to choose. */
#include "config.h"

#include "hu-conflict-review.h"

#include "hu-anchors.h"
#include "hu-conflict.h"
#include "hu-labels.h"
#include "hu-register.h"

#include <glib/gi18n.h>
#include <string.h>

/* Code points shown of a long value. */
#define MAX_SHOWN 300

struct _HuConflictReview
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *mine;
  GtkLabel *theirs;
};

G_DEFINE_FINAL_TYPE (HuConflictReview, hu_conflict_review, GTK_TYPE_WIDGET)

/* What people call a member; what has no name of its own here is shown as the file calls it. */
static const char *
get_name (const char *key)
{
  static const struct
  {
    const char *key;
    const char *name;
  } names[] = {
    { "gist", N_ ("Gist") },           { "note", N_ ("Note") },         { "type", N_ ("Type") },
    { "speakers", N_ ("Speakers") },   { "speaker", N_ ("Speaker") },   { "voice", N_ ("Voice") },
    { "value", N_ ("Stance") },        { "passage", N_ ("Passage") },   { "name", N_ ("Name") },
    { "kind", N_ ("Kind") },           { "text", N_ ("Memo") },         { "date", N_ ("Date") },
    { "quotation", N_ ("Quotation") }, { "modality", N_ ("Modality") }, { "confidence", N_ ("Confidence") },
    { "country", N_ ("Country") },     { "form", N_ ("Form") },         { "toward", N_ ("Toward") },
    { "condition", N_ ("Condition") }, { "headline", N_ ("Headline") }, { "outlet", N_ ("Outlet") },
    { "published", N_ ("Published") }, { "status", N_ ("Status") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].key, key) == 0)
      return _ (names[i].name);
  return key;
}

static const char *
describe_id (HuDocument *document, HuKind kind, const char *id)
{
  HuLayer *layer = hu_document_get_layer (document);
  HuRecord *record = hu_layer_lookup (layer, kind, id);

  if (kind == HU_KIND_TYPE || kind == HU_KIND_VALUE || kind == HU_KIND_TOPIC)
    return hu_label_get (hu_document_get_codebook (document), kind, id, record);
  if (kind == HU_KIND_SPEAKER && record)
    return hu_speaker_get_name (record);
  return id;
}

static const char *
describe_string (HuDocument *document, HuKind kind, const HuMemberInfo *info, const char *string)
{
  if (info && info->member == HU_MEMBER_VOICE)
    return hu_label_for_voice (string);
  if (info && info->member == HU_MEMBER_KIND && kind == HU_KIND_SPEAKER)
    return hu_label_for_speaker_kind (hu_document_get_codebook (document), string);
  return info ? describe_id (document, info->refers_to, string) : string;
}

static void
add (GString *all, const char *separator, const char *part)
{
  if (all->len)
    g_string_append (all, separator);
  g_string_append (all, part);
}

/* What the spans of a passage hold, whether it is a value of the record or stands under its conflict. */
static void
add_passage (GString *all, HuDocument *document, HuValue *value)
{
  HuText *text = hu_document_get_text (document);
  g_autofree char *quote = NULL;

  if (hu_value_get_type_of (value) == HU_VALUE_PASSAGE)
    {
      quote = hu_value_dup_current_quote (value, text);
      add (all, "", quote ? quote : "");
      return;
    }
  for (gsize i = 0; i < hu_value_get_size (value); i++)
    {
      const char *words = hu_value_get_member_string (hu_value_get_item (value, i), "quote");

      add (all, " … ", words ? words : "");
    }
}

static void
add_value (GString *all, HuDocument *document, HuKind kind, const HuMemberInfo *info, HuValue *value)
{
  if (info && info->shape == HU_SHAPE_PASSAGE)
    {
      add_passage (all, document, value);
      return;
    }
  switch (hu_value_get_type_of (value))
    {
    case HU_VALUE_BOOLEAN:
      add (all, ", ", hu_value_get_boolean (value) ? _ ("Yes") : _ ("No"));
      break;
    case HU_VALUE_LIST:
    case HU_VALUE_OBJECT:
      for (gsize i = 0; i < hu_value_get_size (value); i++)
        add_value (all, document, kind, info, hu_value_get_nth (value, i));
      break;
    case HU_VALUE_STRING:
      add (all, ", ", describe_string (document, kind, info, hu_value_get_string (value)));
      break;
    case HU_VALUE_NUMBER:
      add (all, ", ", hu_value_get_string (value));
      break;
    default:
      break;
    }
}

static void
show (GtkLabel *label, HuDocument *document, HuKind kind, const HuMemberInfo *info, HuValue *value)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (HuText) text = NULL;
  g_autofree char *shown = NULL;

  if (value)
    add_value (all, document, kind, info, value);
  text = hu_text_new_from_utf8 (all->str, (gssize) all->len);
  shown = hu_text_dup_snippet (text, 0, hu_text_get_length (text), MAX_SHOWN);
  gtk_label_set_text (label, *shown ? shown : C_ ("value", "none"));
}

void
hu_conflict_review_update (HuConflictReview *self, HuRecord *record, HuDocument *document)
{
  HuValue *theirs = NULL, *mine;
  const char *key;
  HuKind kind;
  HuMember member;
  const HuMemberInfo *info;
  g_autofree char *title = NULL;

  g_return_if_fail (HU_IS_CONFLICT_REVIEW (self));
  key = record ? hu_record_get_conflict (record, &theirs) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), key != NULL);
  if (!key)
    return;
  kind = hu_record_get_kind (record);
  member = hu_member_from_name (key, -1);
  info = member ? hu_kind_find_member (kind, member) : NULL;
  mine = info ? hu_record_get (record, member) : hu_value_get_member (hu_record_get_unknown (record), key);
  /* Translators: %s is a field, such as "Gist" */
  title = g_strdup_printf (_ ("Changed by two people: %s"), get_name (key));
  gtk_label_set_label (self->title, title);
  show (self->mine, document, kind, info, mine);
  show (self->theirs, document, kind, info, theirs);
}

static void
hu_conflict_review_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_CONFLICT_REVIEW);
  G_OBJECT_CLASS (hu_conflict_review_parent_class)->dispose (object);
}

static void
hu_conflict_review_class_init (HuConflictReviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hu_conflict_review_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-conflict-review");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-conflict-review.ui");
  gtk_widget_class_bind_template_child (widget_class, HuConflictReview, box);
  gtk_widget_class_bind_template_child (widget_class, HuConflictReview, title);
  gtk_widget_class_bind_template_child (widget_class, HuConflictReview, mine);
  gtk_widget_class_bind_template_child (widget_class, HuConflictReview, theirs);
}

static void
hu_conflict_review_init (HuConflictReview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
