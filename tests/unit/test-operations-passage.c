/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passages cut and put together; claims split, joined and converted; fields that are copied. */
#include "model-tests.h"

#include "hu-spans.h"

#define TEXT                                                                                                 \
  "The fee would help the mills and it would harm the ports, said Voss. Critics want it gone. Nobody else "  \
  "asked."

typedef struct
{
  HuText *text;
  HuLayer *layer;
  HuEdit *edit;
  char *voss;
  char *reik;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->text = hu_text_new_from_utf8 (TEXT, -1);
  self->layer = hu_layer_new (NULL);
  self->edit = hu_edit_new ("Something");
  self->voss = hu_op_ensure_speaker_named (self->edit, self->layer, "Anneke Voss", NULL, TRUE);
  self->reik = hu_op_ensure_speaker_named (self->edit, self->layer, "Tomas Reik", NULL, TRUE);
}

/* All can be undone. */
static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (HuSnapshot) before = hu_layer_snapshot (self->layer);
  g_autoptr (HuEdit) inverse = hu_edit_invert (self->edit);
  g_autoptr (HuSnapshot) after = NULL;
  g_autoptr (GError) error = NULL;

  hu_layer_apply (self->layer, self->edit, &error);
  g_assert_no_error (error);
  hu_layer_apply (self->layer, inverse, &error);
  g_assert_no_error (error);
  after = hu_layer_snapshot (self->layer);
  assert_snapshots_equal (before, after);
  hu_layer_free (self->layer);
  hu_edit_unref (self->edit);
  hu_text_unref (self->text);
  g_free (self->voss);
  g_free (self->reik);
}

static HuRange
range_of (const char *words)
{
  const char *at = strstr (TEXT, words);

  g_assert_nonnull (at);
  return (HuRange){ (guint) (at - TEXT), (guint) (at - TEXT) + (guint) strlen (words) };
}

static HuValue *
passage_of (const char *words)
{
  HuRange range = range_of (words);

  return hu_value_new_range (range.start, range.end);
}

static char *
claim_on (Fixture *self, const char *words)
{
  g_autoptr (HuValue) passage = passage_of (words);

  return hu_op_create_claim (self->edit, self->layer, self->text, passage);
}

static HuRecord *
get (Fixture *self, HuKind kind, const char *id)
{
  return hu_op_lookup (self->edit, self->layer, kind, id);
}

static void
set (Fixture *self, const char *claim, HuMember member, const char *string)
{
  hu_op_set_string (self->edit, self->layer, HU_KIND_CLAIM, claim, member, string);
}

static const char *
string_of (Fixture *self, const char *claim, HuMember member)
{
  return hu_record_get_string (get (self, HU_KIND_CLAIM, claim), member);
}

/* Its words: "first|second". */
static void
assert_words (Fixture *self, HuValue *passage, const char *expected)
{
  g_autoptr (GString) words = g_string_new (NULL);
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *one = hu_text_dup_range (self->text, spans[i].start, spans[i].end);

      g_string_append_printf (words, "%s%s", i ? "|" : "", one);
    }
  g_assert_cmpstr (words->str, ==, expected);
}

static void
assert_claim_words (Fixture *self, const char *claim, const char *expected)
{
  assert_words (self, hu_record_get (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_PASSAGE), expected);
}

static char *
stance_of (
    Fixture *self, const char *claim, const char *speaker, const char *key, const char *id, const char *value)
{
  g_autoptr (HuValue) toward = test_target (key, id);

  return hu_op_set_stance (self->edit, self->layer, claim, speaker, NULL, toward, value);
}

static guint
count (Fixture *self, HuKind kind)
{
  guint n = 0;

  for (guint i = 0; i < hu_edit_get_n_changes (self->edit); i++)
    {
      const HuChange *change = hu_edit_get_change (self->edit, i);

      n += change->kind == kind && change->after;
    }
  return n;
}

