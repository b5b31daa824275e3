/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do: each operation with all that follows from it, and the rules that hold after any of them. */
#include "model-tests.h"

#include "hu-register.h"

/* One article in the making: all is done in one edit, or each in an edit of its own. Both must come to the
 * same. */
typedef struct
{
  HuText *text;
  HuLayer *layer;
  HuEdit *edit;
  gboolean at_once;
} Fixture;

static void
set_up (Fixture *self, gconstpointer at_once)
{
  self->text = test_text_new (2);
  self->layer = hu_layer_new (NULL);
  self->edit = hu_edit_new ("Something");
  self->at_once = GPOINTER_TO_INT (at_once);
}

static void
tear_down (Fixture *self, gconstpointer at_once)
{
  hu_layer_free (self->layer);
  hu_edit_unref (self->edit);
  hu_text_unref (self->text);
}

/* What was added to the edit is done, unless all is to be done at once. */
static void
step (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  if (self->at_once)
    return;
  hu_layer_apply (self->layer, self->edit, &error);
  g_assert_no_error (error);
  hu_edit_unref (self->edit);
  self->edit = hu_edit_new ("Something");
}

static HuRecord *
get (Fixture *self, HuKind kind, const char *id)
{
  return hu_op_lookup (self->edit, self->layer, kind, id);
}

static HuValue *
words (Fixture *self, const char *sought)
{
  const char *utf8 = hu_text_get_utf8 (self->text, NULL);
  const char *at = strstr (utf8, sought);

  g_assert_nonnull (at);
  return hu_value_new_range (hu_text_byte_to_offset (self->text, (gsize) (at - utf8)),
                             hu_text_byte_to_offset (self->text, (gsize) (at - utf8) + strlen (sought)));
}

static char *
claim_on (Fixture *self, const char *sought)
{
  g_autoptr (HuValue) passage = words (self, sought);
  char *id = hu_op_create_claim (self->edit, self->layer, self->text, passage);

  step (self);
  return id;
}

static char *
speaker_named (Fixture *self, const char *name)
{
  char *id = hu_op_ensure_speaker_named (self->edit, self->layer, name, NULL, TRUE);

  step (self);
  return id;
}

static char *
mention_on (Fixture *self, const char *sought, const char *speaker)
{
  g_autoptr (HuValue) passage = words (self, sought);
  char *id = hu_op_create_mention (self->edit, self->layer, passage, speaker, "name");

  step (self);
  return id;
}

static void
add_speaker (Fixture *self, const char *claim, const char *speaker)
{
  hu_op_add_claim_speaker (self->edit, self->layer, self->text, claim, speaker);
  step (self);
}

static char *
set_stance (Fixture *self, const char *claim, const char *speaker, const char *key, const char *id)
{
  g_autoptr (HuValue) toward = test_target (key, id);
  char *stance = hu_op_set_stance (self->edit, self->layer, claim, speaker, NULL, toward, "supports");

  step (self);
  return stance;
}

/* How many records of @kind there will be. */
static guint
count (Fixture *self, HuKind kind)
{
  guint n = hu_layer_get_size (self->layer, kind);

  for (guint i = 0; i < hu_edit_get_n_changes (self->edit); i++)
    {
      const HuChange *change = hu_edit_get_change (self->edit, i);

      if (change->kind == kind)
        n += (change->after != NULL) - (change->before != NULL);
    }
  return n;
}

static void
assert_ids (HuRecord *record, HuMember member, const char *first, const char *second)
{
  g_assert_cmpuint (hu_record_get_size (record, member), ==, !!first + !!second);
  g_assert_cmpstr (hu_record_get_nth (record, member, 0), ==, first);
  g_assert_cmpstr (hu_record_get_nth (record, member, 1), ==, second);
}

