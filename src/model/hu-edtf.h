/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as people know them: the part of EDTF that claims and offices are dated with. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @date is an EDTF date: a year, month or day ("2031", "2031-03", "2031-03-01"), with unspecified
 * digits ("203X", "2031-XX"), uncertain or approximate ("2031-03?", "~", "%"), a season ("2031-21"), a time
 * ("2031-03-01T10:00Z"), an interval of two ("2031-03-01/2031-03-04"), or open at one side ("..2031",
 * "2031..", "../2031", "2031/.."). Days that no calendar has are none. */
gboolean hu_edtf_is_valid (const char *date);

/* Whether what began at @from and ended at @to may hold at @at: all EDTF, of which the parts that are left
 * open count as wide as they can be. @from, @to: (nullable): not known, or open. What is no date counts as
 * not known. */
gboolean hu_edtf_may_hold (const char *from, const char *to, const char *at);

G_END_DECLS
