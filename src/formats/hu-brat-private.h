/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that make records of brat's lines share. */
#pragma once

#include "hu-brat.h"

G_BEGIN_DECLS

typedef enum
{
  HU_BRAT_KEPT_EVENTS,
  HU_BRAT_KEPT_RELATIONS,
  HU_BRAT_KEPT_ATTRIBUTES,
  HU_BRAT_KEPT_NORMALIZATIONS,
  HU_BRAT_KEPT_NOTES,
  HU_BRAT_KEPT_EQUIVALENCES,
  HU_BRAT_N_KEPT
} HuBratKept;

/* A record in the making. */
typedef struct
{
  HuRecordBuilder builder;
  HuBratItem *item;    /* (nullable): its text-bound */
  HuBratItem *cue;     /* (nullable) */
  HuBratItem *event;   /* (nullable): the attribution */
  const char *content; /* (nullable): the event that is its content */
  HuValue *speakers;   /* (nullable): names that the words don't give */
  gboolean nested;
  GPtrArray *kept[HU_BRAT_N_KEPT]; /* of HuValue */
} HuBratDraft;

typedef struct
{
  HuBratFile *file;
  HuImportedLayer *layer;
  HuImportReport *report;
  HuText *text;
  GPtrArray *drafts;
  GHashTable *owners; /* ids to the HuBratDraft that they are part of */
  GHashTable *roles;  /* ids of text-bounds to HuBratRole */
  GHashTable *names;  /* ids of text-bounds to the name behind them, where another mention has it */
} HuBratReading;

typedef enum
{
  HU_BRAT_ROLE_NONE,
  HU_BRAT_ROLE_CUE,
  HU_BRAT_ROLE_SOURCE,
  HU_BRAT_ROLE_CONTENT,
} HuBratRole;

/* An object of keys and values (transfer full), up to a NULL key; without values that are NULL. (transfer
 * full) */
HuValue *hu_brat_object_new (const char *key, ...) G_GNUC_NULL_TERMINATED;
/* NULL of NULL or "". (transfer full) (nullable) */
HuValue *hu_brat_string_value (const char *string);
/* What is kept of an event, or of any other line but a text-bound. (transfer full) */
HuValue *hu_brat_event_value (HuBratItem *item);
HuValue *hu_brat_item_value (HuBratItem *item);

/* A record of @kind whose id is made of @foreign; @self owns it. (transfer none) */
HuBratDraft *hu_brat_draft_new (HuBratReading *self, HuKind kind, const char *foreign, HuValue *passage);
void hu_brat_draft_free (gpointer data);
/* Appends to a list of strings, unless it is there. */
void hu_brat_draft_add_string (HuBratDraft *self, HuMember member, const char *string);
/* Puts the record into the layer. */
void hu_brat_draft_finish (HuBratReading *self, HuBratDraft *draft);
/* The draft that the item is part of, if it is of @kind (HU_N_KINDS: of any). (nullable) */
HuBratDraft *hu_brat_find_owner (HuBratReading *self, const char *id, HuKind kind);

/* Whether text-bounds of this type are claims. */
gboolean hu_brat_is_claim_type (const char *type);
/* Whether @role is @name, whatever number stands after it: Content2. */
gboolean hu_brat_is_role (const char *role, const char *name);
/* The kind of our relation that a type stands for, or NULL. */
const char *hu_brat_get_relation_kind (const char *type);

gboolean hu_brat_is_attribution (HuBratItem *item);
/* What text-bounds are by what refers to them. */
void hu_brat_find_roles (HuBratReading *self);
/* Claims get their speakers and cues. */
void hu_brat_read_attributions (HuBratReading *self);
/* Which claims are within which. */
void hu_brat_read_nesting (HuBratReading *self);

G_END_DECLS
