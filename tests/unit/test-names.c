/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names found in a text, names found by letters typed, and dates as people know them. */
#include "hu-edtf.h"
#include "hu-match.h"
#include "hu-names.h"

#include <string.h>

static GPtrArray *
find (const char *utf8, const char *const *known)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (utf8, -1);

  return hu_names_find (text, known);
}

/* "Anneke Voss 2, Tomas Reik 1" */
static char *
describe (GPtrArray *names)
{
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      HuName *name = g_ptr_array_index (names, i);

      g_string_append_printf (result, "%s%s %u", i ? ", " : "", name->name, name->count);
    }
  return g_string_free (result, FALSE);
}

static void
test_english (void)
{
  g_autoptr (GPtrArray) names = find (
      "Coastal bloc sends envoys\n\n"
      "Premier Anneke Voss said on Monday that a shared fee would help. Officials in the capital were "
      "cooler. "
      "Trade minister Tomas Reik, asked twice, insisted. “A wish,” Voss said. Reik’s spokesman called it "
      "late.\n"
      "Its chair, Mirela Oduya, agreed. Neither Side has published the text. That may take until Tuesday. "
      "Dr. J. R. Lindqvist and Sen. Amaro of the Harbour Union Council met Lotte von der Heide.\n",
      NULL);
  g_autofree char *said = describe (names);
  HuName *first = g_ptr_array_index (names, 0);

  g_assert_cmpstr (said, ==,
                   "Anneke Voss 2, Tomas Reik 2, Mirela Oduya 1, J. R. Lindqvist 1, Amaro 1, "
                   "Harbour Union Council 1, Lotte von der Heide 1");
  g_assert_cmpuint (first->first, ==, 35);
}

static void
test_german (void)
{
  g_autoptr (GPtrArray) names = find (
      "Die Hafengebühr soll nach dem Willen der Regierung schon im Herbst kommen. Ministerin Anna Berg "
      "nannte den "
      "Plan einen Gewinn für die Stadt. Der Verband der Reeder sieht das anders: Drei Tonnen Weizen seien "
      "schon "
      "jetzt zu teuer, sagte Karl von Thal. Berg widersprach der Rechnung des Verbands am Mittwoch im Radio. "
      "Die Zahlen der Behörde zeigen eine andere Lage.\n",
      NULL);
  g_autofree char *said = describe (names);

  g_assert_cmpstr (said, ==, "Anna Berg 2, Karl von Thal 1");
}

static void
test_known (void)
{
  static const char *const known[] = { "Meridian", "voss", NULL };
  g_autoptr (GPtrArray) names =
      find ("A report of the Meridian says so. Later Voss agreed with the Meridian.", known);
  g_autoptr (GPtrArray) none =
      find ("A report of the Meridian says so. Later it agreed with the Meridian.", NULL);
  g_autoptr (GPtrArray) empty = find ("", NULL);
  g_autofree char *said = describe (names);

  g_assert_cmpstr (said, ==, "Meridian 2, Voss 1");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (empty->len, ==, 0);
}

static void
test_other_scripts (void)
{
  g_autoptr (GPtrArray) russian =
      find ("Вчера министр Анна Лугова заявила, что пошлина нужна. Лугова настаивает.", NULL);
  g_autoptr (GPtrArray) arabic = find ("قال الوزير إن الرسوم ضرورية.", NULL);
  g_autoptr (GPtrArray) mixed = find ("The envoy Omar al-Sayed left. Later al-Sayed called.", NULL);
  g_autofree char *said = describe (russian);
  g_autofree char *said_mixed = describe (mixed);

  g_assert_cmpstr (said, ==, "Анна Лугова 2");
  g_assert_cmpuint (arabic->len, ==, 0);
  g_assert_cmpstr (said_mixed, ==, "Omar al-Sayed 2");
}

static void
test_headlines (void)
{
  g_autoptr (GPtrArray) names =
      find ("Coastal Bloc Sends Envoys To Capital\n\nA SHORT REPORT FROM THE HARBOUR\n", NULL);

  g_assert_cmpuint (names->len, ==, 0);
}

static void
names_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GPtrArray **names = user_data;
  g_autoptr (GError) error = NULL;

  *names = hu_names_find_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_worker (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("then Anneke Voss spoke", -1);
  g_autoptr (GPtrArray) names = NULL;

  hu_names_find_async (text, NULL, NULL, names_found, &names);
  while (!names)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (names->len, ==, 1);
}

/* Matching. */

static void
add (HuMatcher *matcher, guint used, const char *name, const char *alias)
{
  const char *names[2] = { name, alias };

  hu_matcher_add (matcher, names, alias ? 2 : 1, used);
}

