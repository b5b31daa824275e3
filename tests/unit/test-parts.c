/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of articles: files of tests/data/parts, which say in their first twelve columns what each line is
 * and in their lines with = what else is to be found; and that files from elsewhere get no parts that aren't
 * there. */
#include "hu-parts.h"

#include <gio/gio.h>
#include <string.h>

#define MARGIN 12

typedef struct
{
  GString *text;
  GPtrArray *kinds; /* of char *, for each paragraph */
  GHashTable *facts;
} Fixture;

static Fixture
read_fixture (const char *path)
{
  Fixture fixture = { g_string_new (NULL), g_ptr_array_new_with_free_func (g_free),
                      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = lines[i], *value;

      if (*line == '=')
        {
          value = strchr (line, ' ');
          g_assert_nonnull (value);
          g_hash_table_insert (fixture.facts, g_strndup (line + 1, (gsize) (value - line - 1)),
                               g_strdup (value + 1));
          continue;
        }
      if (*line != '\0')
        {
          g_assert_cmpuint (strlen (line), >, MARGIN);
          g_ptr_array_add (fixture.kinds, g_strstrip (g_strndup (line, MARGIN)));
          g_string_append (fixture.text, line + MARGIN);
        }
      g_string_append_c (fixture.text, '\n');
    }
  return fixture;
}

static const char *
kind_of (HuArticle *article, HuRange paragraph)
{
  for (guint i = 0; i < article->parts->len; i++)
    {
      HuPart *part = &g_array_index (article->parts, HuPart, i);

      if (part->start == paragraph.start && part->end == paragraph.end)
        return hu_part_kind_get_name (part->kind);
    }
  return "";
}

static void
assert_parts_are_sound (HuText *text, HuArticle *article)
{
  guint end = 0;

  for (guint i = 0; i < article->parts->len; i++)
    {
      HuPart *part = &g_array_index (article->parts, HuPart, i);
      HuRange paragraph = hu_text_paragraph_at (text, part->start);

      g_assert_cmpint (part->kind, !=, HU_PART_BODY);
      g_assert_cmpuint (part->start, >=, end);
      g_assert_cmpuint (part->start, ==, paragraph.start);
      g_assert_cmpuint (part->end, ==, paragraph.end);
      end = part->end;
    }
}

static void
assert_fact (Fixture *fixture, const char *name, const char *found)
{
  const char *expected = g_hash_table_lookup (fixture->facts, name);

  if (g_strcmp0 (found, expected) != 0)
    g_error ("%s: “%s”, expected “%s”", name, found != NULL ? found : "nothing",
             expected != NULL ? expected : "nothing");
}

static void
test_fixture (gconstpointer path)
{
  Fixture fixture = read_fixture (path);
  g_autoptr (HuText) text = hu_text_new_from_utf8 (fixture.text->str, -1);
  g_autoptr (HuArticle) article = hu_article_recognise (text);
  g_autofree char *authors = article->authors != NULL ? g_strjoinv ("|", article->authors) : NULL;

  assert_parts_are_sound (text, article);
  g_assert_cmpuint (hu_text_get_n_paragraphs (text), ==, fixture.kinds->len);
  for (guint i = 0; i < fixture.kinds->len; i++)
    {
      HuRange paragraph = hu_text_get_paragraph (text, i);
      const char *found = kind_of (article, paragraph), *expected = fixture.kinds->pdata[i];
      g_autofree char *snippet = hu_text_dup_snippet (text, paragraph.start, paragraph.end, 60);

      if (!g_str_equal (found, expected))
        g_error ("“%s” is %s, expected %s", snippet, *found ? found : "body", *expected ? expected : "body");
    }
  assert_fact (&fixture, "headline", article->headline);
  assert_fact (&fixture, "dek", article->dek);
  assert_fact (&fixture, "authors", authors);
  assert_fact (&fixture, "outlet", article->outlet);
  assert_fact (&fixture, "published", article->published);
  assert_fact (&fixture, "language", article->language);
  g_string_free (fixture.text, TRUE);
  g_ptr_array_unref (fixture.kinds);
  g_hash_table_unref (fixture.facts);
}

