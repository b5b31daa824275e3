/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up document and random edits of it, for tests that compare what follows edits with what is made
 * anew. */
#pragma once

#include "hu-document.h"
#include "hu-operations.h"

#define RANDOM_EDITS_LENGTH 400

static inline HuDocument *
random_edits_make_document (void)
{
  g_autoptr (GString) letters = g_string_new (NULL);
  g_autoptr (HuText) text = NULL;

  while (letters->len < RANDOM_EDITS_LENGTH)
    g_string_append (letters, "The mayor said so. ");
  text = hu_text_new_from_utf8 (letters->str, -1);
  return hu_document_new ("/tmp/made-up.txt", text, NULL);
}

static inline void
random_edits_apply (HuDocument *document, HuEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hu_document_apply (document, edit, &error));
  g_assert_no_error (error);
}

static inline void
random_edits_set_string (
    HuDocument *document, HuKind kind, const char *id, HuMember member, const char *string)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Set");

  hu_op_set_string (edit, hu_document_get_layer (document), kind, id, member, string);
  random_edits_apply (document, edit);
}

static inline HuRecord *
random_edits_pick (HuDocument *document, HuKind kind)
{
  HuLayer *layer = hu_document_get_layer (document);
  guint n = hu_layer_get_size (layer, kind);

  return n ? hu_layer_get_nth (layer, kind, (guint) g_test_rand_int_range (0, (int) n)) : NULL;
}

static inline HuValue *
random_edits_passage (void)
{
  guint start = (guint) g_test_rand_int_range (0, RANDOM_EDITS_LENGTH - 60);

  return hu_value_new_range (start, start + (guint) g_test_rand_int_range (1, 50));
}

static inline void
random_edits_make (HuDocument *document)
{
  HuLayer *layer = hu_document_get_layer (document);
  g_autoptr (HuEdit) edit = hu_edit_new ("Make");
  g_autoptr (HuValue) passage = random_edits_passage ();
  g_autofree char *id = NULL;

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      id = hu_op_create_claim (edit, layer, hu_document_get_text (document), passage);
      break;
    case 1:
      id = hu_op_create_mention (edit, layer, passage, NULL, NULL);
      break;
    case 2:
      id = hu_op_create_stance (edit, layer, passage);
      break;
    default:
      id = hu_op_create_memo (edit, layer, passage);
    }
  random_edits_apply (document, edit);
}

static inline void
random_edits_change_claim (HuDocument *document, HuRecord *claim)
{
  HuLayer *layer = hu_document_get_layer (document);
  HuText *text = hu_document_get_text (document);
  g_autoptr (HuEdit) edit = hu_edit_new ("Change");
  const char *id = hu_record_get_id (claim);
  g_autofree char *other = NULL;
  g_autoptr (HuValue) passage = random_edits_passage ();
  HuRecord *speaker;

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      other = hu_op_ensure_speaker_named (edit, layer, g_test_rand_bit () ? "Ilse Marrow" : "Tomas Reik",
                                          NULL, TRUE);
      hu_op_add_claim_speaker (edit, layer, text, id, other);
      break;
    case 1:
      hu_op_set_claim_voice (edit, layer, id, g_test_rand_bit () ? "author" : NULL);
      break;
    case 2:
      other = hu_op_ensure_topic (edit, layer, "Harbour fee", NULL);
      hu_op_add_claim_topic (edit, layer, id, other);
      hu_op_set_claim_stance (edit, layer, id, "supports");
      break;
    case 3:
      hu_op_set_passage (edit, layer, text, HU_KIND_CLAIM, id, passage);
      break;
    default:
      if ((speaker = random_edits_pick (document, HU_KIND_SPEAKER)))
        hu_op_delete_speaker (edit, layer, hu_record_get_id (speaker));
    }
  random_edits_apply (document, edit);
}

static inline void
random_edits_step (HuDocument *document)
{
  static const HuKind kinds[] = { HU_KIND_MENTION, HU_KIND_CLAIM, HU_KIND_STANCE, HU_KIND_MEMO };
  HuKind kind = kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))];
  HuRecord *record = random_edits_pick (document, kind);
  int what = g_test_rand_int_range (0, 20);
  g_autoptr (HuEdit) edit = NULL;

  if (what < 8 || !record)
    random_edits_make (document);
  else if (what < 13 && random_edits_pick (document, HU_KIND_CLAIM))
    random_edits_change_claim (document, random_edits_pick (document, HU_KIND_CLAIM));
  else if (what < 15 && kind == HU_KIND_STANCE)
    random_edits_set_string (document, kind, hu_record_get_id (record), HU_MEMBER_VALUE,
                             g_test_rand_bit () ? "opposes" : NULL);
  else if (what < 17)
    {
      edit = hu_edit_new ("Delete");
      hu_op_delete_tag (edit, hu_document_get_layer (document), kind, hu_record_get_id (record));
      random_edits_apply (document, edit);
    }
  else
    edit = what < 19 ? hu_document_undo (document) : hu_document_redo (document);
}
