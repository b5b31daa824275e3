/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up articles, tagged, and then changed as editors change them; where every character went is known. */
#pragma once

#include "hu-anchor.h"
#include "hu-layer-file.h"
#include <string.h>

/* A character, and which one it is. */
typedef struct
{
  gunichar c;
  guint id;
} ChangedChar;

typedef struct
{
  GRand *rand;
  GArray *chars; /* of ChangedChar */
  guint next_id;
  guint tangled; /* one of two edits that together leave what nobody could tell apart */
  GArray *twins; /* of guint: the first characters of paragraphs that stand twice */
} ChangedArticle;

typedef struct
{
  guint spans;
  guint exact;       /* said to stand exactly */
  guint wrong_exact; /* and don't */
  guint moved;
  guint wrong_moved;
  guint lost;
  guint there;       /* really still there, changed by half at most */
  guint found;       /* of those: placed right */
  guint unchanged;   /* really there with quote and surroundings as they were */
  guint found_exact; /* of those: said to stand exactly */
  guint dropped;
} ChangedScore;

static inline const char *
changed_pick (GRand *rand, const char *const *words, guint n)
{
  return words[g_rand_int_range (rand, 0, (gint32) n)];
}

#define CHANGED_PICK(rand, ...)                                                                              \
  changed_pick (rand, (const char *const[]){ __VA_ARGS__ },                                                  \
                G_N_ELEMENTS (((const char *const[]){ __VA_ARGS__ })))

static inline const char *
changed_name (GRand *rand)
{
  return CHANGED_PICK (rand, "Anneke Voss", "Tomas Reik", "Mirela Oduya", "the ministry", "Edda Kroll",
                       "the dockworkers’ federation", "Jorn Halvek", "the coastal bloc", "officials", "Voss");
}

static inline char *
changed_statement (GRand *rand)
{
  return g_strdup_printf (
      "%s %s %s %s",
      CHANGED_PICK (rand, "the harbour fee", "a second quay", "the wage floor", "the treaty", "this toll",
                    "a bigger mill", "the new ferry", "their subsidy"),
      CHANGED_PICK (rand, "would cut", "will never raise", "had doubled", "cannot replace", "may yet decide",
                    "threatens", "was meant to shield", "did nothing for"),
      CHANGED_PICK (rand, "the price of bread", "what the mills pay", "every captain’s choice",
                    "the vote in the assembly", "all who unload by hand", "the inland towns", "our treasury",
                    "grain bought on credit"),
      CHANGED_PICK (rand, "within a year", "before the winter", "if the talks fail", "for the smaller ports",
                    "whatever the envoys say", "once the bridge opens", "unless parliament objects",
                    "as it did before the war"));
}

static inline char *
changed_sentence (GRand *rand)
{
  g_autofree char *statement = changed_statement (rand);
  g_autofree char *other = changed_statement (rand);
  guint number = g_rand_int_range (rand, 2, 900);

  switch (g_rand_int_range (rand, 0, 7))
    {
    case 0:
      return g_strdup_printf ("%s said on %s that %s.", changed_name (rand),
                              CHANGED_PICK (rand, "Monday", "Tuesday", "Sunday"), statement);
    case 1:
      return g_strdup_printf ("“%s,” %s told reporters, “and %s.”", statement, changed_name (rand), other);
    case 2:
      return g_strdup_printf ("According to %s, %s; %u of the %u mills agree.", changed_name (rand),
                              statement, number, number + 40);
    case 3:
      return g_strdup_printf ("Nobody in the capital doubts that %s.", statement);
    case 4:
      return g_strdup_printf ("In year %u %s and %s argued whether %s.", number, changed_name (rand),
                              changed_name (rand), statement);
    case 5:
      return g_strdup_printf ("%s did not respond to a request for comment.", changed_name (rand));
    default:
      return g_strdup_printf ("Ships waited off the cape for %u days while %s weighed if %s.", number,
                              changed_name (rand), statement);
    }
}

static inline void
changed_insert (ChangedArticle *self, guint at, const char *utf8)
{
  for (const char *p = utf8; *p; p = g_utf8_next_char (p), at++)
    {
      ChangedChar c = { g_utf8_get_char (p), self->next_id++ };

      g_array_insert_val (self->chars, at, c);
    }
}

static inline void
changed_init (ChangedArticle *self, guint32 seed, guint length)
{
  g_autoptr (GString) text = g_string_new ("A fee for the quays\n\n");

  self->rand = g_rand_new_with_seed (seed);
  self->chars = g_array_new (FALSE, FALSE, sizeof (ChangedChar));
  self->next_id = 0;
  self->tangled = 0;
  self->twins = g_array_new (FALSE, FALSE, sizeof (guint));
  while (text->len < length)
    {
      guint n = g_rand_int_range (self->rand, 1, 6);

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *sentence = changed_sentence (self->rand);

          g_string_append_printf (text, "%s%s", i ? " " : "", sentence);
        }
      g_string_append (text, "\n\n");
    }
  for (const char *p = text->str; *p; p = g_utf8_next_char (p))
    {
      ChangedChar c = { g_utf8_get_char (p), self->next_id++ };

      g_array_append_val (self->chars, c);
    }
}