static void
test_spans (Fixture *self, gconstpointer data)
{
  g_autoptr (HuValue) whole = passage_of ("The fee would help the mills and it would harm the ports");
  g_autoptr (HuValue) ports = passage_of ("it would harm the ports");
  g_autoptr (HuValue) mills = passage_of ("would help the mills");
  g_autoptr (HuValue) and = passage_of ("and");
  g_autoptr (HuValue) without = hu_spans_without (self->text, whole, range_of (" and "));
  g_autoptr (HuValue) within = hu_spans_within (self->text, without, range_of ("mills and it"));
  g_autoptr (HuValue) two = hu_spans_join (NULL, ports, mills, TRUE);
  g_autoptr (HuValue) three = hu_spans_join (self->text, two, and, TRUE);
  g_autoptr (HuValue) apart = hu_spans_join (NULL, two, and, TRUE);

  assert_words (self, without, "The fee would help the mills|it would harm the ports");
  assert_words (self, within, "mills|it");
  assert_words (self, two, "would help the mills|it would harm the ports");
  assert_words (self, three, "would help the mills and it would harm the ports");
  assert_words (self, apart, "would help the mills|and|it would harm the ports");
  g_assert_null (hu_spans_without (self->text, ports, range_of ("it would harm the ports")));
  g_assert_null (hu_spans_within (self->text, ports, range_of ("Critics")));
}

/* What was lost stays, what was moved stays as long as it isn't cut. */
static void
test_lost (Fixture *self, gconstpointer data)
{
  g_autoptr (HuValue) moved = test_target ("anchor", "moved");
  g_autoptr (HuValue) lost = test_target ("anchor", "lost");
  const HuRange mills = range_of ("help the mills"), ports = range_of ("harm the ports");
  const HuSpan spans[] = { { 0, 0, TRUE, lost },
                           { mills.start, mills.end, FALSE, moved },
                           { ports.start, ports.end, FALSE, moved } };
  g_autoptr (HuValue) passage = hu_value_new_passage (spans, 3);
  g_autoptr (HuValue) without = hu_spans_without (self->text, passage, range_of ("the ports"));
  g_autoptr (HuValue) joined = hu_spans_join (NULL, passage, passage, TRUE);
  gsize n;
  const HuSpan *left = hu_value_get_spans (without, &n);

  g_assert_cmpuint (n, ==, 3);
  g_assert_true (left[0].lost && left[0].rest == lost);
  g_assert_true (left[1].rest == moved);
  g_assert_null (left[2].rest);
  hu_value_get_spans (joined, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_null (hu_spans_without (self->text, passage, (HuRange){ 0, G_MAXUINT }));
}

static void
test_split (Fixture *self, gconstpointer data)
{
  g_autofree char *claim = claim_on (self, "The fee would help the mills and it would harm the ports");
  g_autofree char *inner = claim_on (self, "harm the ports");
  g_autofree char *outer = claim_on (self, "help the mills");
  g_autofree char *other = claim_on (self, "Nobody else asked");
  g_autofree char *part = NULL;
  g_autofree char *own = NULL;
  g_autofree char *toward = NULL;
  const char *focus;
  HuKind kind;

  hu_op_add_claim_speaker (self->edit, self->layer, self->text, claim, self->voss);
  hu_op_add_claim_topic (self->edit, self->layer, claim, "fee");
  set (self, claim, HU_MEMBER_TYPE, "causal");
  set (self, claim, HU_MEMBER_GIST, "Both.");
  set (self, inner, HU_MEMBER_WITHIN, claim);
  set (self, outer, HU_MEMBER_WITHIN, claim);
  own = stance_of (self, claim, self->voss, "topic", "fee", "supports");
  toward = stance_of (self, other, self->reik, "claim", claim, "opposes");
  part = hu_op_split_claim (self->edit, self->layer, self->text, claim,
                            (HuRange){ range_of ("it would harm").start, G_MAXUINT });

  g_assert_nonnull (part);
  assert_claim_words (self, claim, "The fee would help the mills and");
  assert_claim_words (self, part, "it would harm the ports");
  g_assert_true (hu_record_has_string (get (self, HU_KIND_CLAIM, part), HU_MEMBER_SPEAKERS, self->voss));
  g_assert_true (hu_record_has_string (get (self, HU_KIND_CLAIM, part), HU_MEMBER_TOPICS, "fee"));
  g_assert_cmpstr (string_of (self, part, HU_MEMBER_TYPE), ==, "causal");
  g_assert_cmpstr (string_of (self, part, HU_MEMBER_GIST), ==, NULL);
  g_assert_cmpstr (string_of (self, claim, HU_MEMBER_GIST), ==, "Both.");
  g_assert_cmpstr (string_of (self, inner, HU_MEMBER_WITHIN), ==, part);
  g_assert_cmpstr (string_of (self, outer, HU_MEMBER_WITHIN), ==, claim);
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 3);
  g_assert_true (hu_edit_get_focus (self->edit, &kind, &focus));
  g_assert_cmpstr (focus, ==, part);
  /* There must be words on both sides. */
  g_assert_null (hu_op_split_claim (self->edit, self->layer, self->text, part, (HuRange){ 0, G_MAXUINT }));
  g_assert_null (hu_op_split_claim (self->edit, self->layer, self->text, part, (HuRange){ 0, 3 }));
}

