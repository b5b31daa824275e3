/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of people and organisations that stand in a text.
 *
 * No dictionary and no model, only what capital letters show: each paragraph is cut into words, and runs of
 * capitalised words, joined by single spaces or particles, are candidates. What begins a sentence counts only
 * with what follows it; a word that the text also has in lower case is no name there. A title gives a single
 * word away as a name and is itself left out. German writes every noun with a capital: where a text does so,
 * what follows an article or a number is a noun. It errs on the side of silence: these are offers in a list,
 * and a name that isn't offered is typed.
 */
#include "hu-names.h"

#include "hu-slug.h"

#include <string.h>

/* Of German words inside sentences a quarter has a capital, of English ones less than a tenth. */
#define NOUNS_IN_CAPITALS 0.16
/* A paragraph with more is a headline in capitals. */
#define HEADLINE_IN_CAPITALS 0.6

typedef struct
{
  const char *text; /* UTF-8, not terminated */
  gsize length;
  guint offset; /* code points */
  gboolean capital;
  gboolean begins_sentence;
  gboolean joined;    /* one space after the word before, nothing else */
  gboolean is_number; /* begins with a digit */
} Word;

typedef struct
{
  GHashTable *names; /* name → HuName */
  GHashTable *lower; /* words that the text has in lower case */
  GHashTable *known; /* folded names, or NULL */
  GHashTable *last;  /* last word of a name → its HuName, NULL where several end so */
  gboolean nouns_in_capitals;
} Search;

/* Words lead a candidate but are no part of a name. Folded. */
static const char titles[] =
    " mr mrs ms miss dr prof sir dame lord lady madam sen rep gov gen col capt lt sgt rev hon st"
    " president vice-president premier chancellor minister secretary senator representative"
    " congressman congresswoman governor mayor councillor ambassador judge justice general colonel"
    " captain admiral king queen prince princess pope bishop archbishop cardinal imam rabbi chair"
    " chairman chairwoman chairperson speaker spokesman spokeswoman spokesperson commissioner"
    " director professor doctor leader deputy mp envoy economist analyst lawyer activist farmer"
    " author reporter herr frau präsident präsidentin bundespräsident kanzler kanzlerin"
    " bundeskanzler bundeskanzlerin ministerin ministerpräsident ministerpräsidentin bürgermeister"
    " bürgermeisterin oberbürgermeister abgeordnete abgeordneter senatorin sprecher sprecherin"
    " vorsitzende vorsitzender vorsitzenden staatssekretär staatssekretärin professorin könig"
    " königin "
    " außenministerin innenminister innenministerin wirtschaftsminister wirtschaftsministerin m mme"
    " mlle monsieur madame présidente président ministre député députée maire sr sra señor señora"
    " presidente presidenta ministro ministra signor signora pan paní prezident prezidentka ministr"
    " ministryně premiér premiérka poslanec президент министр премьер депутат губернатор мэр"
    " господин госпожа ";

static const char particles[] =
    " von van der den ter ten zu de del della di da dos das du la le al el bin bint ibn af av y of ";

/* Words that begin sentences and lines and are never part of a name at its start. Folded. */
static const char openers[] =
    " the a an in on at by for from to of with as and but or if when while after before since that"
    " this these those it its he she they his her their we our i you yes no not what who why how one"
    " two three last next both neither according later earlier yesterday today tomorrow meanwhile"
    " still even only however instead then there here so yet asked said says also former der die das"
    " dem den des ein eine einer einem einen im am zum zur vom beim und aber oder doch wenn als nach"
    " vor seit mit für auf aus bei er sie es wir ihr sein seine ihre dieser diese dieses kein keine"
    " laut zwei drei vier fünf sechs sieben acht neun zehn elf zwölf hundert tausend einige mehrere"
    " le la les un une des du au aux et mais ou pour dans par sur avec il elle ils elles ce cette"
    " ces el los las una uno y en con por ";

/* German words after which a capital is a noun's. */
static const char determiners[] =
    " der die das dem den des ein eine einer einem einen eines im am zum zur vom beim ins kein keine"
    " keinen ihr ihre ihren sein seine seinen diese dieser dieses diesen jede jeder alle viele mehr"
    " pro je gegen ohne durch zwei drei vier fünf sechs sieben acht neun zehn elf zwölf hundert"
    " tausend einige mehrere ";

static const char breakers[] =
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december montag dienstag mittwoch donnerstag freitag"
    " samstag sonnabend sonntag januar februar märz mai juni juli oktober dezember ";

void
hu_name_free (HuName *self)
{
  g_return_if_fail (self != NULL);
  g_free (self->name);
  g_free (self);
}

