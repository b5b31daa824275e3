/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of hu-marks.c: what is drawn for the tags of a layer. */
#include "config.h"

#include "hu-marks.h"

#include "hu-codebook-file.h"
#include "hu-operations.h"

#include <string.h>

typedef struct
{
  HuText *text;
  HuLayer *layer;
  HuCodebook *codebook;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->text =
      hu_text_new_from_utf8 ("Anneke Voss said that the fee would cut the price of bread, officials say.",
                             -1);
  fixture->layer = hu_layer_new (NULL);
  fixture->codebook = hu_codebook_load_builtin ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  hu_text_unref (fixture->text);
  hu_layer_free (fixture->layer);
  hu_codebook_unref (fixture->codebook);
}

static void
apply (Fixture *fixture, HuEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hu_layer_apply (fixture->layer, edit, &error));
  g_assert_no_error (error);
}

static char *
add_claim (Fixture *fixture, guint start, guint end)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("x");
  g_autoptr (HuValue) passage = hu_value_new_range (start, end);
  char *id = hu_op_create_claim (edit, fixture->layer, fixture->text, passage);

  apply (fixture, edit);
  return id;
}

static char *
add_mention (Fixture *fixture, guint start, guint end, const char *name)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("x");
  g_autoptr (HuValue) passage = hu_value_new_range (start, end);
  g_autofree char *speaker =
      name ? hu_op_ensure_speaker_named (edit, fixture->layer, name, NULL, TRUE) : NULL;
  char *id = hu_op_create_mention (edit, fixture->layer, passage, speaker, NULL);

  apply (fixture, edit);
  return id;
}

static char *
add_speaker (Fixture *fixture, const char *claim, const char *name)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("x");
  char *id = hu_op_ensure_speaker_named (edit, fixture->layer, name, NULL, TRUE);

  hu_op_add_claim_speaker (edit, fixture->layer, fixture->text, claim, id);
  apply (fixture, edit);
  return id;
}

static void
set_stance (Fixture *fixture, const char *claim, const char *speaker, const char *value)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("x");
  g_autofree char *topic = hu_op_ensure_topic (edit, fixture->layer, "Fee", "position");
  const char *const keys[] = { "topic" };
  HuValue *values[] = { hu_value_new_string (topic) };
  g_autoptr (HuValue) toward = hu_value_new_object_take (keys, values, 1);

  hu_op_add_claim_topic (edit, fixture->layer, claim, topic);
  g_free (hu_op_set_stance (edit, fixture->layer, claim, speaker, NULL, toward, value));
  apply (fixture, edit);
}

static HuMarks *
take (Fixture *fixture, guint start, guint end, HuRecord *hand)
{
  const HuMarksContext context = { fixture->layer, fixture->codebook, NULL, hand, FALSE };

  return hu_marks_new (&context, (HuRange){ start, end });
}

static const HuMarkBlock *
get_block (HuMarks *marks, guint start)
{
  for (guint i = 0; i < marks->blocks->len; i++)
    {
      const HuMarkBlock *block = &g_array_index (marks->blocks, HuMarkBlock, i);

      if (block->range.start == start)
        return block;
    }
  g_assert_not_reached ();
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HuMarks) marks = take (fixture, 0, 74, NULL);
  g_autoptr (HuMarks) empty = take (fixture, 5, 5, NULL);

  g_assert_cmpuint (marks->blocks->len + marks->lines->len + marks->bars->len + marks->chips->len, ==, 0);
  g_assert_cmpuint (empty->blocks->len, ==, 0);
}

static void
test_nested_claims (Fixture *fixture, gconstpointer data)
{
  g_autofree char *outer = add_claim (fixture, 10, 60);
  g_autofree char *inner = add_claim (fixture, 20, 40);
  g_autofree char *innermost = add_claim (fixture, 22, 30);
  g_autofree char *apart = add_claim (fixture, 62, 70);
  g_autofree char *across = add_claim (fixture, 50, 61);
  g_autoptr (HuMarks) marks = take (fixture, 0, 74, NULL);

  g_assert_cmpuint (get_block (marks, 10)->level, ==, 0);
  g_assert_cmpuint (get_block (marks, 20)->level, ==, 1);
  g_assert_cmpuint (get_block (marks, 22)->level, ==, 2);
  g_assert_cmpuint (get_block (marks, 62)->level, ==, 0);
  g_assert_false (get_block (marks, 62)->overlaps);
  g_assert_true (get_block (marks, 50)->overlaps);
  g_assert_cmpuint (get_block (marks, 50)->level, ==, 1);
  for (guint i = 1; i < marks->blocks->len; i++)
    g_assert_cmpuint (g_array_index (marks->blocks, HuMarkBlock, i - 1).level, <=,
                      g_array_index (marks->blocks, HuMarkBlock, i).level);
}

