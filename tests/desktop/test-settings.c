/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from settings that are empty, and ids made from names. */
#include "hu-settings.h"

#include "hu-sidecar.h"

static void
test_id_from_name (void)
{
  static const char *const names[][2] = {
    { "Ilse Marrow", "ilse-marrow" },
    { "  Ilse   M. Marrow-Voss ", "ilse-m-marrow-voss" },
    { "Jörg Łukasz", "jorg-lukasz" },
    { "李雷", "coder" },
    { "", "coder" },
    { "--", "coder" },
    { "A name that is far too long for what a file name has room for", "a-name-that-is-far-too-long-for" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = hu_coder_id_from_name (names[i][0]);

      g_assert_cmpstr (id, ==, names[i][1]);
      g_assert_true (hu_coder_id_is_valid (id));
    }
}

static void
test_coder (void)
{
  g_autoptr (GSettings) settings = hu_settings_new ();
  g_autofree char *account = hu_settings_dup_coder_name (settings);
  g_autofree char *name = NULL;
  g_autofree char *from_name = NULL;
  g_autofree char *set = NULL;
  g_autofree char *unusable = NULL;

  g_assert_cmpstr (account, !=, "");
  g_assert_cmpstr (account, !=, "Unknown");

  g_settings_set_string (settings, "coder-name", " Ilse Marrow ");
  name = hu_settings_dup_coder_name (settings);
  g_assert_cmpstr (name, ==, "Ilse Marrow");
  from_name = hu_settings_dup_coder_id (settings);
  g_assert_cmpstr (from_name, ==, "ilse-marrow");

  g_settings_set_string (settings, "coder-id", "im");
  set = hu_settings_dup_coder_id (settings);
  g_assert_cmpstr (set, ==, "im");
  g_settings_set_string (settings, "coder-id", "Not one");
  unusable = hu_settings_dup_coder_id (settings);
  g_assert_cmpstr (unusable, ==, "ilse-marrow");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/settings/id-from-name", test_id_from_name);
  g_test_add_func ("/settings/coder", test_coder);
  return g_test_run ();
}
