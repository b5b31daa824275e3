/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of marks and badges: of claim types, speakers and stances, in light and in dark. */
#include "config.h"

#include "hu-palette.h"

#include <gtk/gtk.h>
#include <math.h>

#include "hu-register.h"

#define AMBER            "#f9dc7f"
#define CONTRAST_TEXT    4.5
#define CONTRAST_SHAPE   3.0
#define CONTRAST_READING 7.0

/* On a light page and on a dark one. Each two of a column are at least 10 apart by CIEDE2000, also as people
 * see them who have no red, no green or no blue cones; 4.5:1 on the page. A test computes both. */
static const char *const speaker_colors[HU_PALETTE_N_SPEAKERS][2] = {
  { "#084e96", "#658ab3" }, { "#5e00ec", "#a167f6" }, { "#1f7a74", "#74b39d" }, { "#814851", "#be99ea" },
  { "#9760a2", "#e1a1c6" }, { "#1b482d", "#afb37e" }, { "#5b60f0", "#f431a8" }, { "#986c03", "#cab831" },
  { "#be4675", "#e4cefc" }, { "#6e1646", "#ff3340" }, { "#69774d", "#b7deb7" }, { "#943200", "#af7e67" },
};

static GdkRGBA
rgb (const char *letters)
{
  GdkRGBA color = { 0, 0, 0, 1 };

  gdk_rgba_parse (&color, letters);
  color.alpha = 1;
  return color;
}

GdkRGBA
hu_palette_get_page (gboolean dark)
{
  return rgb (dark ? "#1e1e1e" : "#ffffff");
}

GdkRGBA
hu_palette_get_text (gboolean dark)
{
  return rgb (dark ? "#ffffff" : "#241f31");
}

GdkRGBA
hu_palette_get_grey (gboolean dark)
{
  return rgb (dark ? "#9a9996" : "#77767b");
}

GdkRGBA
hu_palette_get_match (gboolean dark)
{
  return rgb (dark ? "#dc8add" : "#9141ac");
}

/* Relative luminance. */
static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *color)
{
  return 0.2126 * linear (color->red) + 0.7152 * linear (color->green) + 0.0722 * linear (color->blue);
}

double
hu_palette_get_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double first, second;

  g_return_val_if_fail (a != NULL && b != NULL, 1);
  first = luminance (a);
  second = luminance (b);
  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

GdkRGBA
hu_palette_mix (const GdkRGBA *color, const GdkRGBA *background, double share)
{
  GdkRGBA mixed = { 0, 0, 0, 1 };

  g_return_val_if_fail (color != NULL && background != NULL, mixed);
  mixed.red = (float) (color->red * share + background->red * (1 - share));
  mixed.green = (float) (color->green * share + background->green * (1 - share));
  mixed.blue = (float) (color->blue * share + background->blue * (1 - share));
  return mixed;
}

GdkRGBA
hu_palette_get_on (const GdkRGBA *background)
{
  const GdkRGBA white = rgb ("#ffffff"), ink = rgb ("#1a1a1a");

  g_return_val_if_fail (background != NULL, ink);
  return hu_palette_get_contrast (&white, background) >= hu_palette_get_contrast (&ink, background) ? white
                                                                                                    : ink;
}

GdkRGBA
hu_palette_ensure_contrast (const GdkRGBA *color, const GdkRGBA *background, double ratio)
{
  GdkRGBA end, result = { 0, 0, 0, 1 };

  g_return_val_if_fail (color != NULL && background != NULL, result);
  end = luminance (background) > 0.18 ? rgb ("#000000") : rgb ("#ffffff");
  result = *color;
  for (int step = 1; step <= 20 && hu_palette_get_contrast (&result, background) < ratio; step++)
    result = hu_palette_mix (&end, color, step / 20.0);
  return result;
}