/* What is selected amid a claim leaves two spans behind. */
static void
test_split_middle (Fixture *self, gconstpointer data)
{
  g_autofree char *claim = claim_on (self, "The fee would help the mills and it would harm the ports");
  g_autofree char *part =
      hu_op_split_claim (self->edit, self->layer, self->text, claim, range_of ("help the mills"));

  assert_claim_words (self, part, "help the mills");
  assert_claim_words (self, claim, "The fee would|and it would harm the ports");
}

static gboolean
differs (GArray *differing, HuMember member)
{
  for (guint i = 0; i < differing->len; i++)
    if (g_array_index (differing, HuMember, i) == member)
      return TRUE;
  return FALSE;
}

static void
test_join (Fixture *self, gconstpointer data)
{
  g_autofree char *a = claim_on (self, "The fee would help the mills and");
  g_autofree char *b = claim_on (self, "it would harm the ports");
  g_autofree char *part = claim_on (self, "harm the ports");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autoptr (GArray) differing = NULL;

  hu_op_add_claim_speaker (self->edit, self->layer, self->text, a, self->voss);
  hu_op_add_claim_speaker (self->edit, self->layer, self->text, b, self->reik);
  hu_op_add_claim_topic (self->edit, self->layer, a, "fee");
  hu_op_add_claim_topic (self->edit, self->layer, b, "ports");
  set (self, a, HU_MEMBER_TYPE, "causal");
  set (self, b, HU_MEMBER_TYPE, "prediction");
  set (self, b, HU_MEMBER_DATE, "2031-03");
  set (self, a, HU_MEMBER_GIST, "It helps.");
  set (self, b, HU_MEMBER_GIST, "It harms.");
  set (self, b, HU_MEMBER_WITHIN, a);
  set (self, part, HU_MEMBER_WITHIN, b);
  first = stance_of (self, a, self->voss, "topic", "fee", "supports");
  second = stance_of (self, b, self->voss, "topic", "fee", "opposes");
  third = stance_of (self, b, self->reik, "topic", "ports", "opposes");
  differing = hu_op_join_claims (self->edit, self->layer, self->text, a, b);

  g_assert_null (get (self, HU_KIND_CLAIM, b));
  assert_claim_words (self, a, "The fee would help the mills and it would harm the ports");
  g_assert_cmpuint (hu_record_get_size (get (self, HU_KIND_CLAIM, a), HU_MEMBER_SPEAKERS), ==, 2);
  g_assert_cmpuint (hu_record_get_size (get (self, HU_KIND_CLAIM, a), HU_MEMBER_TOPICS), ==, 2);
  g_assert_cmpstr (string_of (self, a, HU_MEMBER_TYPE), ==, "causal");
  g_assert_cmpstr (string_of (self, a, HU_MEMBER_DATE), ==, "2031-03");
  g_assert_cmpstr (string_of (self, a, HU_MEMBER_GIST), ==, "It helps. It harms.");
  g_assert_cmpstr (string_of (self, a, HU_MEMBER_WITHIN), ==, NULL);
  g_assert_cmpstr (string_of (self, part, HU_MEMBER_WITHIN), ==, a);
  /* Of the same holder toward the same topic the first's stays, and that is said. */
  g_assert_nonnull (get (self, HU_KIND_STANCE, first));
  g_assert_null (get (self, HU_KIND_STANCE, second));
  g_assert_cmpstr (hu_record_get_string (get (self, HU_KIND_STANCE, third), HU_MEMBER_CLAIM), ==, a);
  g_assert_cmpuint (differing->len, ==, 2);
  g_assert_true (differs (differing, HU_MEMBER_TYPE) && differs (differing, HU_MEMBER_VALUE));
}