static void
add_fixtures (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("HU_TEST_DATA"), "parts", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/parts/fixture/%s", name);

      g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_fixture, g_free);
    }
}

static void
test_line_ends (void)
{
  const char *lf = "The toll that nobody voted for\n\nBy Halvard Ness\n\nThere is a toll on the bridge at "
                   "Ostby that no assembly has "
                   "ever voted for, and it is collected twice a day from everyone who has work there.\n";
  g_auto (GStrv) lines = g_strsplit (lf, "\n", -1);
  static const char *const ends[] = { "\n", "\r\n", "\r" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *string = g_strjoinv (ends[i], lines);
      g_autoptr (HuText) text = hu_text_new_from_utf8 (string, -1);
      g_autoptr (HuArticle) article = hu_article_recognise (text);

      g_assert_cmpstr (article->headline, ==, "The toll that nobody voted for");
      g_assert_cmpstr (article->authors[0], ==, "Halvard Ness");
      g_assert_cmpuint (article->parts->len, ==, 2);
    }
}

static void
test_dates (void)
{
  static const char *const dates[][2] = {
    { "4 March 2031", "2031-03-04" },
    { "March 4th, 2031", "2031-03-04" },
    { "Mar. 4, 2031", "2031-03-04" },
    { "2031-03-04", "2031-03-04" },
    { "2031-03-04T09:30Z", "2031-03-04" },
    { "Updated 4 March 2031, 10:15 GMT", "2031-03-04" },
    { "4. März 2031", "2031-03-04" },
    { "Stand: 04.03.2031, 12:00 Uhr", "2031-03-04" },
    { "Montag, 3. Februar 2031", "2031-02-03" },
    { "le 1er mars 2031", "2031-03-01" },
    { "12 août 2031", "2031-08-12" },
    { "4 de marzo de 2031", "2031-03-04" },
    { "March 2031", "2031-03" },
    { "23/03/2031", "2031-03-23" },
    { "2031年3月4日", "2031-03-04" },
    { "3/4/2031", NULL },
    { "31 February 2031", NULL },
    { "On 4 March 2031 the talks began", NULL },
    { "The year 2031", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *string = g_strdup_printf (
          "The toll that nobody voted for\n\nBy Halvard Ness\n%s\n\nThere is a toll on the bridge at Ostby "
          "that no assembly has ever voted for, and it is collected twice a day.\n",
          dates[i][0]);
      g_autoptr (HuText) text = hu_text_new_from_utf8 (string, -1);
      g_autoptr (HuArticle) article = hu_article_recognise (text);

      g_test_message ("%s", dates[i][0]);
      g_assert_cmpstr (article->published, ==, dates[i][1]);
    }
}

static void
test_bylines (void)
{
  static const struct
  {
    const char *line;
    const char *authors;
    const char *outlet;
  } lines[] = {
    { "By Ilse Marrow in Port Alder", "Ilse Marrow", NULL },
    { "By ILSE MARROW and J. K. VAN DER BERG", "ILSE MARROW|J. K. VAN DER BERG", NULL },
    { "By Ilse Marrow, foreign correspondent", "Ilse Marrow", NULL },
    { "By Ilse Marrow for The Meridian", "Ilse Marrow", "The Meridian" },
    { "By Ilse Marrow | 5 min read | The Meridian", "Ilse Marrow", "The Meridian" },
    { "Words by Áine O’Rell & Mo al-Sabah", "Áine O’Rell|Mo al-Sabah", NULL },
    { "Author: Ilse Marrow", "Ilse Marrow", NULL },
    { "Von Ruth Adelung und Jörg Ott, Varda", "Ruth Adelung|Jörg Ott", NULL },
    { "Ilse Marrow | The Meridian | 4 March 2031", "Ilse Marrow", "The Meridian" },
    { "By the time the talks ended", NULL, NULL },
    { "By Monday", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *string = g_strdup_printf (
          "The toll that nobody voted for\n\n%s\n\nThere is a toll on the bridge at Ostby that no "
          "assembly has ever voted for, and it is collected twice a day from all.\n",
          lines[i].line);
      g_autoptr (HuText) text = hu_text_new_from_utf8 (string, -1);
      g_autoptr (HuArticle) article = hu_article_recognise (text);
      g_autofree char *authors = article->authors != NULL ? g_strjoinv ("|", article->authors) : NULL;

      g_test_message ("%s", lines[i].line);
      g_assert_cmpstr (authors, ==, lines[i].authors);
      g_assert_cmpstr (article->outlet, ==, lines[i].outlet);
    }
}

static void
test_languages (void)
{
  static const char *const texts[][2] = {
    { "The minister said that it was not in the draft, and that they had been told so by the office.", "en" },
    { "Der Minister sagte, dass es nicht in dem Entwurf steht und dass sie es von der Behörde wissen.",
      "de" },
    { "Le ministre a dit que ce n’est pas dans le projet et que les ports ne sont pas avec nous.", "fr" },
    { "El ministro dijo que no está en el proyecto y que los puertos no son de la ciudad.", "es" },
    { "Il ministro ha detto che non è nel progetto e che i porti sono della città, ma non di tutti.", "it" },
    { "De minister zei dat het niet in het ontwerp staat en dat de havens van de stad zijn.", "nl" },
    { "Ministr řekl, že to v návrhu není a že se o tom bude ještě jednat, ale jen s těmi, kdo jsou pro.",
      "cs" },
    { "Министр сказал, что этого нет в проекте и что порты были против.", "ru" },
    { "Міністр сказав, що цього немає в проєкті і що порти були проти її рішення.", "uk" },
    { "قال الوزير إن ذلك ليس في المشروع وإن الموانئ ضد القرار", "ar" },
    { "השר אמר שזה לא בטיוטה ושהנמלים נגד ההחלטה", "he" },
    { "部長は草案にはないと述べ、港は反対した。", "ja" },
    { "部长说草案中没有这一点，各港口反对这项决定。", "zh" },
    { "Varda Ostby Lisle 2031", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HuText) text = hu_text_new_from_utf8 (texts[i][0], -1);
      g_autoptr (HuArticle) article = hu_article_recognise (text);

      g_test_message ("%s", texts[i][0]);
      g_assert_cmpstr (article->language, ==, texts[i][1]);
    }
}

/* (nullable): skipped where the file isn't there. */
static HuText *
open_shared (const char *path)
{
  g_autofree char *name = g_build_filename (g_getenv ("HU_SHARED_DATA"), path, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  if (!g_file_get_contents (name, &contents, &length, NULL))
    {
      g_test_skip ("the shared test data are not there");
      return NULL;
    }
  bytes = g_bytes_new (contents, length);
  return hu_text_new (bytes, NULL, NULL);
}

static void
test_speeches (void)
{
  static const char *const plain[] = { "speeches/1863-Lincoln-1.txt", "speeches/1941-Roosevelt-1.txt",
                                       "speeches/1981-Carter-1.txt" };
  g_autoptr (HuText) nixon = NULL;
  g_autoptr (HuArticle) address = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autoptr (HuText) text = open_shared (plain[i]);
      g_autoptr (HuArticle) article = text != NULL ? hu_article_recognise (text) : NULL;

      if (article == NULL)
        return;
      g_assert_null (article->headline);
      g_assert_null (article->authors);
      g_assert_cmpstr (article->language, ==, "en");
      for (guint k = 0; k < article->parts->len; k++)
        g_assert_cmpint (g_array_index (article->parts, HuPart, k).kind, ==, HU_PART_HEADING);
      if (i < 2)
        g_assert_cmpuint (article->parts->len, ==, 0);
    }
  nixon = open_shared ("speeches/not-utf8-1970-Nixon.txt");
  g_assert_nonnull (nixon);
  g_assert_cmpstr (hu_text_get_encoding (nixon), ==, "cp1252");
  address = hu_article_recognise (nixon);
  g_assert_cmpuint (address->parts->len, ==, 1);
  g_assert_cmpint (g_array_index (address->parts, HuPart, 0).kind, ==, HU_PART_HEADLINE);
  g_assert_cmpstr (address->published, ==, "1970-01-22");
}

static void
test_declarations (void)
{
  static const char *const files[][2] = {
    { "udhr/udhr_arb.txt", "ar" }, { "udhr/udhr_heb.txt", "he" },      { "udhr/udhr_hin.txt", "hi" },
    { "udhr/udhr_khm.txt", "km" }, { "udhr/udhr_cmn_hans.txt", "zh" }, { "udhr/udhr_fuf_adlm.txt", "ff" },
    { "udhr/udhr_ccp.txt", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (HuText) text = open_shared (files[i][0]);
      g_autoptr (HuArticle) article = text != NULL ? hu_article_recognise (text) : NULL;

      if (article == NULL)
        return;
      g_test_message ("%s", files[i][0]);
      g_assert_cmpstr (article->language, ==, files[i][1]);
      g_assert_null (article->authors);
      g_assert_null (article->outlet);
      assert_parts_are_sound (text, article);
      for (guint k = 0; k < article->parts->len; k++)
        {
          HuPart *part = &g_array_index (article->parts, HuPart, k);

          g_assert_true (part->kind == HU_PART_HEADLINE || part->kind == HU_PART_DEK ||
                         part->kind == HU_PART_HEADING);
        }
    }
}

static void
test_anything (void)
{
  static const char *const pieces[] = { "By ",
                                        "Ilse Marrow",
                                        "\n",
                                        "\n\n",
                                        "4 March 2031",
                                        " · ",
                                        "word ",
                                        "# ",
                                        "*",
                                        "---\n",
                                        "title: ",
                                        ":",
                                        ".",
                                        "?",
                                        "\r\n",
                                        "Photo: ",
                                        "“",
                                        "12",
                                        "é",
                                        "中",
                                        " is a reporter",
                                        "\t" };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GString) string = g_string_new (NULL);
      g_autoptr (HuText) text = NULL;
      g_autoptr (HuArticle) article = NULL;

      for (gint32 n = g_rand_int_range (random, 0, 50); n > 0; n--)
        g_string_append (string, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      if (i % 5 == 0)
        g_string_append_len (string, "\0\0", 2);
      text = hu_text_new_from_utf8 (string->str, (gssize) string->len);
      article = hu_article_recognise (text);
      assert_parts_are_sound (text, article);
    }
}

static void
test_kind_names (void)
{
  for (guint kind = HU_PART_HEADLINE; kind < HU_N_PARTS; kind++)
    g_assert_cmpint (hu_part_kind_from_name (hu_part_kind_get_name (kind)), ==, kind);
  g_assert_null (hu_part_kind_get_name (HU_PART_BODY));
  g_assert_cmpint (hu_part_kind_from_name ("sidebar"), ==, HU_PART_BODY);
  g_assert_cmpint (hu_part_kind_from_name (NULL), ==, HU_PART_BODY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add_fixtures ();
  g_test_add_func ("/parts/line-ends", test_line_ends);
  g_test_add_func ("/parts/dates", test_dates);
  g_test_add_func ("/parts/bylines", test_bylines);
  g_test_add_func ("/parts/languages", test_languages);
  g_test_add_func ("/parts/speeches", test_speeches);
  g_test_add_func ("/parts/declarations", test_declarations);
  g_test_add_func ("/parts/anything", test_anything);
  g_test_add_func ("/parts/kind-names", test_kind_names);

  return g_test_run ();
}