/* The statement of seven keys: claim, speaker, type, topic, stance. */
static void
test_statement (Fixture *self, gconstpointer data)
{
  g_autofree char *speaker = speaker_named (self, "Voss");
  g_autofree char *mention = mention_on (self, "Premier Voss", speaker);
  g_autofree char *claim = claim_on (self, "a fee helps the mills");
  HuRecord *record;
  g_autoptr (HuValue) toward = test_target ("topic", "fee");
  HuRecord *stance;

  g_assert_false (hu_op_set_claim_stance (self->edit, self->layer, claim, "supports"));
  add_speaker (self, claim, speaker);
  g_assert_false (hu_op_set_claim_stance (self->edit, self->layer, claim, "supports"));
  hu_op_add_claim_topic (self->edit, self->layer, claim, "fee");
  step (self);
  g_assert_true (hu_op_set_claim_stance (self->edit, self->layer, claim, "supports"));
  step (self);
  record = get (self, HU_KIND_CLAIM, claim);
  assert_ids (record, HU_MEMBER_SPEAKERS, speaker, NULL);
  assert_ids (record, HU_MEMBER_TOPICS, "fee", NULL);
  if (!self->at_once)
    assert_ids (record, HU_MEMBER_MENTIONS, mention, NULL);
  g_assert_cmpstr (hu_record_get_string (record, HU_MEMBER_QUOTATION), ==, "direct");
  stance = hu_op_find_stance (self->edit, self->layer, claim, speaker, NULL, toward);
  g_assert_cmpstr (hu_record_get_string (stance, HU_MEMBER_VALUE), ==, "supports");
  /* Another key changes it, and makes no other. */
  g_assert_true (hu_op_set_claim_stance (self->edit, self->layer, claim, "opposes"));
  step (self);
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 1);
  if (!self->at_once)
    g_assert_cmpstr (hu_layer_get_claim_stance (self->layer, get (self, HU_KIND_CLAIM, claim)), ==,
                     "opposes");
  g_assert_true (hu_op_set_claim_stance (self->edit, self->layer, claim, NULL));
  step (self);
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 0);
}

/* A claim has speakers or a voice; whose goes takes its stances along. */
static void
test_voice (Fixture *self, gconstpointer data)
{
  g_autofree char *voss = speaker_named (self, "Voss");
  g_autofree char *critics = speaker_named (self, "critics");
  g_autofree char *claim = claim_on (self, "critics say the ministry wants it");
  g_autofree char *ascribed = NULL;

  add_speaker (self, claim, voss);
  add_speaker (self, claim, critics);
  add_speaker (self, claim, critics);
  assert_ids (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_SPEAKERS, voss, critics);
  g_assert_cmpstr (hu_record_get_string (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_QUOTATION), ==,
                   "indirect");
  hu_op_add_claim_topic (self->edit, self->layer, claim, "fee");
  step (self);
  g_assert_true (hu_op_set_claim_stance (self->edit, self->layer, claim, "supports"));
  step (self);
  ascribed = set_stance (self, claim, "ministry", "topic", "fee");
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 3);

  hu_op_remove_claim_speaker (self->edit, self->layer, claim, voss);
  step (self);
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 2);
  hu_op_set_claim_voice (self->edit, self->layer, claim, "author");
  step (self);
  assert_ids (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_SPEAKERS, NULL, NULL);
  g_assert_null (hu_record_get (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_QUOTATION));
  /* What was ascribed to somebody else stays. */
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 1);
  g_assert_nonnull (get (self, HU_KIND_STANCE, ascribed));
  g_assert_true (hu_op_set_claim_stance (self->edit, self->layer, claim, "opposes"));
  step (self);
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 2);
  hu_op_set_claim_voice (self->edit, self->layer, claim, "none");
  step (self);
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 1);
  g_assert_false (hu_op_set_claim_stance (self->edit, self->layer, claim, "opposes"));
  add_speaker (self, claim, voss);
  g_assert_null (hu_record_get (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_VOICE));
}

/* The ids may be those of the very records that are changed. */
static void
test_borrowed_ids (Fixture *self, gconstpointer data)
{
  g_autofree char *voss = speaker_named (self, "Voss");
  g_autofree char *claim = claim_on (self, "a fee helps the mills");

  add_speaker (self, claim, voss);
  hu_op_add_claim_topic (self->edit, self->layer, claim, "fee");
  step (self);
  hu_op_set_claim_stance (self->edit, self->layer, claim, "supports");
  step (self);
  hu_op_remove_claim_topic (self->edit, self->layer, claim,
                            hu_record_get_nth (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_TOPICS, 0));
  step (self);
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 0);
  hu_op_remove_claim_speaker (self->edit, self->layer, claim,
                              hu_record_get_nth (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_SPEAKERS, 0));
  step (self);
  assert_ids (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_SPEAKERS, NULL, NULL);
  hu_op_delete_tag (self->edit, self->layer, HU_KIND_CLAIM,
                    hu_record_get_id (get (self, HU_KIND_CLAIM, claim)));
  step (self);
  hu_op_delete_speaker (self->edit, self->layer, hu_record_get_id (get (self, HU_KIND_SPEAKER, voss)));
  step (self);
  g_assert_cmpuint (count (self, HU_KIND_CLAIM), ==, 0);
  g_assert_cmpuint (count (self, HU_KIND_SPEAKER), ==, 0);
}

