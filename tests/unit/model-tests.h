/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the model share: an article, equality of snapshots, and anything that people might do. */
#pragma once

#include "hu-document.h"
#include "hu-operations.h"

#include <glib/gstdio.h>
#include <string.h>

#define TEST_PARAGRAPH                                                                                       \
  "Premier Voss said on Monday that “a fee helps the mills”, and critics say the ministry wants it. "    \
  "Nobody agreed: \"we will see\", an aide said.\n\n"

/* (transfer full) */
G_GNUC_UNUSED static HuText *
test_text_new (guint paragraphs)
{
  g_autoptr (GString) text = g_string_new ("Fee talks open\n\n");

  for (guint i = 0; i < paragraphs; i++)
    g_string_append (text, TEST_PARAGRAPH);
  return hu_text_new_from_utf8 (text->str, (gssize) text->len);
}

/* With all that is in it. */
G_GNUC_UNUSED static void
test_remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        test_remove_all (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

G_GNUC_UNUSED static void
assert_snapshots_equal (HuSnapshot *a, HuSnapshot *b)
{
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      g_assert_cmpuint (a->records[kind]->len, ==, b->records[kind]->len);
      for (guint i = 0; i < a->records[kind]->len; i++)
        g_assert_true (hu_record_equal (g_ptr_array_index (a->records[kind], i),
                                        g_ptr_array_index (b->records[kind], i)));
    }
}

/* (transfer full) */
G_GNUC_UNUSED static HuValue *
test_target (const char *key, const char *id)
{
  g_autoptr (HuValue) value = hu_value_new_string (id);

  return hu_value_object_with (NULL, key, value);
}

/* (transfer full) */
G_GNUC_UNUSED static HuValue *
test_passage (GRand *rand, HuText *text)
{
  guint length = hu_text_get_length (text), at = (guint) g_rand_int_range (rand, 0, (int) length - 60), n = 0;
  HuSpan spans[3];

  do
    {
      guint start = at + (guint) g_rand_int_range (rand, 0, 8);

      spans[n] = (HuSpan){ start, start + (guint) g_rand_int_range (rand, 1, 12), FALSE, NULL };
      at = spans[n++].end;
    }
  while (n < 3 && g_rand_int_range (rand, 0, 4) == 0);
  return hu_value_new_passage (spans, n);
}

/* An id of @kind that is there after @edit, or NULL. (transfer full) */
G_GNUC_UNUSED static char *
test_pick (GRand *rand, HuEdit *edit, HuLayer *layer, HuKind kind)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < hu_layer_get_size (layer, kind); i++)
    {
      const char *id = hu_record_get_id (hu_layer_get_nth (layer, kind, i));

      if (hu_op_lookup (edit, layer, kind, id))
        g_ptr_array_add (ids, (gpointer) id);
    }
  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);

      if (change->kind == kind && !change->before && change->after)
        g_ptr_array_add (ids, (gpointer) change->id);
    }
  if (ids->len == 0)
    return NULL;
  return g_strdup (g_ptr_array_index (ids, g_rand_int_range (rand, 0, (int) ids->len)));
}

G_GNUC_UNUSED static const char *
test_pick_string (GRand *rand, const char *const *strings)
{
  return strings[g_rand_int_range (rand, 0, (int) g_strv_length ((char **) strings))];
}

static const char *const test_topics[] = { "fee", "bread", "Mills", NULL };
static const char *const test_values[] = { "supports", "opposes", "withheld", NULL };
static const char *const test_voices[] = { "author", "outlet", "none", NULL };
static const char *const test_names[] = { "Voss", "Anneke Voss", "critics", "Ministry", "an aide", NULL };
static const char *const test_kinds[] = { "person", "group", NULL };

/* What @kind @id is toward, at random: a topic, a claim or a speaker. (transfer full) */
G_GNUC_UNUSED static HuValue *
test_any_target (GRand *rand, HuEdit *edit, HuLayer *layer)
{
  g_autofree char *claim = test_pick (rand, edit, layer, HU_KIND_CLAIM);
  g_autofree char *speaker = test_pick (rand, edit, layer, HU_KIND_SPEAKER);
  int choice = g_rand_int_range (rand, 0, 4);

  if (choice == 0 && claim)
    return test_target ("claim", claim);
  if (choice == 1 && speaker)
    return test_target ("speaker", speaker);
  return test_target ("topic", test_pick_string (rand, test_topics));
}

