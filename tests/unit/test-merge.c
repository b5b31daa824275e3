/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging a record that was changed on two sides: each rule by an example, and that nothing is dropped by
 * chance. */
#include "hu-json.h"
#include "hu-merge.h"

#include <string.h>

static HuValue *
json (const char *letters)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (letters, strlen (letters));
  g_autoptr (GError) error = NULL;
  HuValue *value = hu_json_parse (bytes, "test", &error);

  g_assert_no_error (error);
  return value;
}

/* A record of the members in @letters, a JSON object; what is no member is unknown. */
static HuRecord *
record (HuKind kind, const char *letters)
{
  g_autoptr (HuValue) object = json (letters);
  g_autoptr (HuValue) unknown = NULL;
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, kind, kind > HU_KIND_LAYER ? "r" : "", NULL);
  for (gsize i = 0; i < hu_value_get_size (object); i++)
    {
      const char *key = hu_value_get_key (object, i);
      HuValue *value = hu_value_get_nth (object, i), *longer;
      HuMember member = hu_member_from_name (key, -1);

      if (member && hu_kind_find_member (kind, member))
        {
          hu_record_builder_take (&builder, member, hu_value_ref (value));
          continue;
        }
      longer = hu_value_object_with (unknown, key, value);
      g_clear_pointer (&unknown, hu_value_unref);
      unknown = longer;
    }
  hu_record_builder_take_unknown (&builder, g_steal_pointer (&unknown));
  return hu_record_builder_end (&builder);
}

static void
check (HuKind kind,
       const char *base,
       const char *mine,
       const char *theirs,
       const char *expected,
       guint n_conflicts)
{
  g_autoptr (HuRecord) b = base ? record (kind, base) : NULL;
  g_autoptr (HuRecord) m = mine ? record (kind, mine) : NULL;
  g_autoptr (HuRecord) t = theirs ? record (kind, theirs) : NULL;
  g_autoptr (HuRecord) e = expected ? record (kind, expected) : NULL;
  guint conflicts = 0;
  g_autoptr (HuRecord) merged = hu_merge_record (b, m, t, NULL, &conflicts);

  g_assert_true (hu_record_equal (merged, e));
  g_assert_cmpuint (conflicts, ==, n_conflicts);
}

static void
test_whole_records (void)
{
  check (HU_KIND_MEMO, NULL, NULL, "{\"text\": \"a\"}", "{\"text\": \"a\"}", 0);
  check (HU_KIND_MEMO, NULL, "{\"text\": \"a\"}", NULL, "{\"text\": \"a\"}", 0);
  check (HU_KIND_MEMO, "{\"text\": \"a\"}", NULL, "{\"text\": \"a\"}", NULL, 0);
  check (HU_KIND_MEMO, "{\"text\": \"a\"}", "{\"text\": \"a\"}", NULL, NULL, 0);
  check (HU_KIND_MEMO, "{\"text\": \"a\"}", NULL, NULL, NULL, 0);
  /* What was changed beats what was removed. */
  check (HU_KIND_MEMO, "{\"text\": \"a\"}", "{\"text\": \"b\"}", NULL, "{\"text\": \"b\"}", 0);
  check (HU_KIND_MEMO, "{\"text\": \"a\"}", NULL, "{\"text\": \"b\"}", "{\"text\": \"b\"}", 0);
}

static void
test_members (void)
{
  check (HU_KIND_CLAIM, "{\"gist\": \"a\", \"type\": \"factual\"}",
         "{\"gist\": \"b\", \"type\": \"factual\"}", "{\"gist\": \"a\", \"type\": \"causal\"}",
         "{\"gist\": \"b\", \"type\": \"causal\"}", 0);
  check (HU_KIND_CLAIM, "{\"gist\": \"a\"}", "{\"gist\": \"b\", \"note\": \"n\"}", "{\"gist\": \"b\"}",
         "{\"gist\": \"b\", \"note\": \"n\"}", 0);
  /* The same holds for members: changed beats removed. */
  check (HU_KIND_CLAIM, "{\"gist\": \"a\"}", "{}", "{\"gist\": \"b\"}", "{\"gist\": \"b\"}", 0);
  check (HU_KIND_CLAIM, "{\"gist\": \"a\", \"note\": \"n\"}", "{\"gist\": \"b\"}", "{\"note\": \"n\"}",
         "{\"gist\": \"b\"}", 0);
}

