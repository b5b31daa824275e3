/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of a text, by its script and its commonest words. */
#include "hu-parts-private.h"

#include <string.h>
#include <unicode/uscript.h>

/* How many characters are looked at. */
#define SAMPLE 20000

static const struct
{
  const char *language;
  const char *words; /* the commonest, between spaces */
} stop_words[] = {
  { "en", " the of and to a in that is was for it with as on be by this are from at have not which but they "
          "his had he would said will its has been were their who " },
  { "de", " der die und das den dem des ein eine einen einer nicht mit von zu ist auf für im sich auch es an "
          "als wird werden sie er war bei aus dass hat nach wie noch über sagte " },
  { "fr", " le la les de des du et un une en que qui dans pour est sur pas au aux plus par ce cette il elle "
          "sont avec ne se son sa ses nous vous été ont mais leur " },
  { "es", " el la los las de del y que en un una por con para no se su al es lo como más fue pero sus le ha "
          "este esta entre son también sobre " },
  { "it", " il la le lo gli di del della dei delle e che un una in per con non si è sono da nel nella alla "
          "al come più anche ma ha questo questa dal ai " },
  { "nl", " de het een van en in is dat op te voor met niet zijn die aan er ook als bij door maar om hij "
          "naar uit wordt heeft ze worden over nog " },
  { "pt", " o a os as de do da dos das e que em um uma para com não se por mais no na ao é foi como mas seu "
          "sua pelo pela são também " },
  { "cs", " a v se na je že s z do o i k ve by pro za jako jsou to ale který která které podle od po tak "
          "jeho jsem také než bude řekl " },
  { "pl", " w i z na się do nie że jest o to jak za od po przez dla ale był są oraz który która które jego "
          "ich ze tym czy już może " },
  { "sv", " och i att en det som är av på för med den till inte har de ett om var han men sig från vi så kan "
          "när år " },
};

static const struct
{
  UScriptCode script;
  const char *language;
} scripts[] = {
  { USCRIPT_HEBREW, "he" },   { USCRIPT_GREEK, "el" },    { USCRIPT_HANGUL, "ko" },
  { USCRIPT_THAI, "th" },     { USCRIPT_KHMER, "km" },    { USCRIPT_DEVANAGARI, "hi" },
  { USCRIPT_GEORGIAN, "ka" }, { USCRIPT_ARMENIAN, "hy" }, { USCRIPT_BENGALI, "bn" },
  { USCRIPT_TAMIL, "ta" },    { USCRIPT_ADLAM, "ff" },    { USCRIPT_LAO, "lo" },
  { USCRIPT_ETHIOPIC, "am" }, { USCRIPT_TELUGU, "te" },   { USCRIPT_GUJARATI, "gu" },
};

typedef struct
{
  guint letters;
  guint by_script[USCRIPT_CODE_LIMIT];
  guint persian, urdu;                          /* letters that Arabic has not */
  guint russian, ukrainian, serbian, bulgarian; /* letters that mark these */
  GString *words;                               /* lower case, each between spaces */
} Counts;

static guint
is_one_of (gunichar c, const char *letters)
{
  return g_utf8_strchr (letters, -1, c) != NULL;
}

static void
count (HuText *text, Counts *counts)
{
  gsize length;
  const char *p = hu_text_get_utf8 (text, &length), *end = p + length;
  gboolean space = TRUE;

  for (guint i = 0; p < end && i < SAMPLE; i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      UErrorCode error = U_ZERO_ERROR;
      UScriptCode script;

      if (!g_unichar_isalpha (c))
        {
          if (!space && !g_unichar_ismark (c))
            g_string_append_c (counts->words, ' ');
          space = space || !g_unichar_ismark (c);
          continue;
        }
      c = g_unichar_tolower (c);
      g_string_append_unichar (counts->words, c);
      space = FALSE;
      script = uscript_getScript ((UChar32) c, &error);
      if (U_FAILURE (error) || script < 0 || script >= USCRIPT_CODE_LIMIT)
        continue;
      counts->letters++;
      counts->by_script[script]++;
      if (script == USCRIPT_ARABIC)
        {
          counts->persian += is_one_of (c, "پچژگ");
          counts->urdu += is_one_of (c, "ٹڈڑےں");
        }
      else if (script == USCRIPT_CYRILLIC)
        {
          counts->russian += is_one_of (c, "ыэё");
          counts->ukrainian += is_one_of (c, "іїєґ");
          counts->serbian += is_one_of (c, "ђјљњћџ");
          counts->bulgarian += c == 0x44A; /* ъ */
        }
    }
  g_string_append_c (counts->words, ' ');
}

/* The Latin-script language whose words are clearly the most. */
static const char *
by_words (const GString *words)
{
  guint scores[G_N_ELEMENTS (stop_words)] = { 0 }, total = 0, best = 0, second = 0;
  g_auto (GStrv) list = g_strsplit (words->str, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_autofree char *word = g_strdup_printf (" %s ", list[i]);

      if (*list[i] == '\0')
        continue;
      total++;
      for (gsize k = 0; k < G_N_ELEMENTS (stop_words); k++)
        scores[k] += strstr (stop_words[k].words, word) != NULL;
    }
  for (guint k = 1; k < G_N_ELEMENTS (stop_words); k++)
    if (scores[k] > scores[best])
      best = k;
  for (guint k = 0; k < G_N_ELEMENTS (stop_words); k++)
    if (k != best)
      second = MAX (second, scores[k]);
  if (scores[best] < 4 || scores[best] * 100 < total * 12 || scores[best] * 10 < second * 14)
    return NULL;
  return stop_words[best].language;
}

static const char *
cyrillic (const Counts *counts)
{
  if (counts->serbian > counts->russian)
    return "sr";
  if (counts->ukrainian > counts->russian)
    return "uk";
  if (counts->russian == 0)
    return counts->bulgarian > 2 ? "bg" : NULL;
  return "ru";
}

static const char *
decide (const Counts *counts)
{
  guint half = counts->letters / 2;
  guint kana = counts->by_script[USCRIPT_HIRAGANA] + counts->by_script[USCRIPT_KATAKANA];

  if (counts->letters < 12)
    return NULL;
  if (counts->by_script[USCRIPT_LATIN] > half)
    return by_words (counts->words);
  if (counts->by_script[USCRIPT_CYRILLIC] > half)
    return cyrillic (counts);
  if (counts->by_script[USCRIPT_ARABIC] > half)
    return counts->urdu * 100 > counts->letters      ? "ur"
           : counts->persian * 100 > counts->letters ? "fa"
                                                     : "ar";
  if (kana * 10 > counts->letters)
    return "ja";
  if (counts->by_script[USCRIPT_HAN] > half)
    return "zh";
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    if (counts->by_script[scripts[i].script] > half)
      return scripts[i].language;
  return NULL;
}

const char *
hu_parts_find_language (HuText *text)
{
  Counts *counts = g_new0 (Counts, 1);
  const char *language;

  counts->words = g_string_new (NULL);
  count (text, counts);
  language = decide (counts);
  g_string_free (counts->words, TRUE);
  g_free (counts);
  return language;
}