static void
test_claim_topics (Fixture *self, gconstpointer data)
{
  g_autofree char *voss = speaker_named (self, "Voss");
  g_autofree char *claim = claim_on (self, "a fee helps the mills");
  g_autofree char *kept = NULL;
  g_autofree char *topic = hu_op_ensure_topic (self->edit, self->layer, "Harbour fee", "position");
  g_autofree char *same = NULL;

  step (self);
  same = hu_op_ensure_topic (self->edit, self->layer, "HARBOUR FEE", NULL);
  g_assert_cmpstr (topic, ==, "harbour-fee");
  g_assert_cmpstr (same, ==, topic);
  add_speaker (self, claim, voss);
  hu_op_add_claim_topic (self->edit, self->layer, claim, "fee");
  hu_op_add_claim_topic (self->edit, self->layer, claim, "bread");
  step (self);
  g_free (set_stance (self, claim, voss, "topic", "fee"));
  kept = set_stance (self, claim, voss, "topic", "bread");
  hu_op_remove_claim_topic (self->edit, self->layer, claim, "fee");
  step (self);
  assert_ids (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_TOPICS, "bread", NULL);
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 1);
  g_assert_nonnull (get (self, HU_KIND_STANCE, kept));
}

/* What hangs on a claim goes with it; what only names it forgets it. */
static void
test_delete_claim (Fixture *self, gconstpointer data)
{
  g_autofree char *voss = speaker_named (self, "Voss");
  g_autofree char *claim = claim_on (self, "a fee helps the mills");
  g_autofree char *inner = claim_on (self, "we will see");
  g_autofree char *shown = NULL;
  g_autofree char *toward = NULL;
  g_autofree char *other = NULL;
  g_autoptr (HuValue) relation = test_target ("claim", claim);
  g_autoptr (HuValue) relations = hu_value_list_with_item (NULL, relation);

  hu_op_set_string (self->edit, self->layer, HU_KIND_CLAIM, inner, HU_MEMBER_WITHIN, claim);
  hu_op_set (self->edit, self->layer, HU_KIND_CLAIM, inner, HU_MEMBER_RELATIONS, relations);
  step (self);
  shown = set_stance (self, claim, voss, "topic", "fee");
  toward = set_stance (self, inner, voss, "claim", claim);
  other = set_stance (self, inner, voss, "topic", "fee");
  hu_op_delete_tag (self->edit, self->layer, HU_KIND_CLAIM, claim);
  step (self);
  g_assert_null (get (self, HU_KIND_CLAIM, claim));
  g_assert_null (get (self, HU_KIND_STANCE, shown));
  g_assert_null (get (self, HU_KIND_STANCE, toward));
  g_assert_nonnull (get (self, HU_KIND_STANCE, other));
  g_assert_null (hu_record_get (get (self, HU_KIND_CLAIM, inner), HU_MEMBER_WITHIN));
  g_assert_null (hu_record_get (get (self, HU_KIND_CLAIM, inner), HU_MEMBER_RELATIONS));
}

