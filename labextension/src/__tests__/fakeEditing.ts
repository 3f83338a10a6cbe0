import type {
  AcceptedEdit,
  Activity,
  EditList,
  NotebookFile,
  Problem,
  ProblemEdit,
  VersionList
} from '../contracts';
import type { IEditing } from '../models/editing';

export function problem(changes: Partial<Problem> = {}): Problem {
  return {
    id: 'p1',
    title: 'Sum',
    statement: 'Return the sum of the list.',
    kind: 'function',
    language: 'python',
    difficulty: 'easy',
    topics: ['loops'],
    style: 'return',
    signature: null,
    starter: 'def total(xs):\n    raise NotImplementedError\n',
    tests: [
      {
        name: 'test_case_1',
        visibility: 'sample',
        category: 'typical',
        input: { args: [[1, 2]], stdin: null, steps: null, database: null },
        expected: { value: null },
        points: 1
      }
    ],
    hint_policy: 'always',
    hints: [{ level: 1, text: 'Begin with 0.' }],
    estimated_minutes: 5,
    limits: { time_ms: 2000, memory_mb: 256, output_kb: 64 },
    learning_goal: null,
    scaffold_level: null,
    checker: null,
    version: 1,
    ...changes
  };
}

export function wholeActivity(changes: Partial<Activity> = {}): Activity {
  return {
    id: 'a1',
    owner: 'ada',
    title: 'Loops',
    state: 'draft',
    language: 'python',
    learning_mode: 'practice',
    spec: null,
    problems: [problem(), problem({ id: 'p2', title: 'Longest' })],
    verifications: [],
    created_at: '2026-01-02T03:04:05Z',
    version: 3,
    ...changes
  };
}

export function problemEdit(changes: Partial<ProblemEdit> = {}): ProblemEdit {
  return {
    id: 'e1',
    owner: 'ada',
    activity_id: 'a1',
    problem_id: 'p1',
    new_problem_id: null,
    position: null,
    kind: 'changes',
    version: 3,
    status: 'working',
    instruction: '',
    note: '',
    step: null,
    gates: [],
    diff: null,
    problem: null,
    verification: null,
    created_at: '2026-01-02T03:04:05Z',
    ended_at: null,
    ...changes
  };
}

/** How long a question about a change is held. */
const HELD_MS = 60;

/** The editing side of a server in memory. */
export class FakeEditing implements IEditing {
  activity: Activity = wholeActivity();
  /** What is answered to one who looks at an edit, one after another; the last stays, held while it is working. */
  looks: ProblemEdit[] = [problemEdit({ status: 'proposed' })];
  listed: ProblemEdit[] = [];
  /** What the edit is that is accepted. */
  decided: Partial<ProblemEdit> = {};
  asked: string[] = [];
  refusals: Error[] = [];
  notebook: NotebookFile['notebook'] = { cells: [] };
  versions: VersionList['versions'] = [];

  edit(_: string, problemId: string, body: object): Promise<ProblemEdit> {
    return this._ask(`edit ${problemId} ${JSON.stringify(body)}`);
  }

  regenerate(_: string, problemId: string, body: object): Promise<ProblemEdit> {
    return this._ask(`regenerate ${problemId} ${JSON.stringify(body)}`);
  }

  add(_: string, body: object): Promise<ProblemEdit> {
    return this._ask(`add ${JSON.stringify(body)}`);
  }

  listEdits(): Promise<EditList> {
    return Promise.resolve({ edits: this.listed });
  }

  async getEdit(): Promise<ProblemEdit> {
    const [look, ...later] = this.looks;
    if (later.length > 0) {
      this.looks = later;
    } else if (look?.status === 'working') {
      await new Promise(resolve => setTimeout(resolve, HELD_MS));
    }
    return this._answer(look ?? problemEdit());
  }

  async accept(_: string, editId: string): Promise<AcceptedEdit> {
    const edit = await this._ask(`accept ${editId}`, {
      ...this.decided,
      status: 'accepted'
    });
    return { edit, activity: this.activity };
  }

  discard(_: string, editId: string): Promise<ProblemEdit> {
    return this._ask(`discard ${editId}`, { status: 'discarded' });
  }

  async arrange(
    _: string,
    ids: readonly string[],
    version: number
  ): Promise<Activity> {
    await this._ask(`arrange ${ids.join(' ')} of ${version}`);
    const known = wholeActivity().problems;
    const problems = ids.flatMap(id => known.filter(each => each.id === id));
    this.activity = { ...this.activity, problems, version: version + 1 };
    return this.activity;
  }

  listVersions(): Promise<VersionList> {
    return this._answer({ versions: this.versions });
  }

  getVersion(_: string, version: number): Promise<Activity> {
    return this._answer({ ...this.activity, version });
  }

  async restoreVersion(
    _: string,
    version: number,
    seen: number
  ): Promise<Activity> {
    await this._ask(`restore ${version} over ${seen}`);
    return { ...this.activity, version: seen + 1 };
  }

  getNotebook(): Promise<NotebookFile> {
    return this._answer({ name: 'x.ipynb', notebook: this.notebook });
  }

  private _ask(
    what: string,
    changes: Partial<ProblemEdit> = {}
  ): Promise<ProblemEdit> {
    this.asked.push(what);
    return this._answer(problemEdit(changes));
  }

  private _answer<T>(value: T): Promise<T> {
    const refusal = this.refusals.shift();
    return refusal ? Promise.reject(refusal) : Promise.resolve(value);
  }
}

/** The browser's storage, in memory. */
export function memoryStorage(): Pick<
  Storage,
  'getItem' | 'setItem' | 'removeItem'
> {
  const kept = new Map<string, string>();
  return {
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value);
    },
    removeItem: key => {
      kept.delete(key);
    }
  };
}

/** Let everything that is settled be told. */
export function settled(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 0));
}
