/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records a filter's words let through, from a layer and from a snapshot of it. */
#include "hu-tag-filter.h"

#include "hu-document.h"
#include "hu-operations.h"

#include <string.h>

typedef struct
{
  HuDocument *document;
  HuRecord *claim;
  HuRecord *plain; /* a claim without anything */
  HuRecord *stance;
  HuRecord *speaker;
} Fixture;

static HuRecord *
lookup (Fixture *f, HuKind kind, const char *id)
{
  return hu_layer_lookup (hu_document_get_layer (f->document), kind, id);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (HuText) text =
      hu_text_new_from_utf8 ("The fee would cut\nthe PRICE of bread. Größe zählt, sagt Ilse.", -1);
  HuLayer *layer;
  g_autoptr (HuEdit) edit = hu_edit_new ("Tag");
  g_autoptr (HuValue) first = hu_value_new_range (0, 36);
  g_autoptr (HuValue) second = hu_value_new_range (38, 50);
  g_autofree char *speaker = NULL, *topic = NULL, *claim = NULL, *plain = NULL;
  g_autoptr (GError) error = NULL;

  f->document = hu_document_new ("/tmp/made-up.txt", text, NULL);
  layer = hu_document_get_layer (f->document);
  claim = hu_op_create_claim (edit, layer, text, first);
  plain = hu_op_create_claim (edit, layer, text, second);
  speaker = hu_op_ensure_speaker_named (edit, layer, "Anneke Voss", "person", TRUE);
  topic = hu_op_ensure_topic (edit, layer, "Harbour fee", "position");
  hu_op_add_claim_speaker (edit, layer, text, claim, speaker);
  hu_op_add_claim_topic (edit, layer, claim, topic);
  hu_op_set_string (edit, layer, HU_KIND_CLAIM, claim, HU_MEMBER_TYPE, "prediction");
  hu_op_set_string (edit, layer, HU_KIND_CLAIM, claim, HU_MEMBER_GIST, "Bread gets cheaper");
  hu_op_set_string (edit, layer, HU_KIND_CLAIM, claim, HU_MEMBER_NOTE, "Ask the mill");
  hu_op_set_claim_stance (edit, layer, claim, "supports");
  g_assert_true (hu_document_apply (f->document, edit, &error));
  g_assert_no_error (error);
  f->claim = lookup (f, HU_KIND_CLAIM, claim);
  f->plain = lookup (f, HU_KIND_CLAIM, plain);
  f->speaker = lookup (f, HU_KIND_SPEAKER, speaker);
  f->stance = hu_layer_get_nth (layer, HU_KIND_STANCE, 0);
  g_assert_nonnull (f->stance);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->document);
}

/* The same from the layer and from a snapshot. */
static gboolean
matches (Fixture *f, HuRecord *record, const char *query)
{
  g_autoptr (HuTagFilter) filter = hu_tag_filter_new (query);
  g_autoptr (HuSnapshot) snapshot = hu_layer_snapshot (hu_document_get_layer (f->document));
  g_autoptr (HuSnapshotIndex) index = hu_snapshot_index_new (snapshot);
  HuTagSource live, frozen;
  gboolean result;

  g_assert_nonnull (filter);
  hu_tag_source_init_layer (&live, hu_document_get_text (f->document), hu_document_get_codebook (f->document),
                            hu_document_get_layer (f->document));
  hu_tag_source_init_snapshot (&frozen, hu_document_get_text (f->document),
                               hu_document_get_codebook (f->document), index);
  result = hu_tag_filter_matches (filter, &live, record);
  g_assert_cmpint (hu_tag_filter_matches (filter, &frozen, record), ==, result);
  return result;
}

static void
test_claim (Fixture *f, gconstpointer data)
{
  static const char *const yes[] = {
    "voss",
    "VOSS anneke",
    "harbour",
    "predict",
    "cheaper",
    "mill",
    "support",
    "price of bread",
    "\"cut the price\"",
    "“cut  the price”",
    "speaker:voss topic:fee",
    "type:pred",
    "stance:supp",
    "note:mill",
    "quote:bread",
  };
  static const char *const no[] = {
    "reik",         "voss reik",  "speaker:harbour", "topic:voss",
    "stance:oppos", "quote:mill", "to:check",        "\"bread price\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    if (!matches (f, f->claim, yes[i]))
      g_error ("“%s” doesn't let the claim through", yes[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    if (matches (f, f->claim, no[i]))
      g_error ("“%s” lets the claim through", no[i]);
}

static void
test_others (Fixture *f, gconstpointer data)
{
  g_assert_true (matches (f, f->plain, "to:check"));
  g_assert_true (matches (f, f->plain, "GRÖSSE"));
  g_assert_true (matches (f, f->plain, "größe zählt"));
  g_assert_false (matches (f, f->plain, "voss"));

  g_assert_true (matches (f, f->stance, "voss harbour support"));
  g_assert_true (matches (f, f->stance, "quote:bread"));
  g_assert_false (matches (f, f->stance, "opposes"));

  g_assert_true (matches (f, f->speaker, "voss person"));
  g_assert_false (matches (f, f->speaker, "party"));
}

static void
test_empty (void)
{
  g_assert_null (hu_tag_filter_new (NULL));
  g_assert_null (hu_tag_filter_new ("  \n "));
  g_assert_null (hu_tag_filter_new ("\"\""));
  g_assert_null (hu_tag_filter_new ("speaker:"));
}

/* More words than are looked for, and a word of any length. */
static void
test_many (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) query = g_string_new (NULL);
  g_autofree char *letters = g_strnfill (100000, 'x');

  for (int i = 0; i < 100; i++)
    g_string_append (query, "voss ");
  g_assert_true (matches (f, f->claim, query->str));
  g_string_prepend (query, "reik ");
  g_assert_false (matches (f, f->claim, query->str));
  g_assert_false (matches (f, f->claim, letters));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/tag-filter/empty", test_empty);
  g_test_add ("/tag-filter/claim", Fixture, NULL, set_up, test_claim, tear_down);
  g_test_add ("/tag-filter/others", Fixture, NULL, set_up, test_others, tear_down);
  g_test_add ("/tag-filter/many", Fixture, NULL, set_up, test_many, tear_down);
  return g_test_run ();
}