static inline void
changed_clear (ChangedArticle *self)
{
  g_rand_free (self->rand);
  g_array_unref (self->chars);
  g_array_unref (self->twins);
}

static inline ChangedChar *
changed_at (ChangedArticle *self, guint i)
{
  return &g_array_index (self->chars, ChangedChar, i);
}

static inline char *
changed_to_utf8 (ChangedArticle *self)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < self->chars->len; i++)
    g_string_append_unichar (string, changed_at (self, i)->c);
  return g_string_free (string, FALSE);
}

/* Edits. */

/* A range that begins and ends where words do; @words: about how many. */
static inline HuRange
changed_words (ChangedArticle *self, guint words)
{
  guint start = g_rand_int_range (self->rand, 0, (gint32) self->chars->len), end;

  while (start > 0 && g_unichar_isalnum (changed_at (self, start - 1)->c))
    start--;
  for (end = start; words > 0 && end < self->chars->len; end++)
    if (end > start && !g_unichar_isalnum (changed_at (self, end)->c) &&
        g_unichar_isalnum (changed_at (self, end - 1)->c) && --words == 0)
      break;
  return (HuRange){ start, MAX (end, MIN (start + 1, self->chars->len)) };
}

/* The paragraph at some place, with the line ends after it. */
static inline HuRange
changed_paragraph (ChangedArticle *self)
{
  guint start = g_rand_int_range (self->rand, 0, (gint32) self->chars->len), end = start;

  while (start > 0 && changed_at (self, start - 1)->c != '\n')
    start--;
  while (end < self->chars->len && changed_at (self, end)->c != '\n')
    end++;
  while (end < self->chars->len && changed_at (self, end)->c == '\n')
    end++;
  return (HuRange){ start, end };
}

/* Some paragraphs stand twice, as pull quotes and boilerplate do; not near each other. */
static inline void
changed_plant_twins (ChangedArticle *self)
{
  for (guint i = 0; i < 2 && self->chars->len > 3000; i++)
    {
      HuRange from = changed_paragraph (self), to = changed_paragraph (self);
      guint n = from.end - from.start, id = changed_at (self, from.start)->id;
      g_autoptr (GString) copy = g_string_new (NULL);

      if (to.start < from.end + 800 || n < 3)
        continue;
      for (guint j = from.start; j < from.end; j++)
        g_string_append_unichar (copy, changed_at (self, j)->c);
      changed_insert (self, to.start, copy->str);
      g_array_append_val (self->twins, id);
      id = changed_at (self, to.start)->id;
      g_array_append_val (self->twins, id);
    }
}

static inline void
changed_move (ChangedArticle *self)
{
  HuRange from = changed_paragraph (self), to;
  guint n = from.end - from.start;
  g_autofree ChangedChar *moved = g_memdup2 (changed_at (self, from.start), n * sizeof (ChangedChar));

  if (n == self->chars->len || n == 0)
    return;
  g_array_remove_range (self->chars, from.start, n);
  to = changed_paragraph (self);
  g_array_insert_vals (self->chars, to.start, moved, n);
}

/* Of a paragraph that stands twice one is taken out or changed: what is left looks the same. */
static inline void
changed_leave_look_alike (ChangedArticle *self)
{
  guint id = g_array_index (self->twins, guint, g_rand_int_range (self->rand, 0, (gint32) self->twins->len));
  guint start = 0, end;

  while (start < self->chars->len && changed_at (self, start)->id != id)
    start++;
  for (end = start; end < self->chars->len && changed_at (self, end)->c != '\n';)
    end++;
  if (end - start < 3)
    return;
  if (g_rand_boolean (self->rand))
    g_array_remove_range (self->chars, start, end - start);
  else
    {
      changed_at (self, (start + end) / 2)->c = '#';
      changed_at (self, (start + end) / 2)->id = self->next_id++;
    }
}

