/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What it is about: the topics of a claim, the target of a stance. */
#pragma once

#include "hu-card-field.h"

G_BEGIN_DECLS

#define HU_TYPE_TOPICS_FIELD (hu_topics_field_get_type ())

/**
 * HuTopicsField:
 *
 * A claim has topics; a stance has one target: a topic, a claim or a speaker.
 */
G_DECLARE_FINAL_TYPE (HuTopicsField, hu_topics_field, HU, TOPICS_FIELD, HuCardField)

G_END_DECLS