static void
test_conflict (void)
{
  check (HU_KIND_CLAIM, "{\"gist\": \"a\"}", "{\"gist\": \"b\"}", "{\"gist\": \"c\"}",
         "{\"gist\": \"b\", \"conflict\": {\"gist\": \"c\"}}", 1);
  /* Made on both sides. */
  check (HU_KIND_SPEAKER, NULL, "{\"name\": \"Voss\", \"kind\": \"person\"}",
         "{\"name\": \"Voss\", "
         "\"kind\": \"party\"}",
         "{\"name\": \"Voss\", \"kind\": \"person\", \"conflict\": {\"kind\": \"party\"}}", 1);
  /* One that was there stays; one that was solved on one side goes. */
  check (HU_KIND_CLAIM, "{\"gist\": \"a\", \"conflict\": {\"type\": \"causal\", \"note\": \"n\"}}",
         "{\"gist\": \"b\", \"conflict\": {\"type\": \"causal\", \"note\": \"n\"}}",
         "{\"gist\": \"c\", \"conflict\": {\"type\": \"causal\"}}",
         "{\"gist\": \"b\", \"conflict\": {\"type\": \"causal\", \"gist\": \"c\"}}", 1);
  check (HU_KIND_DOCUMENT, "{\"outlet\": \"a\"}", "{\"outlet\": \"b\"}", "{\"outlet\": \"c\"}",
         "{\"outlet\": \"b\", \"conflict\": {\"outlet\": \"c\"}}", 1);
  check (HU_KIND_LAYER, "{\"status\": \"new\", \"x\": 1}", "{\"status\": \"done\", \"x\": 2}",
         "{\"status\": \"excluded\", \"x\": 3}",
         "{\"status\": \"done\", \"x\": 2, \"conflict\": {\"status\": \"excluded\", \"x\": 3}}", 2);
}

static void
test_copies_never_conflict (void)
{
  check (HU_KIND_TOPIC, "{\"label\": \"a\"}", "{\"label\": \"b\"}", "{\"label\": \"c\"}",
         "{\"label\": \"b\"}", 0);
}

static void
test_sets (void)
{
  check (HU_KIND_CLAIM, "{\"topics\": [\"a\", \"b\", \"c\"]}", "{\"topics\": [\"c\", \"b\", \"d\"]}",
         "{\"topics\": [\"a\", \"c\", \"e\"]}", "{\"topics\": [\"c\", \"d\", \"e\"]}", 0);
  check (HU_KIND_CLAIM, NULL, "{\"speakers\": [\"a\"]}", "{\"speakers\": [\"b\", \"a\"]}",
         "{\"speakers\": [\"a\", \"b\"]}", 0);
  check (HU_KIND_CLAIM, "{\"topics\": [\"a\", \"b\"]}", "{\"topics\": [\"a\"]}", "{\"topics\": [\"b\"]}",
         "{}", 0);
  /* One side took all away that was there, the other one added. */
  check (HU_KIND_CLAIM, "{\"topics\": [\"a\", \"b\"]}", "{}", "{\"topics\": [\"a\", \"b\", \"c\"]}",
         "{\"topics\": [\"c\"]}", 0);
  check (HU_KIND_CLAIM, "{\"relations\": [{\"kind\": \"rebuts\", \"claim\": \"x\"}]}",
         "{\"relations\": [{\"kind\": \"rebuts\", \"claim\": \"x\"}, {\"kind\": \"repeats\", \"claim\": "
         "\"y\"}]}",
         "{\"relations\": [{\"kind\": \"supports\", \"claim\": \"z\"}]}",
         "{\"relations\": [{\"kind\": \"repeats\", \"claim\": \"y\"}, {\"kind\": \"supports\", \"claim\": "
         "\"z\"}]}",
         0);
}

static void
test_fields (void)
{
  check (HU_KIND_CLAIM, "{\"fields\": {\"a\": 1, \"b\": 1, \"c\": 1}}",
         "{\"fields\": {\"a\": 2, \"b\": 1, \"c\": 2, \"d\": 1}}",
         "{\"fields\": {\"a\": 1, \"c\": 3, \"e\": 1}}",
         "{\"fields\": {\"a\": 2, \"c\": 2, \"d\": 1, \"e\": 1}, \"conflict\": {\"fields\": {\"c\": 3}}}", 1);
}

