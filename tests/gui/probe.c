/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A preload that tells the harness where things are on screen.
 *
 * GTK 4.8 gives no AT-SPI text geometry and wrong positions inside popovers.
 * Preloaded into the program under test, this exports on its session bus
 *   path /gtkharness/Probe, interface gtkharness.Probe
 *     Widgets()           -> a(sssbiiii)  type, label, text, sensitive, x, y, w, h   (mapped ones only)
 *     TextRect(s view, i offset) -> iiii  screen rectangle of that character; the view scrolls to it
 *     TextTags(s view, i offset) -> as    names of the tags there
 * "view" is a GtkTextView's accessible label or widget name ("" takes the first one mapped).
 * Screen pixels, so they can go straight to xdotool.  X11 only.
 */
#include <gtk/gtk.h>
#include <gdk/x11/gdkx.h>

static const char xml[] =
    "<node><interface name='gtkharness.Probe'>"
    "<method name='Widgets'><arg type='a(sssbiiii)' direction='out'/></method>"
    "<method name='TextRect'><arg type='s' direction='in'/><arg type='i' direction='in'/>"
    "<arg type='i' direction='out'/><arg type='i' direction='out'/><arg type='i' direction='out'/><arg "
    "type='i' direction='out'/></method>"
    "<method name='TextTags'><arg type='s' direction='in'/><arg type='i' direction='in'/><arg type='as' "
    "direction='out'/></method>"
    "</interface></node>";

typedef gboolean (*Visit) (GtkWidget *w, gpointer data);

static gboolean
walk (GtkWidget *w, Visit f, gpointer data)
{
  if (!gtk_widget_get_mapped (w))
    return FALSE;
  if (f (w, data))
    return TRUE;
  for (GtkWidget *c = gtk_widget_get_first_child (w); c; c = gtk_widget_get_next_sibling (c))
    if (walk (c, f, data))
      return TRUE;
  return FALSE;
}

static void
walk_all (Visit f, gpointer data)
{
  GListModel *tops = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (tops); i++)
    {
      GtkWidget *w = g_list_model_get_item (tops, i);
      gboolean done = walk (w, f, data);
      g_object_unref (w);
      if (done)
        return;
    }
}

/* A rectangle in w's own coordinates -> root window pixels. */
static void
to_screen (GtkWidget *w, double x, double y, double width, double height, int out[4])
{
  GtkNative *native = gtk_widget_get_native (w);
  GdkSurface *surface = gtk_native_get_surface (native);
  double dx, dy, px = 0, py = 0;
  int rx = 0, ry = 0;
  int scale = gtk_widget_get_scale_factor (w);
  gtk_widget_translate_coordinates (w, GTK_WIDGET (native), x, y, &px, &py);
  gtk_native_get_surface_transform (native, &dx, &dy);
  if (GDK_IS_X11_SURFACE (surface))
    {
      Display *d = gdk_x11_display_get_xdisplay (gdk_surface_get_display (surface));
      Window child;
      XTranslateCoordinates (d, gdk_x11_surface_get_xid (surface), DefaultRootWindow (d), 0, 0, &rx, &ry,
                             &child);
    }
  out[0] = rx + (int) ((px + dx) * scale);
  out[1] = ry + (int) ((py + dy) * scale);
  out[2] = (int) (width * scale);
  out[3] = (int) (height * scale);
}

/* The accessible label: the public checker hands back the real value when the expectation fails. */
static char *
label_of (GtkWidget *w)
{
  char *s =
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (w), GTK_ACCESSIBLE_PROPERTY_LABEL)
          ? gtk_test_accessible_check_property (GTK_ACCESSIBLE (w), GTK_ACCESSIBLE_PROPERTY_LABEL, "\001")
          : NULL;
  return s ? s : g_strdup ("");
}

