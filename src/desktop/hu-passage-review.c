/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a passage was and what it is now, for a person to accept or to set anew. */
#include "config.h"

#include "hu-passage-review.h"

#include "hu-anchors.h"

#include <glib/gi18n.h>
#include <string.h>

/* Code points shown of a long passage, from where it differs. */
#define MAX_SHOWN 300

struct _HuPassageReview
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *was;
  GtkLabel *now_title;
  GtkLabel *now;
  GtkWidget *accept;
  GtkWidget *set;
};

G_DEFINE_FINAL_TYPE (HuPassageReview, hu_passage_review, GTK_TYPE_WIDGET)

static const char *
describe (HuMember member, gboolean lost)
{
  switch ((int) member)
    {
    case HU_MEMBER_CUE:
      return lost ? _ ("The cue is no longer in the text") : _ ("The text changed: is this still the cue?");
    case HU_MEMBER_CONDITION:
      return lost ? _ ("The condition is no longer in the text")
                  : _ ("The text changed: is this still the condition?");
    case HU_MEMBER_EVIDENCE:
      return lost ? _ ("The evidence is no longer in the text")
                  : _ ("The text changed: is this still the evidence?");
    default:
      return lost ? _ ("The passage is no longer in the text")
                  : _ ("The text changed: is this still the passage?");
    }
}

/* Bytes that both begin with, never within a character. */
static gsize
count_common_start (const char *a, const char *b)
{
  const char *p = a;

  while (*p && g_utf8_get_char (p) == g_utf8_get_char (b + (p - a)))
    p = g_utf8_next_char (p);
  return (gsize) (p - a);
}

/* And end with, after @from. */
static gsize
count_common_end (const char *a, const char *b, gsize from)
{
  gsize n = strlen (a), m = strlen (b), common = 0;

  while (common < n - from && common < m - from && a[n - common - 1] == b[m - common - 1])
    common++;
  while (common > 0 && (a[n - common] & 0xC0) == 0x80)
    common--;
  return common;
}

static void
show_quote (GtkLabel *label, const char *words, gsize start, gsize end)
{
  g_autofree char *shown = g_strdup_printf (_ ("“%s”"), words);
  const char *at = strstr (shown, words);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = (guint) ((at ? at - shown : 0) + start);
  bold->end_index = (guint) ((at ? at - shown : 0) + strlen (words) - end);
  if (bold->start_index < bold->end_index)
    pango_attr_list_insert (attributes, bold);
  else
    pango_attribute_destroy (bold);
  gtk_label_set_text (label, shown);
  gtk_label_set_attributes (label, attributes);
}

/* In one line, and not all of a long one. */
static char *
shorten (const char *words)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (words ? words : "", -1);

  return hu_text_dup_snippet (text, 0, hu_text_get_length (text), MAX_SHOWN);
}

void
hu_passage_review_update (HuPassageReview *self, HuRecord *record, HuText *text)
{
  HuMember member;
  HuValue *value;
  HuAnchors anchors;
  g_autofree char *was = NULL;
  g_autofree char *now = NULL;
  g_autofree char *was_shown = NULL;
  g_autofree char *now_shown = NULL;
  gsize start, end;

  g_return_if_fail (HU_IS_PASSAGE_REVIEW (self) && text != NULL);
  member = record && HU_KIND_IS_TAG (hu_record_get_kind (record)) ? hu_record_get_unreviewed (record)
                                                                  : HU_MEMBER_NONE;
  gtk_widget_set_visible (GTK_WIDGET (self), member != HU_MEMBER_NONE);
  if (member == HU_MEMBER_NONE)
    return;
  value = hu_record_get (record, member);
  anchors = hu_value_get_anchors (value);
  was = hu_value_dup_former_quote (value);
  now = hu_value_dup_current_quote (value, text);
  was_shown = shorten (was);
  now_shown = shorten (now);
  start = now ? count_common_start (was_shown, now_shown) : 0;
  end = now ? count_common_end (was_shown, now_shown, start) : strlen (was_shown);

  gtk_label_set_label (self->title, describe (member, !(anchors & HU_ANCHORS_MOVED)));
  show_quote (self->was, was_shown, start, end);
  show_quote (self->now, now_shown, start, end);
  gtk_widget_set_visible (GTK_WIDGET (self->now), now != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->now_title), now != NULL);
  gtk_widget_set_visible (self->accept, (anchors & HU_ANCHORS_MOVED) != 0);
  gtk_widget_set_visible (self->set, member == HU_MEMBER_PASSAGE || member == HU_MEMBER_CUE ||
                                         member == HU_MEMBER_CONDITION);
}

static void
hu_passage_review_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_PASSAGE_REVIEW);
  G_OBJECT_CLASS (hu_passage_review_parent_class)->dispose (object);
}

static void
hu_passage_review_class_init (HuPassageReviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hu_passage_review_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-passage-review");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-passage-review.ui");
  gtk_widget_class_bind_template_child (widget_class, HuPassageReview, box);
  gtk_widget_class_bind_template_child (widget_class, HuPassageReview, title);
  gtk_widget_class_bind_template_child (widget_class, HuPassageReview, was);
  gtk_widget_class_bind_template_child (widget_class, HuPassageReview, now_title);
  gtk_widget_class_bind_template_child (widget_class, HuPassageReview, now);
  gtk_widget_class_bind_template_child (widget_class, HuPassageReview, accept);
  gtk_widget_class_bind_template_child (widget_class, HuPassageReview, set);
}

static void
hu_passage_review_init (HuPassageReview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
