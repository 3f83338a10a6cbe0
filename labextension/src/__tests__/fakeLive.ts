import type { LiveClass } from '../contracts';
import { EVIL } from './shownPages';

/** A class in which somebody struggles. */
export const LIVE: LiveClass = {
  class_id: 'c1',
  at: '2026-01-02T03:04:05Z',
  active_seconds: 300,
  lines: [
    {
      user: EVIL,
      is_active: true,
      challenge_id: 'h1',
      problem_id: 'p1',
      last_at: '2026-01-02T03:04:00Z',
      what: 'submission',
      record_id: 5,
      session_open: true,
      active_ms: 5000,
      hints_used: 1,
      hint_level: 1,
      submission_ids: ['s1', 's2'],
      verdict: 'wrong_answer',
      passed: 3,
      total: 8,
      waiting_ids: [],
      solved_ids: [],
      alerts: [
        {
          trigger: 'same_error',
          topic: 'loops',
          severity: 'high',
          problem_id: 'p1',
          evidence: [3, 4, 5],
          record_id: 5,
          opened_at: '2026-01-02T03:04:00Z',
          offered: true,
          message: `The same error came back. Shall we? ${EVIL}`
        }
      ],
      handled: []
    }
  ],
  problems: [{ id: 'p1', challenge_id: 'h1', title: 'Add', users: [EVIL] }],
  active: [EVIL],
  struggling: [EVIL],
  not_started: []
};