static void
test_join_apart (Fixture *self, gconstpointer data)
{
  g_autofree char *a = claim_on (self, "Critics want it gone");
  g_autofree char *b = claim_on (self, "The fee would help the mills");
  g_autofree char *c = claim_on (self, "Nobody else asked");
  g_autofree char *toward = stance_of (self, a, self->voss, "claim", b, "supports");
  g_autoptr (GArray) differing = NULL;
  g_autoptr (GArray) same = NULL;

  hu_op_set_claim_voice (self->edit, self->layer, a, "author");
  hu_op_add_claim_speaker (self->edit, self->layer, self->text, b, self->reik);
  /* Neither ends up within itself. */
  set (self, a, HU_MEMBER_WITHIN, c);
  set (self, c, HU_MEMBER_WITHIN, b);
  differing = hu_op_join_claims (self->edit, self->layer, self->text, a, b);
  assert_claim_words (self, a, "The fee would help the mills|Critics want it gone");
  g_assert_cmpstr (string_of (self, a, HU_MEMBER_VOICE), ==, "author");
  g_assert_null (hu_record_get (get (self, HU_KIND_CLAIM, a), HU_MEMBER_SPEAKERS));
  g_assert_true (differing->len == 1 && differs (differing, HU_MEMBER_SPEAKERS));
  g_assert_cmpstr (string_of (self, a, HU_MEMBER_WITHIN), ==, NULL);
  g_assert_cmpstr (string_of (self, c, HU_MEMBER_WITHIN), ==, a);
  /* A stance that was toward the other is toward nothing now. */
  g_assert_null (get (self, HU_KIND_STANCE, toward));
  same = hu_op_join_claims (self->edit, self->layer, self->text, a, a);
  g_assert_nonnull (get (self, HU_KIND_CLAIM, a));
}

static void
test_convert (Fixture *self, gconstpointer data)
{
  g_autofree char *claim = claim_on (self, "The fee would help the mills");
  g_autofree char *other = claim_on (self, "Nobody else asked");
  g_autofree char *own = NULL;
  g_autofree char *critics = NULL;
  g_autofree char *toward = NULL;
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  HuRecord *stance;

  hu_op_add_claim_speaker (self->edit, self->layer, self->text, claim, self->voss);
  hu_op_add_claim_topic (self->edit, self->layer, claim, "fee");
  set (self, claim, HU_MEMBER_NOTE, "Look again.");
  own = stance_of (self, claim, self->voss, "topic", "fee", "supports");
  critics = stance_of (self, claim, self->reik, "topic", "fee", "opposes");
  toward = stance_of (self, other, self->reik, "claim", claim, "opposes");
  first = hu_op_convert_claim (self->edit, self->layer, claim);

  g_assert_null (get (self, HU_KIND_CLAIM, claim));
  g_assert_true (g_str_equal (first, own) || g_str_equal (first, critics));
  stance = get (self, HU_KIND_STANCE, own);
  assert_words (self, hu_record_get (stance, HU_MEMBER_PASSAGE), "The fee would help the mills");
  g_assert_null (hu_record_get (stance, HU_MEMBER_CLAIM));
  g_assert_cmpstr (hu_record_get_string (stance, HU_MEMBER_BASIS), ==, "declared");
  g_assert_cmpstr (hu_record_get_string (get (self, HU_KIND_STANCE, critics), HU_MEMBER_BASIS), ==,
                   "ascribed");
  g_assert_cmpstr (hu_record_get_string (get (self, HU_KIND_STANCE, first), HU_MEMBER_NOTE), ==,
                   "Look again.");
  g_assert_cmpstr (hu_value_get_member_string (hu_record_get (get (self, HU_KIND_STANCE, toward),
                                                              HU_MEMBER_TOWARD),
                                               "topic"),
                   ==, "fee");

  again = hu_op_convert_stance (self->edit, self->layer, self->text, own);
  assert_claim_words (self, again, "The fee would help the mills");
  g_assert_true (hu_record_has_string (get (self, HU_KIND_CLAIM, again), HU_MEMBER_SPEAKERS, self->voss));
  g_assert_true (hu_record_has_string (get (self, HU_KIND_CLAIM, again), HU_MEMBER_TOPICS, "fee"));
  stance = get (self, HU_KIND_STANCE, own);
  g_assert_cmpstr (hu_record_get_string (stance, HU_MEMBER_CLAIM), ==, again);
  g_assert_null (hu_record_get (stance, HU_MEMBER_PASSAGE));
  g_assert_null (hu_record_get (stance, HU_MEMBER_BASIS));
  /* That one is shown by a claim already. */
  g_assert_null (hu_op_convert_stance (self->edit, self->layer, self->text, own));
}

