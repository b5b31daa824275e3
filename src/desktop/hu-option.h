/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Something to choose: a row of a list, or a chip once it is chosen. */
#pragma once

#include <gtk/gtk.h>

#include "hu-flow.h"
#include "hu-record.h"

G_BEGIN_DECLS

#define HU_TYPE_OPTION (hu_option_get_type ())

/**
 * HuOption:
 *
 * A speaker, voice, topic, type, value, claim, or a name that isn't a record yet. Immutable once it is shown.
 * The fields are read by lists and chips, and set by who makes it.
 */
G_DECLARE_FINAL_TYPE (HuOption, hu_option, HU, OPTION, GObject)

typedef enum
{
  HU_OPTION_CODE,    /* an id of the codebook or a fixed list */
  HU_OPTION_SPEAKER, /* a speaker of the layer (id) or the register (record) */
  HU_OPTION_NAME,    /* a name found in the article: a speaker is made of it */
  HU_OPTION_VOICE,
  HU_OPTION_TOPIC,
  HU_OPTION_CLAIM,
  HU_OPTION_MENTION,
  HU_OPTION_NEW, /* makes one of what was typed: `label` */
} HuOptionKind;

struct _HuOption
{
  GObject parent_instance;

  HuOptionKind kind;
  char *id;
  char *label;
  char *detail;         /* (nullable): kind, affiliation, definition */
  char *key;            /* (nullable): shown as a key cap */
  char *symbol;         /* (nullable): a stance's */
  guint count;          /* in this article; 0 isn't shown */
  HuRecord *record;     /* (nullable): a speaker's, for its colour and to be copied */
  gboolean of_register; /* the speaker isn't the layer's yet */
};

/* @label: as shown. (transfer full) */
HuOption *hu_option_new (HuOptionKind kind, const char *id, const char *label);
HuFlowRow hu_option_get_row (HuOption *self);
/* Whether they stand for the same thing and look the same. */
gboolean hu_option_equal (HuOption *a, HuOption *b);

/* A small bordered label that shows a key. @key: (nullable): hidden. (transfer floating) */
GtkWidget *hu_key_cap_new (const char *key);
void hu_key_cap_set (GtkWidget *cap, const char *key);

G_END_DECLS