/* Words. */

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* What may stand inside a word between two of its letters. */
static gboolean
is_joiner (gunichar c)
{
  return c == '-' || c == 0x2010 || c == 0x2011 || c == '\'' || c == 0x2019;
}

static gboolean
ends_sentence (gunichar c)
{
  return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == '"' || c == 0x201c ||
         c == 0x201e || c == 0x00ab || c == 0x00bb || c == 0x2013 || c == 0x2014;
}

/* Whether "al-Sayed": a particle and a capital after the hyphen. */
static gboolean
has_capital (const char *start, const char *end)
{
  gunichar first = g_utf8_get_char (start);
  const char *hyphen;

  if (g_unichar_isupper (first) || g_unichar_istitle (first))
    return TRUE;
  hyphen = memchr (start, '-', (gsize) (end - start));
  return hyphen && hyphen - start <= 3 && hyphen + 1 < end &&
         g_unichar_isupper (g_utf8_get_char (hyphen + 1));
}

/* @list: words between spaces. */
static gboolean
is_in (const char *list, const char *folded)
{
  gsize n = strlen (folded);

  for (const char *at = strstr (list, folded); at; at = strstr (at + 1, folded))
    if (at > list && at[-1] == ' ' && at[n] == ' ')
      return TRUE;
  return FALSE;
}

/* German titles are compounds: "Handelsminister". */
static gboolean
is_title (const char *folded)
{
  static const char *const endings[] = { "minister", "präsident",   "sprecher",
                                         "chef",     "vorsitzende", "historiker" };
  g_autofree char *stem = g_strdup (folded);

  if (is_in (titles, folded))
    return TRUE;
  if (g_str_has_suffix (stem, "in"))
    stem[strlen (stem) - 2] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (stem, endings[i]))
      return TRUE;
  return FALSE;
}

static char *
word_fold (const Word *word)
{
  return g_utf8_casefold (word->text, (gssize) word->length);
}

static const char *
skip_word (const char *p, const char *end, guint *offset)
{
  while (p < end)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (!is_word_char (c) && !(is_joiner (c) && next < end && is_word_char (g_utf8_get_char (next))))
        break;
      p = next;
      (*offset)++;
    }
  return p;
}

/* Without a possessive "'s" or "s'". */
static gsize
word_length (const char *start, const char *end)
{
  static const char *const endings[] = { "'s", "’s" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize n = strlen (endings[i]);

      if ((gsize) (end - start) > n && memcmp (end - n, endings[i], n) == 0)
        return (gsize) (end - start) - n;
    }
  return (gsize) (end - start);
}

/* An initial ("J."), a title ("Dr."): its full stop ends nothing. */
static gboolean
takes_full_stop (const Word *word)
{
  g_autofree char *folded = NULL;

  if (!word->capital)
    return FALSE;
  if (g_utf8_strlen (word->text, (gssize) word->length) == 1)
    return TRUE;
  folded = word_fold (word);
  return word->length <= 4 && is_title (folded);
}

/* The words of a paragraph. */
static GArray *
cut_words (const char *start, const char *end, guint offset)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  gboolean begins = TRUE, joined = FALSE;
  guint gap = 0;

  for (const char *p = start; p < end;)
    {
      gunichar c = g_utf8_get_char (p);
      Word *last = words->len ? &g_array_index (words, Word, words->len - 1) : NULL;
      Word word = { p, 0, offset, FALSE, begins, joined && gap == 1, g_unichar_isdigit (c) };

      if (is_word_char (c))
        {
          p = skip_word (p, end, &offset);
          word.length = word_length (word.text, p);
          word.capital = has_capital (word.text, word.text + word.length);
          g_array_append_val (words, word);
          begins = FALSE;
          joined = (gsize) (p - word.text) == word.length;
          gap = 0;
          continue;
        }
      if (g_unichar_isspace (c))
        gap++;
      else if (!(c == '.' && gap == 0 && last && takes_full_stop (last)))
        {
          joined = FALSE;
          begins = begins || ends_sentence (c);
        }
      p = g_utf8_next_char (p);
      offset++;
    }
  return words;
}

/* Candidates. */

static gboolean
is_in_lower_case_too (Search *search, const Word *word)
{
  g_autofree char *folded = word_fold (word);

  return g_hash_table_contains (search->lower, folded);
}

