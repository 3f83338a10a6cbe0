import type { ReplayStep, TimelineRow } from '../contracts';

/** A row of a timeline, of one record with the number of its step. */
export function row(changes: Partial<TimelineRow>): TimelineRow {
  return {
    step: 1,
    record_ids: [changes.step ?? 1],
    at: '2026-11-18T23:00:00Z',
    kind: 'saved',
    type: 'code_saved',
    sentence: 'Saved.',
    problem_id: 'p',
    session_id: 's',
    verdict: null,
    passed: null,
    total: null,
    level: null,
    query_type: null,
    code_state_id: null,
    gap_ms: 0,
    active: true,
    ...changes
  };
}

/** What stood on the page after a step. */
export function step(changes: Partial<ReplayStep>): ReplayStep {
  return {
    step: 1,
    steps: 7,
    record_id: changes.step ?? 1,
    at: '2026-11-18T23:00:00Z',
    type: 'code_saved',
    sentence: 'Saved.',
    session_id: 's',
    activity_id: 'a',
    problem_id: 'p',
    facts: null,
    session_open: true,
    code_state_id: null,
    previous_code_state_id: null,
    code: '',
    chat: [],
    chat_lines: 0,
    run: null,
    submission: null,
    tests_passed: 0,
    tests_total: 0,
    best_passed: 0,
    solved: false,
    attempts: 0,
    hints_used: 0,
    hint_level: 0,
    saves: 0,
    active_ms: 0,
    ...changes
  };
}
