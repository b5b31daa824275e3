/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attaching what was exported, perhaps without its article, to somebody's own copy of the article. */
#include "config.h"

#include "hu-attach.h"

#include "hu-anchors.h"
#include "hu-export-document.h"
#include "hu-passage.h"

#include <string.h>

/* What an export says of a span whose quote is cut. */
#define CUT "cut"

/* (transfer full) (nullable) */
static HuValue *
without (HuValue *object, const char *key)
{
  return hu_value_object_with (object, key, NULL);
}

/* Sets a member to what stands at @range. */
static void
set_text (HuValue **object, const char *key, HuText *text, HuRange range)
{
  gsize from = hu_text_offset_to_byte (text, range.start), to = hu_text_offset_to_byte (text, range.end);
  g_autoptr (HuValue) value =
      to > from ? hu_value_new_string_len (hu_text_get_utf8 (text, NULL) + from, to - from) : NULL;
  HuValue *changed = hu_value_object_with (*object, key, value);

  g_clear_pointer (object, hu_value_unref);
  *object = changed;
}

static void
set_number (HuValue **object, const char *key, guint number)
{
  g_autoptr (HuValue) value = hu_value_new_int (number);
  HuValue *changed = hu_value_object_with (*object, key, value);

  g_clear_pointer (object, hu_value_unref);
  *object = changed;
}

static void
set_string (HuValue **object, const char *key, const char *string)
{
  g_autoptr (HuValue) value = string ? hu_value_new_string (string) : NULL;
  HuValue *changed = hu_value_object_with (*object, key, value);

  g_clear_pointer (object, hu_value_unref);
  *object = changed;
}

/* What the text gives of the span, in @rest. */
static void
set_derived (HuValue **rest, HuText *text, const HuSpan *span)
{
  HuRange prefix, suffix;

  hu_span_context (text, span->start, span->end, &prefix, &suffix);
  set_text (rest, "quote", text, (HuRange){ span->start, span->end });
  set_text (rest, "prefix", text, prefix);
  set_text (rest, "suffix", text, suffix);
}

typedef struct
{
  HuText *text;
  const char *sha256; /* (nullable): of the text that was exported */
  gboolean changed;   /* whether @text is another one */
} Attachment;

/* Where and what the span was. (transfer full) */
static HuValue *
make_was (Attachment *self, const HuSpan *before)
{
  HuValue *was = NULL;

  set_number (&was, "start", before->start);
  set_number (&was, "end", before->end);
  set_string (&was, "sha256", self->sha256);
  set_string (&was, "quote", hu_value_get_member_string (before->rest, "quote"));
  return was;
}

/* Makes @placed, which was found by a cut quote, as long as @before was. Takes its rest over. */
static void
mend_span (Attachment *self, const HuSpan *before, HuSpan *placed)
{
  g_autoptr (HuValue) rest = without (placed->rest, CUT);
  g_autoptr (HuValue) was = NULL;
  HuValue *changed;

  hu_value_unref (placed->rest);
  placed->rest = NULL;
  if (self->changed)
    placed->end = MIN (placed->start + (before->end - before->start), hu_text_get_length (self->text));
  /* Nothing but what the text gives is as nothing. */
  if (!self->changed && hu_value_get_size (rest) <= 3 && !hu_value_get_member (rest, "anchor") &&
      !hu_value_get_member (rest, "was"))
    return;
  set_derived (&rest, self->text, placed);
  if (self->changed)
    {
      was = hu_value_get_member (rest, "was") ? hu_value_ref (hu_value_get_member (rest, "was"))
                                              : make_was (self, before);
      changed = hu_value_object_with (rest, "was", was);
      hu_value_unref (rest);
      rest = changed;
      set_string (&rest, "anchor", "moved");
    }
  placed->rest = g_steal_pointer (&rest);
}

