/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that fails when it is told to: stands between a program and the C library's file functions. */
#pragma once

/* Which of the calls on files below a folder fail, counted from 1. */
typedef struct
{
  int error;         /* errno of a call that fails */
  unsigned first;    /* the first call that fails; 0: none */
  int lasts;         /* and all that come after it */
  int writes_short;  /* instead, writing writes half of it, at least one byte, from the first call on */
  int fails_reading; /* opening a file to read it is such a call too */
} HuFaults;

/* From now on calls on what is below one of @folders (separated by ':') are counted and fail. Files aren't
 * synced for real meanwhile. */
void hu_faults_arm (const char *folders, const HuFaults *faults);
/* All is well again. How many calls there were. */
unsigned hu_faults_disarm (void);