static void
test_delete_speaker (Fixture *self, gconstpointer data)
{
  g_autofree char *voss = speaker_named (self, "Voss");
  g_autofree char *aide = speaker_named (self, "an aide");
  g_autofree char *mention = mention_on (self, "Premier Voss", voss);
  g_autofree char *claim = claim_on (self, "a fee helps the mills");
  g_autofree char *held = NULL;
  g_autofree char *toward = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (HuValue) affiliation = test_target ("speaker", voss);
  g_autoptr (HuValue) affiliations = hu_value_list_with_item (NULL, affiliation);
  g_autoptr (HuValue) both = hu_value_new_strings ((const char *[]){ voss, aide }, 2);

  hu_op_set (self->edit, self->layer, HU_KIND_SPEAKER, aide, HU_MEMBER_AFFILIATIONS, affiliations);
  hu_op_set (self->edit, self->layer, HU_KIND_CLAIM, claim, HU_MEMBER_ADDRESSEES, both);
  step (self);
  add_speaker (self, claim, voss);
  held = set_stance (self, claim, voss, "topic", "fee");
  toward = set_stance (self, claim, aide, "speaker", voss);
  kept = set_stance (self, claim, aide, "topic", "fee");
  hu_op_delete_speaker (self->edit, self->layer, voss);
  step (self);
  g_assert_null (get (self, HU_KIND_SPEAKER, voss));
  g_assert_null (get (self, HU_KIND_STANCE, held));
  g_assert_null (get (self, HU_KIND_STANCE, toward));
  g_assert_nonnull (get (self, HU_KIND_STANCE, kept));
  g_assert_null (hu_record_get (get (self, HU_KIND_MENTION, mention), HU_MEMBER_SPEAKERS));
  assert_ids (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_SPEAKERS, NULL, NULL);
  assert_ids (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_ADDRESSEES, aide, NULL);
  g_assert_null (hu_record_get (get (self, HU_KIND_SPEAKER, aide), HU_MEMBER_AFFILIATIONS));
}

static void
test_delete_mention (Fixture *self, gconstpointer data)
{
  g_autofree char *voss = speaker_named (self, "Voss");
  g_autofree char *mention = mention_on (self, "Premier Voss", voss);
  g_autofree char *claim = claim_on (self, "a fee helps the mills");
  g_autoptr (HuValue) ids = hu_value_new_strings ((const char *const *) &mention, 1);

  hu_op_set (self->edit, self->layer, HU_KIND_CLAIM, claim, HU_MEMBER_MENTIONS, ids);
  step (self);
  hu_op_delete_tag (self->edit, self->layer, HU_KIND_MENTION, mention);
  step (self);
  g_assert_null (hu_record_get (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_MENTIONS));
  g_assert_cmpuint (count (self, HU_KIND_SPEAKER), ==, 1);
}

static void
test_merge (Fixture *self, gconstpointer data)
{
  g_autofree char *full = speaker_named (self, "Anneke Voss");
  g_autofree char *voss = speaker_named (self, "Voss");
  g_autofree char *mention = mention_on (self, "Premier Voss", voss);
  g_autofree char *claim = claim_on (self, "a fee helps the mills");
  g_autofree char *other = claim_on (self, "we will see");
  g_autofree char *fee = NULL;
  g_autofree char *twice = NULL;
  g_autofree char *alone = NULL;
  g_autoptr (HuValue) aliases = hu_value_new_strings ((const char *[]){ "Anneke Voss", "the premier" }, 2);
  HuRecord *joined;

  hu_op_set (self->edit, self->layer, HU_KIND_SPEAKER, voss, HU_MEMBER_ALIASES, aliases);
  hu_op_set_string (self->edit, self->layer, HU_KIND_SPEAKER, voss, HU_MEMBER_COUNTRY, "Coast");
  step (self);
  add_speaker (self, claim, full);
  add_speaker (self, claim, voss);
  add_speaker (self, other, voss);
  fee = set_stance (self, claim, full, "topic", "fee");
  twice = set_stance (self, claim, voss, "topic", "fee");
  alone = set_stance (self, other, voss, "topic", "fee");
  hu_op_merge_speakers (self->edit, self->layer, voss, full);
  step (self);

  g_assert_null (get (self, HU_KIND_SPEAKER, voss));
  joined = get (self, HU_KIND_SPEAKER, full);
  g_assert_cmpstr (hu_record_get_string (joined, HU_MEMBER_NAME), ==, "Anneke Voss");
  g_assert_cmpstr (hu_record_get_string (joined, HU_MEMBER_COUNTRY), ==, "Coast");
  g_assert_cmpuint (hu_record_get_size (joined, HU_MEMBER_ALIASES), ==, 2);
  g_assert_true (hu_record_has_string (joined, HU_MEMBER_ALIASES, "the premier"));
  g_assert_true (hu_record_has_string (joined, HU_MEMBER_ALIASES, "Voss"));
  assert_ids (get (self, HU_KIND_MENTION, mention), HU_MEMBER_SPEAKERS, full, NULL);
  assert_ids (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_SPEAKERS, full, NULL);
  assert_ids (get (self, HU_KIND_CLAIM, other), HU_MEMBER_SPEAKERS, full, NULL);
  /* Of two stances that become the same, one stays. */
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 2);
  g_assert_true ((get (self, HU_KIND_STANCE, fee) == NULL) != (get (self, HU_KIND_STANCE, twice) == NULL));
  g_assert_cmpstr (hu_record_get_string (get (self, HU_KIND_STANCE, alone), HU_MEMBER_SPEAKER), ==, full);
}

