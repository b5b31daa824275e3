/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well and how fast passages are found again in changed articles: precision and recall of placements. */
#include "changed-articles.h"

static void
try_many (const char *what, guint articles, guint length, guint tags, guint edits)
{
  ChangedScore score = { 0 };
  double seconds = 0;
  g_autofree char *said = NULL;

  for (guint seed = 0; seed < articles; seed++)
    changed_try (seed, length, tags, edits, &score, &seconds);
  said = changed_describe (&score);
  g_print ("%-34s %s; %.1f ms each\n", what, said, seconds * 1000 / articles);
}

int
main (void)
{
  try_many ("an article, one edit", 400, 4000, 40, 1);
  try_many ("an article, three edits", 400, 4000, 40, 3);
  try_many ("an article, ten edits", 400, 4000, 40, 10);
  try_many ("an article, few tags, three edits", 400, 4000, 5, 3);
  try_many ("an article, forty edits", 200, 4000, 40, 40);
  try_many ("1 MB, 1,000 tags, 20 edits", 3, 1000000, 1000, 20);
  try_many ("1 MB, 1,000 tags, 2,000 edits", 3, 1000000, 1000, 2000);
  return 0;
}
