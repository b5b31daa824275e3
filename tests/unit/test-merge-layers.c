/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging layers that were changed on two sides: each rule by an example, and that nothing is lost of
 * whatever people do at the same time. */
#include "hu-layer-file.h"
#include "hu-merge-layers.h"
#include "model-tests.h"

/* A layer of the members in @letters. */
static HuSnapshot *
layer (const char *letters)
{
  g_autofree char *file = g_strdup_printf ("{\"format\": \"hustings-annotations\", \"version\": 1%s%s}",
                                           *letters ? ", " : "", letters);
  g_autoptr (GBytes) bytes = g_bytes_new (file, strlen (file));
  g_autoptr (GError) error = NULL;
  HuSnapshot *snapshot = hu_layer_file_parse (bytes, "test", NULL, NULL, &error);

  g_assert_no_error (error);
  return snapshot;
}

static HuLayerMerge *
merge (const char *base, const char *mine, const char *theirs)
{
  g_autoptr (HuSnapshot) b = base ? layer (base) : NULL;
  g_autoptr (HuSnapshot) m = layer (mine);
  g_autoptr (HuSnapshot) t = layer (theirs);

  return hu_merge_layers (b, m, t, NULL, "Merge");
}

static HuRecord *
find (HuSnapshot *snapshot, HuKind kind, const char *id)
{
  for (guint i = 0; i < snapshot->records[kind]->len; i++)
    if (strcmp (hu_record_get_id (g_ptr_array_index (snapshot->records[kind], i)), id) == 0)
      return g_ptr_array_index (snapshot->records[kind], i);
  return NULL;
}

static void
check (const char *base, const char *mine, const char *theirs, const char *expected, guint n_conflicts)
{
  g_autoptr (HuLayerMerge) merged = merge (base, mine, theirs);
  g_autoptr (HuSnapshot) e = layer (expected);

  hu_snapshot_sort (e);
  assert_snapshots_equal (merged->snapshot, e);
  g_assert_cmpuint (merged->n_conflicts, ==, n_conflicts);
}

#define PASSAGE "\"passage\": [{\"start\": 0, \"end\": 3}]"
#define CLAIM_A "{\"id\": \"a\", " PASSAGE ", \"gist\": \"one\"}"
#define CLAIM_B "{\"id\": \"b\", " PASSAGE ", \"gist\": \"two\"}"
#define CLAIM_C "{\"id\": \"c\", " PASSAGE ", \"gist\": \"three\"}"

static void
test_records (void)
{
  g_autoptr (HuLayerMerge) merged = NULL;

  check ("\"claims\": [" CLAIM_A "]", "\"claims\": [" CLAIM_A ", " CLAIM_B "]",
         "\"claims\": [" CLAIM_A ", " CLAIM_C "]", "\"claims\": [" CLAIM_A ", " CLAIM_B ", " CLAIM_C "]", 0);
  check ("\"claims\": [" CLAIM_A ", " CLAIM_B "]", "\"claims\": [" CLAIM_B "]", "\"claims\": [" CLAIM_A "]",
         "", 0);
  check ("\"checked\": [[0, 5]]", "\"checked\": [[0, 9]]", "\"checked\": [[0, 5], [7, 12]]",
         "\"checked\": [[0, 12]]", 0);
  check ("\"status\": \"new\"", "\"status\": \"done\"", "\"status\": \"excluded\"",
         "\"status\": \"done\", \"conflict\": {\"status\": \"excluded\"}", 1);

  merged = merge ("\"claims\": [" CLAIM_A ", " CLAIM_B "]", "\"claims\": [" CLAIM_A ", " CLAIM_B "]",
                  "\"claims\": [{\"id\": \"a\", " PASSAGE ", \"gist\": \"else\", \"by\": \"ilse\"}, "
                  "{\"id\": \"c\", " PASSAGE ", \"by\": \"ilse\"}]");
  g_assert_cmpuint (merged->added[HU_KIND_CLAIM], ==, 1);
  g_assert_cmpuint (merged->changed[HU_KIND_CLAIM], ==, 1);
  g_assert_cmpuint (merged->removed[HU_KIND_CLAIM], ==, 1);
  g_assert_cmpstr (merged->by, ==, "ilse");
  g_assert_cmpstr (hu_edit_get_label (merged->edit), ==, "Merge");
  g_assert_cmpuint (hu_edit_get_n_changes (merged->edit), ==, 3);
}

