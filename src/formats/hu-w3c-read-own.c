/* SPDX-License-Identifier: GPL-3.0-or-later */
/* W3C Web Annotations: reading our own words in them, and the places of targets. */
#include "config.h"

#include "hu-w3c-private.h"

#include "hu-anchor.h"
#include "hu-layer-file.h"
#include "hu-passage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Passages. */

static void
set_member (HuValue **object, const char *key, HuValue *value)
{
  HuValue *changed;

  if (!value)
    return;
  changed = hu_value_object_with (*object, key, value);
  g_clear_pointer (object, hu_value_unref);
  *object = changed;
}

/* A span as a layer file has it, of what a target says. (transfer full) (nullable) */
static HuValue *
make_file_span (HuValue *target, const HuW3cSelector *selector)
{
  HuValue *own = hu_value_get_member (target, HU_W3C_TERM);
  HuValue *span = NULL;

  if (selector->start >= 0)
    {
      g_autoptr (HuValue) start = hu_value_new_int (selector->start);
      g_autoptr (HuValue) end = hu_value_new_int (selector->end);

      set_member (&span, "start", start);
      set_member (&span, "end", end);
    }
  if (!own)
    {
      set_member (&span, "quote", selector->exact);
      set_member (&span, "prefix", selector->prefix);
      set_member (&span, "suffix", selector->suffix);
    }
  for (gsize i = 0; i < hu_value_get_size (own); i++)
    set_member (&span, hu_value_get_key (own, i), hu_value_get_nth (own, i));
  return span;
}

/* A span that says more than where it is, or that is of another text. @text: (nullable). */
static gboolean
read_own_span (HuValue *target, const HuW3cSelector *selector, HuText *text, HuSpan *span)
{
  g_autoptr (HuValue) object = make_file_span (target, selector);
  g_autoptr (HuValue) list =
      object ? hu_value_new_list_take (&(HuValue *){ hu_value_ref (object) }, 1) : NULL;
  g_autofree char *where = NULL;
  const char *what;
  g_autoptr (HuValue) passage = list ? hu_passage_from_value (list, text, &where, &what) : NULL;
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);

  if (n != 1)
    return FALSE;
  *span = spans[0];
  if (span->rest)
    hu_value_ref (span->rest);
  return TRUE;
}

static gboolean
place_span (
    HuW3cReader *self, HuW3cPlacer *placer, const HuW3cSelector *selector, HuValue *annotation, HuSpan *span)
{
  HuRange range;
  g_autofree char *place = NULL;

  switch (hu_w3c_placer_place (placer, selector, &range))
    {
    case HU_W3C_NOWHERE:
      return FALSE;
    case HU_W3C_ELSEWHERE:
      place = hu_w3c_reader_dup_place (self, annotation);
      hu_import_note (self->result, 0,
                      _ ("%s: position %u has other words than the quote; the quote is at %u, and is taken"),
                      place, (guint) selector->start, range.start);
      break;
    default:
      break;
    }
  *span = (HuSpan){ range.start, range.end, FALSE, NULL };
  return TRUE;
}

static gboolean
read_span (HuW3cReader *self,
           HuImportedLayer *layer,
           HuW3cPlacer *placer,
           HuValue *annotation,
           HuValue *target,
           HuSpan *span)
{
  HuW3cSelector selector;
  gboolean usable = hu_w3c_selector_read (target, &selector);
  gboolean is_own = self->own && hu_value_get_member (annotation, HU_W3C_TERM);

  if (is_own && (!self->same_text || hu_value_get_member (target, HU_W3C_TERM)))
    return read_own_span (target, &selector, self->same_text ? layer->document->text : NULL, span);
  return usable && place_span (self, placer, &selector, annotation, span);
}

static int
compare_spans (gconstpointer a, gconstpointer b, gpointer data)
{
  const HuSpan *x = a, *y = b;

  if (x->lost || y->lost)
    return x->lost - y->lost;
  return x->start < y->start ? -1 : x->start > y->start;
}

/* Lost ones, which have no place, stay among the others where these are in order. */
static void
sort_spans (HuSpan *spans, gsize n)
{
  guint last = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (spans[i].lost)
        continue;
      if (spans[i].start < last)
        {
          g_qsort_with_data (spans, (int) n, sizeof (HuSpan), compare_spans, NULL);
          return;
        }
      last = spans[i].start;
    }
}

HuValue *
hu_w3c_reader_make_passage (HuW3cReader *self,
                            HuImportedLayer *layer,
                            HuW3cPlacer *placer,
                            HuValue *annotation)
{
  HuValue *target = hu_value_get_member (annotation, "target");
  HuValue *items = hu_value_get_member (target, "items");
  HuValue *list = items ? items : target;
  gboolean many = list && hu_value_get_type_of (list) == HU_VALUE_LIST;
  gsize n = many ? hu_value_get_size (list) : list != NULL, read = 0;
  g_autofree HuSpan *spans = g_new0 (HuSpan, n + 1);
  g_autofree char *place = NULL;
  HuValue *passage;

  for (gsize i = 0; i < n; i++)
    read +=
        read_span (self, layer, placer, annotation, many ? hu_value_get_item (list, i) : list, &spans[read]);
  if (read < n || n == 0)
    {
      place = hu_w3c_reader_dup_place (self, annotation);
      if (read == 0)
        hu_import_warn (self->result, 0,
                        _ ("%s: it has no place that can be found in the text; it is left out"), place);
      else
        hu_import_warn (self->result, 0,
                        _ ("%s: one of its targets can’t be found in the text; that is left out"), place);
    }
  if (read == 0)
    return NULL;
  sort_spans (spans, read);
  passage = hu_value_new_passage (spans, read);
  for (gsize i = 0; i < read; i++)
    g_clear_pointer (&spans[i].rest, hu_value_unref);
  return passage;
}