static void
search_count (Search *search, const Word *first, const Word *last)
{
  gsize length = (gsize) (last->text + last->length - first->text);
  g_autofree char *name = g_strndup (first->text, length);
  HuName *found = g_hash_table_lookup (search->names, name);

  if (found)
    {
      found->count++;
      return;
    }
  found = g_new0 (HuName, 1);
  found->name = g_steal_pointer (&name);
  found->count = 1;
  found->first = first->offset;
  g_hash_table_insert (search->names, found->name, found);
  if (first != last && !is_in_lower_case_too (search, last) && !strstr (found->name, " of "))
    {
      char *key = g_strndup (last->text, last->length);
      gboolean there = g_hash_table_contains (search->last, key);

      g_hash_table_insert (search->last, key, there ? NULL : found);
    }
}

static gboolean
is_known (Search *search, const Word *first, const Word *last)
{
  g_autofree char *name = NULL;
  g_autofree char *folded = NULL;

  if (!search->known)
    return FALSE;
  name = g_strndup (first->text, (gsize) (last->text + last->length - first->text));
  folded = hu_name_fold (name);
  return g_hash_table_contains (search->known, folded);
}

/* Takes titles, and what stands before them, off the front. */
static const Word *
skip_titles (const Word *first, const Word *last, gboolean *had_title)
{
  const Word *start = first;

  for (const Word *word = first; word <= last; word++)
    {
      g_autofree char *folded = word_fold (word);

      if (!is_title (folded))
        continue;
      start = word + 1;
      *had_title = TRUE;
    }
  return start;
}

static const Word *
skip_openers (Search *search, const Word *first, const Word *last)
{
  for (; first <= last; first++)
    {
      g_autofree char *folded = word_fold (first);

      if (!is_in (openers, folded) && !(first->begins_sentence && is_in_lower_case_too (search, first)))
        break;
    }
  return first;
}

/* The word before, where it stands right before. */
static char *
fold_before (GArray *words, const Word *first)
{
  const Word *begin = &g_array_index (words, Word, 0);

  return first > begin && first->joined ? word_fold (first - 1) : NULL;
}

static gboolean
is_noun_here (Search *search, GArray *words, const Word *first)
{
  const Word *begin = &g_array_index (words, Word, 0);
  g_autofree char *before = fold_before (words, first);

  if (!search->nouns_in_capitals)
    return FALSE;
  return (before && is_in (determiners, before)) || (first > begin && (first - 1)->is_number);
}

static guint
count_capitals (const Word *first, const Word *last)
{
  guint n = 0;

  for (; first <= last; first++)
    n += first->capital;
  return n;
}

/* One run of capitalised words and particles. */
static void
consider_run (Search *search, GArray *words, const Word *first, const Word *last)
{
  gboolean had_title = FALSE;
  g_autofree char *before = NULL;
  const Word *start = skip_titles (first, last, &had_title);
  guint n;

  if (start > last)
    {
      /* "Federal Chancellor": what stands before the title may be a name still ("Coastal Bloc President"). */
      while (last >= first)
        {
          g_autofree char *folded = word_fold (last);

          if (!is_title (folded))
            break;
          last--;
        }
      start = first;
      had_title = FALSE;
    }
  else if (start == first)
    {
      before = fold_before (words, first);
      had_title = before && is_in (titles, before);
    }
  start = skip_openers (search, start, last);
  if (start > last)
    return;
  if (start < last && start->begins_sentence && is_known (search, start + 1, last))
    start++;
  n = count_capitals (start, last);
  if (is_known (search, start, last) || (had_title && n >= 1))
    search_count (search, start, last);
  else if (n >= 2 && !is_noun_here (search, words, start))
    search_count (search, start, last);
}

static gboolean
is_breaker (const Word *word)
{
  g_autofree char *folded = word_fold (word);

  return is_in (breakers, folded);
}

static gboolean
is_particle (const Word *word)
{
  g_autofree char *folded = word->length <= 6 ? word_fold (word) : NULL;

  return folded && !word->capital && is_in (particles, folded);
}

/* The last word of the run that begins at @i: particles only between capitals. */
static guint
find_run_end (GArray *words, guint i)
{
  guint end = i;

  for (guint j = i + 1; j < words->len; j++)
    {
      const Word *word = &g_array_index (words, Word, j);

      if (!word->joined || word->begins_sentence)
        break;
      if (word->capital && !is_breaker (word))
        end = j;
      else if (!is_particle (word) || j - end > 2)
        break;
    }
  return end;
}

static gboolean
is_headline (GArray *words)
{
  guint n = 0, capitals = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);

      /* Headlines are of one piece. */
      if (i > 0 && word->begins_sentence)
        return FALSE;
      if (word->length <= 3)
        continue;
      n++;
      capitals += word->capital;
    }
  return n > 3 && capitals > n * HEADLINE_IN_CAPITALS;
}

