/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of a text: by its script, else by its commonest words. */
#include "hu-parts-private.h"

#include <string.h>

/* How much of a text is looked at, in bytes. */
#define SAMPLE 20000

static const struct
{
  GUnicodeScript script;
  const char *language;
} scripts[] = {
  { G_UNICODE_SCRIPT_ARABIC, "ar" },   { G_UNICODE_SCRIPT_HEBREW, "he" },
  { G_UNICODE_SCRIPT_GREEK, "el" },    { G_UNICODE_SCRIPT_DEVANAGARI, "hi" },
  { G_UNICODE_SCRIPT_KHMER, "km" },    { G_UNICODE_SCRIPT_THAI, "th" },
  { G_UNICODE_SCRIPT_HANGUL, "ko" },   { G_UNICODE_SCRIPT_HAN, "zh" },
  { G_UNICODE_SCRIPT_CYRILLIC, "ru" }, { G_UNICODE_SCRIPT_ADLAM, "ff" },
  { G_UNICODE_SCRIPT_CHAKMA, "ccp" },  { G_UNICODE_SCRIPT_LATIN, NULL },
};

static const struct
{
  const char *language;
  const char *words;
} common[] = {
  { "en", " the of and to that is was for with it on by not from have has its said " },
  { "de", " der die das und nicht ist zu den von mit ein eine sich auf dem des für hat wird " },
  { "fr", " le la les des et est une que dans qui pour pas sur du au ne se avec " },
  { "es", " el los las que una por con para del se no su al lo más como " },
  { "it", " il che di non per una del della è sono con gli si dei nel " },
  { "nl", " het een van en niet is dat op te zijn met voor er aan ook " },
  { "cs", " že se na je není ve si jsou ale byl jako pro jeho který " },
  { "pl", " że się na nie jest do jak oraz przez dla są był tak " },
  { "sv", " och att det som en på är inte för med av till har den " },
  { "pt", " que não uma os as do da em para com por mais dos das " },
};

static const char *
language_of_words (const char *utf8)
{
  guint counts[G_N_ELEMENTS (common)] = { 0 };
  guint words = 0, best = 0, second = 0;
  g_autofree char *folded = g_utf8_strdown (utf8, -1);
  g_auto (GStrv) tokens = g_strsplit_set (folded, " \t\r\n.,;:!?()\"", -1);

  for (guint i = 0; tokens[i]; i++)
    {
      g_autofree char *padded = NULL;

      if (!*tokens[i])
        continue;
      words++;
      padded = g_strdup_printf (" %s ", tokens[i]);
      for (guint k = 0; k < G_N_ELEMENTS (common); k++)
        counts[k] += strstr (common[k].words, padded) != NULL;
    }
  for (guint k = 1; k < G_N_ELEMENTS (common); k++)
    if (counts[k] > counts[best])
      best = k;
  for (guint k = 0; k < G_N_ELEMENTS (common); k++)
    if (k != best)
      second = MAX (second, counts[k]);
  /* At least one word in eight, and clearly more than any other language has. */
  if (words < 8 || counts[best] * 8 < words || counts[best] * 2 < second * 3)
    return NULL;
  return common[best].language;
}

/* Ukrainian has letters that Russian lacks; Japanese writes its endings in kana. */
static const char *
refine (const char *language, const char *utf8)
{
  if (g_strcmp0 (language, "ru") == 0 && (strstr (utf8, "і") || strstr (utf8, "ї") || strstr (utf8, "є")))
    return "uk";
  return language;
}

const char *
hu_text_guess_language (HuText *text)
{
  guint counts[G_N_ELEMENTS (scripts)] = { 0 };
  guint letters = 0, best = 0, kana = 0;
  gsize length;
  const char *utf8 = hu_text_get_utf8 (text, &length);
  const char *end = utf8 + MIN (length, SAMPLE);
  g_autofree char *sample = NULL;

  for (const char *p = utf8; p < end; p = g_utf8_next_char (p))
    {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (p));

      kana += script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA;
      for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
        if (scripts[i].script == script)
          {
            counts[i]++;
            letters++;
          }
    }
  for (guint i = 1; i < G_N_ELEMENTS (scripts); i++)
    if (counts[i] > counts[best])
      best = i;
  if (letters < 20 || counts[best] * 2 < letters)
    return NULL;
  if (kana * 10 > letters)
    return "ja";
  sample = hu_text_dup_range (text, 0, hu_text_byte_to_offset (text, (gsize) (end - utf8)));
  return scripts[best].language ? refine (scripts[best].language, sample) : language_of_words (sample);
}
