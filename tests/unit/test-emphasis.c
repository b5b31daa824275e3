/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tags are asked for by kind, speaker and topic. */
#include "model-tests.h"

#include "hu-emphasis.h"

typedef struct
{
  HuLayer *layer;
  char *voss;
  char *reik;
  char *claim; /* Voss on the fee, which Reik opposes in it */
  char *other; /* nobody's, on bread */
  char *mention;
  char *stance; /* Reik's, of its own words, on bread */
  char *memo;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (HuText) text = test_text_new (2);
  g_autoptr (HuEdit) edit = hu_edit_new ("All");
  g_autoptr (HuValue) first = hu_value_new_range (20, 30);
  g_autoptr (HuValue) second = hu_value_new_range (40, 60);
  g_autoptr (HuValue) bread = test_target ("topic", "bread");
  g_autoptr (HuValue) fee = test_target ("topic", "fee");
  g_autoptr (GError) error = NULL;

  self->layer = hu_layer_new (NULL);
  self->voss = hu_op_ensure_speaker_named (edit, self->layer, "Voss", NULL, TRUE);
  self->reik = hu_op_ensure_speaker_named (edit, self->layer, "Reik", NULL, TRUE);
  self->mention = hu_op_create_mention (edit, self->layer, first, self->voss, "name");
  self->claim = hu_op_create_claim (edit, self->layer, text, second);
  self->other = hu_op_create_claim (edit, self->layer, text, second);
  self->stance = hu_op_create_stance (edit, self->layer, first);
  self->memo = hu_op_create_memo (edit, self->layer, first);
  hu_layer_apply (self->layer, edit, &error);
  g_assert_no_error (error);
  hu_edit_unref (edit);
  edit = hu_edit_new ("More");
  hu_op_add_claim_speaker (edit, self->layer, text, self->claim, self->voss);
  hu_op_add_claim_topic (edit, self->layer, self->claim, "fee");
  hu_op_add_claim_topic (edit, self->layer, self->other, "bread");
  g_free (hu_op_set_stance (edit, self->layer, self->claim, self->reik, NULL, fee, "opposes"));
  hu_op_set_string (edit, self->layer, HU_KIND_STANCE, self->stance, HU_MEMBER_SPEAKER, self->reik);
  hu_op_set (edit, self->layer, HU_KIND_STANCE, self->stance, HU_MEMBER_TOWARD, bread);
  hu_layer_apply (self->layer, edit, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hu_layer_free (self->layer);
  g_free (self->voss);
  g_free (self->reik);
  g_free (self->claim);
  g_free (self->other);
  g_free (self->mention);
  g_free (self->stance);
  g_free (self->memo);
}

static gboolean
shown (Fixture *self, HuEmphasis emphasis, HuKind kind, const char *id)
{
  return !hu_emphasis_is_faint (&emphasis, self->layer, hu_layer_lookup (self->layer, kind, id));
}

/* of the tags, those that are asked for. */
static void
assert_shown (Fixture *self, HuEmphasis emphasis, const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  if (shown (self, emphasis, HU_KIND_CLAIM, self->claim))
    g_string_append (found, "claim ");
  if (shown (self, emphasis, HU_KIND_CLAIM, self->other))
    g_string_append (found, "other ");
  if (shown (self, emphasis, HU_KIND_MENTION, self->mention))
    g_string_append (found, "mention ");
  if (shown (self, emphasis, HU_KIND_STANCE, self->stance))
    g_string_append (found, "stance ");
  if (shown (self, emphasis, HU_KIND_MEMO, self->memo))
    g_string_append (found, "memo ");
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_emphasis (Fixture *self, gconstpointer data)
{
  const HuEmphasis none = { 0, NULL, NULL };

  g_assert_false (hu_emphasis_is_set (&none));
  assert_shown (self, none, "claim other mention stance memo ");
  assert_shown (self, (HuEmphasis){ HU_KINDS (HU_KIND_CLAIM), NULL, NULL }, "mention stance memo ");
  assert_shown (self, (HuEmphasis){ HU_KINDS (HU_KIND_MENTION) | HU_KINDS (HU_KIND_STANCE), NULL, NULL },
                "claim other memo ");
  assert_shown (self, (HuEmphasis){ 0, self->voss, NULL }, "claim mention ");
  assert_shown (self, (HuEmphasis){ 0, self->reik, NULL }, "claim stance ");
  assert_shown (self, (HuEmphasis){ 0, NULL, "fee" }, "claim mention ");
  assert_shown (self, (HuEmphasis){ 0, NULL, "bread" }, "other stance ");
  assert_shown (self, (HuEmphasis){ 0, self->reik, "bread" }, "stance ");
  assert_shown (self, (HuEmphasis){ HU_KINDS (HU_KIND_CLAIM), self->voss, NULL }, "mention ");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/emphasis/asked-for", Fixture, NULL, set_up, test_emphasis, tear_down);
  return g_test_run ();
}
