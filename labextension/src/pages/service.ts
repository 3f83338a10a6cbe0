import type {
  ActivityList,
  Challenge,
  ChallengeChange,
  ChallengeList,
  ChallengeTerms,
  ClassChange,
  ClassCosts,
  Classes,
  ClassGradebook,
  ClassModels,
  ClassModelsChange,
  DeletedChallenges,
  DeletedClasses,
  Grade,
  GradeHistory,
  Erased,
  LearnerRecord,
  Roster,
  RosterReport,
  SchoolClass,
  Submission,
  SubmissionList
} from '../contracts';
import type { IReplaySource } from '../models/replay';
import type { IServerFile } from '../refusals';
import { classWorkOf, type IClassWork } from './classWork';
import { path } from './paths';
import type { IServer } from './server';

export type GradebookFormat = 'nbgrader' | 'canvas' | 'moodle';
export type Role = Roster['memberships'][number]['role'];

/** What staff asks of the class service, one function for each route. */
export interface IService extends IClassWork {
  classes(signal: AbortSignal): Promise<Classes>;
  foundClass(organizationId: string, name: string): Promise<SchoolClass>;
  changeClass(id: string, change: Partial<ClassChange>): Promise<SchoolClass>;
  deleteClass(id: string): Promise<void>;
  /** The hidden classes that the caller may bring back. */
  deletedClasses(signal: AbortSignal): Promise<DeletedClasses>;
  restoreClass(organizationId: string, id: string): Promise<SchoolClass>;
  /** Who is in a class; with `ended` also who was. */
  roster(classId: string, ended: boolean, signal: AbortSignal): Promise<Roster>;
  /** Say what would become of a list, or with `apply` do it. */
  readRoster(
    classId: string,
    list: Blob,
    apply: boolean
  ): Promise<RosterReport>;
  grant(classId: string, user: string, role: Role): Promise<Roster>;
  unenrol(classId: string, user: string): Promise<void>;
  activities(signal: AbortSignal): Promise<ActivityList>;
  challenges(classId: string, signal: AbortSignal): Promise<ChallengeList>;
  give(
    classId: string,
    activityId: string,
    title: string | null,
    terms: ChallengeTerms
  ): Promise<Challenge>;
  changeChallenge(
    id: string,
    change: Partial<ChallengeChange> & Pick<ChallengeChange, 'version'>
  ): Promise<Challenge>;
  deleteChallenge(id: string): Promise<void>;
  deletedChallenges(
    classId: string,
    signal: AbortSignal
  ): Promise<DeletedChallenges>;
  restoreChallenge(classId: string, id: string): Promise<Challenge>;
  /** Some learners, those whose names follow `after`. */
  gradebook(
    classId: string,
    after: string,
    signal: AbortSignal
  ): Promise<ClassGradebook>;
  gradebookFile(classId: string, form: GradebookFormat): Promise<IServerFile>;
  /** What the class may ask of language models. */
  models(classId: string, signal: AbortSignal): Promise<ClassModels>;
  decideModels(
    classId: string,
    change: ClassModelsChange
  ): Promise<ClassModels>;
  costs(classId: string, signal: AbortSignal): Promise<ClassCosts>;
  costsFile(classId: string): Promise<IServerFile>;
  /** Decide a grade; without a percentage what the tests say counts again. */
  decide(
    challengeId: string,
    user: string,
    percent: number | null,
    comment: string
  ): Promise<Grade>;
  history(
    challengeId: string,
    user: string,
    signal: AbortSignal
  ): Promise<GradeHistory>;
  learner(
    classId: string,
    user: string,
    signal: AbortSignal
  ): Promise<LearnerRecord>;
  /** Erase what a learner left in a class; `confirm` is their name, typed once more. */
  eraseLearner(classId: string, user: string, confirm: string): Promise<Erased>;
  submissions(
    classId: string,
    user: string,
    challengeId: string | null,
    signal: AbortSignal
  ): Promise<SubmissionList>;
  /** One submission with its source and its report. */
  submission(
    classId: string,
    user: string,
    id: string,
    signal: AbortSignal
  ): Promise<Submission>;
  replay(classId: string, user: string, problemId: string): IReplaySource;
}