static void
test_cut (Fixture *fixture, gconstpointer data)
{
  g_autofree char *claim = add_claim (fixture, 10, 60);
  g_autoptr (HuMarks) first = take (fixture, 0, 30, NULL);
  g_autoptr (HuMarks) second = take (fixture, 30, 74, NULL);

  g_assert_cmpuint (g_array_index (first->blocks, HuMarkBlock, 0).range.end, ==, 30);
  g_assert_cmpuint (g_array_index (second->blocks, HuMarkBlock, 0).range.start, ==, 30);
  g_assert_cmpuint (g_array_index (second->blocks, HuMarkBlock, 0).range.end, ==, 60);
  /* The chip stands where the claim starts. */
  g_assert_cmpuint (first->chips->len, ==, 1);
  g_assert_cmpuint (second->chips->len, ==, 0);
}

static void
test_lines (Fixture *fixture, gconstpointer data)
{
  g_autofree char *resolved = add_mention (fixture, 0, 11, "Anneke Voss");
  g_autofree char *within = add_mention (fixture, 7, 11, "Voss");
  g_autofree char *open = add_mention (fixture, 61, 70, NULL);
  g_autoptr (HuMarks) marks = take (fixture, 0, 74, NULL);
  const HuMarkLine *lines = (const HuMarkLine *) marks->lines->data;

  g_assert_cmpuint (marks->lines->len, ==, 3);
  g_assert_cmpint (lines[0].style, ==, HU_LINE_SOLID);
  g_assert_cmpuint (lines[0].lane, ==, 0);
  g_assert_cmpuint (lines[1].lane, ==, 1);
  g_assert_cmpint (lines[2].style, ==, HU_LINE_DOTTED);
  g_assert_cmpuint (lines[2].lane, ==, 0);
}

static void
test_chips (Fixture *fixture, gconstpointer data)
{
  g_autofree char *claim = add_claim (fixture, 22, 58);
  g_autofree char *voss = add_speaker (fixture, claim, "Anneke Voss");
  g_autofree char *reik = add_speaker (fixture, claim, "Tomas Reik");
  g_autoptr (HuEdit) edit = hu_edit_new ("x");
  g_autofree char *other = hu_op_ensure_speaker_named (edit, fixture->layer, "Mirela Oduya", NULL, TRUE);
  const HuMarkChip *chips;

  apply (fixture, edit);
  set_stance (fixture, claim, voss, "supports");
  set_stance (fixture, claim, other, "opposes");
  {
    g_autoptr (HuMarks) marks = take (fixture, 0, 74, NULL);

    chips = (const HuMarkChip *) marks->chips->data;
    g_assert_cmpuint (marks->chips->len, ==, 3);
    g_assert_cmpstr (chips[0].text, ==, "AV\342\200\202\342\226\262");
    g_assert_false (chips[0].outlined);
    g_assert_cmpstr (chips[1].text, ==, "TR");
    g_assert_cmpstr (chips[2].text, ==, "MO\342\200\202\342\226\274");
    g_assert_true (chips[2].outlined);
    g_assert_cmpint (hu_record_get_kind (chips[2].record), ==, HU_KIND_STANCE);
    /* One line and one bar for each value. */
    g_assert_cmpuint (marks->bars->len, ==, 2);
    g_assert_cmpuint (marks->lines->len, ==, 2);
    g_assert_cmpuint (g_array_index (marks->lines, HuMarkLine, 1).lane, ==, 1);
    g_assert_cmpint (g_array_index (marks->lines, HuMarkLine, 0).style, ==, HU_LINE_DASHED);
  }
  set_stance (fixture, claim, reik, "supports");
  {
    g_autoptr (HuMarks) marks = take (fixture, 0, 74, NULL);

    g_assert_cmpuint (marks->bars->len, ==, 2);
  }
}