static void
test_stamps (void)
{
  check (HU_KIND_CLAIM,
         "{\"modified\": \"2031-03-05T10:00:00Z\", \"created\": \"2031-03-05T09:00:00Z\", \"revision\": 6}",
         "{\"modified\": \"2031-03-05T10:12:00Z\", \"created\": \"2031-03-05T09:02:00Z\", \"revision\": 9}",
         "{\"modified\": \"2031-03-05T11:00:00Z\", \"created\": \"2031-03-05T09:01:00Z\", \"revision\": 10}",
         "{\"modified\": \"2031-03-05T11:00:00Z\", \"created\": \"2031-03-05T09:01:00Z\", \"revision\": 10}",
         0);
  check (HU_KIND_LAYER, "{\"codebook\": {\"revision\": 6}}", "{\"codebook\": {\"revision\": 9}}",
         "{\"codebook\": {\"revision\": 7}}", "{\"codebook\": {\"revision\": 9}}", 0);
}

static void
test_exclusive (void)
{
  check (HU_KIND_CLAIM, "{}", "{\"speakers\": [\"a\"]}", "{\"voice\": \"author\"}",
         "{\"speakers\": [\"a\"], \"conflict\": {\"voice\": \"author\"}}", 1);
  check (HU_KIND_CLAIM, "{\"voice\": \"author\"}", "{\"voice\": \"outlet\"}", "{\"speakers\": [\"a\"]}",
         "{\"voice\": \"outlet\", \"conflict\": {\"speakers\": [\"a\"]}}", 1);
  check (HU_KIND_STANCE, "{\"voice\": \"author\", \"value\": \"supports\"}",
         "{\"voice\": \"author\", \"value\": \"opposes\"}", "{\"speaker\": \"a\", \"value\": \"supports\"}",
         "{\"speaker\": \"a\", \"value\": \"opposes\"}", 0);
  check (HU_KIND_UNIT, "{\"start\": 0, \"end\": 9}", "{\"start\": 0, \"end\": 3}",
         "{\"start\": 5, \"end\": 9}", "{\"start\": 0, \"end\": 3, \"conflict\": {\"start\": 5, \"end\": 9}}",
         2);
}

static void
test_passage (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("One two three.", -1);
  g_autoptr (HuValue) whole = hu_value_new_range (0, 13);
  g_autoptr (HuValue) one = hu_value_new_range (0, 3);
  g_autoptr (HuValue) two = hu_value_new_range (4, 7);
  g_autoptr (HuRecord) empty = hu_record_new (HU_KIND_MEMO, "m");
  g_autoptr (HuRecord) base = hu_record_with (empty, HU_MEMBER_PASSAGE, whole);
  g_autoptr (HuRecord) mine = hu_record_with (empty, HU_MEMBER_PASSAGE, one);
  g_autoptr (HuRecord) theirs = hu_record_with (empty, HU_MEMBER_PASSAGE, two);
  g_autoptr (HuValue) conflict = json ("{\"passage\": [{\"start\": 4, \"end\": 7, \"quote\": \"two\", "
                                       "\"prefix\": \"One \", \"suffix\": \" three.\"}]}");
  g_autoptr (HuRecord) expected = hu_record_with (mine, HU_MEMBER_CONFLICT, conflict);
  guint conflicts = 0;
  g_autoptr (HuRecord) merged = hu_merge_record (base, mine, theirs, text, &conflicts);

  g_assert_true (hu_record_equal (merged, expected));
  g_assert_cmpuint (conflicts, ==, 1);
}

#define N_POINTS 24

/* Ranges as the set bits of @points. */
static HuRecord *
record_of_points (guint points)
{
  g_autoptr (GString) letters = g_string_new ("{\"checked\": [");
  const char *comma = "";

  for (guint i = 0; i < N_POINTS; i++)
    {
      guint start = i;

      while (i < N_POINTS && points & (1u << i))
        i++;
      if (i == start)
        continue;
      g_string_append_printf (letters, "%s[%u, %u]", comma, start, i);
      comma = ", ";
    }
  g_string_append (letters, "]}");
  return record (HU_KIND_LAYER, letters->str);
}

