/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message inside the window, with what can be done about it. */
#include "config.h"

#include "hu-message-bar.h"

/* px: below it the buttons stand under the text. */
#define WIDE    520
#define SPACING 8

struct _HuMessageBar
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkImage *icon;
  GtkLabel *label;
  GtkWidget *buttons;
  GtkWidget *close;

  char *text;
  HuMessageKind kind;
  gboolean dismissable;
};

enum
{
  PROP_TEXT = 1,
  PROP_KIND,
  PROP_DISMISSABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void hu_message_bar_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HuMessageBar,
                               hu_message_bar,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, hu_message_bar_buildable_init))

GType
hu_message_kind_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { HU_MESSAGE_INFO, "HU_MESSAGE_INFO", "info" },
        { HU_MESSAGE_WARNING, "HU_MESSAGE_WARNING", "warning" },
        { HU_MESSAGE_ERROR, "HU_MESSAGE_ERROR", "error" },
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("HuMessageKind", values));
    }
  return type;
}

static GtkBuildableIface *parent_buildable;

/* The template's own children come before its fields are bound; those go where the parent puts them. */
static void
hu_message_bar_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  HuMessageBar *self = HU_MESSAGE_BAR (buildable);

  if (self->buttons && GTK_IS_WIDGET (child))
    {
      gtk_box_append (GTK_BOX (self->buttons), GTK_WIDGET (child));
      gtk_widget_set_visible (self->buttons, TRUE);
    }
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
hu_message_bar_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = hu_message_bar_add_child;
}

static int
measure_width (GtkWidget *widget, gboolean natural)
{
  int min = 0, nat = 0;

  if (gtk_widget_should_layout (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat, NULL, NULL);
  return natural ? nat : min;
}

static int
measure_height (GtkWidget *widget, int width)
{
  int min = 0;

  if (gtk_widget_should_layout (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &min, NULL, NULL, NULL);
  return min;
}

static gboolean
has_buttons (HuMessageBar *self)
{
  return measure_width (self->buttons, TRUE) > 0;
}

/* What the text gets of @width; @buttons: (out): what the buttons get, beside it or below it. */
static int
split_width (HuMessageBar *self, int width, gboolean *beside, int *buttons)
{
  int close = measure_width (self->close, TRUE);
  int body = width - (close ? close + SPACING : 0);

  *buttons = MIN (measure_width (self->buttons, TRUE), width);
  *beside = width >= WIDE && has_buttons (self);
  return *beside ? body - *buttons - SPACING : body;
}

static GtkSizeRequestMode
hu_message_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
hu_message_bar_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  HuMessageBar *self = HU_MESSAGE_BAR (widget);
  gboolean beside;
  int body, buttons;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int rest = measure_width (self->close, TRUE) + SPACING;

      *minimum = MAX (measure_width (self->body, FALSE) + rest, measure_width (self->buttons, FALSE));
      *natural = measure_width (self->body, TRUE) + rest + measure_width (self->buttons, TRUE) + SPACING;
      return;
    }
  if (for_size < 0)
    for_size = WIDE;
  body = split_width (self, for_size, &beside, &buttons);
  *minimum = MAX (measure_height (self->body, body), measure_height (self->close, -1));
  if (beside)
    *minimum = MAX (*minimum, measure_height (self->buttons, buttons));
  else if (has_buttons (self))
    *minimum += measure_height (self->buttons, buttons);
  *natural = *minimum;
}

/* @y, @height: the room there is; the widget is centred in it. */
static void
place (HuMessageBar *self, GtkWidget *widget, int whole, int x, int y, int width, int height)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int wanted;

  if (!gtk_widget_should_layout (widget))
    return;
  wanted = MIN (measure_height (widget, width), height);
  gtk_widget_size_allocate (widget,
                            &(GtkAllocation){ mirrored ? whole - x - width : x, y + (height - wanted) / 2,
                                              width, wanted },
                            -1);
}

