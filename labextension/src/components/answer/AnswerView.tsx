import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Passage, ReportMark } from '../../contracts';
import type { AnswerModel } from '../../models/answer';
import type { Talk } from '../../models/talk';
import { useKeptFocus } from '../keptFocus';
import { answerErrorText, workText } from './answerWords';
import { AnswerToolbar, type IAnswerActions } from './AnswerToolbar';
import { DraftOffer, type IOffer } from './DraftOffer';
import { HintList } from './HintList';
import { HistoryView } from './HistoryView';
import { OutcomeView } from './OutcomeView';
import { type QueryKind, Questions } from './Questions';
import { RecordMark } from './RecordMark';
import { headline } from './verdictWords';

/** What the view reads of the model. */
export type IAnswerState = Pick<
  AnswerModel,
  'failure' | 'history' | 'opened' | 'problem' | 'problemId' | 'shown' | 'work'
> & { readonly talk: Pick<Talk, 'hints' | 'isRepeated' | 'questions'> };

/** What the view knows of the cell. */
export interface ICellState {
  /** The code of the answer, without its first line. */
  readonly code: string;
  readonly isStale: boolean;
  /** Whether a question can be typed. */
  readonly isAsking: boolean;
  /** Sentences on the state of the cell. */
  readonly notes: readonly string[];
  readonly offer: IOffer | null;
  /** Whether something that was offered was forgotten and can come back. */
  readonly isForgotten: boolean;
  /** Whether something was replaced at once that can come back. */
  readonly isReplaced: boolean;
  /** Whether the work on it is recorded; null as long as that is not known. */
  readonly isRecorded: boolean | null;
}

/** Everything that can be done with the cell. */
export interface ICellActions extends IAnswerActions {
  openSubmission(id: string): void;
  replaceCode(code: string): void;
  undoReplace(): void;
  useDraft(): void;
  dropDraft(): void;
  restoreDraft(): void;
  goTo(mark: ReportMark): void;
  /** Ask a question; true when it was asked. */
  ask(text: string): Promise<boolean>;
  reroute(id: string, kind: QueryKind): void;
  rate(id: string, rating: number): void;
  /** Have a model say no more. */
  stopModel(key: string): void;
  /** Read the whole of a passage that an answer rests on. */
  readSource(activityId: string, chunkId: string): Promise<Passage>;
  showRecord(): void;
  /** Look back at the work on the problem. */
  replay(): void;
}

interface IAnswerViewProps {
  model: IAnswerState;
  cell: ICellState;
  actions: ICellActions;
  trans: TranslationBundle;
}

/** What stands under an answer cell: buttons, verdict, hints, history. */
export function AnswerView(props: IAnswerViewProps): React.ReactElement {
  const { model, cell, actions, trans } = props;
  const { failure, history, problem, shown, talk, work } = model;
  const offered = cell.offer && nameOf(cell.offer);
  // Buttons that vanish with their click leave the focus to the toolbar.
  const look = [offered, cell.isReplaced, cell.isForgotten].join(' ');
  const whole = useKeptFocus<HTMLDivElement>(look);
  return (
    <div className="jp-codemm-AnswerView" ref={whole}>
      <div className="jp-codemm-Answer-bar">
        <AnswerToolbar
          title={problem?.title ?? model.problemId}
          work={work}
          isHistoryOpen={history !== null}
          isAsking={cell.isAsking}
          actions={actions}
          trans={trans}
        />
        {work && (
          <span className="jp-codemm-Answer-work">
            <progress aria-hidden="true" /> {workText(work, trans)}
          </span>
        )}
        <RecordMark
          isRecorded={cell.isRecorded}
          trans={trans}
          onShow={actions.showRecord}
        />
      </div>
      <div className="jp-codemm-Hidden" role="status" aria-live="polite">
        {announcement(model, trans)}
      </div>
      <Notes {...props} />
      {failure && (
        <p className="jp-codemm-Answer-failure" role="alert">
          {answerErrorText(failure, trans)}
        </p>
      )}
      {cell.offer && (
        <DraftOffer
          key={offered}
          offer={cell.offer}
          trans={trans}
          onUse={actions.useDraft}
          onDrop={actions.dropDraft}
        />
      )}
      {shown && (
        <OutcomeView
          key={`${shown.kind} ${shown.at}`}
          shown={shown}
          isStale={cell.isStale}
          trans={trans}
          onGoTo={actions.goTo}
        />
      )}
      <HintList
        hints={talk.hints}
        isRepeated={talk.isRepeated}
        trans={trans}
        onStopModel={actions.stopModel}
      />
      <Questions
        questions={talk.questions}
        isAsking={cell.isAsking}
        isBusy={work !== null}
        trans={trans}
        onAsk={actions.ask}
        onReroute={actions.reroute}
        onRate={actions.rate}
        onStopModel={actions.stopModel}
        onReadSource={actions.readSource}
      />
      {history && (
        <HistoryView
          history={history}
          opened={model.opened}
          entryFile={problem?.entry_file ?? ''}
          code={cell.code}
          trans={trans}
          onOpen={actions.openSubmission}
          onPutBack={actions.replaceCode}
          onReplay={actions.replay}
        />
      )}
    </div>
  );
}

function Notes(props: IAnswerViewProps): React.ReactElement {
  const { cell, actions, trans } = props;
  return (
    <>
      {cell.notes.map(note => (
        <p key={note} className="jp-codemm-Answer-note">
          {note}
        </p>
      ))}
      {cell.isReplaced && (
        <WayBack
          note={trans.__('The code of the cell was replaced.')}
          label={trans.__('Undo')}
          onGo={actions.undoReplace}
        />
      )}
      {cell.isForgotten && (
        <WayBack
          note={trans.__(
            'What was not saved is forgotten when the page closes.'
          )}
          label={trans.__('Bring it back')}
          onGo={actions.restoreDraft}
        />
      )}
    </>
  );
}

/** Tells one draft from another: a second press on a button is none on the next draft's. */
function nameOf({ draft }: IOffer): string {
  const { cellId, file, at, code } = draft;
  return JSON.stringify([cellId, file, at, code]);
}

/** What a screen reader is told while nobody looks. */
function announcement(
  { work, shown, talk }: IAnswerState,
  trans: TranslationBundle
): string {
  if (work) {
    return workText(work, trans);
  }
  const verdict = shown?.isNew ? trans.__('%1.', headline(shown, trans)) : '';
  const hint = talk.hints.at(-1);
  return [verdict, hint ? hintText(hint.level, trans) : '']
    .filter(said => said !== '')
    .join(' ');
}

/** Level 0 is a thought that is no help with the task. */
function hintText(level: number, trans: TranslationBundle): string {
  return level > 0
    ? trans.__('Hint %1 is shown.', level)
    : trans.__('The tutor says something.');
}

interface IWayBackProps {
  note: string;
  label: string;
  onGo: () => void;
}

/** Says what was done, with the button that undoes it. */
function WayBack({ note, label, onGo }: IWayBackProps): React.ReactElement {
  return (
    <p className="jp-codemm-Answer-note">
      {note}{' '}
      <button className="jp-codemm-LinkButton" type="button" onClick={onGo}>
        {label}
      </button>
    </p>
  );
}