static void
test_ranges (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      guint base = g_test_rand_int () & 0xffffff, mine = g_test_rand_int () & 0xffffff;
      guint theirs =
          i % 3 ? base ^ (1u << g_test_rand_int_range (0, N_POINTS)) : g_test_rand_int () & 0xffffff;
      /* Each point as the side has it that changed it. */
      guint both = (mine & theirs) | (mine & ~base) | (theirs & ~base);
      g_autoptr (HuRecord) b = record_of_points (base);
      g_autoptr (HuRecord) m = record_of_points (mine);
      g_autoptr (HuRecord) t = record_of_points (theirs);
      g_autoptr (HuRecord) expected = record_of_points (both);
      g_autoptr (HuRecord) merged = hu_merge_record (b, m, t, NULL, NULL);

      g_assert_true (hu_record_equal (merged, expected));
    }
}

static HuRecord *
random_claim (HuRecord *base)
{
  static const HuMember members[] = { HU_MEMBER_GIST, HU_MEMBER_TYPE, HU_MEMBER_NOTE, HU_MEMBER_VOICE };
  static const char *const words[] = { NULL, "a", "b", "c" };
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_CLAIM, "r", base);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_test_rand_int_range (0, 3) == 0)
      hu_record_builder_set_string (&builder, members[i], words[g_test_rand_int_range (0, 4)]);
  if (g_test_rand_int_range (0, 3) == 0)
    {
      const char *topics[3];
      guint n = 0;

      for (guint i = 1; i < 4; i++)
        if (g_test_rand_bit ())
          topics[n++] = words[i];
      hu_record_builder_take (&builder, HU_MEMBER_TOPICS, hu_value_new_strings (topics, n));
    }
  return hu_record_builder_end (&builder);
}

/* A value that one side set is in the result, or under its conflict. */
static void
assert_kept (HuRecord *base, HuRecord *side, HuRecord *merged)
{
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (HU_KIND_CLAIM, &n);
  HuValue *conflict = hu_record_get (merged, HU_MEMBER_CONFLICT);

  for (gsize i = 0; i < n; i++)
    {
      HuValue *value = hu_record_get (side, members[i].member);
      HuValue *result = hu_record_get (merged, members[i].member);

      if (!value || hu_value_equal (value, hu_record_get (base, members[i].member)))
        continue;
      if (members[i].shape == HU_SHAPE_STRINGS)
        {
          for (gsize j = 0; j < hu_value_get_size (value); j++)
            if (!hu_record_has_string (base, members[i].member, hu_value_get_item_string (value, j)))
              g_assert_true (hu_value_has_string (result, hu_value_get_item_string (value, j)));
          continue;
        }
      g_assert_true (
          hu_value_equal (value, result) ||
          hu_value_equal (value, hu_value_get_member (conflict, hu_member_get_name (members[i].member))));
    }
}

static void
test_random (void)
{
  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (HuRecord) base = random_claim (NULL);
      g_autoptr (HuRecord) mine = random_claim (base);
      g_autoptr (HuRecord) theirs = random_claim (base);
      g_autoptr (HuRecord) merged = hu_merge_record (base, mine, theirs, NULL, NULL);
      g_autoptr (HuRecord) only_mine = hu_merge_record (base, mine, base, NULL, NULL);
      g_autoptr (HuRecord) only_theirs = hu_merge_record (base, base, theirs, NULL, NULL);
      g_autoptr (HuRecord) same = hu_merge_record (base, mine, mine, NULL, NULL);

      g_assert_true (hu_record_equal (only_mine, mine));
      g_assert_true (hu_record_equal (only_theirs, theirs));
      g_assert_true (hu_record_equal (same, mine));
      assert_kept (base, mine, merged);
      assert_kept (base, theirs, merged);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/merge/whole-records", test_whole_records);
  g_test_add_func ("/merge/members", test_members);
  g_test_add_func ("/merge/conflict", test_conflict);
  g_test_add_func ("/merge/copies-never-conflict", test_copies_never_conflict);
  g_test_add_func ("/merge/sets", test_sets);
  g_test_add_func ("/merge/fields", test_fields);
  g_test_add_func ("/merge/stamps", test_stamps);
  g_test_add_func ("/merge/exclusive", test_exclusive);
  g_test_add_func ("/merge/passage", test_passage);
  g_test_add_func ("/merge/ranges", test_ranges);
  g_test_add_func ("/merge/random", test_random);
  return g_test_run ();
}
