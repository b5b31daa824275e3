/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of an article, recognised in plain text. */
#include "hu-parts.h"

#include <string.h>

static const char *const names[HU_N_PARTS] = {
  NULL, "headline", "dek", "byline", "date", "caption", "heading", "bio", "boilerplate",
};

const char *
hu_part_kind_get_name (HuPartKind kind)
{
  g_return_val_if_fail (kind < HU_N_PARTS, NULL);
  return names[kind];
}

HuPartKind
hu_part_kind_from_name (const char *name)
{
  for (guint kind = HU_PART_HEADLINE; name && kind < HU_N_PARTS; kind++)
    if (strcmp (names[kind], name) == 0)
      return kind;
  return HU_PART_BODY;
}

void
hu_article_free (HuArticle *self)
{
  g_return_if_fail (self != NULL);
  g_array_unref (self->parts);
  g_free (self->headline);
  g_free (self->dek);
  g_strfreev (self->authors);
  g_free (self->outlet);
  g_free (self->published);
  g_free (self->language);
  g_free (self);
}

HuArticle *
hu_article_recognise (HuText *text)
{
  HuArticle *self = g_new0 (HuArticle, 1);

  g_return_val_if_fail (text != NULL, NULL);
  self->parts = g_array_new (FALSE, FALSE, sizeof (HuPart));
  return self;
}