/* What was toward the claim would be toward a topic on which the holder has a stance there already. */
static void
test_convert_target (Fixture *self, gconstpointer data)
{
  g_autofree char *claim = claim_on (self, "The fee would help the mills");
  g_autofree char *other = claim_on (self, "Nobody else asked");
  g_autofree char *kept = NULL;
  g_autofree char *toward = NULL;
  g_autofree char *first = NULL;

  hu_op_add_claim_topic (self->edit, self->layer, claim, "fee");
  kept = stance_of (self, other, self->reik, "topic", "fee", "supports");
  toward = stance_of (self, other, self->reik, "claim", claim, "opposes");
  first = hu_op_convert_claim (self->edit, self->layer, claim);
  g_assert_null (get (self, HU_KIND_STANCE, toward));
  g_assert_cmpstr (hu_record_get_string (get (self, HU_KIND_STANCE, kept), HU_MEMBER_VALUE), ==, "supports");
}

/* Without stances: one for the speaker, to be judged; and one for each further topic. */
static void
test_convert_bare (Fixture *self, gconstpointer data)
{
  g_autofree char *claim = claim_on (self, "The fee would help the mills");
  g_autofree char *bare = claim_on (self, "Critics want it gone");
  g_autofree char *first = NULL;
  g_autofree char *none = NULL;
  g_autofree char *ascribed = NULL;
  HuRecord *stance;

  hu_op_add_claim_speaker (self->edit, self->layer, self->text, claim, self->voss);
  hu_op_add_claim_topic (self->edit, self->layer, claim, "fee");
  hu_op_add_claim_topic (self->edit, self->layer, claim, "mills");
  first = hu_op_convert_claim (self->edit, self->layer, claim);
  stance = get (self, HU_KIND_STANCE, first);
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 2);
  g_assert_cmpstr (hu_record_get_string (stance, HU_MEMBER_SPEAKER), ==, self->voss);
  g_assert_cmpstr (hu_value_get_member_string (hu_record_get (stance, HU_MEMBER_TOWARD), "topic"), ==, "fee");
  g_assert_null (hu_record_get (stance, HU_MEMBER_VALUE));
  none = hu_op_convert_claim (self->edit, self->layer, bare);
  stance = get (self, HU_KIND_STANCE, none);
  g_assert_null (hu_record_get (stance, HU_MEMBER_SPEAKER));
  assert_words (self, hu_record_get (stance, HU_MEMBER_PASSAGE), "Critics want it gone");
  /* Who ascribes it isn't known. */
  hu_op_set_string (self->edit, self->layer, HU_KIND_STANCE, none, HU_MEMBER_SPEAKER, self->reik);
  hu_op_set_string (self->edit, self->layer, HU_KIND_STANCE, none, HU_MEMBER_BASIS, "ascribed");
  ascribed = hu_op_convert_stance (self->edit, self->layer, self->text, none);
  g_assert_null (hu_record_get (get (self, HU_KIND_CLAIM, ascribed), HU_MEMBER_SPEAKERS));
}