/* Merging two who were the targets of stances, or affiliated with each other. */
static void
test_merge_targets (Fixture *self, gconstpointer data)
{
  g_autofree char *full = speaker_named (self, "Anneke Voss");
  g_autofree char *voss = speaker_named (self, "Voss");
  g_autofree char *aide = speaker_named (self, "an aide");
  g_autofree char *claim = claim_on (self, "a fee helps the mills");
  g_autoptr (HuValue) affiliation = test_target ("speaker", voss);
  g_autoptr (HuValue) affiliations = hu_value_list_with_item (NULL, affiliation);

  hu_op_set (self->edit, self->layer, HU_KIND_SPEAKER, full, HU_MEMBER_AFFILIATIONS, affiliations);
  hu_op_set (self->edit, self->layer, HU_KIND_SPEAKER, aide, HU_MEMBER_AFFILIATIONS, affiliations);
  step (self);
  g_free (set_stance (self, claim, aide, "speaker", full));
  g_free (set_stance (self, claim, aide, "speaker", voss));
  hu_op_merge_speakers (self->edit, self->layer, voss, full);
  step (self);
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 1);
  g_assert_null (hu_record_get (get (self, HU_KIND_SPEAKER, full), HU_MEMBER_AFFILIATIONS));
  g_assert_cmpuint (hu_record_get_size (get (self, HU_KIND_SPEAKER, aide), HU_MEMBER_AFFILIATIONS), ==, 1);
  hu_op_merge_speakers (self->edit, self->layer, full, full);
  hu_op_merge_speakers (self->edit, self->layer, "nobody", full);
  g_assert_nonnull (get (self, HU_KIND_SPEAKER, full));
}

static HuRecord *
registered (const char *id, const char *member_id, const char *name)
{
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_SPEAKER, id, NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_NAME, name);
  hu_record_builder_set_string (&builder, HU_MEMBER_KIND, "person");
  hu_record_builder_set_string (&builder, HU_MEMBER_REGISTER, member_id);
  return hu_record_builder_end (&builder);
}

/* Two of the same name that the register keeps apart stay two; the same one stays one. */
static void
test_ensure_speaker (Fixture *self, gconstpointer data)
{
  g_autoptr (HuRecord) first = registered ("jan-moor", "jan-moor", "Jan Moor");
  g_autoptr (HuRecord) second = registered ("jan-moor-2", NULL, "Jan Moor");
  g_autoptr (HuRecord) renamed = registered ("local", "jan-moor", "J. Moor");
  g_autofree char *one = hu_op_ensure_speaker (self->edit, self->layer, first);
  g_autofree char *two = NULL;
  g_autofree char *again = NULL;
  g_autofree char *by_name = NULL;
  g_autofree char *unnamed = NULL;
  g_autofree char *party = NULL;

  step (self);
  two = hu_op_ensure_speaker (self->edit, self->layer, second);
  step (self);
  g_assert_cmpstr (one, !=, two);
  again = hu_op_ensure_speaker (self->edit, self->layer, renamed);
  step (self);
  g_assert_cmpstr (again, ==, one);
  by_name = speaker_named (self, "Jan Moor");
  g_assert_true (g_str_equal (by_name, one) || g_str_equal (by_name, two));
  unnamed = hu_op_ensure_speaker_named (self->edit, self->layer, "Jan Moor", NULL, FALSE);
  step (self);
  party = hu_op_ensure_speaker_named (self->edit, self->layer, "Jan Moor", "party", TRUE);
  step (self);
  g_assert_cmpuint (count (self, HU_KIND_SPEAKER), ==, 4);
}

