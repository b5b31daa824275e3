/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of hu-chips.c: chips never lie on each other, and none gets lost. */
#include "config.h"

#include "hu-chips.h"

static const HuChipSpace space = {
  .width = 90, .height = 18, .gap = 4, .fold_width = 28, .max_shift = 54, .bottom = 1000
};

static gboolean
overlap (double top_a, double inset_a, double width_a, double top_b, double inset_b, double width_b)
{
  return top_a < top_b + space.height && top_b < top_a + space.height && inset_a < inset_b + width_b &&
         inset_b < inset_a + width_a;
}

static void
assert_placed (const HuChip *chips, gsize n, GArray *folds, double bottom)
{
  g_autofree guint *counts = g_new0 (guint, folds->len + 1);

  for (gsize i = 0; i < n; i++)
    {
      if (chips[i].fold >= 0)
        {
          g_assert_cmpuint ((guint) chips[i].fold, <, folds->len);
          counts[chips[i].fold]++;
          continue;
        }
      /* Beside another it may stand a little above. */
      g_assert_cmpfloat (chips[i].top, >, chips[i].wanted - space.height - space.gap);
      /* The tag in hand is shown at any price. */
      if (!chips[i].keep)
        g_assert_cmpfloat (chips[i].top - chips[i].wanted, <=, space.max_shift);
      g_assert_cmpfloat (chips[i].inset, >=, 0);
      g_assert_cmpfloat (chips[i].inset + chips[i].width, <=, MAX (space.width, chips[i].width));
      if (chips[i].top > chips[i].wanted)
        g_assert_cmpfloat (chips[i].top, <=, bottom);
      for (gsize j = 0; j < i; j++)
        if (chips[j].fold < 0)
          g_assert_false (overlap (chips[i].top, chips[i].inset, chips[i].width, chips[j].top, chips[j].inset,
                                   chips[j].width));
    }
  for (guint f = 0; f < folds->len; f++)
    {
      const HuChipFold *fold = &g_array_index (folds, HuChipFold, f);

      g_assert_cmpuint (fold->count, ==, counts[f]);
      g_assert_cmpuint (fold->count, >, 0);
      for (gsize i = 0; i < n; i++)
        if (chips[i].fold < 0)
          g_assert_false (overlap (fold->top, fold->inset, space.fold_width, chips[i].top, chips[i].inset,
                                   chips[i].width));
      for (guint g = 0; g < f; g++)
        {
          const HuChipFold *other = &g_array_index (folds, HuChipFold, g);

          g_assert_false (
              overlap (fold->top, fold->inset, space.fold_width, other->top, other->inset, space.fold_width));
        }
    }
}

static void
test_alone (void)
{
  HuChip chips[] = { { .wanted = 10, .width = 40 },
                     { .wanted = 40, .width = 30 },
                     { .wanted = 100, .width = 40 } };
  g_autoptr (GArray) folds = hu_chips_place (&space, chips, 3);

  g_assert_cmpuint (folds->len, ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpfloat (chips[i].top, ==, chips[i].wanted);
      g_assert_cmpfloat (chips[i].inset, ==, 0);
      g_assert_cmpint (chips[i].fold, ==, -1);
    }
}

static void
test_beside_then_below (void)
{
  HuChip chips[] = { { .wanted = 10, .width = 40 },
                     { .wanted = 10, .width = 40 },
                     { .wanted = 10, .width = 40 } };
  g_autoptr (GArray) folds = hu_chips_place (&space, chips, 3);

  g_assert_cmpfloat (chips[1].top, ==, 10);
  g_assert_cmpfloat (chips[1].inset, ==, 44);
  g_assert_cmpfloat (chips[2].top, ==, 32);
  g_assert_cmpfloat (chips[2].inset, ==, 0);
  assert_placed (chips, 3, folds, 1000);
}

static void
test_fold (void)
{
  HuChip chips[20];
  g_autoptr (GArray) folds = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (chips); i++)
    chips[i] = (HuChip){ .wanted = 10, .width = 40, .keep = i == 15 };
  folds = hu_chips_place (&space, chips, G_N_ELEMENTS (chips));
  g_assert_cmpuint (folds->len, ==, 1);
  g_assert_cmpint (chips[15].fold, ==, -1);
  assert_placed (chips, G_N_ELEMENTS (chips), folds, 1000);
}

static void
test_short_paragraph (void)
{
  HuChipSpace narrow = space;
  HuChip chips[] = { { .wanted = 2, .width = 40 },
                     { .wanted = 2, .width = 40 },
                     { .wanted = 2, .width = 40 } };
  g_autoptr (GArray) folds = NULL;

  narrow.bottom = 30;
  folds = hu_chips_place (&narrow, chips, 3);
  g_assert_cmpuint (folds->len, ==, 1);
  g_assert_cmpuint (g_array_index (folds, HuChipFold, 0).count, ==, 2);
  assert_placed (chips, 3, folds, 30);
}

static void
test_random (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      HuChip chips[40];
      HuChipSpace some = space;
      const gsize n = (gsize) g_test_rand_int_range (0, G_N_ELEMENTS (chips));
      double y = 0;
      g_autoptr (GArray) folds = NULL;

      for (gsize i = 0; i < n; i++)
        {
          y += g_test_rand_int_range (0, 3) == 0 ? g_test_rand_int_range (0, 60) : 0;
          chips[i] = (HuChip){ .wanted = y,
                               .width = g_test_rand_int_range (18, 60),
                               .keep = g_test_rand_int_range (0, 12) == 0 };
        }
      some.bottom = y + g_test_rand_int_range (20, 60);
      folds = hu_chips_place (&some, chips, n);
      assert_placed (chips, n, folds, some.bottom);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chips/alone", test_alone);
  g_test_add_func ("/chips/beside-then-below", test_beside_then_below);
  g_test_add_func ("/chips/fold", test_fold);
  g_test_add_func ("/chips/short-paragraph", test_short_paragraph);
  g_test_add_func ("/chips/random", test_random);
  return g_test_run ();
}