static gboolean
add_widget (GtkWidget *w, gpointer data)
{
  int r[4];
  char *label = label_of (w);
  const char *text = "";
  if (GTK_IS_LABEL (w))
    text = gtk_label_get_text (GTK_LABEL (w));
  else if (GTK_IS_EDITABLE (w))
    text = gtk_editable_get_text (GTK_EDITABLE (w));
  else if (GTK_IS_WINDOW (w))
    text = gtk_window_get_title (GTK_WINDOW (w));
  to_screen (w, 0, 0, gtk_widget_get_width (w), gtk_widget_get_height (w), r);
  g_variant_builder_add (data, "(sssbiiii)", G_OBJECT_TYPE_NAME (w), label, text ? text : "",
                         gtk_widget_is_sensitive (w), r[0], r[1], r[2], r[3]);
  g_free (label);
  return FALSE;
}

typedef struct
{
  const char *want;
  GtkTextView *found;
} Find;

static gboolean
match_view (GtkWidget *w, gpointer data)
{
  Find *f = data;
  if (!GTK_IS_TEXT_VIEW (w))
    return FALSE;
  char *label = label_of (w);
  if (!*f->want || !strcmp (label, f->want) || !strcmp (gtk_widget_get_name (w), f->want))
    f->found = GTK_TEXT_VIEW (w);
  g_free (label);
  return f->found != NULL;
}

static void
on_call (GDBusConnection *c,
         const char *sender,
         const char *path,
         const char *iface,
         const char *method,
         GVariant *args,
         GDBusMethodInvocation *inv,
         gpointer data)
{
  if (!strcmp (method, "Widgets"))
    {
      GVariantBuilder b;
      g_variant_builder_init (&b, G_VARIANT_TYPE ("a(sssbiiii)"));
      walk_all (add_widget, &b);
      g_dbus_method_invocation_return_value (inv, g_variant_new ("(a(sssbiiii))", &b));
      return;
    }
  Find f = { NULL, NULL };
  int offset;
  GtkTextIter it;
  g_variant_get (args, "(&si)", &f.want, &offset);
  walk_all (match_view, &f);
  if (!f.found)
    {
      g_dbus_method_invocation_return_dbus_error (inv, "gtkharness.NotFound", f.want);
      return;
    }
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (f.found), &it, offset);
  if (!strcmp (method, "TextRect"))
    {
      GdkRectangle loc, seen;
      int x, y, r[4];
      gtk_text_view_get_iter_location (f.found, &it, &loc);
      gtk_text_view_get_visible_rect (f.found, &seen);
      if (loc.y < seen.y || loc.y + loc.height > seen.y + seen.height)
        gtk_text_view_scroll_to_iter (f.found, &it, 0.1, FALSE, 0, 0);
      gtk_text_view_buffer_to_window_coords (f.found, GTK_TEXT_WINDOW_WIDGET, loc.x, loc.y, &x, &y);
      to_screen (GTK_WIDGET (f.found), x, y, loc.width, loc.height, r);
      g_dbus_method_invocation_return_value (inv, g_variant_new ("(iiii)", r[0], r[1], r[2], r[3]));
    }
  else
    {
      GVariantBuilder b;
      g_variant_builder_init (&b, G_VARIANT_TYPE ("as"));
      GSList *tags = gtk_text_iter_get_tags (&it);
      for (GSList *l = tags; l; l = l->next)
        {
          char *name;
          g_object_get (l->data, "name", &name, NULL);
          g_variant_builder_add (&b, "s", name ? name : "(anonymous)");
          g_free (name);
        }
      g_slist_free (tags);
      g_dbus_method_invocation_return_value (inv, g_variant_new ("(as)", &b));
    }
}

static gboolean
begin (gpointer data)
{
  static const GDBusInterfaceVTable vt = { on_call, NULL, NULL, { NULL } };
  if (!gtk_is_initialized ())
    return G_SOURCE_CONTINUE;
  g_unsetenv ("LD_PRELOAD"); /* not for the program's own children */
  GDBusConnection *bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  GDBusNodeInfo *info = g_dbus_node_info_new_for_xml (xml, NULL);
  if (bus)
    g_dbus_connection_register_object (bus, "/gtkharness/Probe", info->interfaces[0], &vt, NULL, NULL, NULL);
  g_dbus_node_info_unref (info);
  return G_SOURCE_REMOVE;
}

__attribute__ ((constructor)) static void
load (void)
{
  g_timeout_add (20, begin, NULL);
}