static const HuCode *
find (HuCodebook *codebook, HuCodes codes, const char *id)
{
  return codebook && id ? hu_codebook_find (codebook, codes, id) : NULL;
}

/* @color as a tint that text can be read on. */
static GdkRGBA
tint (const GdkRGBA *color, gboolean dark, double share)
{
  const GdkRGBA page = hu_palette_get_page (dark), text = hu_palette_get_text (dark);
  GdkRGBA result;

  do
    {
      result = hu_palette_mix (color, &page, share);
      share -= 0.05;
    }
  while (share > 0.05 && hu_palette_get_contrast (&text, &result) < CONTRAST_READING);
  return result;
}

/* The same hue, full. */
static GdkRGBA
saturate (const GdkRGBA *color)
{
  GdkRGBA full = *color;
  float hue, saturation, value;

  gtk_rgb_to_hsv (color->red, color->green, color->blue, &hue, &saturation, &value);
  if (saturation > 0.05f)
    gtk_hsv_to_rgb (hue, MAX (saturation, 0.85f), MIN (value, 0.85f), &full.red, &full.green, &full.blue);
  return full;
}

void
hu_palette_get_claim (HuCodebook *codebook, const char *type, gboolean dark, HuClaimColors *colors)
{
  const HuCode *code = find (codebook, HU_CODES_TYPES, type);
  const GdkRGBA page = hu_palette_get_page (dark);
  GdkRGBA base = rgb (AMBER);

  g_return_if_fail (colors != NULL);
  if (code && code->color)
    gdk_rgba_parse (&base, code->color);
  base.alpha = 1;
  colors->fill = tint (&base, dark, dark ? 0.26 : 0.5);
  colors->strong = tint (&base, dark, dark ? 0.44 : 1);
  colors->edge = saturate (&base);
  colors->edge = hu_palette_ensure_contrast (&colors->edge, &page, CONTRAST_SHAPE);
}

GdkRGBA
hu_palette_get_speaker (HuRecord *speaker, gboolean dark)
{
  const GdkRGBA page = hu_palette_get_page (dark);
  GdkRGBA base = hu_palette_get_grey (dark);
  const char *own = speaker ? hu_record_get_string (speaker, HU_MEMBER_COLOR) : NULL;

  if (speaker && own && gdk_rgba_parse (&base, own))
    base = dark ? hu_palette_mix (&base, &(GdkRGBA){ 1, 1, 1, 1 }, 0.75) : base;
  else if (speaker)
    base = rgb (speaker_colors[hu_speaker_get_color_index (speaker, HU_PALETTE_N_SPEAKERS)][dark ? 1 : 0]);
  base.alpha = 1;
  if (speaker && !own && !hu_speaker_is_named (speaker))
    base = hu_palette_mix (&base, &(GdkRGBA){ 0.5f, 0.5f, 0.5f, 1 }, 0.35);
  return hu_palette_ensure_contrast (&base, &page, CONTRAST_TEXT);
}

GdkRGBA
hu_palette_get_stance (HuCodebook *codebook, const char *value, gboolean dark)
{
  const GdkRGBA page = hu_palette_get_page (dark);
  const HuCode *code = find (codebook, HU_CODES_VALUES, value);
  GdkRGBA base = hu_palette_get_grey (dark);

  if (code && !(code->color && gdk_rgba_parse (&base, code->color)) && code->has_score && code->score != 0)
    base = rgb (code->score > 0 ? "#2b8a4b" : "#b3282d");
  base.alpha = 1;
  if (dark)
    base = hu_palette_mix (&base, &(GdkRGBA){ 1, 1, 1, 1 }, 0.75);
  return hu_palette_ensure_contrast (&base, &page, CONTRAST_TEXT);
}

const char *
hu_palette_get_symbol (HuCodebook *codebook, const char *value)
{
  const HuCode *code = find (codebook, HU_CODES_VALUES, value);

  return code && code->symbol ? code->symbol : "?";
}