static void
consider_paragraph (Search *search, GArray *words)
{
  if (is_headline (words))
    return;
  for (guint i = 0; i < words->len;)
    {
      const Word *word = &g_array_index (words, Word, i);
      guint end;

      if (!word->capital || is_breaker (word))
        {
          i++;
          continue;
        }
      end = find_run_end (words, i);
      consider_run (search, words, word, &g_array_index (words, Word, end));
      i = end + 1;
    }
}

/* Whether a name may go on after this word. */
static gboolean
continues_name (const Word *word)
{
  g_autofree char *folded = NULL;

  if (!word->capital)
    return is_particle (word);
  folded = word_fold (word);
  return !is_in (openers, folded) && !is_title (folded);
}

/* "Voss" after "Anneke Voss" counts for her. */
static void
count_last_words (Search *search, GArray *words)
{
  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);
      const Word *previous = i ? word - 1 : NULL;
      g_autofree char *key = NULL;
      HuName *name, *alone;

      /* As the end of a whole name it has been counted. */
      if (!word->capital || (previous && word->joined && continues_name (previous)))
        continue;
      key = g_strndup (word->text, word->length);
      name = g_hash_table_lookup (search->last, key);
      if (!name)
        continue;
      name->count++;
      /* A title had given it away: it is no other person. */
      alone = g_hash_table_lookup (search->names, key);
      if (alone && alone != name)
        g_hash_table_remove (search->names, key);
    }
}

static void
learn_paragraph (Search *search, GArray *words, guint *inside, guint *capitals)
{
  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);

      if (!word->capital && !word->is_number)
        g_hash_table_add (search->lower, word_fold (word));
      if (word->begins_sentence || word->is_number)
        continue;
      (*inside)++;
      *capitals += word->capital;
    }
}

static GArray *
cut_paragraph (HuText *text, guint index)
{
  HuRange range = hu_text_get_paragraph (text, index);
  const char *utf8 = hu_text_get_utf8 (text, NULL);

  return cut_words (utf8 + hu_text_offset_to_byte (text, range.start),
                    utf8 + hu_text_offset_to_byte (text, range.end), range.start);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const HuName *x = *(HuName **) a, *y = *(HuName **) b;

  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  return x->first < y->first ? -1 : x->first > y->first;
}

static void
search_init (Search *self, const char *const *known)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) hu_name_free);
  self->lower = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->known = NULL;
  self->nouns_in_capitals = FALSE;
  if (!known)
    return;
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (; *known; known++)
    g_hash_table_add (self->known, hu_name_fold (*known));
}

static GPtrArray *
search_end (Search *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_name_free);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, NULL, &name))
    {
      g_ptr_array_add (names, name);
      g_hash_table_iter_steal (&iter);
    }
  g_ptr_array_sort (names, compare_names);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->lower);
  g_hash_table_unref (self->last);
  g_clear_pointer (&self->known, g_hash_table_unref);
  return names;
}

static GPtrArray *
find_names (HuText *text, const char *const *known, GCancellable *cancellable)
{
  guint n = hu_text_get_n_paragraphs (text);
  guint inside = 0, capitals = 0;
  Search search;

  search_init (&search, known);
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GArray) words = cut_paragraph (text, i);

      learn_paragraph (&search, words, &inside, &capitals);
    }
  search.nouns_in_capitals = inside > 20 && capitals > inside * NOUNS_IN_CAPITALS;
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GArray) words = cut_paragraph (text, i);

      consider_paragraph (&search, words);
    }
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GArray) words = cut_paragraph (text, i);

      count_last_words (&search, words);
    }
  return search_end (&search);
}

GPtrArray *
hu_names_find (HuText *text, const char *const *known)
{
  g_return_val_if_fail (text != NULL, NULL);
  return find_names (text, known, NULL);
}

typedef struct
{
  HuText *text;
  GStrv known;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  hu_text_unref (job->text);
  g_strfreev (job->known);
  g_free (job);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GPtrArray) names = find_names (job->text, (const char *const *) job->known, cancellable);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&names), (GDestroyNotify) g_ptr_array_unref);
}

void
hu_names_find_async (HuText *text,
                     const char *const *known,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (text != NULL);
  task = g_task_new (NULL, cancellable, callback, user_data);
  job = g_new0 (Job, 1);
  job->text = hu_text_ref (text);
  job->known = g_strdupv ((char **) known);
  g_task_set_source_tag (task, hu_names_find_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, find_in_thread);
}

GPtrArray *
hu_names_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
