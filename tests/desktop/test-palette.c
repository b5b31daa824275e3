/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of hu-palette.c: every colour keeps its contrast, in light and in dark. */
#include "config.h"

#include "hu-palette.h"

#include <math.h>

#include "hu-codebook-file.h"
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

/* Colours as they are seen, and how far they are apart. */

typedef struct
{
  double l;
  double a;
  double b;
} Lab;

/* Of linear light: full sight, and without red, green and blue cones (Machado, Oliveira and Fernandes 2009,
 * severity 1). */
static const double sights[4][9] = {
  { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
  { 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998 },
  { 0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881 },
  { 1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900 },
};

static double
to_linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
lab_function (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : (24389.0 / 27 * t + 16) / 116;
}

static Lab
see (const GdkRGBA *color, const double *sight)
{
  const double light[3] = { to_linear (color->red), to_linear (color->green), to_linear (color->blue) };
  double seen[3], x, y, z;

  for (int i = 0; i < 3; i++)
    seen[i] =
        CLAMP (sight[3 * i] * light[0] + sight[3 * i + 1] * light[1] + sight[3 * i + 2] * light[2], 0, 1);
  x = lab_function ((0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047);
  y = lab_function (0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2]);
  z = lab_function ((0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883);
  return (Lab){ 116 * y - 16, 500 * (x - y), 200 * (y - z) };
}

static double
radians (double degrees)
{
  return degrees * G_PI / 180;
}

static double
hue_of (double a, double b)
{
  const double hue = atan2 (b, a) * 180 / G_PI;

  return hue < 0 ? hue + 360 : hue;
}

static double
mean_hue (double a, double b)
{
  if (fabs (a - b) <= 180)
    return (a + b) / 2;
  return (a + b) / 2 + (a + b < 360 ? 180 : -180);
}

/* CIEDE2000 with unit weights. */
static double
difference (Lab x, Lab y)
{
  const double chroma = (hypot (x.a, x.b) + hypot (y.a, y.b)) / 2;
  const double g = 0.5 * (1 - sqrt (pow (chroma, 7) / (pow (chroma, 7) + pow (25, 7))));
  const double a1 = x.a * (1 + g), a2 = y.a * (1 + g), c1 = hypot (a1, x.b), c2 = hypot (a2, y.b);
  const double h1 = hue_of (a1, x.b), h2 = hue_of (a2, y.b), h = c1 * c2 > 0 ? mean_hue (h1, h2) : h1 + h2;
  const double l = (x.l + y.l) / 2, c = (c1 + c2) / 2;
  const double turn = h2 - h1 > 180 ? h2 - h1 - 360 : h2 - h1 < -180 ? h2 - h1 + 360 : h2 - h1;
  const double dh = c1 * c2 > 0 ? 2 * sqrt (c1 * c2) * sin (radians (turn / 2)) : 0;
  const double t = 1 - 0.17 * cos (radians (h - 30)) + 0.24 * cos (radians (2 * h)) +
                   0.32 * cos (radians (3 * h + 6)) - 0.2 * cos (radians (4 * h - 63));
  const double rotation = -sin (radians (60 * exp (-pow ((h - 275) / 25, 2)))) * 2 *
                          sqrt (pow (c, 7) / (pow (c, 7) + pow (25, 7)));
  const double sl = (y.l - x.l) / (1 + 0.015 * pow (l - 50, 2) / sqrt (20 + pow (l - 50, 2)));
  const double sc = (c2 - c1) / (1 + 0.045 * c), sh = dh / (1 + 0.015 * c * t);

  return sqrt (sl * sl + sc * sc + sh * sh + rotation * sc * sh);
}

/* Pairs that Sharma, Wu and Dalal published with their formula's values. */
static void
test_difference (void)
{
  static const struct
  {
    Lab x;
    Lab y;
    double difference;
  } pairs[] = {
    { { 50, 2.6772, -79.7751 }, { 50, 0, -82.7485 }, 2.0425 },
    { { 50, -1, 2 }, { 50, 0, 0 }, 2.3669 },
    { { 50, 2.5, 0 }, { 73, 25, -18 }, 27.1492 },
    { { 60.2574, -34.0099, 36.2677 }, { 60.4626, -34.1751, 39.4387 }, 1.2644 },
    { { 22.7233, 20.0904, -46.694 }, { 23.0331, 14.973, -42.5619 }, 2.0373 },
    { { 2.0776, 0.0795, -1.135 }, { 0.9033, -0.0636, -0.5514 }, 0.9082 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpfloat_with_epsilon (difference (pairs[i].x, pairs[i].y), pairs[i].difference, 0.0001);
}

/* A speaker of each colour. (transfer full) */
static HuRecord *
make_speaker_of (guint index)
{
  for (guint i = 0;; i++)
    {
      g_autofree char *id = g_strdup_printf ("speaker-%u", i);
      g_autoptr (HuRecord) plain = hu_record_new (HU_KIND_SPEAKER, "s");
      g_autoptr (HuRecord) record = hu_record_with_string (plain, HU_MEMBER_REGISTER, id);

      if (hu_speaker_get_color_index (record, HU_PALETTE_N_SPEAKERS) == index)
        return g_steal_pointer (&record);
    }
}

/* Whatever sight somebody has, twelve speakers are told apart. */
static void
test_speakers_apart (gconstpointer dark)
{
  GdkRGBA colors[HU_PALETTE_N_SPEAKERS];

  for (guint i = 0; i < HU_PALETTE_N_SPEAKERS; i++)
    {
      g_autoptr (HuRecord) speaker = make_speaker_of (i);

      colors[i] = hu_palette_get_speaker (speaker, GPOINTER_TO_INT (dark));
    }
  for (guint i = 0; i < HU_PALETTE_N_SPEAKERS; i++)
    for (guint j = 0; j < i; j++)
      for (guint sight = 0; sight < G_N_ELEMENTS (sights); sight++)
        {
          const double apart = difference (see (&colors[i], sights[sight]), see (&colors[j], sights[sight]));

          if (apart < 10)
            g_error ("colours %u and %u are only %.1f apart for sight %u", i, j, apart, sight);
        }
}

/* The same colour in every article, by the register's id; another one where a person chose it. */
static void
test_speakers_stable (void)
{
  g_autoptr (HuRecord) here = hu_record_new (HU_KIND_SPEAKER, "anneke-voss");
  g_autoptr (HuRecord) there = hu_record_new (HU_KIND_SPEAKER, "voss-x7");
  g_autoptr (HuRecord) a = hu_record_with_string (here, HU_MEMBER_REGISTER, "anneke-voss");
  g_autoptr (HuRecord) b = hu_record_with_string (there, HU_MEMBER_REGISTER, "anneke-voss");
  g_autoptr (HuRecord) named = hu_record_with_string (b, HU_MEMBER_NAME, "A. Voss");
  g_autoptr (HuRecord) chosen = hu_record_with_string (named, HU_MEMBER_COLOR, "#0000aa");

  for (int dark = 0; dark <= 1; dark++)
    {
      const GdkRGBA first = hu_palette_get_speaker (a, dark), second = hu_palette_get_speaker (named, dark);
      const GdkRGBA own = hu_palette_get_speaker (chosen, dark);

      g_assert_true (gdk_rgba_equal (&first, &second));
      g_assert_false (gdk_rgba_equal (&first, &own));
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

/* What everybody has who has no codebook of their own. */
static void
test_builtin (void)
{
  g_autoptr (HuCodebook) codebook = hu_codebook_load_builtin ();
  gsize n_types, n_values;
  const HuCode *types = hu_codebook_get_codes (codebook, HU_CODES_TYPES, &n_types);
  const HuCode *values = hu_codebook_get_codes (codebook, HU_CODES_VALUES, &n_values);

  g_assert_cmpuint (n_types, >=, 7);
  g_assert_cmpuint (n_values, >=, 5);
  for (int dark = 0; dark <= 1; dark++)
    {
      const GdkRGBA text = hu_palette_get_text (dark), page = hu_palette_get_page (dark);

      for (gsize i = 0; i < n_types; i++)
        {
          HuClaimColors colors;

          hu_palette_get_claim (codebook, types[i].id, dark, &colors);
          g_assert_cmpfloat (hu_palette_get_contrast (&text, &colors.fill), >=, 4.5);
          g_assert_cmpfloat (hu_palette_get_contrast (&text, &colors.strong), >=, 4.5);
          g_assert_cmpfloat (hu_palette_get_contrast (&page, &colors.edge), >=, 3);
        }
      for (gsize i = 0; i < n_values; i++)
        {
          const GdkRGBA color = hu_palette_get_stance (codebook, values[i].id, dark);

          g_assert_cmpfloat (hu_palette_get_contrast (&color, &page), >=, 4.5);
          g_assert_cmpstr (hu_palette_get_symbol (codebook, values[i].id), !=, "?");
        }
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
  g_test_add_func ("/palette/builtin", test_builtin);
  g_test_add_func ("/palette/speakers", test_speakers);
  g_test_add_func ("/palette/difference", test_difference);
  g_test_add_data_func ("/palette/speakers-apart/light", GINT_TO_POINTER (FALSE), test_speakers_apart);
  g_test_add_data_func ("/palette/speakers-apart/dark", GINT_TO_POINTER (TRUE), test_speakers_apart);
  g_test_add_func ("/palette/speakers-stable", test_speakers_stable);
  g_test_add_func ("/palette/stances", test_stances);
  g_test_add_func ("/palette/contrast", test_contrast);
  return g_test_run ();
}