static inline void
changed_edit (ChangedArticle *self)
{
  HuRange range;
  g_autofree char *sentence = changed_sentence (self->rand);
  g_autofree char *with_space = g_strconcat (sentence, " ", NULL);
  g_autofree char *paragraph = g_strconcat (sentence, "\n\n", NULL);

  if (self->chars->len < 200)
    return;
  switch (g_rand_int_range (self->rand, 0, 10))
    {
    case 0: /* some words are deleted */
      range = changed_words (self, g_rand_int_range (self->rand, 1, 8));
      g_array_remove_range (self->chars, range.start, range.end - range.start);
      break;
    case 1: /* a paragraph is deleted */
      range = changed_paragraph (self);
      g_array_remove_range (self->chars, range.start, range.end - range.start);
      break;
    case 2: /* a sentence is put in */
      range = changed_words (self, 1);
      changed_insert (self, range.start, with_space);
      break;
    case 3: /* a paragraph is put in */
      range = changed_paragraph (self);
      changed_insert (self, range.start, paragraph);
      break;
    case 4: /* some words are retyped */
    case 5:
      range = changed_words (self, g_rand_int_range (self->rand, 1, 4));
      g_array_remove_range (self->chars, range.start, range.end - range.start);
      changed_insert (self, range.start,
                      CHANGED_PICK (self->rand, "quite another", "14", "the new law", "allegedly", "so"));
      break;
    case 6: /* a letter is corrected */
    case 7:
      range = changed_words (self, 1);
      changed_at (self, range.start)->c = 'X';
      changed_at (self, range.start)->id = self->next_id++;
      break;
    case 8:
      if (self->tangled++ == 0)
        changed_move (self);
      break;
    default:
      if (self->twins->len > 0 && self->tangled++ == 0)
        changed_leave_look_alike (self);
    }
}

/* Tags. */

static inline HuSnapshot *
changed_tag (ChangedArticle *self, guint n_tags)
{
  HuSnapshot *snapshot = hu_snapshot_new ();

  for (guint i = 0; i < n_tags; i++)
    {
      g_autofree char *id = g_strdup_printf ("%08x-0000-4000-8000-000000000000", i);
      HuKind kind = i % 2 ? HU_KIND_CLAIM : HU_KIND_MENTION;
      HuRange range = changed_words (self, kind == HU_KIND_CLAIM ? g_rand_int_range (self->rand, 4, 25) : 2);
      HuRecordBuilder builder;

      while (range.start < range.end && g_unichar_isspace (changed_at (self, range.start)->c))
        range.start++;
      for (guint j = range.start; j < range.end; j++)
        if (changed_at (self, j)->c == '\n')
          range.end = j;
      while (range.start < range.end && g_unichar_isspace (changed_at (self, range.end - 1)->c))
        range.end--;
      if (range.start >= range.end)
        continue;
      hu_record_builder_init (&builder, kind, id, NULL);
      hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, hu_value_new_range (range.start, range.end));
      g_ptr_array_add (snapshot->records[kind], hu_record_builder_end (&builder));
    }
  return snapshot;
}

/* The layer as a file of @text has it, read without the text. */
static inline HuSnapshot *
changed_as_file (HuSnapshot *snapshot, HuText *text)
{
  HuRecordBuilder builder;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  HuSnapshot *read;

  hu_record_builder_init (&builder, HU_KIND_DOCUMENT, "", NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_FILE, "made-up.txt");
  hu_record_builder_set_string (&builder, HU_MEMBER_SHA256, hu_text_get_sha256 (text));
  hu_record_builder_set_string (&builder, HU_MEMBER_TEXT_SHA256, hu_text_get_text_sha256 (text));
  hu_record_builder_set_string (&builder, HU_MEMBER_ENCODING, "utf-8");
  hu_record_builder_take (&builder, HU_MEMBER_CHARACTERS, hu_value_new_int (hu_text_get_length (text)));
  g_ptr_array_set_size (snapshot->records[HU_KIND_DOCUMENT], 0);
  g_ptr_array_add (snapshot->records[HU_KIND_DOCUMENT], hu_record_builder_end (&builder));
  hu_snapshot_sort (snapshot);
  bytes = hu_layer_file_write (snapshot, text);
  read = hu_layer_file_parse (bytes, "made-up.json", NULL, NULL, &error);
  g_assert_no_error (error);
  return read;
}

/* Measuring. */

static inline gboolean
changed_keeps_surroundings (GArray *before, GArray *after, const guint *where, HuRange range)
{
  guint from = range.start > 32 ? range.start - 32 : 0, to = MIN (range.end + 32, before->len);

  for (guint i = from; i < to; i++)
    {
      guint id = g_array_index (before, ChangedChar, i).id;

      if (where[id] == G_MAXUINT || (i > from && where[id] != where[id - 1] + 1))
        return FALSE;
    }
  return from < to && after->len > 0;
}

