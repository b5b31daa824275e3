/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the bar at the selection goes. */
#include "hu-selection-bar.h"

#define VIEW_WIDTH  800
#define VIEW_HEIGHT 600
#define LEFT        100
#define RIGHT       700
#define WIDTH       300
#define HEIGHT      40
#define LINE        20

/* A selection from a line to another one; its last line reaches from @x to @x + @width. */
static gboolean
place (int first_y, int last_y, int x, int width, GdkRectangle *found)
{
  const GdkRectangle first = { LEFT, first_y, 200, LINE }, last = { x, last_y, width, LINE };

  return hu_selection_bar_find_place (&first, &last, LEFT, RIGHT, VIEW_WIDTH, VIEW_HEIGHT, WIDTH, HEIGHT,
                                      found);
}

static void
test_below (void)
{
  GdkRectangle found;

  g_assert_true (place (100, 140, 300, 200, &found));
  g_assert_cmpint (found.y, >, 160);
  g_assert_cmpint (found.y, <, 175);
  g_assert_cmpint (found.x, ==, 400 - WIDTH / 2);
  g_assert_cmpint (found.width, ==, WIDTH);
  g_assert_cmpint (found.height, ==, HEIGHT);
}

static void
test_within_column (void)
{
  GdkRectangle found;

  g_assert_true (place (100, 100, LEFT, 10, &found));
  g_assert_cmpint (found.x, ==, LEFT);
  g_assert_true (place (100, 100, RIGHT - 10, 10, &found));
  g_assert_cmpint (found.x, ==, RIGHT - WIDTH);
}

static void
test_narrow_column (void)
{
  const GdkRectangle line = { 500, 100, 100, LINE };
  GdkRectangle found;

  /* Wider than the column, but not than the view. */
  g_assert_true (
      hu_selection_bar_find_place (&line, &line, 500, 650, VIEW_WIDTH, VIEW_HEIGHT, WIDTH, HEIGHT, &found));
  g_assert_cmpint (found.x, >=, 0);
  g_assert_cmpint (found.x + WIDTH, <, VIEW_WIDTH);
  g_assert_true (
      hu_selection_bar_find_place (&line, &line, 100, 250, VIEW_WIDTH, VIEW_HEIGHT, WIDTH, HEIGHT, &found));
  g_assert_cmpint (found.x, ==, 100);
  /* As wide as the view. */
  g_assert_true (hu_selection_bar_find_place (&line, &line, 500, 650, VIEW_WIDTH, VIEW_HEIGHT, VIEW_WIDTH,
                                              HEIGHT, &found));
  g_assert_cmpint (found.x, ==, 0);
}

static void
test_above (void)
{
  GdkRectangle found;

  g_assert_true (place (540, 570, 300, 200, &found));
  g_assert_cmpint (found.y + HEIGHT, <=, 540);
  /* A selection that goes on below the view. */
  g_assert_true (place (300, 900, 300, 200, &found));
  g_assert_cmpint (found.y + HEIGHT, <=, 300);
}

static void
test_no_room (void)
{
  GdkRectangle found;

  /* It fills the view: over its foot. */
  g_assert_true (place (-100, 900, 300, 200, &found));
  g_assert_cmpint (found.y + HEIGHT, <=, VIEW_HEIGHT);
  g_assert_cmpint (found.y, >, VIEW_HEIGHT / 2);
  g_assert_true (place (10, 590, 300, 200, &found));
  g_assert_cmpint (found.y + HEIGHT, <=, VIEW_HEIGHT);
}

static void
test_out_of_view (void)
{
  GdkRectangle found;

  g_assert_false (place (-200, -20, 300, 200, &found));
  g_assert_false (place (600, 640, 300, 200, &found));
  g_assert_true (place (-200, -19, 300, 200, &found));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/selection-bar/below", test_below);
  g_test_add_func ("/selection-bar/within-column", test_within_column);
  g_test_add_func ("/selection-bar/narrow-column", test_narrow_column);
  g_test_add_func ("/selection-bar/above", test_above);
  g_test_add_func ("/selection-bar/no-room", test_no_room);
  g_test_add_func ("/selection-bar/out-of-view", test_out_of_view);
  return g_test_run ();
}
