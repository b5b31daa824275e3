/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Speaker registers: read strictly and tolerantly; one that is sound is written and reads back the same. */
#include "fuzz.h"

#include "hu-register-file.h"

static void
check_sound (HuRegister *speakers)
{
  g_autoptr (GBytes) written = hu_register_file_write (speakers);
  g_autoptr (HuRegister) again = hu_register_file_parse (written, "", NULL);
  g_autoptr (GBytes) twice = NULL;

  fuzz_assert (again);
  twice = hu_register_file_write (again);
  fuzz_assert (g_bytes_equal (written, twice));
  for (gsize i = 0; i < hu_register_get_size (speakers); i++)
    {
      HuRecord *speaker = hu_register_get_nth (speakers, i);
      g_autofree char *initials = hu_speaker_get_initials (speaker);

      fuzz_assert (hu_register_find (speakers, hu_record_get_id (speaker)));
      fuzz_assert (hu_speaker_get_color_index (speaker, 8) < 8);
      hu_register_find_same (speakers, speaker);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) findings = hu_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HuRegister) strictly = hu_register_file_parse (bytes, "x", &error);
  g_autoptr (HuRegister) sound = hu_register_file_read (bytes, "x", findings, NULL);

  fuzz_assert ((strictly == NULL) == (error != NULL));
  fuzz_assert ((strictly != NULL) == (sound && !hu_findings_have_error (findings)));
  if (strictly)
    check_sound (strictly);
  return 0;
}
