/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codebooks: read strictly and tolerantly; one that is sound takes another topic, is written and reads back.
 */
#include "fuzz.h"

#include "hu-codebook-file.h"

static void
check_sound (HuCodebook *codebook)
{
  g_autoptr (HuCodebook) longer = NULL;
  g_autoptr (HuCodebook) again = NULL;
  g_autoptr (GBytes) written = NULL;
  gsize n;

  for (guint codes = 0; codes < HU_N_CODES; codes++)
    {
      const HuCode *list = hu_codebook_get_codes (codebook, codes, &n);

      for (gsize i = 0; i < n; i++)
        fuzz_assert (hu_codebook_find (codebook, codes, list[i].id) == &list[i] && list[i].label);
    }
  if (hu_codebook_find (codebook, HU_CODES_TOPICS, "new one"))
    return;
  longer = hu_codebook_with_topic (codebook, "new one", "New one", NULL, "ilse", "2031-03-05T10:12:09Z");
  written = hu_codebook_file_write (longer);
  again = hu_codebook_file_parse (written, "", NULL);
  fuzz_assert (again && hu_codebook_find (again, HU_CODES_TOPICS, "new one"));
  fuzz_assert (strcmp (hu_codebook_get_hash (again), hu_codebook_get_hash (longer)) == 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) findings = hu_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HuCodebook) strictly = hu_codebook_file_parse (bytes, "x", &error);
  g_autoptr (HuCodebook) sound = hu_codebook_file_read (bytes, "x", findings, NULL);

  fuzz_assert ((strictly == NULL) == (error != NULL));
  fuzz_assert ((strictly != NULL) == (sound && !hu_findings_have_error (findings)));
  for (guint i = 0; sound && i < MIN (findings->len, HU_FINDINGS_MAX); i++)
    fuzz_assert (((HuFinding *) g_ptr_array_index (findings, i))->line > 0);
  if (strictly)
    check_sound (strictly);
  return 0;
}
