/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands between an article's paragraphs: photo captions, section headings, and what isn't the
 * article's. */
#include "hu-parts-private.h"

#include <string.h>

static const char *const boilerplate_starts[] = {
  "read more:",
  "read more",
  "read also",
  "read next",
  "also read",
  "related:",
  "related articles",
  "related stories",
  "see also:",
  "subscribe",
  "sign up",
  "most read",
  "share this",
  "follow us",
  "click here",
  "continue reading",
  "story continues below",
  "article continues",
  "support our journalism",
  "download our app",
  "skip to",
  "newsletter:",
  "this article was originally",
  "this article first appeared",
  "this article was first",
  "this story was originally",
  "© ",
  "(c) ",
  "copyright",
  "all rights reserved",
  "lesen sie auch",
  "lesen sie mehr",
  "mehr zum thema",
  "jetzt abonnieren",
  "abonnieren sie",
  "alle rechte vorbehalten",
  "newsletter",
  "lire aussi",
  "à lire aussi",
  "lire la suite",
  "abonnez-vous",
  "inscrivez-vous",
  "tous droits réservés",
  "lea también",
  "lee también",
  "suscríbete",
  "suscríbase",
  "leggi anche",
  "lees ook",
  "čtěte také",
  "читайте также",
  NULL,
};
static const char *const boilerplate_lines[] = {
  "advertisement", "advertisements", "anzeige",  "werbung",    "publicité", "publicidad", "pubblicità",
  "advertentie",   "reklama",        "реклама",  "sponsored",  "comments",  "print",      "share",
  "related",       "trending",       "loading…", "loading...", NULL,
};
static const char *const boilerplate_parts[] = {
  "all rights reserved",
  "subscribe to our",
  "sign up for our",
  "sign up to our",
  "to our newsletter",
  "our free newsletter",
  "terms of use",
  "privacy policy",
  "alle rechte vorbehalten",
  "unseren newsletter",
  "tous droits réservés",
  "notre newsletter",
  "todos los derechos reservados",
  NULL,
};

static const char *const caption_starts[] = {
  "photo:",      "photo by",   "photos by",      "photograph:",       "photograph by",  "picture:",
  "image:",      "caption:",   "photo caption:", "photo credit:",     "credit:",        "file photo",
  "foto:",       "fotos:",     "bild:",          "bildunterschrift:", "im bild",        "archivbild",
  "archivfoto",  "légende",    "photo d'",       "crédit photo",      "crédits photo",  "foto de",
  "pie de foto", "didascalia", "фото",           "pictured:",         "pictured above", "above:",
  "below:",      "left:",      "right:",         "graphic:",          "map:",           "grafik:",
  "karte:",      NULL,
};
static const char *const caption_parts[] = {
  "(photo by",     "(photo:",    "(photo ",    "photo: ",    "photo/",       "photograph: ",
  "picture: ",     "image: ",    "credit: ",   "(foto:",     "foto: ",       "bild: ",
  "ap photo",      "/ap)",       "/afp",       "afp/",       "getty images", "/reuters",
  "reuters/",      "/dpa",       "dpa/",       "(crédit",    "crédit photo", "file photo",
  "archive photo", "archivfoto", "archivbild", "im bild",    "(left)",       "(right)",
  "(centre)",      "(center)",   ", left,",    ", right,",   ", centre,",    ", center,",
  "from left",     "(links)",    "(rechts)",   ", pictured", "pictured in",  "seen here",
  "(file)",        "(à gauche)", "(à droite)", NULL,
};

/* A sentence that begins so goes on with the text; a caption stands for itself. */
static const char *const linking_words[] = {
  "he",       "she",     "it",      "they",  "we",    "i",     "you",     "this",      "that",   "these",
  "those",    "there",   "here",    "but",   "and",   "so",    "yet",     "or",        "nor",    "not",
  "neither",  "nobody",  "nothing", "no",    "none",  "both",  "some",    "many",      "most",   "few",
  "others",   "another", "one",     "still", "then",  "now",   "however", "meanwhile", "even",   "only",
  "if",       "when",    "while",   "as",    "since", "until", "for",     "what",      "why",    "how",
  "who",      "perhaps", "maybe",   "all",   "such",  "its",   "his",     "her",       "their",  "our",
  "my",       "your",    "er",      "sie",   "es",    "wir",   "ich",     "ihr",       "dies",   "diese",
  "dieser",   "dieses",  "aber",    "und",   "doch",  "auch",  "nicht",   "niemand",   "nichts", "kein",
  "keine",    "dann",    "nun",     "noch",  "nur",   "wenn",  "als",     "weil",      "dabei",  "damit",
  "dort",     "dafür",   "dagegen", "seine", "ihre",  "il",    "elle",    "ils",       "elles",  "nous",
  "vous",     "je",      "ce",      "cela",  "cette", "ces",   "mais",    "et",        "donc",   "or",
  "personne", "rien",    "c",       NULL,
};

