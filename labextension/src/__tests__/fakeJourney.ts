import type {
  Erased,
  Explanation,
  LearnerProfile,
  Note,
  Noted,
  Quiz,
  QuizAnswers,
  QuizCatalogue,
  QuizRequest,
  RecordingSettings,
  ReplayStep,
  ResolveRequest,
  SettingsChange,
  StruggleAlert,
  Timeline,
  WorkedProblem,
  WorkedProblems
} from '../contracts';
import type { CopyFormat, IJourney, Language } from '../models/journey';
import type { IServerFile } from '../refusals';

export const EMPTY: LearnerProfile = {
  formula_version: 2,
  at: '2026-11-18T23:30:00Z', // a Wednesday, and Thursday already in Madrid
  recording: true,
  topics: [],
  skills: [],
  modules: [],
  streak: {
    days: 0,
    longest: 0,
    practised_today: false,
    zone: 'UTC',
    calendar: []
  },
  totals: {
    problems_opened: 0,
    attempts: 0,
    solved: 0,
    hints_used: 0,
    minutes: 0
  },
  next_activity: null,
  alerts: []
};

export const ALERT: StruggleAlert = {
  trigger: 'same_error',
  topic: 'loops',
  severity: 'medium',
  problem_id: 'p',
  evidence: [1, 2],
  record_id: 2,
  opened_at: '2026-11-18T23:00:00Z',
  offered: true,
  message: 'The same error came back. Shall we look at what it means?'
};

/** What somebody is told who solved one problem on loops after failing. */
export const WORKED: LearnerProfile = {
  ...EMPTY,
  topics: [
    {
      language: 'python',
      topic: 'loops',
      theta: 0.8,
      mastery: 0.69,
      shown: 0.58,
      label: 'developing',
      episodes: 1,
      solves: 1,
      concept_mastery: 0.6,
      practised_at: '2026-11-18T23:00:00Z'
    }
  ],
  skills: [{ tag: 'loops', attempts: 3, solved: 1, hints_used: 2 }],
  modules: [
    {
      language: 'python',
      topic: 'loops',
      percent: 40,
      level: 'learning',
      exercises: 100,
      quizzes: null,
      quality: null,
      consistency: 10,
      attempts: 3,
      passes: 1,
      completed: 1,
      minutes: 12,
      streak_days: 1,
      practised_at: '2026-11-18T23:00:00Z'
    }
  ],
  streak: {
    days: 1,
    longest: 4,
    practised_today: true,
    zone: 'UTC',
    calendar: [{ day: '2026-11-18', minutes: 12, practised: true }]
  },
  totals: {
    problems_opened: 1,
    attempts: 3,
    solved: 1,
    hints_used: 2,
    minutes: 12
  },
  next_activity: {
    kind: 'practice',
    language: 'python',
    topic: 'loops',
    difficulty: 'medium',
    learning_mode: 'guided',
    also: null,
    avoid_family: null,
    expected: 0.7,
    reason: 'You are working on loops, and medium fits you now.'
  },
  alerts: [ALERT, { ...ALERT, trigger: 'rapid_submits', offered: false }]
};

/** A quiz of two questions that nobody answered; the first choice of each is right. */
export const QUIZ: Quiz = {
  id: 'quiz-1',
  language: 'python',
  topic: 'loops',
  attempt: 1,
  questions: ['loops-1', 'loops-2'].map(id => ({
    id,
    kind: 'output',
    prompt: 'What is shown?',
    program: 'show <b>total</b>',
    choices: ['1', '2', '3']
  })),
  report: null
};

function marked(choices: readonly number[]): Quiz {
  const correct = choices.filter(choice => choice === 0).length;
  return {
    ...QUIZ,
    report: {
      correct,
      total: choices.length,
      score: (100 * correct) / choices.length,
      recorded: true,
      marks: choices.map((chosen, at) => {
        const id = QUIZ.questions[at]?.id ?? '';
        return {
          question_id: id,
          chosen,
          right: 0,
          explanation: `because of ${id}`
        };
      })
    }
  };
}