static void
hu_message_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HuMessageBar *self = HU_MESSAGE_BAR (widget);
  gboolean beside;
  int buttons, body = split_width (self, width, &beside, &buttons);
  int close_width = measure_width (self->close, TRUE), close_height = measure_height (self->close, -1);
  int first = beside ? height : MAX (measure_height (self->body, body), close_height);

  /* None of them may be there; then they have no room, and aren't drawn. */
  gtk_widget_set_child_visible (self->buttons, has_buttons (self));
  place (self, self->body, width, 0, 0, body, first);
  place (self, self->close, width, width - close_width, 0, close_width, close_height);
  if (beside)
    place (self, self->buttons, width, body + SPACING, 0, buttons, height);
  else if (has_buttons (self))
    place (self, self->buttons, width, width - buttons, first, buttons, height - first);
}

static void
on_close_clicked (HuMessageBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
hu_message_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HuMessageBar *self = HU_MESSAGE_BAR (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_DISMISSABLE:
      g_value_set_boolean (value, self->dismissable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_message_bar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  HuMessageBar *self = HU_MESSAGE_BAR (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      hu_message_bar_set_text (self, g_value_get_string (value));
      break;
    case PROP_KIND:
      hu_message_bar_set_kind (self, g_value_get_enum (value));
      break;
    case PROP_DISMISSABLE:
      if (self->dismissable == g_value_get_boolean (value))
        return;
      self->dismissable = g_value_get_boolean (value);
      gtk_widget_set_visible (self->close, self->dismissable);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_message_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_MESSAGE_BAR);
  G_OBJECT_CLASS (hu_message_bar_parent_class)->dispose (object);
}

static void
hu_message_bar_finalize (GObject *object)
{
  g_free (HU_MESSAGE_BAR (object)->text);
  G_OBJECT_CLASS (hu_message_bar_parent_class)->finalize (object);
}

static void
hu_message_bar_class_init (HuMessageBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hu_message_bar_dispose;
  object_class->finalize = hu_message_bar_finalize;
  object_class->get_property = hu_message_bar_get_property;
  object_class->set_property = hu_message_bar_set_property;
  widget_class->get_request_mode = hu_message_bar_get_request_mode;
  widget_class->measure = hu_message_bar_measure;
  widget_class->size_allocate = hu_message_bar_size_allocate;

  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, HU_TYPE_MESSAGE_KIND, HU_MESSAGE_INFO,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_DISMISSABLE] =
      g_param_spec_boolean ("dismissable", NULL, NULL, TRUE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "hu-message-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-message-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HuMessageBar, body);
  gtk_widget_class_bind_template_child (widget_class, HuMessageBar, icon);
  gtk_widget_class_bind_template_child (widget_class, HuMessageBar, label);
  gtk_widget_class_bind_template_child (widget_class, HuMessageBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, HuMessageBar, close);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
}

static void
hu_message_bar_init (HuMessageBar *self)
{
  self->dismissable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kind-info");
}

const char *
hu_message_bar_get_text (HuMessageBar *self)
{
  g_return_val_if_fail (HU_IS_MESSAGE_BAR (self), NULL);
  return self->text;
}

void
hu_message_bar_set_text (HuMessageBar *self, const char *text)
{
  g_return_if_fail (HU_IS_MESSAGE_BAR (self));
  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  gtk_label_set_text (self->label, text ? text : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text ? text : "", -1);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

void
hu_message_bar_set_kind (HuMessageBar *self, HuMessageKind kind)
{
  static const char *const classes[] = { "kind-info", "kind-warning", "kind-error" };
  static const char *const icons[] = { "dialog-information-symbolic", "dialog-warning-symbolic",
                                       "dialog-error-symbolic" };

  g_return_if_fail (HU_IS_MESSAGE_BAR (self));
  g_return_if_fail (kind <= HU_MESSAGE_ERROR);
  if (self->kind == kind)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self), classes[self->kind]);
  self->kind = kind;
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[kind]);
  gtk_image_set_from_icon_name (self->icon, icons[kind]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}