static void
test_copy (Fixture *self, gconstpointer data)
{
  g_autofree char *from = claim_on (self, "The fee would help the mills");
  g_autofree char *to = claim_on (self, "Nobody else asked");
  g_autofree char *own = NULL;
  g_autofree char *old = NULL;
  g_autoptr (HuRecord) model = NULL;
  g_autoptr (GPtrArray) stances = g_ptr_array_new ();
  guint copies;

  hu_op_add_claim_speaker (self->edit, self->layer, self->text, from, self->voss);
  hu_op_add_claim_topic (self->edit, self->layer, from, "fee");
  set (self, from, HU_MEMBER_TYPE, "causal");
  set (self, from, HU_MEMBER_NOTE, "Mine.");
  own = stance_of (self, from, self->voss, "topic", "fee", "supports");
  hu_op_add_claim_speaker (self->edit, self->layer, self->text, to, self->reik);
  old = stance_of (self, to, self->reik, "topic", "fee", "opposes");
  set (self, to, HU_MEMBER_DATE, "2031");
  model = hu_record_ref (get (self, HU_KIND_CLAIM, from));
  g_ptr_array_add (stances, get (self, HU_KIND_STANCE, own));
  copies = hu_copies_find (model, stances, HU_KIND_CLAIM);
  g_assert_cmphex (copies, ==,
                   HU_COPIES (HU_COPY_SOURCE) | HU_COPIES (HU_COPY_TYPE) | HU_COPIES (HU_COPY_TOPICS) |
                       HU_COPIES (HU_COPY_STANCES) | HU_COPIES (HU_COPY_NOTE) |
                       HU_COPIES (HU_COPY_QUOTATION));
  hu_op_copy (self->edit, self->layer, self->text, model, stances,
              copies & ~(HU_COPIES (HU_COPY_NOTE) | HU_COPIES (HU_COPY_TYPE)), HU_KIND_CLAIM, to);
  g_assert_true (hu_record_has_string (get (self, HU_KIND_CLAIM, to), HU_MEMBER_SPEAKERS, self->voss));
  g_assert_false (hu_record_has_string (get (self, HU_KIND_CLAIM, to), HU_MEMBER_SPEAKERS, self->reik));
  g_assert_null (get (self, HU_KIND_STANCE, old));
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 2);
  g_assert_null (string_of (self, to, HU_MEMBER_TYPE));
  g_assert_null (string_of (self, to, HU_MEMBER_NOTE));
  g_assert_cmpstr (string_of (self, to, HU_MEMBER_DATE), ==, "2031");
}

/* To another kind goes what that kind can have. */
static void
test_copy_kinds (Fixture *self, gconstpointer data)
{
  g_autofree char *from = claim_on (self, "The fee would help the mills");
  g_autoptr (HuValue) passage = passage_of ("Critics");
  g_autofree char *stance = hu_op_create_stance (self->edit, self->layer, passage);
  g_autofree char *mention = hu_op_create_mention (self->edit, self->layer, passage, NULL, NULL);
  g_autoptr (HuRecord) model = NULL;
  HuRecord *record;

  hu_op_add_claim_speaker (self->edit, self->layer, self->text, from, self->voss);
  hu_op_add_claim_topic (self->edit, self->layer, from, "fee");
  set (self, from, HU_MEMBER_TYPE, "causal");
  model = hu_record_ref (get (self, HU_KIND_CLAIM, from));
  g_assert_cmphex (hu_copies_find (model, NULL, HU_KIND_STANCE), ==,
                   HU_COPIES (HU_COPY_SOURCE) | HU_COPIES (HU_COPY_TOPICS));
  g_assert_cmphex (hu_copies_find (model, NULL, HU_KIND_MENTION), ==, HU_COPIES (HU_COPY_SOURCE));
  g_assert_cmphex (hu_copies_find (model, NULL, HU_KIND_MEMO), ==, 0);
  hu_op_copy (self->edit, self->layer, self->text, model, NULL, G_MAXUINT, HU_KIND_STANCE, stance);
  hu_op_copy (self->edit, self->layer, self->text, model, NULL, G_MAXUINT, HU_KIND_MENTION, mention);
  record = get (self, HU_KIND_STANCE, stance);
  g_assert_cmpstr (hu_record_get_string (record, HU_MEMBER_SPEAKER), ==, self->voss);
  g_assert_cmpstr (hu_value_get_member_string (hu_record_get (record, HU_MEMBER_TOWARD), "topic"), ==, "fee");
  g_assert_true (hu_record_has_string (get (self, HU_KIND_MENTION, mention), HU_MEMBER_SPEAKERS, self->voss));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/operations-passage/spans", test_spans },
    { "/operations-passage/lost", test_lost },
    { "/operations-passage/split", test_split },
    { "/operations-passage/split-middle", test_split_middle },
    { "/operations-passage/join", test_join },
    { "/operations-passage/join-apart", test_join_apart },
    { "/operations-passage/convert", test_convert },
    { "/operations-passage/convert-target", test_convert_target },
    { "/operations-passage/convert-bare", test_convert_bare },
    { "/operations-passage/copy", test_copy },
    { "/operations-passage/copy-kinds", test_copy_kinds },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
