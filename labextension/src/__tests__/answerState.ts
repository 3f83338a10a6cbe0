import type {
  IAnswerState,
  ICellActions,
  ICellState
} from '../components/answer/AnswerView';
import { PROBLEM } from './judging';

const nothing = () => undefined;
export const ACTIONS: ICellActions = {
  run: nothing,
  submit: nothing,
  stop: nothing,
  hint: nothing,
  reset: nothing,
  replay: () => undefined,
  toggleHistory: nothing,
  openSubmission: nothing,
  replaceCode: nothing,
  undoReplace: nothing,
  useDraft: nothing,
  dropDraft: nothing,
  restoreDraft: nothing,
  goTo: nothing,
  toggleAsking: nothing,
  ask: () => Promise.resolve(true),
  reroute: nothing,
  rate: nothing,
  stopModel: nothing,
  readSource: () => Promise.reject(new Error('nothing is read here')),
  showRecord: nothing
};
/** Nothing was done yet. */
export const STATE: IAnswerState = {
  problemId: 'p',
  problem: PROBLEM,
  work: null,
  shown: null,
  failure: null,
  talk: { hints: [], isRepeated: false, questions: [] },
  history: null,
  opened: null
};
export const CELL: ICellState = {
  code: 'x = 1',
  isStale: false,
  isAsking: false,
  notes: [],
  offer: null,
  isForgotten: false,
  isReplaced: false,
  isRecorded: null
};