/* Words that a caption in the present tense hardly has. */
static const char *const telling_english[] = {
  "i",      "we",    "you",     "our",     "my",      "your",   "me",        "us",    "was",  "were",
  "had",    "has",   "have",    "did",     "would",   "could",  "should",    "might", "must", "can",
  "may",    "will",  "said",    "says",    "told",    "went",   "came",      "made",  "took", "gave",
  "became", "began", "thought", "knew",    "felt",    "saw",    "got",       "kept",  "lost", "won",
  "put",    "fell",  "rose",    "paid",    "met",     "cannot", "not",       "never", "t",    "ll",
  "ve",     "do",    "does",    "however", "because", "that",   "therefore", "also",  NULL,
};
static const char *const telling_german[] = {
  "ich",    "wir",     "ihr",     "mein",    "unser",  "unsere",  "war",    "waren",   "hatte",
  "hatten", "wurde",   "wurden",  "sagte",   "sagten", "kam",     "kamen",  "ging",    "gingen",
  "wollte", "wollten", "konnte",  "konnten", "musste", "mussten", "sollte", "sollten", "hat",
  "haben",  "wird",    "werden",  "nicht",   "nie",    "kein",    "keine",  "keinen",  "ist",
  "sind",   "dass",    "deshalb", "blieb",   "gab",    "stand",   "nahm",   "ließ",    NULL,
};
static const char *const telling_french[] = {
  "je", "nous", "vous", "était", "étaient", "avait", "avaient", "fut", "sera", "seront", "ne",
  "n",  "pas",  "dit",  "a",     "ont",     "est",   "sont",    "que", "qu",   NULL,
};

/* A caption says where or when. */
static const char *const places[] = {
  "at",     "in",     "on",    "outside", "inside", "near",   "during", "before", "after",   "with",
  "from",   "across", "along", "over",    "behind", "beside", "under",  "past",   "through", "am",
  "im",     "an",     "auf",   "vor",     "nach",   "bei",    "beim",   "mit",    "während", "neben",
  "hinter", "aus",    "über",  "unter",   "à",      "au",     "aux",    "dans",   "devant",  "sur",
  "sous",   "avec",   "lors",  "pendant", "près",   "chez",   NULL,
};

static gboolean
is_body (const HuBlock *block)
{
  return block != NULL && !block->decided;
}

void
hu_parts_find_boilerplate (HuParts *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      HuBlock *block = hu_parts_block (self, i);

      if (block->decided || block->size > 400)
        continue;
      if (g_strv_contains (boilerplate_lines, block->plain) ||
          (block->size <= 240 && hu_parts_prefix (block->plain, boilerplate_starts) > 0) ||
          (block->size <= 300 && hu_parts_contains_any (block->plain, boilerplate_parts)))
        hu_parts_decide (self, i, HU_PART_BOILERPLATE);
      else if (block->image)
        hu_parts_decide (self, i, HU_PART_CAPTION);
    }
}

static gboolean
is_surely_caption (HuParts *self, guint index)
{
  HuBlock *block = hu_parts_block (self, index),
          *before = index > 0 ? hu_parts_block (self, index - 1) : NULL;

  if (block->size > 420 || block->level > 0 || block->list)
    return FALSE;
  if (hu_parts_prefix (block->plain, caption_starts) > 0)
    return block->size <= 300;
  if (hu_parts_contains_any (block->plain, caption_parts))
    return block->size <= 350;
  return before != NULL && before->image && block->emphasis;
}

static gboolean
has_quotation (const char *text)
{
  static const char *const marks[] = { "\"", "“", "”", "„", "«", "»", "「", "『", NULL };

  return hu_parts_contains_any (text, marks);
}

static gboolean
is_one_sentence (HuParts *self, const HuBlock *block)
{
  HuRange sentence = hu_text_sentence_at (self->text, block->range.start),
          whole = hu_text_trim (self->text, block->range);

  return sentence.end >= whole.end;
}

static gboolean
ends_with_ed (const char *plain)
{
  for (const char *p = strstr (plain, "ed"); p != NULL; p = strstr (p + 2, "ed"))
    if (p - plain > 3 && g_ascii_isalpha (p[-1]) && p[-1] != 'e' && !g_ascii_isalpha (p[2]))
      return TRUE;
  return FALSE;
}

/* "is" and "are" without what goes on: "The vote is on Thursday". */
static gboolean
states (const char *plain)
{
  static const char *const verbs[] = { " is ", " are " };

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      const char *p = strstr (plain, verbs[i]), *end;

      if (p == NULL)
        continue;
      p += strlen (verbs[i]);
      end = strchrnul (p, ' ');
      if (end - p < 4 || (strncmp (end - 3, "ing", 3) != 0 && strncmp (end - 2, "ed", 2) != 0 &&
                          strncmp (p, "seen", 4) != 0))
        return TRUE;
    }
  return FALSE;
}