/** A learner's side of the server, in memory. */
export class FakeJourney implements IJourney {
  failure: Error | null = null;
  /** Why answers to a quiz are not taken. */
  refusal: Error | null = null;
  quizAnswered: number[] = [];
  profile: LearnerProfile = EMPTY;
  settings: RecordingSettings = {
    recording: true,
    research: false,
    research_in: [],
    time_zone: 'UTC'
  };
  asked: string[] = [];
  noted: Partial<Note>[] = [];
  worked: WorkedProblem[] = [];

  getProfile(): Promise<LearnerProfile> {
    return this._answer('profile', () => this.profile);
  }

  explain(language: Language, topic: string): Promise<Explanation> {
    return this._answer(`explain ${language} ${topic}`, () => ({
      language,
      topic,
      theta: 0.8,
      steps: [],
      sentences: ['You solved “Sums” (easy): 50% → 58%.']
    }));
  }

  resolve(body: ResolveRequest): Promise<LearnerProfile> {
    return this._answer(`resolve ${JSON.stringify(body)}`, () => {
      this.profile = { ...this.profile, alerts: [] };
      return this.profile;
    });
  }

  listWorked(): Promise<WorkedProblems> {
    return this._answer('worked', () => ({ problems: this.worked }));
  }

  getTimeline(problemId: string | null): Promise<Timeline> {
    return this._answer(`timeline ${problemId ?? ''}`, () => ({
      problem_id: problemId,
      steps: 0,
      rows: [],
      complete: true
    }));
  }

  getStep(problemId: string | null, step: number): Promise<ReplayStep> {
    return Promise.reject(new Error(`${problemId ?? ''} has no step ${step}`));
  }

  listQuizTopics(): Promise<QuizCatalogue> {
    return this._answer('quiz topics', () => ({
      languages: [
        { language: 'python', topics: ['loops', 'lists'] },
        { language: 'sql', topics: ['joins'] }
      ]
    }));
  }

  beginQuiz({ language, topic }: QuizRequest): Promise<Quiz> {
    return this._answer(`quiz ${language} ${topic}`, () => QUIZ);
  }

  getQuiz(quizId: string): Promise<Quiz> {
    return this._answer(`get ${quizId}`, () => marked(this.quizAnswered));
  }

  answerQuiz(_quizId: string, body: QuizAnswers): Promise<Quiz> {
    return this.refusal
      ? Promise.reject(this.refusal)
      : this._answer(`answer ${JSON.stringify(body)}`, () =>
          marked(body.choices)
        );
  }

  getSettings(): Promise<RecordingSettings> {
    return this._answer('settings', () => this.settings);
  }

  changeSettings(body: Partial<SettingsChange>): Promise<RecordingSettings> {
    return this._answer(`change ${JSON.stringify(body)}`, () => {
      const { streak } = this.profile;
      const zone = body.time_zone ?? streak.zone;
      const { research_in: choice, ...plain } = body;
      const { research_in: before } = this.settings;
      this.settings = Object.assign({ ...this.settings }, plain);
      if (choice) {
        const { class_id, allows } = choice;
        const others = before.filter(each => each.class_id !== class_id);
        this.settings.research_in =
          allows === null ? others : [...others, { class_id, allows }];
      }
      this.profile = { ...this.profile, streak: { ...streak, zone } };
      return this.settings;
    });
  }

  copy(format: CopyFormat): Promise<IServerFile> {
    return this._answer(`copy ${format}`, () => ({
      name: `my-data.${format}`,
      content: new Blob([])
    }));
  }

  erase(): Promise<Erased> {
    return this._answer('erase', () => {
      this.profile = EMPTY;
      this.settings = {
        recording: true,
        research: false,
        research_in: [],
        time_zone: 'UTC'
      };
      return { rows: { journey: 2 } };
    });
  }

  note(body: Partial<Note>, isLast = false): Promise<Noted> {
    const last = isLast ? ' at last' : '';
    return this._answer(`note ${body.what ?? ''}${last}`, () => {
      this.noted.push(body);
      const paused = !this.settings.recording;
      return { recorded: !paused, paused };
    });
  }

  private _answer<T>(what: string, value: () => T): Promise<T> {
    this.asked.push(what);
    return this.failure
      ? Promise.reject(this.failure)
      : Promise.resolve(value());
  }
}