static void
test_without_base (void)
{
  check (NULL, "\"claims\": [" CLAIM_A ", " CLAIM_B "]", "\"claims\": [" CLAIM_B ", " CLAIM_C "]",
         "\"claims\": [" CLAIM_A ", " CLAIM_B ", " CLAIM_C "]", 0);
  check (NULL, "\"claims\": [{\"id\": \"a\", " PASSAGE ", \"gist\": \"x\", \"topics\": [\"m\"]}]",
         "\"claims\": [{\"id\": \"a\", " PASSAGE ", \"gist\": \"y\", \"topics\": [\"n\"], \"note\": \"z\"}]",
         "\"claims\": [{\"id\": \"a\", " PASSAGE
         ", \"gist\": \"x\", \"topics\": [\"m\", \"n\"], \"note\": \"z\", "
         "\"conflict\": {\"gist\": \"y\"}}]",
         1);
  check (NULL, "\"checked\": [[0, 5]]", "\"checked\": [[3, 9]]", "\"checked\": [[0, 9]]", 0);
}

#define VOSS        "{\"id\": \"voss\", \"name\": \"Anneke Voss\", \"kind\": \"person\"}"
#define OTHER_VOSS  "{\"id\": \"voss\", \"name\": \"Harbour Voss\", \"kind\": \"organisation\"}"
#define OF_VOSS(id) "{\"id\": \"" id "\", " PASSAGE ", \"speakers\": [\"voss\"]}"

/* Two people who got the same id. */
static void
test_two_people (void)
{
  g_autoptr (HuLayerMerge) merged = merge ("", "\"speakers\": [" VOSS "], \"claims\": [" OF_VOSS ("a") "]",
                                           "\"speakers\": [" OTHER_VOSS "], \"claims\": [" OF_VOSS ("b") "]");
  HuRecord *theirs = find (merged->snapshot, HU_KIND_SPEAKER, "voss");
  HuRecord *claim = find (merged->snapshot, HU_KIND_CLAIM, "a");
  const char *id = hu_record_get_nth (claim, HU_MEMBER_SPEAKERS, 0);
  HuRecord *mine = find (merged->snapshot, HU_KIND_SPEAKER, id);

  g_assert_cmpuint (merged->snapshot->records[HU_KIND_SPEAKER]->len, ==, 2);
  g_assert_cmpstr (hu_record_get_string (theirs, HU_MEMBER_NAME), ==, "Harbour Voss");
  g_assert_cmpstr (hu_record_get_string (mine, HU_MEMBER_NAME), ==, "Anneke Voss");
  g_assert_cmpstr (hu_record_get_nth (find (merged->snapshot, HU_KIND_CLAIM, "b"), HU_MEMBER_SPEAKERS, 0), ==,
                   "voss");
  g_assert_cmpuint (merged->n_conflicts, ==, 0);

  /* One person whose name was changed on a side is still one. */
  check ("\"speakers\": [" VOSS "]", "\"speakers\": [" OTHER_VOSS "]", "\"speakers\": [" VOSS "]",
         "\"speakers\": [" OTHER_VOSS "]", 0);
}

/* One person who got two ids. */
static void
test_one_person (void)
{
  check ("",
         "\"speakers\": [{\"id\": \"av\", \"name\": \"anneke voss\", \"kind\": \"person\", \"country\": "
         "\"Kell\"}], "
         "\"claims\": [{\"id\": \"a\", " PASSAGE ", \"speakers\": [\"av\"]}]",
         "\"speakers\": [{\"id\": \"voss\", \"name\": \"Voss\", \"kind\": \"person\", \"aliases\": [\"Anneke "
         "Voss\"]}], "
         "\"claims\": [" OF_VOSS ("b") "]",
         "\"speakers\": [{\"id\": \"voss\", \"name\": \"anneke voss\", \"kind\": \"person\", \"aliases\": "
         "[\"Anneke Voss\"], "
         "\"country\": \"Kell\", \"conflict\": {\"name\": \"Voss\"}}], "
         "\"claims\": [" OF_VOSS ("a") ", " OF_VOSS ("b") "]",
         1);
  /* Two whom the text doesn't name aren't one. */
  check ("", "\"speakers\": [{\"id\": \"x\", \"name\": \"aides\", \"named\": false}]",
         "\"speakers\": [{\"id\": \"y\", \"name\": \"aides\", \"named\": false}]",
         "\"speakers\": [{\"id\": \"x\", \"name\": \"aides\", \"named\": false}, "
         "{\"id\": \"y\", \"name\": \"aides\", \"named\": false}]",
         0);
}

