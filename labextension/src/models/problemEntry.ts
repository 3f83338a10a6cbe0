import type { Problem, ProblemChanges, TestCase } from '../contracts';

const DEEPEST_HINT = 4;

export type Difficulty = Problem['difficulty'];

/** When learners are given hints. */
export type HintPolicy = Problem['hint_policy'];

/** A problem as a form holds it. Topics are separated by commas, tests are written as JSON. */
export interface IProblemEntry {
  readonly title: string;
  readonly statement: string;
  readonly starter: string;
  readonly hints: readonly string[];
  readonly hintPolicy: HintPolicy;
  readonly difficulty: Difficulty;
  readonly topics: string;
  readonly tests: string;
}

/** What the form says of a problem before anything was typed. */
export function problemEntry(problem: Problem): IProblemEntry {
  return {
    title: problem.title,
    statement: problem.statement,
    starter: problem.starter,
    hints: problem.hints.map(({ text }) => text),
    hintPolicy: problem.hint_policy,
    difficulty: problem.difficulty,
    topics: problem.topics.join(', '),
    tests: testsText(problem.tests)
  };
}

/** The tests as JSON, one a line, so that a person finds their way in them. */
export function testsText(tests: readonly TestCase[]): string {
  const lines = tests.map(test => `  ${JSON.stringify(onlyUsed(test))}`);
  return `[\n${lines.join(',\n')}\n]`;
}

/** The tests cannot be read as JSON. */
export class TestsError extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'TestsError';
  }
}

/** What the entry changes of the problem, or that its tests are not JSON. */
export function changesOf(
  problem: Problem,
  entry: IProblemEntry
): Partial<ProblemChanges> | TestsError {
  const before = problemEntry(problem);
  const changes: Partial<ProblemChanges> = {};
  for (const field of ['title', 'statement', 'starter'] as const) {
    if (entry[field] !== before[field]) {
      changes[field] = entry[field];
    }
  }
  if (!isSame(entry.hints, before.hints)) {
    changes.hints = hintsOf(problem, entry.hints);
  }
  if (entry.hintPolicy !== before.hintPolicy) {
    changes.hint_policy = entry.hintPolicy;
  }
  if (entry.difficulty !== before.difficulty) {
    changes.difficulty = entry.difficulty;
  }
  const topics = topicsOf(entry.topics);
  if (!isSame(topics, problem.topics)) {
    changes.topics = topics;
  }
  if (entry.tests.trim() !== before.tests) {
    const tests = testsOf(entry.tests);
    if (tests instanceof TestsError) {
      return tests;
    }
    changes.tests = tests;
  }
  return changes;
}

/** The topics in a line of them. */
export function topicsOf(text: string): string[] {
  return text
    .split(',')
    .map(topic => topic.trim())
    .filter(topic => topic !== '');
}

/** Hints keep the levels that they had; a new one goes one level further. Empty ones are gone. */
function hintsOf(problem: Problem, texts: readonly string[]): Problem['hints'] {
  let last = 0;
  return texts.flatMap((text, index) => {
    if (text.trim() === '') {
      return [];
    }
    last = Math.max(problem.hints[index]?.level ?? last + 1, last);
    last = Math.min(last, DEEPEST_HINT);
    return [{ level: last, text }];
  });
}

function testsOf(text: string): TestCase[] | TestsError {
  try {
    const tests: unknown = JSON.parse(text);
    // The server says what is wrong with each of them.
    return Array.isArray(tests)
      ? (tests as TestCase[])
      : new TestsError('not a list');
  } catch (error) {
    return new TestsError(error instanceof Error ? error.message : '');
  }
}

/** A form shows only what a test has: most channels, and what compares them, are not used. */
function onlyUsed(test: TestCase): object {
  const { input, expected } = test;
  const given = Object.entries(input).filter(([, value]) => value !== null);
  const { compare, ...results } = expected;
  const used =
    typeof compare === 'object' && compare !== null
      ? Object.entries(compare).filter(([channel]) => channel in results)
      : [];
  const comparing =
    used.length > 0 ? { compare: Object.fromEntries(used) as object } : {};
  return {
    ...test,
    input: Object.fromEntries(given) as object,
    expected: { ...results, ...comparing }
  };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}
