/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of HuOptions share. */
#pragma once

#include "hu-match.h"
#include "hu-options.h"

G_BEGIN_DECLS

struct _HuOptions
{
  gatomicrefcount refs;
  GPtrArray *options; /* of HuOption */
  HuMatcher *matcher;

  HuOptions *base;    /* (nullable): further ones, which many share */
  GHashTable *hidden; /* (nullable): those of the base that aren't offered: ids, and options_name_key() */
};

char *options_name_key (const char *name);
const char *options_speaker_name (HuEditor *editor, const char *speaker);
/* Of a speaker of the layer, with its count. (transfer full) */
HuOption *options_speaker (HuEditor *editor, HuRecord *record);

G_END_DECLS
