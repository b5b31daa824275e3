/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading WebAnno TSV 3, and what its reader and writer share. */
#pragma once

#include "hu-formats.h"

G_BEGIN_DECLS

/* What files of any version 3 begin with. */
#define HU_WEBANNO_FORMAT   "#FORMAT=WebAnno TSV 3"
#define HU_WEBANNO_TEXT     "#Text="
#define HU_WEBANNO_TAG      "webanno.custom.Tag"
#define HU_WEBANNO_RELATION "webanno.custom.Relation"
#define HU_WEBANNO_BASE     "BT_"
#define HU_WEBANNO_ROLE     "role"

/* As of #HuFormat. */
HuGuess hu_webanno_recognise (HuImportSource *source);
gboolean hu_webanno_read (HuImportSource *source, HuImportResult *result, GError **error);

G_END_DECLS