/* The end of a claim's passage, from a place in it. */
G_GNUC_UNUSED static HuRange
test_part (GRand *rand, HuRecord *claim)
{
  guint start = 0, end = 1;

  hu_record_get_extent (claim, &start, &end);
  return (HuRange){ (guint) g_rand_int_range (rand, (int) start, (int) end), end };
}

/* Anything done to a claim. */
G_GNUC_UNUSED static void
test_change_claim (GRand *rand, HuEdit *edit, HuLayer *layer, HuText *text, const char *claim)
{
  g_autofree char *speaker = test_pick (rand, edit, layer, HU_KIND_SPEAKER);
  g_autofree char *other = test_pick (rand, edit, layer, HU_KIND_CLAIM);
  g_autoptr (HuValue) toward = test_any_target (rand, edit, layer);
  const char *voice = g_rand_boolean (rand) ? test_pick_string (rand, test_voices) : NULL;
  const char *value = g_rand_int_range (rand, 0, 4) ? test_pick_string (rand, test_values) : NULL;

  switch (g_rand_int_range (rand, 0, 12))
    {
    case 9:
      g_free (hu_op_split_claim (edit, layer, text, claim,
                                 test_part (rand, hu_op_lookup (edit, layer, HU_KIND_CLAIM, claim))));
      break;
    case 10:
      g_array_unref (hu_op_join_claims (edit, layer, text, claim, other));
      break;
    case 11:
      if (hu_op_lookup (edit, layer, HU_KIND_CLAIM, claim) && g_rand_boolean (rand))
        hu_op_copy (edit, layer, text, hu_op_lookup (edit, layer, HU_KIND_CLAIM, other), NULL,
                    g_rand_int (rand), HU_KIND_CLAIM, claim);
      else
        g_free (hu_op_convert_claim (edit, layer, claim));
      break;
    case 0:
    case 1:
      if (speaker)
        hu_op_add_claim_speaker (edit, layer, text, claim, speaker);
      break;
    case 2:
      if (speaker)
        hu_op_remove_claim_speaker (edit, layer, claim, speaker);
      break;
    case 3:
      hu_op_set_claim_voice (edit, layer, claim, voice);
      break;
    case 4:
      hu_op_add_claim_topic (edit, layer, claim, test_pick_string (rand, test_topics));
      break;
    case 5:
      hu_op_remove_claim_topic (edit, layer, claim, test_pick_string (rand, test_topics));
      break;
    case 6:
      hu_op_set_claim_stance (edit, layer, claim, value);
      break;
    case 7:
      if (speaker)
        g_free (hu_op_set_stance (edit, layer, claim, speaker, NULL, toward, value));
      break;
    default:
      hu_op_set_string (edit, layer, HU_KIND_CLAIM, claim, HU_MEMBER_WITHIN,
                        g_strcmp0 (other, claim) ? other : NULL);
    }
}

/* Anything done to a speaker. */
G_GNUC_UNUSED static void
test_change_speaker (GRand *rand, HuEdit *edit, HuLayer *layer, const char *speaker)
{
  g_autofree char *other = test_pick (rand, edit, layer, HU_KIND_SPEAKER);
  HuRecord *record = hu_op_lookup (edit, layer, HU_KIND_SPEAKER, speaker);
  HuValue *affiliations = hu_record_get (record, HU_MEMBER_AFFILIATIONS);
  g_autoptr (HuValue) affiliation = test_target ("speaker", other);
  g_autoptr (HuValue) longer = hu_value_list_with_item (affiliations, affiliation);

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      hu_op_merge_speakers (edit, layer, speaker, other);
      break;
    case 1:
      hu_op_delete_speaker (edit, layer, speaker);
      break;
    case 2:
      if (strcmp (speaker, other) != 0 && hu_value_get_size (affiliations) < 4)
        hu_op_set (edit, layer, HU_KIND_SPEAKER, speaker, HU_MEMBER_AFFILIATIONS, longer);
      break;
    default:
      hu_op_set_string (edit, layer, HU_KIND_SPEAKER, speaker, HU_MEMBER_NAME,
                        test_pick_string (rand, test_names));
    }
}