/* R and Shift+C. */
static void
test_repeat (Fixture *self, gconstpointer data)
{
  g_autofree char *voss = speaker_named (self, "Voss");
  g_autofree char *model = NULL;
  g_autofree char *like = NULL;
  g_autofree char *repeated = NULL;
  g_autoptr (HuValue) passage = words (self, "Nobody agreed");
  HuRecord *record;

  model = claim_on (self, "a fee helps the mills");
  add_speaker (self, model, voss);
  hu_op_add_claim_topic (self->edit, self->layer, model, "fee");
  hu_op_set_string (self->edit, self->layer, HU_KIND_CLAIM, model, HU_MEMBER_TYPE, "causal");
  hu_op_set_string (self->edit, self->layer, HU_KIND_CLAIM, model, HU_MEMBER_GIST, "Fees help.");
  hu_op_set_string (self->edit, self->layer, HU_KIND_CLAIM, model, HU_MEMBER_DATE, "2031-03");
  step (self);
  g_free (set_stance (self, model, voss, "topic", "fee"));
  like = hu_op_create_claim_like (self->edit, self->layer, self->text, passage, model, FALSE);
  step (self);
  record = get (self, HU_KIND_CLAIM, like);
  assert_ids (record, HU_MEMBER_SPEAKERS, voss, NULL);
  assert_ids (record, HU_MEMBER_TOPICS, "fee", NULL);
  g_assert_cmpstr (hu_record_get_string (record, HU_MEMBER_DATE), ==, "2031-03");
  g_assert_null (hu_record_get (record, HU_MEMBER_TYPE));
  g_assert_null (hu_record_get (record, HU_MEMBER_GIST));
  g_assert_cmpstr (hu_record_get_string (record, HU_MEMBER_QUOTATION), ==, "indirect");
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 1);
  repeated = hu_op_create_like (self->edit, self->layer, self->text, passage, HU_KIND_CLAIM, model);
  step (self);
  record = get (self, HU_KIND_CLAIM, repeated);
  g_assert_cmpstr (hu_record_get_string (record, HU_MEMBER_TYPE), ==, "causal");
  g_assert_null (hu_record_get (record, HU_MEMBER_GIST));
  g_assert_cmpuint (count (self, HU_KIND_STANCE), ==, 2);
  if (!self->at_once)
    g_assert_cmpstr (hu_layer_get_claim_stance (self->layer, record), ==, "supports");
}

/* What was found in the quotation marks follows a moved edge; what a person said stays. */
static void
test_passage_moves (Fixture *self, gconstpointer data)
{
  g_autofree char *claim = claim_on (self, "a fee helps the mills");
  g_autoptr (HuValue) outside = words (self, "Nobody agreed");
  g_autoptr (HuValue) inside = words (self, "we will see");

  hu_op_set_passage (self->edit, self->layer, self->text, HU_KIND_CLAIM, claim, outside);
  step (self);
  g_assert_null (hu_record_get (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_QUOTATION));
  hu_op_set_string (self->edit, self->layer, HU_KIND_CLAIM, claim, HU_MEMBER_QUOTATION, "mixed");
  step (self);
  hu_op_set_passage (self->edit, self->layer, self->text, HU_KIND_CLAIM, claim, inside);
  step (self);
  g_assert_cmpstr (hu_record_get_string (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_QUOTATION), ==, "mixed");
}

/* Which mention a reader would connect with the claim. */
static void
test_nearest_mention (Fixture *self, gconstpointer data)
{
  g_autofree char *voss = speaker_named (self, "Voss");
  g_autofree char *before = mention_on (self, "Premier Voss", voss);
  g_autofree char *after = mention_on (self, "an aide", voss);
  g_autofree char *claim = claim_on (self, "a fee helps the mills");

  if (self->at_once)
    return; /* the layer is asked for mentions */
  add_speaker (self, claim, voss);
  assert_ids (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_MENTIONS, before, NULL);
  hu_op_remove_claim_speaker (self->edit, self->layer, claim, voss);
  step (self);
  g_assert_null (hu_record_get (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_MENTIONS));
  /* In one edit: what it removes isn't found any more. */
  hu_op_delete_tag (self->edit, self->layer, HU_KIND_MENTION, before);
  add_speaker (self, claim, voss);
  assert_ids (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_MENTIONS, after, NULL);
}

