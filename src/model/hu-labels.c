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

/* The labels of the built-in codebook's types and values (data/codebook/builtin.json), for translators. They
 * are looked up by what the codebook says: files hold its own words, whatever the language of the program. */
#define CODEBOOK_CONTEXT "codebook"
static const char *const builtin_labels[] G_GNUC_UNUSED = {
  NC_ ("codebook", "Factual"),    NC_ ("codebook", "Causal"),     NC_ ("codebook", "Prediction"),
  NC_ ("codebook", "Demand"),     NC_ ("codebook", "Evaluation"), NC_ ("codebook", "Promise"),
  NC_ ("codebook", "Accusation"), NC_ ("codebook", "Supports"),   NC_ ("codebook", "Opposes"),
  NC_ ("codebook", "Neutral"),    NC_ ("codebook", "Mixed"),      NC_ ("codebook", "Withheld"),
};

static const Label voices[] = {
  { "author", N_ ("Author’s voice") },
  { "outlet", N_ ("Outlet’s voice") },
  { "none", N_ ("No source given") },
};

static const Label speaker_kinds[] = {
  { "person", NC_ ("kind of speaker", "Person") },
  { "group", NC_ ("kind of speaker", "Group") },
  { "organisation", NC_ ("kind of speaker", "Organisation") },
  { "party", NC_ ("kind of speaker", "Party") },
  { "government", NC_ ("kind of speaker", "Government") },
  { "state", NC_ ("kind of speaker", "State") },
  { "medium", NC_ ("kind of speaker", "Medium") },
  { "public", NC_ ("kind of speaker", "Public") },
  { "artefact", NC_ ("kind of speaker", "Artefact") },
};

static const char *
find_label (const Label *labels, gsize n, const char *id)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (labels[i].id, id) == 0)
      return labels[i].label;
  return NULL;
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
    return hu_codebook_get_is_file (codebook) ? code->label
                                              : g_dpgettext2 (GETTEXT_PACKAGE, CODEBOOK_CONTEXT, code->label);
  label = copy ? hu_record_get_string (copy, HU_MEMBER_LABEL) : NULL;
  return label ? label : id;
}

const char *
hu_label_for_voice (const char *voice)
{
  const char *label;

  g_return_val_if_fail (voice != NULL, NULL);
  label = find_label (voices, G_N_ELEMENTS (voices), voice);
  return label ? _ (label) : voice;
}

const char *
hu_label_for_speaker_kind (HuCodebook *codebook, const char *kind)
{
  const HuCode *code;
  const char *label;

  g_return_val_if_fail (kind != NULL, NULL);
  code = codebook ? hu_codebook_find (codebook, HU_CODES_SPEAKER_KINDS, kind) : NULL;
  if (code && hu_codebook_get_is_file (codebook))
    return code->label;
  label = find_label (speaker_kinds, G_N_ELEMENTS (speaker_kinds), kind);
  return label ? g_dpgettext2 (GETTEXT_PACKAGE, "kind of speaker", label) : kind;
}
