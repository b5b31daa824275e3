/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children in lines, as words in a paragraph. */
#include "hu-wrap-layout.h"

struct _HuWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  gboolean align_end;
};

G_DEFINE_FINAL_TYPE (HuWrapLayout, hu_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* A line: its children from @first to before @end, how many have a width, their widths without spacing, its
 * height. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end;
  int n;
  int width;
  int height;
} Line;

static GtkSizeRequestMode
hu_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static gboolean
takes_room (GtkWidget *child)
{
  return gtk_widget_should_layout (child);
}

/* The width that a child has in a line of @width. */
static int
child_width (GtkWidget *child, int width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, width));
}

static int
child_height (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* The line that begins with @child, NULL past the last. */
static Line
break_line (HuWrapLayout *self, GtkWidget *child, int width)
{
  Line line = { child, NULL, 0, 0, 0 };

  for (; child; child = gtk_widget_get_next_sibling (child))
    {
      int w;

      if (!takes_room (child))
        continue;
      w = child_width (child, width);
      /* What has no width stands at the end of the line, without spacing. */
      if (w > 0 && line.n > 0 && line.width + w + line.n * self->spacing > width)
        break;
      line.n += w > 0;
      line.width += w;
      line.height = MAX (line.height, child_height (child, w));
    }
  line.end = child;
  return line;
}

static void
hu_wrap_layout_measure (GtkLayoutManager *manager,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  HuWrapLayout *self = HU_WRAP_LAYOUT (manager);
  int height = 0, widest = 0, sum = 0, n = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL || for_size < 0)
    {
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
           child = gtk_widget_get_next_sibling (child))
        {
          int child_minimum, child_natural;

          if (!takes_room (child))
            continue;
          gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
          widest = MAX (widest, child_minimum);
          height = MAX (height, child_natural);
          if (child_natural > 0)
            sum += child_natural + (n++ ? self->spacing : 0);
        }
      *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? widest : height;
      *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MAX (sum, widest) : height;
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;)
    {
      Line line = break_line (self, child, for_size);

      height += line.height + (height > 0 && line.height > 0 ? self->spacing : 0);
      child = line.end;
    }
  *minimum = *natural = height;
}

static GtkWidget *
find_expanding (const Line *line)
{
  GtkWidget *last = NULL;

  for (GtkWidget *child = line->first; child != line->end; child = gtk_widget_get_next_sibling (child))
    if (takes_room (child) && gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
      last = child;
  return last;
}

static void
allocate_line (HuWrapLayout *self, const Line *line, GtkWidget *widget, int width, int y)
{
  int left = width - line->width - MAX (line->n - 1, 0) * self->spacing;
  GtkWidget *expanding = self->align_end ? NULL : find_expanding (line);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = self->align_end ? MAX (left, 0) : 0;

  for (GtkWidget *child = line->first; child != line->end; child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation allocation;
      int w;

      if (!takes_room (child))
        continue;
      w = child_width (child, width) + (child == expanding ? MAX (left, 0) : 0);
      allocation = (GtkAllocation){ rtl ? width - x - w : x, y, w, line->height };
      gtk_widget_size_allocate (child, &allocation, -1);
      x += w > 0 ? w + self->spacing : 0;
    }
}

static void
hu_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  HuWrapLayout *self = HU_WRAP_LAYOUT (manager);
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;)
    {
      Line line = break_line (self, child, width);

      /* A single line stands in the middle. */
      if (y == 0 && !line.end && line.height < height)
        line.height = height;
      allocate_line (self, &line, widget, width, y);
      y += line.height + self->spacing;
      child = line.end;
    }
}

static void
hu_wrap_layout_class_init (HuWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = hu_wrap_layout_get_request_mode;
  layout_class->measure = hu_wrap_layout_measure;
  layout_class->allocate = hu_wrap_layout_allocate;
}

static void
hu_wrap_layout_init (HuWrapLayout *self)
{
}

GtkLayoutManager *
hu_wrap_layout_new (int spacing, gboolean align_end)
{
  HuWrapLayout *self = g_object_new (HU_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;
  self->align_end = align_end;
  return GTK_LAYOUT_MANAGER (self);
}

void
hu_wrap_layout_set_align_end (HuWrapLayout *self, gboolean align_end)
{
  g_return_if_fail (HU_IS_WRAP_LAYOUT (self));
  if (self->align_end == align_end)
    return;
  self->align_end = align_end;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}