static void
test_voices (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *voice;
    guint chips;
    const char *text;
  } voices[] = { { NULL, 1, "?" }, { "author", 1, "\342\234\216" }, { "none", 0, NULL } };
  g_autofree char *claim = add_claim (fixture, 22, 58);

  for (gsize i = 0; i < G_N_ELEMENTS (voices); i++)
    {
      g_autoptr (HuEdit) edit = hu_edit_new ("x");
      g_autoptr (HuMarks) marks = NULL;

      hu_op_set_claim_voice (edit, fixture->layer, claim, voices[i].voice);
      apply (fixture, edit);
      marks = take (fixture, 0, 74, NULL);
      g_assert_cmpuint (marks->chips->len, ==, voices[i].chips);
      if (voices[i].text)
        g_assert_cmpstr (g_array_index (marks->chips, HuMarkChip, 0).text, ==, voices[i].text);
    }
}

static void
test_hand (Fixture *fixture, gconstpointer data)
{
  g_autofree char *claim = add_claim (fixture, 22, 58);
  g_autofree char *mention = add_mention (fixture, 0, 11, "Anneke Voss");
  g_autofree char *speaker = add_speaker (fixture, claim, "Anneke Voss");
  g_autoptr (HuEdit) edit = hu_edit_new ("x");
  g_autoptr (HuValue) cue = hu_value_new_range (12, 21);
  g_autoptr (HuMarks) of_claim = NULL;
  g_autoptr (HuMarks) of_speaker = NULL;

  hu_op_set (edit, fixture->layer, HU_KIND_CLAIM, claim, HU_MEMBER_CUE, cue);
  apply (fixture, edit);
  of_claim = take (fixture, 0, 74, hu_layer_lookup (fixture->layer, HU_KIND_CLAIM, claim));
  g_assert_true (g_array_index (of_claim->blocks, HuMarkBlock, 0).hand);
  g_assert_cmpuint (of_claim->outlines->len, ==, 2);
  g_assert_true (g_array_index (of_claim->outlines, HuMarkOutline, 1).cue);
  g_assert_false (g_array_index (of_claim->lines, HuMarkLine, 0).hand);
  of_speaker = take (fixture, 0, 74, hu_layer_lookup (fixture->layer, HU_KIND_SPEAKER, speaker));
  g_assert_true (g_array_index (of_speaker->lines, HuMarkLine, 0).hand);
  g_assert_false (g_array_index (of_speaker->blocks, HuMarkBlock, 0).hand);
}

/* Of any layer: nothing beyond the range, and what overlaps is told apart as far as the lanes go. */
static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HuMarks) marks = NULL;

  for (guint i = 0; i < 60; i++)
    {
      const guint start = (guint) g_test_rand_int_range (0, 70);
      const guint end = start + (guint) g_test_rand_int_range (1, (int) (75 - start));

      g_free (i % 2 ? add_claim (fixture, start, end) : add_mention (fixture, start, end, "Anneke Voss"));
    }
  marks = take (fixture, 10, 60, NULL);
  for (guint i = 0; i < marks->lines->len; i++)
    {
      const HuMarkLine *line = &g_array_index (marks->lines, HuMarkLine, i);

      g_assert_cmpuint (line->range.start, >=, 10);
      g_assert_cmpuint (line->range.end, <=, 60);
      g_assert_cmpuint (line->lane, <=, HU_MARKS_MAX_LANE);
      for (guint j = 0; j < i; j++)
        {
          const HuMarkLine *other = &g_array_index (marks->lines, HuMarkLine, j);

          if (line->lane < HU_MARKS_MAX_LANE && other->lane == line->lane)
            g_assert_true (other->range.end <= line->range.start || line->range.end <= other->range.start);
        }
    }
  for (guint i = 0; i < marks->blocks->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const HuMarkBlock *a = &g_array_index (marks->blocks, HuMarkBlock, i);
        const HuMarkBlock *b = &g_array_index (marks->blocks, HuMarkBlock, j);

        if (a->level < HU_MARKS_MAX_LEVEL && a->level == b->level)
          g_assert_true (b->range.end <= a->range.start || a->range.end <= b->range.start);
      }
}

#define ADD(name, func) g_test_add ("/marks/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("nothing", test_nothing);
  ADD ("nested-claims", test_nested_claims);
  ADD ("cut", test_cut);
  ADD ("lines", test_lines);
  ADD ("chips", test_chips);
  ADD ("voices", test_voices);
  ADD ("hand", test_hand);
  ADD ("random", test_random);
  return g_test_run ();
}