static void
test_registered_speakers (void)
{
  check ("\"speakers\": [{\"id\": \"v\", \"register\": \"v\", \"name\": \"Voss\"}]",
         "\"speakers\": [{\"id\": \"v\", \"register\": \"v\", \"name\": \"A. Voss\", \"modified\": "
         "\"2031-03-01T10:00:00Z\"}]",
         "\"speakers\": [{\"id\": \"v\", \"register\": \"v\", \"name\": \"Anneke Voss\", \"modified\": "
         "\"2031-03-02T10:00:00Z\"}]",
         "\"speakers\": [{\"id\": \"v\", \"register\": \"v\", \"name\": \"Anneke Voss\", \"modified\": "
         "\"2031-03-02T10:00:00Z\"}]",
         0);
}

#define STANCE(id, value)                                                                                    \
  "{\"id\": \"" id "\", \"voice\": \"author\", \"toward\": {\"topic\": \"t\"}, \"value\": \"" value          \
  "\", \"claim\": \"a\"}"
#define WITH_A "\"topics\": [{\"id\": \"t\", \"label\": \"T\"}], \"claims\": [" CLAIM_A "]"

static void
test_stances (void)
{
  check (WITH_A, WITH_A ", \"stances\": [" STANCE ("s", "supports") "]",
         WITH_A ", \"stances\": [" STANCE ("z", "supports") "]",
         WITH_A ", \"stances\": [" STANCE ("z", "supports") "]", 0);
  check (WITH_A, WITH_A ", \"stances\": [" STANCE ("s", "supports") "]",
         WITH_A ", \"stances\": [" STANCE ("z", "opposes") "]",
         WITH_A
         ", \"stances\": [{\"id\": \"z\", \"voice\": \"author\", \"toward\": {\"topic\": \"t\"}, \"value\": "
         "\"supports\", \"claim\": \"a\", \"conflict\": {\"value\": \"opposes\"}}]",
         1);
}

static void
test_references (void)
{
  /* Mine removed whom theirs names. */
  check ("\"speakers\": [" VOSS "]", "", "\"speakers\": [" VOSS "], \"claims\": [" OF_VOSS ("b") "]",
         "\"speakers\": [" VOSS "], \"claims\": [" OF_VOSS ("b") "]", 0);
  check ("\"speakers\": [" VOSS "]", "\"speakers\": [" VOSS "], \"claims\": [" OF_VOSS ("b") "]", "",
         "\"speakers\": [" VOSS "], \"claims\": [" OF_VOSS ("b") "]", 0);
  /* A claim that stays has its stance. */
  check (WITH_A ", \"stances\": [" STANCE ("s", "supports") "]",
         "\"topics\": [{\"id\": \"t\", \"label\": \"T\"}]",
         "\"topics\": [{\"id\": \"t\", \"label\": \"T\"}], \"claims\": [{\"id\": \"a\", " PASSAGE
         ", \"gist\": \"else\"}], \"stances\": [" STANCE ("s", "supports") "]",
         "\"topics\": [{\"id\": \"t\", \"label\": \"T\"}], \"claims\": [{\"id\": \"a\", " PASSAGE
         ", \"gist\": \"else\"}], \"stances\": [" STANCE ("s", "supports") "]",
         0);
}

static void
test_facts (void)
{
  g_autoptr (HuSnapshot) a = layer ("\"document\": {\"text_sha256\": \"11\", \"characters\": 9}");
  g_autoptr (HuSnapshot) b = layer ("\"document\": {\"text_sha256\": \"12\", \"characters\": 9}");
  g_autoptr (HuSnapshot) none = layer ("");

  check (
      "\"document\": {\"file\": \"a\", \"sha256\": \"1\"}",
      "\"document\": {\"file\": \"b\", \"sha256\": \"2\", \"outlet\": \"Meridian\"}",
      "\"document\": {\"file\": \"c\", \"sha256\": \"3\", \"section\": \"Home\"}",
      "\"document\": {\"file\": \"b\", \"sha256\": \"2\", \"outlet\": \"Meridian\", \"section\": \"Home\"}",
      0);
  g_assert_true (hu_layers_are_of_one_text (a, a));
  g_assert_false (hu_layers_are_of_one_text (a, b));
  g_assert_true (hu_layers_are_of_one_text (a, none));
}

