/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people read for the ids in a record. */
#include "config.h"
#include "hu-labels.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *id;
  const char *label;
} Label;

/* What the built-in codebook says, for translators. */
static const char *const builtin_labels[] = {
  N_ ("Factual"),    N_ ("Causal"),   N_ ("Prediction"), N_ ("Demand"),  N_ ("Evaluation"), N_ ("Promise"),
  N_ ("Accusation"), N_ ("Supports"), N_ ("Opposes"),    N_ ("Neutral"), N_ ("Mixed"),      N_ ("Withheld"),
};

static const Label voices[] = {
  { "author", N_ ("Author’s voice") },
  { "outlet", N_ ("Outlet’s voice") },
  { "none", N_ ("No source given") },
};

static const Label speaker_kinds[] = {
  { "person", N_ ("Person") }, { "group", N_ ("Group") },           { "organisation", N_ ("Organisation") },
  { "party", N_ ("Party") },   { "government", N_ ("Government") }, { "state", N_ ("State") },
  { "medium", N_ ("Medium") }, { "public", N_ ("Public") },         { "artefact", N_ ("Artefact") },
};

static const char *
find_label (const Label *labels, gsize n, const char *id)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (labels[i].id, id) == 0)
      return _ (labels[i].label);
  return id;
}

static const char *
translate_builtin (const char *label)
{
  for (gsize i = 0; i < G_N_ELEMENTS (builtin_labels); i++)
    if (strcmp (builtin_labels[i], label) == 0)
      return _ (builtin_labels[i]);
  return label;
}

const char *
hu_label_get (HuCodebook *codebook, HuKind kind, const char *id, HuRecord *copy)
{
  HuCodes codes;
  const HuCode *code;
  const char *label;

  g_return_val_if_fail (codebook != NULL && id != NULL, id);
  g_return_val_if_fail (kind == HU_KIND_TYPE || kind == HU_KIND_TOPIC || kind == HU_KIND_VALUE, id);
  codes = kind == HU_KIND_TYPE ? HU_CODES_TYPES : kind == HU_KIND_TOPIC ? HU_CODES_TOPICS : HU_CODES_VALUES;
  if ((code = hu_codebook_find (codebook, codes, id)))
    return hu_codebook_get_is_file (codebook) ? code->label : translate_builtin (code->label);
  label = copy ? hu_record_get_string (copy, HU_MEMBER_LABEL) : NULL;
  return label ? label : id;
}

const char *
hu_label_for_voice (const char *voice)
{
  g_return_val_if_fail (voice != NULL, NULL);
  return find_label (voices, G_N_ELEMENTS (voices), voice);
}

const char *
hu_label_for_speaker_kind (HuCodebook *codebook, const char *kind)
{
  const HuCode *code;

  g_return_val_if_fail (kind != NULL, NULL);
  code = codebook ? hu_codebook_find (codebook, HU_CODES_SPEAKER_KINDS, kind) : NULL;
  if (code && hu_codebook_get_is_file (codebook))
    return code->label;
  return find_label (speaker_kinds, G_N_ELEMENTS (speaker_kinds), kind);
}