/* A mention of both stays while one of them is left. */
static void
test_joint_mention (Fixture *self, gconstpointer data)
{
  g_autofree char *voss = speaker_named (self, "Voss");
  g_autofree char *aide = speaker_named (self, "an aide");
  g_autofree char *mention = mention_on (self, "Premier Voss", voss);
  g_autofree char *claim = claim_on (self, "a fee helps the mills");
  g_autoptr (HuValue) both = hu_value_new_strings ((const char *[]){ voss, aide }, 2);
  g_autoptr (HuValue) mentions = hu_value_new_strings ((const char *const *) &mention, 1);

  hu_op_set (self->edit, self->layer, HU_KIND_MENTION, mention, HU_MEMBER_SPEAKERS, both);
  hu_op_set (self->edit, self->layer, HU_KIND_CLAIM, claim, HU_MEMBER_SPEAKERS, both);
  hu_op_set (self->edit, self->layer, HU_KIND_CLAIM, claim, HU_MEMBER_MENTIONS, mentions);
  step (self);
  hu_op_remove_claim_speaker (self->edit, self->layer, claim, voss);
  step (self);
  assert_ids (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_MENTIONS, mention, NULL);
  hu_op_remove_claim_speaker (self->edit, self->layer, claim, aide);
  step (self);
  assert_ids (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_MENTIONS, NULL, NULL);
}

static void
assert_checked (Fixture *self, const char *expected)
{
  HuValue *checked = hu_record_get (get (self, HU_KIND_LAYER, ""), HU_MEMBER_CHECKED);
  g_autoptr (GString) got = g_string_new (NULL);

  for (gsize i = 0; i < hu_value_get_size (checked); i++)
    {
      HuValue *range = hu_value_get_item (checked, i);

      g_string_append_printf (got, "%s%d-%d", i ? " " : "",
                              (int) hu_value_get_int (hu_value_get_item (range, 0)),
                              (int) hu_value_get_int (hu_value_get_item (range, 1)));
    }
  g_assert_cmpstr (got->str, ==, expected);
}

static void
check (Fixture *self, guint start, guint end, gboolean checked, const char *expected)
{
  hu_op_set_checked (self->edit, self->layer, start, end, checked);
  step (self);
  assert_checked (self, expected);
}

static void
test_checked (Fixture *self, gconstpointer data)
{
  check (self, 10, 20, TRUE, "10-20");
  check (self, 30, 40, TRUE, "10-20 30-40");
  check (self, 20, 30, TRUE, "10-40");
  check (self, 15, 18, FALSE, "10-15 18-40");
  check (self, 0, 5, TRUE, "0-5 10-15 18-40");
  check (self, 4, 38, FALSE, "0-4 38-40");
  check (self, 0, 50, TRUE, "0-50");
  g_assert_true (hu_record_is_checked (get (self, HU_KIND_LAYER, ""), 0, 50));
  g_assert_false (hu_record_is_checked (get (self, HU_KIND_LAYER, ""), 10, 51));
  check (self, 0, 60, FALSE, "");
}

static void
test_parts (Fixture *self, gconstpointer data)
{
  HuValue *parts;

  hu_op_set_part (self->edit, self->layer, 20, 30, "caption", "ilse");
  step (self);
  hu_op_set_part (self->edit, self->layer, 0, 10, "headline", NULL);
  step (self);
  hu_op_set_part (self->edit, self->layer, 20, 30, NULL, "ilse");
  step (self);
  parts = hu_record_get (get (self, HU_KIND_DOCUMENT, ""), HU_MEMBER_PARTS);
  g_assert_cmpuint (hu_value_get_size (parts), ==, 2);
  g_assert_cmpstr (hu_value_get_member_string (hu_value_get_item (parts, 0), "kind"), ==, "headline");
  g_assert_null (hu_value_get_member (hu_value_get_item (parts, 0), "by"));
  g_assert_cmpstr (hu_value_get_member_string (hu_value_get_item (parts, 1), "kind"), ==, "body");
  g_assert_cmpstr (hu_value_get_member_string (hu_value_get_item (parts, 1), "by"), ==, "ilse");
}

/* The rules that hold whatever was done. */