/* Records. */

/* @passage: (nullable) (transfer none). */
static void
take_record (HuW3cReader *self,
             HuImportedLayer *layer,
             HuKind kind,
             HuValue *object,
             HuValue *passage,
             const char *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HuRecord) record =
      hu_layer_file_read_record (kind, object, self->same_text ? layer->document->text : NULL, &error);
  HuRecordBuilder builder;

  if (!record)
    {
      hu_import_warn (self->result, 0, "%s: %s", place, error->message);
      return;
    }
  hu_record_builder_init (&builder, kind, hu_record_get_id (record), record);
  if (passage)
    hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, hu_value_ref (passage));
  hu_imported_layer_take (layer, &builder);
}

static void
take_layer_records (HuW3cReader *self, HuImportedLayer *layer)
{
  HuValue *facts = hu_value_get_member (self->own, "document");
  HuValue *root = hu_value_get_member (self->own, "layer");

  if (facts)
    take_record (self, layer, HU_KIND_DOCUMENT, facts, NULL, "document");
  if (root)
    take_record (self, layer, HU_KIND_LAYER, root, NULL, "layer");
  for (guint kind = HU_KIND_TYPE; kind < HU_N_KINDS; kind++)
    {
      const char *name = hu_kind_get_list_name (kind);
      HuValue *list = HU_KIND_IS_TAG (kind) ? NULL : hu_value_get_member (self->own, name);

      if (list && hu_value_get_type_of (list) == HU_VALUE_LIST)
        for (gsize i = 0; i < hu_value_get_size (list); i++)
          {
            g_autofree char *place = g_strdup_printf ("%s[%u]", name, (guint) i);

            take_record (self, layer, kind, hu_value_get_item (list, i), NULL, place);
          }
    }
}

/* What @annotation says in our own words. @kind: (out). (transfer none) (nullable) */
static HuValue *
get_own (HuValue *annotation, HuKind *kind)
{
  HuValue *own = hu_value_get_member (annotation, HU_W3C_TERM);

  for (*kind = HU_KIND_MENTION; *kind <= HU_KIND_MEMO; (*kind)++)
    if (hu_value_get_member (own, hu_kind_get_list_name (*kind)))
      return hu_value_get_member (own, hu_kind_get_list_name (*kind));
  return NULL;
}

static void
take_tag (HuW3cReader *self, HuImportedLayer *layer, HuW3cPlacer *placer, HuValue *annotation)
{
  HuKind kind;
  HuValue *own = get_own (annotation, &kind);
  g_autofree char *place = hu_w3c_reader_dup_place (self, annotation);
  gboolean in_claim = kind == HU_KIND_STANCE && hu_value_get_member (own, "claim");
  g_autoptr (HuValue) passage =
      in_claim ? NULL : hu_w3c_reader_make_passage (self, layer, placer, annotation);

  if (passage || in_claim)
    take_record (self, layer, kind, own, passage, place);
}

/* The tags stand in another text than the one that they were made in. */
static void
anchor (HuW3cReader *self, HuImportedLayer *layer)
{
  HuReanchoring counts;
  g_autoptr (HuSnapshot) found = hu_anchor (layer->snapshot, layer->document->text, &counts);

  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < found->records[kind]->len; i++)
      {
        HuRecord *record = g_ptr_array_index (found->records[kind], i);

        if (hu_imported_layer_find (layer, kind, hu_record_get_id (record)))
          hu_imported_layer_replace (layer, record);
      }
  hu_import_note (
      self->result, 0,
      _ ("The text is another one than was annotated: of the tags, %u stand as they stood, %u were "
         "moved, %u were lost"),
      counts.exact, counts.moved, counts.lost);
}

void
hu_w3c_reader_take_own (HuW3cReader *self, HuImportedLayer *layer)
{
  g_autoptr (HuW3cPlacer) placer = hu_w3c_placer_new (layer->document->text);
  HuKind kind;

  take_layer_records (self, layer);
  for (guint i = 0; i < self->annotations->len; i++)
    if (get_own (g_ptr_array_index (self->annotations, i), &kind))
      take_tag (self, layer, placer, g_ptr_array_index (self->annotations, i));
  if (!self->same_text && hu_imported_layer_find (layer, HU_KIND_DOCUMENT, ""))
    anchor (self, layer);
  for (guint i = 0; i < self->annotations->len; i++)
    if (!get_own (g_ptr_array_index (self->annotations, i), &kind))
      hu_w3c_reader_take_foreign (self, layer, placer, g_ptr_array_index (self->annotations, i));
}