/* (transfer full) (nullable): NULL where no quote in it was cut. */
static HuValue *
mend_passage (Attachment *self, HuValue *before, HuValue *placed)
{
  gsize n, n_before;
  const HuSpan *old = hu_value_get_spans (before, &n_before);
  const HuSpan *spans = hu_value_get_spans (placed, &n);
  g_autofree HuSpan *mended = g_new0 (HuSpan, n + 1);
  gboolean cut = FALSE;
  HuValue *result = NULL;

  for (gsize i = 0; i < n; i++)
    {
      mended[i] = spans[i];
      if (mended[i].rest)
        hu_value_ref (mended[i].rest);
      if (i >= n_before || spans[i].lost || !spans[i].rest || !hu_value_get_member (spans[i].rest, CUT))
        continue;
      mend_span (self, &old[i], &mended[i]);
      cut = TRUE;
    }
  if (cut)
    result = hu_value_new_passage (mended, n);
  for (gsize i = 0; i < n; i++)
    g_clear_pointer (&mended[i].rest, hu_value_unref);
  return result;
}

/* (transfer full) */
static HuRecord *
mend_record (Attachment *self, HuRecord *before, HuRecord *placed)
{
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (hu_record_get_kind (placed), &n);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, hu_record_get_kind (placed), hu_record_get_id (placed), placed);
  for (gsize i = 0; i < n; i++)
    {
      HuMember member = members[i].member;
      HuValue *mended =
          members[i].shape == HU_SHAPE_PASSAGE && hu_record_get (placed, member)
              ? mend_passage (self, hu_record_get (before, member), hu_record_get (placed, member))
              : NULL;

      if (mended)
        hu_record_builder_take (&builder, member, mended);
    }
  return hu_record_builder_end (&builder);
}

static GHashTable *
index_records (GPtrArray *records)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (ids, (gpointer) hu_record_get_id (g_ptr_array_index (records, i)),
                         g_ptr_array_index (records, i));
  return ids;
}

static void
mend_records (Attachment *self, HuSnapshot *before, HuSnapshot *placed)
{
  for (int kind = HU_KIND_MENTION; kind < HU_N_KINDS; kind++)
    {
      g_autoptr (GHashTable) ids = index_records (before->records[kind]);
      GPtrArray *records = placed->records[kind];

      for (guint i = 0; i < records->len; i++)
        {
          HuRecord *record = g_ptr_array_index (records, i);
          HuRecord *old = g_hash_table_lookup (ids, hu_record_get_id (record));

          if (!old)
            continue;
          records->pdata[i] = mend_record (self, old, record);
          hu_record_unref (record);
        }
    }
}

/* A tag counts by the worst of its passages. */
static void
count (HuSnapshot *snapshot, HuReanchoring *counts)
{
  counts->exact = counts->moved = counts->lost = 0;
  for (int kind = HU_KIND_MENTION; kind <= HU_KIND_MEMO; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      {
        HuRecord *record = g_ptr_array_index (snapshot->records[kind], i);
        HuAnchors anchors = hu_record_get_anchors (record);

        if (anchors & HU_ANCHORS_LOST)
          counts->lost++;
        else if (anchors & HU_ANCHORS_MOVED)
          counts->moved++;
        else if (hu_record_get (record, HU_MEMBER_PASSAGE))
          counts->exact++;
      }
}

static void
replace_only (HuSnapshot *snapshot, HuKind kind, HuRecord *record)
{
  g_ptr_array_set_size (snapshot->records[kind], 0);
  g_ptr_array_add (snapshot->records[kind], record);
}

HuSnapshot *
hu_attach (HuSnapshot *exported, const char *file, HuText *text, HuReanchoring *counts)
{
  g_autoptr (HuExportDocument) document = NULL;
  HuRecord *facts;
  Attachment self = { text };
  HuSnapshot *placed;

  g_return_val_if_fail (exported != NULL && file != NULL && text != NULL && counts != NULL, NULL);
  document = hu_export_document_new (file, NULL, text, exported);
  facts = hu_snapshot_get_only (exported, HU_KIND_DOCUMENT);
  self.sha256 = facts ? hu_record_get_string (facts, HU_MEMBER_TEXT_SHA256) : NULL;
  placed = hu_anchor (document->snapshot, text, counts);
  self.changed = counts->changed;
  mend_records (&self, document->snapshot, placed);
  count (placed, counts);
  facts = hu_snapshot_get_only (placed, HU_KIND_DOCUMENT);
  if (facts)
    replace_only (placed, HU_KIND_DOCUMENT, hu_record_with_string (facts, HU_MEMBER_FILE, file));
  return placed;
}