static void
check_found (HuMatcher *matcher, const char *text, const char *expected)
{
  g_autoptr (GArray) found = hu_matcher_find (matcher, text, 0);
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (said, "%u", g_array_index (found, HuMatch, i).index);
  g_assert_cmpstr (said->str, ==, expected);
}

static void
test_matching (void)
{
  g_autoptr (HuMatcher) matcher = hu_matcher_new ();
  g_autoptr (GArray) two = NULL;

  add (matcher, 1, "Anneke Voss", "the premier");
  add (matcher, 5, "Bianca Moreau", NULL);
  add (matcher, 3, "Évariste Antal", NULL);
  add (matcher, 9, "Harbour Council", "HC");
  check_found (matcher, "an", "201");
  check_found (matcher, "AN", "201");
  check_found (matcher, "vo", "0");
  check_found (matcher, "prem", "0");
  check_found (matcher, "ev", "2");
  check_found (matcher, "év", "2");
  check_found (matcher, "hc", "3");
  check_found (matcher, "voss an", "0");
  check_found (matcher, "anneke v", "0");
  check_found (matcher, "zz", "");
  check_found (matcher, "", "3120");
  check_found (matcher, "  ", "3120");
  two = hu_matcher_find (matcher, "", 2);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_true (hu_matcher_has_name (matcher, "anneke voss"));
  g_assert_true (hu_matcher_has_name (matcher, " The  Premier"));
  g_assert_false (hu_matcher_has_name (matcher, "anneke"));
}

static void
test_dates (void)
{
  static const char *const good[] = {
    "2031",
    "2031-03",
    "2031-03-04",
    "..2031",
    "2031..",
    "2031-03-01/2031-03-04",
    "../2031-03",
    "2031/..",
    "203X",
    "2031-XX",
    "2031-03-XX",
    "2031-03?",
    "2031~",
    "2032-02-29",
    "2031-21",
    "2031-03-04T10:00Z",
    "2031-03-04T10:00:30+02:00",
    "2031/",
  };
  static const char *const bad[] = {
    "",
    "31",
    "203",
    "2031-13",
    "2031-00",
    "2031-3",
    "2031-02-29",
    "2031-04-31",
    "March 2031",
    "2031-03-04-05",
    "X031",
    "../..",
    "2031/2032/2033",
    "2031-03T10:00",
    "2031-03-04T25:00",
    "2031-25",
    "/",
    "..",
    "2031-03-0",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("%s", good[i]);
      g_assert_true (hu_edtf_is_valid (good[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (hu_edtf_is_valid (bad[i]));
    }
}

/* Who held an office when an article appeared. */
static void
test_dates_hold (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *at;
    gboolean holds;
  } cases[] = {
    { NULL, NULL, "2031-03-04", TRUE },
    { "2029-05", NULL, "2031-03-04", TRUE },
    { "2029-05", "2031-03", "2031-03-04", TRUE },
    { "2029-05", "2031-02", "2031-03-04", FALSE },
    { "2031-03-05", NULL, "2031-03-04", FALSE },
    { "2031-03-05", NULL, "2031-03", TRUE },
    { "2031", NULL, "2031-03-04", TRUE },
    { "2032", NULL, "2031", FALSE },
    { NULL, "2030", "2031-03-04", FALSE },
    { "202X", "2030", "2030-12-31", TRUE },
    { "2029~", "2031-03-04?", "2031-03-04T10:00Z", TRUE },
    { "2029-05", "..", "2031", TRUE },
    { "2031-21", NULL, "2031-02", TRUE },
    { "2028/2029", "2030/2031", "2031", TRUE },
    { "2028..", "..2030", "2029", TRUE },
    { "2028..", "..2030", "2031", FALSE },
    { "in spring", "soon", "2031", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (hu_edtf_may_hold (cases[i].from, cases[i].to, cases[i].at) != cases[i].holds)
      g_error ("from %s to %s at %s", cases[i].from, cases[i].to, cases[i].at);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/names/english", test_english);
  g_test_add_func ("/names/german", test_german);
  g_test_add_func ("/names/known", test_known);
  g_test_add_func ("/names/other-scripts", test_other_scripts);
  g_test_add_func ("/names/headlines", test_headlines);
  g_test_add_func ("/names/worker", test_worker);
  g_test_add_func ("/names/matching", test_matching);
  g_test_add_func ("/names/dates", test_dates);
  g_test_add_func ("/names/dates-hold", test_dates_hold);
  return g_test_run ();
}