typedef struct
{
  HuLayer *layer;
  HuRecord *record;
} Reference;

static void
assert_there (HuKind kind, const char *id, gpointer user_data)
{
  Reference *reference = user_data;

  /* The codebook's entries are copied when an edit is applied to a document. */
  if (kind != HU_KIND_SPEAKER && kind != HU_KIND_MENTION && kind != HU_KIND_CLAIM)
    return;
  if (!hu_layer_lookup (reference->layer, kind, id))
    g_error ("a record of kind %d names %s, which is gone", hu_record_get_kind (reference->record), id);
  g_assert_true (hu_record_get_kind (reference->record) != kind ||
                 strcmp (hu_record_get_id (reference->record), id) != 0);
}

static void
assert_stance (HuLayer *layer, HuRecord *stance, GHashTable *seen)
{
  const char *claim = hu_record_get_string (stance, HU_MEMBER_CLAIM);
  const char *speaker = hu_record_get_string (stance, HU_MEMBER_SPEAKER);
  const char *voice = hu_record_get_string (stance, HU_MEMBER_VOICE);
  HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);
  char *key;

  g_assert_true (!claim != !hu_record_get (stance, HU_MEMBER_PASSAGE));
  g_assert_false (speaker && voice);
  if (!claim)
    return;
  g_assert_nonnull (toward);
  key = g_strdup_printf ("%s|%s|%s|%s|%s", claim, speaker ? speaker : "", voice ? voice : "",
                         hu_value_get_key (toward, 0),
                         hu_value_get_member_string (toward, hu_value_get_key (toward, 0)));
  g_assert_true (g_hash_table_add (seen, key));
}

static void
assert_rules (HuLayer *layer)
{
  g_autoptr (HuSnapshot) snapshot = hu_layer_snapshot (layer);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      {
        HuRecord *record = g_ptr_array_index (snapshot->records[kind], i);
        Reference reference = { layer, record };

        hu_record_foreach_reference (record, assert_there, &reference);
        if (kind == HU_KIND_STANCE)
          assert_stance (layer, record, seen);
        if (kind == HU_KIND_CLAIM)
          g_assert_false (hu_record_get (record, HU_MEMBER_SPEAKERS) &&
                          hu_record_get (record, HU_MEMBER_VOICE));
      }
}

static void
test_rules (gconstpointer per_edit)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2031);
  g_autoptr (HuText) text = test_text_new (3);
  g_autoptr (HuLayer) layer = hu_layer_new (NULL);

  for (guint round = 0; round < 1500; round++)
    {
      g_autoptr (HuEdit) edit = hu_edit_new ("Something");
      g_autoptr (GError) error = NULL;

      for (int n = GPOINTER_TO_INT (per_edit); n > 0; n--)
        test_do_something (rand, edit, layer, text);
      hu_layer_apply (layer, edit, &error);
      g_assert_no_error (error);
      assert_rules (layer);
    }
}

static void
add (const char *path, void (*func) (Fixture *self, gconstpointer data))
{
  g_autofree char *one = g_strconcat ("/operations/one-by-one/", path, NULL);
  g_autofree char *all = g_strconcat ("/operations/at-once/", path, NULL);

  g_test_add (one, Fixture, GINT_TO_POINTER (FALSE), set_up, func, tear_down);
  g_test_add (all, Fixture, GINT_TO_POINTER (TRUE), set_up, func, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("statement", test_statement);
  add ("voice", test_voice);
  add ("borrowed-ids", test_borrowed_ids);
  add ("topics", test_claim_topics);
  add ("delete-claim", test_delete_claim);
  add ("delete-speaker", test_delete_speaker);
  add ("delete-mention", test_delete_mention);
  add ("merge", test_merge);
  add ("merge-targets", test_merge_targets);
  add ("ensure-speaker", test_ensure_speaker);
  add ("repeat", test_repeat);
  add ("passage-moves", test_passage_moves);
  add ("nearest-mention", test_nearest_mention);
  add ("joint-mention", test_joint_mention);
  add ("checked", test_checked);
  add ("parts", test_parts);
  g_test_add_data_func ("/operations/rules/one", GINT_TO_POINTER (1), test_rules);
  g_test_add_data_func ("/operations/rules/several", GINT_TO_POINTER (5), test_rules);
  return g_test_run ();
}