/* Whether it describes what is to be seen, rather than going on with what is told. */
static gboolean
describes (HuParts *self, const HuBlock *block)
{
  const char *language = self->article->language;
  g_autofree char *first = g_strndup (block->plain, strcspn (block->plain, " ’',"));

  if (g_strv_contains (linking_words, first) || has_quotation (block->text) ||
      !hu_parts_has_word (block->plain, places))
    return FALSE;
  if (g_strcmp0 (language, "en") == 0)
    return !hu_parts_has_word (block->plain, telling_english) &&
           !(block->ends && (ends_with_ed (block->plain) || states (block->plain)));
  if (g_strcmp0 (language, "de") == 0)
    return !hu_parts_has_word (block->plain, telling_german);
  if (g_strcmp0 (language, "fr") == 0)
    return !hu_parts_has_word (block->plain, telling_french);
  return FALSE; /* elsewhere a whole sentence may be anything */
}

/* A short sentence, or less, that stands alone between long paragraphs. */
static gboolean
may_be_caption (HuParts *self, guint index)
{
  HuBlock *block = hu_parts_block (self, index), *next = hu_parts_block (self, index + 1);
  HuBlock *before = index > 0 ? hu_parts_block (self, index - 1) : NULL;
  guint long_enough = MAX (110, block->size + block->size / 2);
  gboolean below_head = before != NULL && before->decided && before->kind != HU_PART_HEADING;

  if (!is_body (block) || !is_body (next) || before == NULL || !block->gap || !next->gap ||
      block->n_lines > 2)
    return FALSE;
  if (next->size < long_enough || (!below_head && (before->decided || before->size < long_enough)))
    return FALSE;
  if (below_head && (block->ends || block->n_words < 6))
    return FALSE;
  if (block->size < 24 || block->size > 160 || block->list || block->level > 0 || block->rule ||
      strchr (":,;?!", (int) MIN (block->last, 0x7F)) != NULL)
    return FALSE;
  if (!g_unichar_isalnum (block->first) || g_unichar_islower (block->first) ||
      (!block->ends && block->n_words < 8 && block->size < 60))
    return FALSE;
  return block->n_words >= 3 && is_one_sentence (self, block) && describes (self, block);
}

void
hu_parts_find_captions (HuParts *self)
{
  guint n = 0, n_short = 0;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = self->body; i < self->blocks->len; i++)
    {
      HuBlock *block = hu_parts_block (self, i);

      if (block->decided)
        continue;
      if (is_surely_caption (self, i))
        {
          hu_parts_decide (self, i, HU_PART_CAPTION);
          continue;
        }
      n++;
      n_short += block->size < 110;
      if (self->reported && !self->verse && !self->dense && may_be_caption (self, i))
        g_array_append_val (found, i);
    }
  if (found->len > MAX (2, n / 5) ||
      n_short > MAX (3, n / 3)) /* where short paragraphs are the rule they say nothing */
    return;
  for (guint i = 0; i < found->len; i++)
    hu_parts_decide (self, g_array_index (found, guint, i), HU_PART_CAPTION);
}

static gboolean
has_letter (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static gboolean
is_numbered_item (HuParts *self, guint index)
{
  HuBlock *block = hu_parts_block (self, index),
          *before = index > 0 ? hu_parts_block (self, index - 1) : NULL;
  HuBlock *next = hu_parts_block (self, index + 1);

  return block->list &&
         (!g_unichar_isalnum (block->first) || (before != NULL && before->list && before->size < 90) ||
          (next != NULL && next->list));
}

static gboolean
may_be_heading (HuParts *self, guint index)
{
  HuBlock *block = hu_parts_block (self, index), *next = hu_parts_block (self, index + 1);
  HuBlock *before = index > 0 ? hu_parts_block (self, index - 1) : NULL;

  if (!is_body (block) || next == NULL || self->verse || block->rule || !has_letter (block->text))
    return FALSE;
  if (block->size > (g_unichar_isupper (block->first) ? 90 : 45) || block->n_words > 12 ||
      block->n_lines > 1 || is_numbered_item (self, index))
    return FALSE;
  if (block->ends || strchr (",:;-", (int) MIN (block->last, 0x7F)) != NULL || block->last == 0x2013 ||
      block->last == 0x2014)
    return FALSE;
  if (!g_unichar_isalnum (block->first) || g_unichar_islower (block->first) ||
      (!self->dense && (!block->gap || !next->gap)))
    return FALSE;
  if (is_body (before) && !before->ends && before->size <= 90 && before->last != ':')
    return FALSE;
  if (next->decided)
    return next->kind == HU_PART_HEADING || next->kind == HU_PART_CAPTION;
  return next->size >= 40 && next->size >= block->size + block->size / 3;
}

void
hu_parts_find_headings (HuParts *self)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = 0;

  for (guint i = self->blocks->len; i > self->body; i--)
    {
      HuBlock *block = hu_parts_block (self, i - 1);
      guint index = i - 1;

      n++;
      if (!block->decided && block->level > 0)
        hu_parts_decide (self, index, HU_PART_HEADING);
      else if (may_be_heading (self, index))
        {
          g_array_append_val (found, index);
          hu_parts_decide (self, index, HU_PART_HEADING);
        }
    }
  if (found->len * 2 <= n) /* else a list, or a dialogue */
    return;
  for (guint i = 0; i < found->len; i++)
    hu_parts_block (self, g_array_index (found, guint, i))->decided = FALSE;
}