#define CLAIM_AT(gist, time)                                                                                 \
  "{\"id\": \"a\", " PASSAGE ", \"gist\": \"" gist "\", \"modified\": \"" time "\"}"

static void
test_trim_base (void)
{
  g_autoptr (HuSnapshot) base =
      layer ("\"claims\": [" CLAIM_AT ("new", "2031-03-02T10:00:00Z") ", " CLAIM_B ", " CLAIM_C "]");
  g_autoptr (HuSnapshot) mine =
      layer ("\"claims\": [" CLAIM_AT ("new", "2031-03-02T10:00:00Z") ", " CLAIM_B ", " CLAIM_C "]");
  /* Of a time when the base wasn't yet. */
  g_autoptr (HuSnapshot) theirs =
      layer ("\"claims\": [" CLAIM_AT ("old", "2031-03-01T10:00:00Z") ", " CLAIM_B "]");
  g_autoptr (HuSnapshot) trimmed = hu_merge_trim_base (base, mine, theirs);
  g_autoptr (HuLayerMerge) merged = hu_merge_layers (trimmed, mine, theirs, NULL, "");

  g_assert_cmpuint (trimmed->records[HU_KIND_CLAIM]->len, ==, 1);
  g_assert_nonnull (find (trimmed, HU_KIND_CLAIM, "b"));
  g_assert_nonnull (find (merged->snapshot, HU_KIND_CLAIM, "c"));
  g_assert_cmpstr (hu_record_get_string (find (merged->snapshot, HU_KIND_CLAIM, "a"), HU_MEMBER_GIST), ==,
                   "new");
  g_assert_cmpuint (merged->n_conflicts, ==, 1);
}

/* Whatever people do. */

static HuSnapshot *
edit_randomly (GRand *rand, HuSnapshot *from, HuText *text, guint n)
{
  g_autoptr (HuLayer) edited = hu_layer_new (from);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HuEdit) edit = hu_edit_new ("");
      g_autoptr (GError) error = NULL;

      test_do_something (rand, edit, edited, text);
      hu_layer_apply (edited, edit, &error);
      g_assert_no_error (error);
    }
  return hu_layer_snapshot (edited);
}

typedef struct
{
  HuSnapshot *in;
  HuSnapshot *sides[3];
} Look;

static void
assert_known (HuKind kind, const char *id, gpointer user_data)
{
  Look *look = user_data;
  gboolean was_known = FALSE;

  for (guint i = 0; i < 3; i++)
    was_known = was_known || find (look->sides[i], kind, id);
  g_assert_true (!was_known || find (look->in, kind, id));
}

/* What a side made or changed is there; what nobody changed and one removed is gone, unless it is needed. */
static void
assert_kept (HuSnapshot *base, HuSnapshot *side, HuSnapshot *merged)
{
  static const HuKind kinds[] = { HU_KIND_MENTION, HU_KIND_CLAIM, HU_KIND_MEMO };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < side->records[kinds[k]]->len; i++)
      {
        HuRecord *record = g_ptr_array_index (side->records[kinds[k]], i);
        HuRecord *old = find (base, kinds[k], hu_record_get_id (record));
        HuRecord *there = find (merged, kinds[k], hu_record_get_id (record));

        if (hu_record_equal (record, old))
          continue;
        g_assert_nonnull (there);
        for (gsize j = 0; j < hu_record_get_size (record, HU_MEMBER_TOPICS); j++)
          {
            const char *topic = hu_record_get_nth (record, HU_MEMBER_TOPICS, j);

            if (!old || !hu_record_has_string (old, HU_MEMBER_TOPICS, topic))
              g_assert_true (hu_record_has_string (there, HU_MEMBER_TOPICS, topic));
          }
        if (hu_record_get (record, HU_MEMBER_NOTE) &&
            (!old ||
             !hu_value_equal (hu_record_get (record, HU_MEMBER_NOTE), hu_record_get (old, HU_MEMBER_NOTE))))
          g_assert_nonnull (hu_record_get (there, HU_MEMBER_NOTE));
      }
}