/** Learners on one page of the gradebook. */
export const LINES = 100;

/** Bind the routes to a server. */
export function serviceOf(server: IServer): IService {
  const { ask, file } = server;
  const send = <T>(method: string, path: string, body?: object): Promise<T> =>
    ask<T>(path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
  return {
    ...classWorkOf(server),
    classes: signal => ask('classes', { signal }),
    foundClass: (organization_id, name) =>
      send('POST', 'classes', { organization_id, name }),
    changeClass: (id, change) => send('PATCH', path`classes/${id}`, change),
    deleteClass: id => send('DELETE', path`classes/${id}`),
    deletedClasses: signal => ask('classes/deleted', { signal }),
    restoreClass: (organization, id) =>
      send('POST', path`organizations/${organization}/classes/${id}/restore`),
    roster: (id, ended, signal) =>
      ask(path`classes/${id}/roster?ended=${ended ? 1 : 0}`, { signal }),
    readRoster: (id, list, apply) =>
      ask(`${path`classes/${id}/roster`}?apply=${apply ? 1 : 0}`, {
        method: 'POST',
        body: list
      }),
    grant: (id, user, role) =>
      send('PUT', path`classes/${id}/members`, { user, role }),
    unenrol: (id, user) =>
      send('DELETE', path`classes/${id}/members?user=${user}`),
    activities: signal => ask('activities', { signal }),
    challenges: (id, signal) => ask(path`classes/${id}/challenges`, { signal }),
    give: (id, activity_id, title, terms) =>
      send('POST', path`classes/${id}/challenges`, {
        activity_id,
        title,
        terms
      }),
    changeChallenge: (id, change) =>
      send('PATCH', path`challenges/${id}`, change),
    deleteChallenge: id => send('DELETE', path`challenges/${id}`),
    deletedChallenges: (id, signal) =>
      ask(path`classes/${id}/challenges/deleted`, { signal }),
    restoreChallenge: (classId, id) =>
      send('POST', path`classes/${classId}/challenges/${id}/restore`),
    gradebook: (id, after, signal) =>
      ask(path`classes/${id}/gradebook?limit=${LINES}&after=${after}`, {
        signal
      }),
    gradebookFile: (id, form) =>
      file(path`classes/${id}/gradebook?format=${form}`),
    models: (id, signal) => ask(path`classes/${id}/llm`, { signal }),
    decideModels: (id, change) => send('PUT', path`classes/${id}/llm`, change),
    costs: (id, signal) => ask(path`classes/${id}/costs`, { signal }),
    costsFile: id => file(path`classes/${id}/costs?weeks=260&format=csv`),
    decide: (id, user, percent, comment) =>
      send('PUT', path`challenges/${id}/grades`, { user, percent, comment }),
    history: (id, user, signal) =>
      ask(path`challenges/${id}/grades/history?user=${user}`, { signal }),
    learner: (id, user, signal) =>
      ask(path`classes/${id}/learners/${user}`, { signal }),
    eraseLearner: (id, user, confirm) =>
      send('POST', path`classes/${id}/learners/${user}/erase`, { confirm }),
    submissions: (id, user, challengeId, signal) => {
      const all = path`classes/${id}/learners/${user}/submissions`;
      const one =
        challengeId === null ? '' : path`?challenge_id=${challengeId}`;
      return ask(`${all}${one}`, { signal });
    },
    submission: (id, user, submission, signal) =>
      ask(
        path`classes/${id}/learners/${user}/submissions/${submission}?report=1`,
        { signal }
      ),
    replay: (id, user, problem) => {
      const journey = path`classes/${id}/learners/${user}/problems/${problem}/journey`;
      return {
        getTimeline: (part, signal) =>
          ask(`${journey}?part=${part}`, { signal }),
        getStep: (step, signal) => ask(`${journey}/steps/${step}`, { signal })
      };
    }
  };
}