/* Whether far around both the letters are the same: then nobody could tell the one from the other. */
static inline gboolean
changed_look_the_same (GArray *before, GArray *after, HuRange old, HuRange new)
{
  guint back = 0, forth = 0;

  while (back < 200 && back < old.start &&
         back < new.start &&g_array_index (before, ChangedChar, old.start - back - 1).c ==
             g_array_index (after, ChangedChar, new.start - back - 1).c)
    back++;
  while (old.start + forth < before->len && new.start + forth < after->len &&
         forth < 200 + old.end - old.start &&g_array_index (before, ChangedChar, old.start + forth).c ==
             g_array_index (after, ChangedChar, new.start + forth).c)
    forth++;
  return (back == 200 || back == old.start || back == new.start) &&
         (forth == 200 + old.end - old.start || old.start + forth == before->len ||
          new.start + forth == after->len);
}

static inline void
changed_measure_span (
    GArray *before, GArray *after, const guint *where, HuRange old, const HuSpan *span, ChangedScore *score)
{
  guint survived = 0, common = 0, n = old.end - old.start;
  gboolean there, right, moved = g_strcmp0 (hu_value_get_member_string (span->rest, "anchor"), "moved") == 0;

  for (guint i = old.start; i < old.end; i++)
    {
      guint place = where[g_array_index (before, ChangedChar, i).id];

      survived += place != G_MAXUINT;
      common += place != G_MAXUINT && !span->lost && place >= span->start && place < span->end;
    }
  there = survived * 2 >= n;
  right = !span->lost && common * 2 >= n && common * 2 >= span->end - span->start;
  right = right ||
          (!span->lost && changed_look_the_same (before, after, old, (HuRange){ span->start, span->end }));
  score->spans++;
  score->there += there;
  score->found += there && right;
  if (changed_keeps_surroundings (before, after, where, old))
    {
      score->unchanged++;
      score->found_exact += right && !moved;
    }
  if (span->lost)
    score->lost++;
  else if (moved)
    {
      score->moved++;
      score->wrong_moved += !right;
    }
  else
    {
      score->exact++;
      score->wrong_exact += !right;
    }
}

static inline void
changed_measure (
    GArray *before, ChangedArticle *after, HuSnapshot *old, HuSnapshot *placed, ChangedScore *score)
{
  g_autofree guint *where = g_new (guint, after->next_id + 1);

  memset (where, 0xFF, (after->next_id + 1) * sizeof (guint));
  for (guint i = 0; i < after->chars->len; i++)
    where[changed_at (after, i)->id] = i;
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      if (old->records[kind]->len != placed->records[kind]->len)
        score->dropped++;
      for (guint i = 0; HU_KIND_IS_TAG (kind) && i < old->records[kind]->len; i++)
        {
          gsize n, m;
          const HuSpan *was = hu_record_get_spans (g_ptr_array_index (old->records[kind], i), &n);
          const HuSpan *is = hu_record_get_spans (g_ptr_array_index (placed->records[kind], i), &m);

          score->dropped += n != m;
          changed_measure_span (before, after->chars, where, (HuRange){ was->start, was->end }, is, score);
        }
    }
}

/* One article of @length characters with @n_tags and @n_edits, added to @score. Takes hu_anchor() alone in
 * @seconds (nullable). */
static inline void
changed_try (guint32 seed, guint length, guint n_tags, guint n_edits, ChangedScore *score, double *seconds)
{
  ChangedArticle article;
  g_autoptr (HuSnapshot) tags = NULL;
  g_autoptr (HuSnapshot) old = NULL;
  g_autoptr (HuSnapshot) placed = NULL;
  g_autoptr (HuText) before = NULL;
  g_autoptr (HuText) after = NULL;
  g_autoptr (GArray) chars = NULL;
  g_autofree char *utf8 = NULL;
  g_autofree char *changed = NULL;
  gint64 start;

  changed_init (&article, seed, length);
  changed_plant_twins (&article);
  tags = changed_tag (&article, n_tags);
  utf8 = changed_to_utf8 (&article);
  before = hu_text_new_from_utf8 (utf8, -1);
  old = changed_as_file (tags, before);
  chars = g_array_copy (article.chars);
  for (guint i = 0; i < n_edits; i++)
    changed_edit (&article);
  changed = changed_to_utf8 (&article);
  after = hu_text_new_from_utf8 (changed, -1);
  start = g_get_monotonic_time ();
  placed = hu_anchor (old, after, NULL);
  if (seconds)
    *seconds += (g_get_monotonic_time () - start) / 1e6;
  changed_measure (chars, &article, old, placed, score);
  changed_clear (&article);
}

static inline char *
changed_describe (const ChangedScore *score)
{
  return g_strdup_printf (
      "%u spans: %u exact (%u wrong), %u moved (%u wrong), %u lost; precision %.4f, recall %.4f, unchanged "
      "ones said to be exact %.4f",
      score->spans, score->exact, score->wrong_exact, score->moved, score->wrong_moved, score->lost,
      1 - (double) (score->wrong_exact + score->wrong_moved) / MAX (1, score->exact + score->moved),
      (double) score->found / MAX (1, score->there), (double) score->found_exact / MAX (1, score->unchanged));
}