static void
assert_references (HuSnapshot *base, HuSnapshot *mine, HuSnapshot *theirs, HuSnapshot *merged)
{
  Look look = { merged, { base, mine, theirs } };

  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < merged->records[kind]->len; i++)
      hu_record_foreach_reference (g_ptr_array_index (merged->records[kind], i), assert_known, &look);
}

static void
assert_same_tags (HuSnapshot *a, HuSnapshot *b)
{
  static const HuKind kinds[] = { HU_KIND_MENTION, HU_KIND_CLAIM, HU_KIND_MEMO };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_assert_cmpuint (a->records[kinds[k]]->len, ==, b->records[kinds[k]]->len);
      for (guint i = 0; i < a->records[kinds[k]]->len; i++)
        g_assert_nonnull (find (b, kinds[k], hu_record_get_id (g_ptr_array_index (a->records[kinds[k]], i))));
    }
}

/* The edit makes the merged layer of mine, and undone it makes mine of it. */
static void
assert_edit (HuSnapshot *mine, HuLayerMerge *merged)
{
  g_autoptr (HuLayer) applied = hu_layer_new (mine);
  g_autoptr (HuEdit) inverse = hu_edit_invert (merged->edit);
  g_autoptr (HuSnapshot) before = hu_layer_snapshot (applied);
  g_autoptr (HuSnapshot) after = NULL;
  g_autoptr (HuSnapshot) back = NULL;
  g_autoptr (GError) error = NULL;

  hu_layer_apply (applied, merged->edit, &error);
  g_assert_no_error (error);
  after = hu_layer_snapshot (applied);
  assert_snapshots_equal (after, merged->snapshot);
  hu_layer_apply (applied, inverse, &error);
  g_assert_no_error (error);
  back = hu_layer_snapshot (applied);
  assert_snapshots_equal (back, before);
}

static void
assert_merges_to (HuSnapshot *base, HuSnapshot *mine, HuSnapshot *theirs, HuSnapshot *expected)
{
  g_autoptr (HuLayerMerge) merged = hu_merge_layers (base, mine, theirs, NULL, "");

  assert_snapshots_equal (merged->snapshot, expected);
  g_assert_cmpuint (merged->n_conflicts, ==, 0);
}

static void
test_random (void)
{
  g_autoptr (HuText) text = test_text_new (6);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (HuSnapshot) nothing = hu_snapshot_new ();

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (HuSnapshot) base = edit_randomly (rand, nothing, text, 30);
      g_autoptr (HuSnapshot) mine = edit_randomly (rand, base, text, 1 + i % 20);
      g_autoptr (HuSnapshot) theirs = edit_randomly (rand, base, text, 1 + i % 15);
      HuSnapshot *ancestor = i % 4 ? base : NULL;
      g_autoptr (HuLayerMerge) merged = hu_merge_layers (ancestor, mine, theirs, text, "");
      g_autoptr (HuLayerMerge) mirrored = hu_merge_layers (ancestor, theirs, mine, text, "");
      g_autoptr (HuLayerMerge) again = NULL;

      assert_edit (mine, merged);
      assert_kept (ancestor ? base : nothing, mine, merged->snapshot);
      assert_kept (ancestor ? base : nothing, theirs, merged->snapshot);
      assert_references (base, mine, theirs, merged->snapshot);
      assert_same_tags (merged->snapshot, mirrored->snapshot);
      assert_merges_to (base, mine, base, mine);
      assert_merges_to (base, base, theirs, theirs);
      assert_merges_to (base, mine, mine, mine);
      /* The other side reads what came of it, and has nothing to add. */
      again = hu_merge_layers (theirs, theirs, merged->snapshot, text, "");
      assert_snapshots_equal (again->snapshot, merged->snapshot);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/merge-layers/records", test_records);
  g_test_add_func ("/merge-layers/without-base", test_without_base);
  g_test_add_func ("/merge-layers/two-people", test_two_people);
  g_test_add_func ("/merge-layers/one-person", test_one_person);
  g_test_add_func ("/merge-layers/registered-speakers", test_registered_speakers);
  g_test_add_func ("/merge-layers/stances", test_stances);
  g_test_add_func ("/merge-layers/references", test_references);
  g_test_add_func ("/merge-layers/facts", test_facts);
  g_test_add_func ("/merge-layers/trim-base", test_trim_base);
  g_test_add_func ("/merge-layers/random", test_random);
  return g_test_run ();
}
