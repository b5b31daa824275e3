/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of marks and badges: of claim types, speakers and stances, in light and in dark. */
#pragma once

#include <gdk/gdk.h>

#include "hu-codebook.h"
#include "hu-record.h"

G_BEGIN_DECLS

/* How many colours speakers are told apart by. */
#define HU_PALETTE_N_SPEAKERS 12

/**
 * HuClaimColors:
 * @fill: the block behind the words; opaque; the text on it has a contrast of at least 7:1
 * @strong: the same for the claim in hand
 * @edge: its outline; 3:1 on the page
 */
typedef struct
{
  GdkRGBA fill;
  GdkRGBA strong;
  GdkRGBA edge;
} HuClaimColors;

/* The page that marks are drawn on, and its text. */
GdkRGBA hu_palette_get_page (gboolean dark);
GdkRGBA hu_palette_get_text (gboolean dark);
/* What is grey: unresolved mentions, notes in the margin. 3:1 on the page. */
GdkRGBA hu_palette_get_grey (gboolean dark);
/* What a search has found: unlike any tint of claims. 3:1 on the page. */
GdkRGBA hu_palette_get_match (gboolean dark);

/* @type: (nullable): a claim's type. Amber where it has none or the codebook gives it no colour. */
void hu_palette_get_claim (HuCodebook *codebook, const char *type, gboolean dark, HuClaimColors *colors);
/* @speaker: (nullable): grey. Its own `color`, else one of twelve. 4.5:1 on the page, so it serves for text
 * and lines; as a badge's background it takes hu_palette_get_on() for its letters. Speakers that the text
 * doesn't name are paler, but no less in contrast. */
GdkRGBA hu_palette_get_speaker (HuRecord *speaker, gboolean dark);
/* @value: (nullable): a stance's value. The codebook's colour, else by its score: green, red, grey. 4.5:1 on
 * the page. */
GdkRGBA hu_palette_get_stance (HuCodebook *codebook, const char *value, gboolean dark);
/* The symbol of a stance's value ("▲"); "?" where the codebook has none. */
const char *hu_palette_get_symbol (HuCodebook *codebook, const char *value);

/* White or near-black: the one that stands out more on @background. */
GdkRGBA hu_palette_get_on (const GdkRGBA *background);
/* WCAG 2 contrast of two opaque colours, 1 to 21. */
double hu_palette_get_contrast (const GdkRGBA *a, const GdkRGBA *b);
/* @color made lighter or darker, hue kept, until its contrast on @background is at least @ratio. */
GdkRGBA hu_palette_ensure_contrast (const GdkRGBA *color, const GdkRGBA *background, double ratio);
/* @share of @color over @background: opaque. */
GdkRGBA hu_palette_mix (const GdkRGBA *color, const GdkRGBA *background, double share);

G_END_DECLS
