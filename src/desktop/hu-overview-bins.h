/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is in each of a fixed number of stretches of an article: for a picture of the whole. */
#pragma once

#include "hu-layer.h"
#include "hu-text.h"

G_BEGIN_DECLS

/* However long the article is: that bounds what a frame costs. */
#define HU_OVERVIEW_BINS 1024

typedef enum
{
  HU_OVERVIEW_CLAIMS = 1 << 0,
  HU_OVERVIEW_MENTIONS = 1 << 1,
  HU_OVERVIEW_STANCES = 1 << 2,
  HU_OVERVIEW_UNCHECKED = 1 << 3,
  HU_OVERVIEW_MATCHES = 1 << 4,
} HuOverviewFlags;

/**
 * HuOverviewBins:
 * @flags: of HuOverviewFlags, for each bin
 * @unchecked, @paragraphs: how many paragraphs are not checked, and are there
 */
typedef struct
{
  guint8 flags[HU_OVERVIEW_BINS];
  guint n_tags[HU_N_KINDS];
  guint unchecked;
  guint paragraphs;
} HuOverviewBins;

/* Goes over all records: for a worker. (transfer full): g_free(). */
HuOverviewBins *hu_overview_bins_new (HuText *text, HuSnapshot *snapshot);
/* The bin of a code point. */
guint hu_overview_bins_find (guint length, guint offset);
/* Sets @flag for the bins that @range touches. */
void hu_overview_bins_mark (guint8 *flags, guint length, HuRange range, HuOverviewFlags flag);

G_END_DECLS
