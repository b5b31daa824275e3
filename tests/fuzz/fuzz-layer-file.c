/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layer files: read strictly and tolerantly, with their text and without; what was read is written, and reads
 * back the same; the layer it makes; its passages found again in another text. */
#include "fuzz.h"

#include "hu-anchor.h"
#include "hu-layer-file.h"
#include "hu-layer.h"

static void
check_findings (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      HuFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *string = hu_finding_to_string (finding);

      fuzz_assert (i == HU_FINDINGS_MAX || finding->line > 0);
      fuzz_assert (g_utf8_validate (string, -1, NULL));
    }
}

/* What is written is read again without an error, and is then written the same. */
static void
check_written (HuSnapshot *snapshot, HuText *text)
{
  g_autoptr (GBytes) written = hu_layer_file_write (snapshot, text);
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (HuSnapshot) again = hu_layer_file_parse (written, "", text, NULL, NULL);

  /* What was kept as unsound is one deeper than it was. */
  if (!again)
    return;
  twice = hu_layer_file_write (again, text);
  fuzz_assert (g_bytes_equal (written, twice));
}

static void
check (GBytes *bytes, HuText *text)
{
  g_autoptr (GPtrArray) findings = hu_findings_new ();
  g_autoptr (GError) error = NULL;
  gboolean matches;
  g_autoptr (HuSnapshot) strictly = hu_layer_file_parse (bytes, "x", text, &matches, &error);
  g_autoptr (HuSnapshot) sound = hu_layer_file_read (bytes, "x", text, &matches, findings, NULL);

  fuzz_assert ((strictly == NULL) == (error != NULL));
  fuzz_assert (!strictly || (sound && !hu_findings_have_error (findings)));
  check_findings (findings);
  if (!sound)
    return;
  if (matches)
    {
      g_autoptr (HuLayer) layer = hu_layer_new (sound);
      g_autoptr (HuSnapshot) snapshot = hu_layer_snapshot (layer);

      check_written (snapshot, text);
    }
  else if (text)
    {
      g_autoptr (HuSnapshot) placed = hu_anchor (sound, text, NULL);

      check_written (placed, text);
    }
  else
    check_written (sound, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (HuText) text = hu_text_new_from_utf8 (FUZZ_ARTICLE, -1);

  check (bytes, text);
  check (bytes, NULL);
  return 0;
}
