/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of hu-palette.c: every colour keeps its contrast, in light and in dark. */
#include "config.h"

#include "hu-palette.h"
#include "hu-register.h"

static HuCodebook *
make_codebook (const char *color)
{
  const char *const keys[] = { "id", "label", "color" };
  HuValue *type[] = { hu_value_new_string ("t"), hu_value_new_string ("T"), hu_value_new_string (color) };
  HuValue *value[] = { hu_value_new_string ("v"), hu_value_new_string ("V"), hu_value_new_string (color) };
  HuValue *types[] = { hu_value_new_object_take (keys, type, 3) };
  HuValue *values[] = { hu_value_new_object_take (keys, value, 3) };
  const char *const scale_keys[] = { "id", "label", "values" };
  HuValue *scale[] = { hu_value_new_string ("s"), hu_value_new_string ("S"),
                       hu_value_new_list_take (values, 1) };
  HuValue *scales[] = { hu_value_new_object_take (scale_keys, scale, 3) };
  const char *const top_keys[] = { "format", "version", "types", "scales" };
  HuValue *top[] = { hu_value_new_string ("hustings-codebook"), hu_value_new_int (1),
                     hu_value_new_list_take (types, 1), hu_value_new_list_take (scales, 1) };
  g_autoptr (HuValue) all = hu_value_new_object_take (top_keys, top, 4);
  g_autoptr (GError) error = NULL;
  HuCodebook *codebook = hu_codebook_new (all, &error);

  g_assert_no_error (error);
  return codebook;
}

static const char *const hard_colors[] = { "#ffffff", "#000000", "#f9dc7f", "#1a5fb4", "#808080", "#ffff00" };

static void
test_claims (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hard_colors); i++)
    for (int dark = 0; dark <= 1; dark++)
      {
        g_autoptr (HuCodebook) codebook = make_codebook (hard_colors[i]);
        const GdkRGBA text = hu_palette_get_text (dark), page = hu_palette_get_page (dark);
        HuClaimColors colors;

        hu_palette_get_claim (codebook, "t", dark, &colors);
        g_assert_cmpfloat (hu_palette_get_contrast (&text, &colors.fill), >=, 7);
        g_assert_cmpfloat (hu_palette_get_contrast (&text, &colors.strong), >=, 7);
        g_assert_cmpfloat (hu_palette_get_contrast (&page, &colors.edge), >=, 3);
        g_assert_cmpfloat (colors.fill.alpha, ==, 1);
      }
}

static void
test_claim_default (void)
{
  HuClaimColors untyped, unknown;
  g_autoptr (HuCodebook) codebook = make_codebook ("#1a5fb4");

  hu_palette_get_claim (codebook, NULL, FALSE, &untyped);
  hu_palette_get_claim (codebook, "unknown", FALSE, &unknown);
  g_assert_true (gdk_rgba_equal (&untyped.fill, &unknown.fill));
  hu_palette_get_claim (codebook, "t", FALSE, &unknown);
  g_assert_false (gdk_rgba_equal (&untyped.fill, &unknown.fill));
}

static void
test_speakers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hard_colors) + 40; i++)
    for (int dark = 0; dark <= 1; dark++)
      {
        g_autofree char *name = g_strdup_printf ("Speaker %zu", i);
        g_autoptr (HuRecord) plain = hu_record_new (HU_KIND_SPEAKER, "s");
        g_autoptr (HuRecord) named = hu_record_with_string (plain, HU_MEMBER_NAME, name);
        g_autoptr (HuRecord) record =
            hu_record_with_string (named, HU_MEMBER_COLOR,
                                   i < G_N_ELEMENTS (hard_colors) ? hard_colors[i] : NULL);
        const GdkRGBA page = hu_palette_get_page (dark);
        GdkRGBA color = hu_palette_get_speaker (record, dark);
        GdkRGBA on = hu_palette_get_on (&color);

        g_assert_cmpfloat (hu_palette_get_contrast (&color, &page), >=, 4.5);
        g_assert_cmpfloat (hu_palette_get_contrast (&color, &on), >=, 4.5);
      }
}

static void
test_stances (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hard_colors); i++)
    for (int dark = 0; dark <= 1; dark++)
      {
        g_autoptr (HuCodebook) codebook = make_codebook (hard_colors[i]);
        const GdkRGBA page = hu_palette_get_page (dark);
        const GdkRGBA known = hu_palette_get_stance (codebook, "v", dark);
        const GdkRGBA unknown = hu_palette_get_stance (codebook, NULL, dark);

        g_assert_cmpfloat (hu_palette_get_contrast (&known, &page), >=, 4.5);
        g_assert_cmpfloat (hu_palette_get_contrast (&unknown, &page), >=, 3);
        g_assert_cmpstr (hu_palette_get_symbol (codebook, "v"), ==, "?");
      }
}

static void
test_contrast (void)
{
  const GdkRGBA white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 1 };
  const GdkRGBA kept = hu_palette_ensure_contrast (&black, &white, 4.5);

  g_assert_cmpfloat_with_epsilon (hu_palette_get_contrast (&white, &black), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (hu_palette_get_contrast (&black, &white), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (hu_palette_get_contrast (&black, &black), 1, 0.001);
  g_assert_true (gdk_rgba_equal (&kept, &black));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/palette/claims", test_claims);
  g_test_add_func ("/palette/claim-default", test_claim_default);
  g_test_add_func ("/palette/speakers", test_speakers);
  g_test_add_func ("/palette/stances", test_stances);
  g_test_add_func ("/palette/contrast", test_contrast);
  return g_test_run ();
}