G_GNUC_UNUSED static void
test_create (GRand *rand, HuEdit *edit, HuLayer *layer, HuText *text)
{
  g_autoptr (HuValue) passage = test_passage (rand, text);
  g_autofree char *speaker = test_pick (rand, edit, layer, HU_KIND_SPEAKER);
  HuKind kind = (HuKind) g_rand_int_range (rand, HU_KIND_MENTION, HU_KIND_MEMO + 1);
  g_autofree char *model = test_pick (rand, edit, layer, kind);
  g_autofree char *id = NULL;

  if (model && g_rand_int_range (rand, 0, 3) == 0)
    id = g_rand_boolean (rand) || kind != HU_KIND_CLAIM
             ? hu_op_create_like (edit, layer, text, passage, kind, model)
             : hu_op_create_claim_like (edit, layer, text, passage, model, FALSE);
  else if (kind == HU_KIND_MENTION)
    id = hu_op_create_mention (edit, layer, passage, speaker, "name");
  else if (kind == HU_KIND_CLAIM)
    id = hu_op_create_claim (edit, layer, text, passage);
  else if (kind == HU_KIND_STANCE)
    id = hu_op_create_stance (edit, layer, passage);
  else
    id = hu_op_create_memo (edit, layer, passage);
  g_assert_nonnull (hu_op_lookup (edit, layer, kind, id));
}

/* Anything done to the document. */
G_GNUC_UNUSED static void
test_change_document (GRand *rand, HuEdit *edit, HuLayer *layer, HuText *text)
{
  guint n = hu_text_get_n_paragraphs (text);
  HuRange range = hu_text_get_paragraph (text, (guint) g_rand_int_range (rand, 0, (int) n));

  if (g_rand_boolean (rand))
    hu_op_set_part (edit, layer, range.start, range.end, g_rand_boolean (rand) ? "caption" : NULL, "ilse");
  else
    hu_op_set_checked (edit, layer, range.start, range.end, g_rand_int_range (rand, 0, 3) > 0);
}

/* Anything that people do, added to @edit. */
G_GNUC_UNUSED static void
test_do_something (GRand *rand, HuEdit *edit, HuLayer *layer, HuText *text)
{
  HuKind kind = (HuKind) g_rand_int_range (rand, HU_KIND_MENTION, HU_KIND_MEMO + 1);
  g_autofree char *tag = test_pick (rand, edit, layer, kind);
  g_autofree char *claim = test_pick (rand, edit, layer, HU_KIND_CLAIM);
  g_autofree char *speaker = test_pick (rand, edit, layer, HU_KIND_SPEAKER);
  g_autoptr (HuValue) passage = test_passage (rand, text);
  int choice = g_rand_int_range (rand, 0, 20);

  if (choice < 7 && claim)
    test_change_claim (rand, edit, layer, text, claim);
  else if (choice < 9 && speaker)
    test_change_speaker (rand, edit, layer, speaker);
  else if (choice < 11)
    g_free (hu_op_ensure_speaker_named (edit, layer, test_pick_string (rand, test_names),
                                        test_pick_string (rand, test_kinds), g_rand_boolean (rand)));
  else if (choice < 12)
    g_free (hu_op_ensure_topic (edit, layer, test_pick_string (rand, test_topics), "position"));
  else if (choice < 13)
    test_change_document (rand, edit, layer, text);
  else if (choice < 14 && tag)
    hu_op_delete_tag (edit, layer, kind, tag);
  /* A stance shows in its claim's passage or in its own. */
  else if (choice < 15 && tag &&
           !(kind == HU_KIND_STANCE &&
             hu_record_get (hu_op_lookup (edit, layer, kind, tag), HU_MEMBER_CLAIM)))
    hu_op_set_passage (edit, layer, text, kind, tag, passage);
  else if (choice < 16 && tag)
    hu_op_set_string (edit, layer, kind, tag, HU_MEMBER_NOTE, g_rand_boolean (rand) ? "A note" : NULL);
  else
    test_create (rand, edit, layer, text);
}
