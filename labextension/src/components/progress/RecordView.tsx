import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ClassroomModel } from '../../models/classroom';
import type { CopyFormat } from '../../models/journey';
import type { LearnerModel } from '../../models/learner';
import { Button } from '../Button';
import { AccessList } from '../classroom/AccessList';
import { learnedIn } from '../classroom/learnedIn';
import { ResearchSwitch } from '../classroom/ResearchSwitch';
import { Failure } from '../Failure';
import { LoadState } from '../LoadState';
import { Switch } from './Switch';

interface IRecordViewProps {
  model: LearnerModel;
  classroom: ClassroomModel | null;
  trans: TranslationBundle;
  /** Gets a copy of the learner's data, and saves it as a file. */
  onCopy: (format: CopyFormat) => void;
  /** Asks whether it is meant, and erases. */
  onErase: () => void;
}

/** What is recorded of the learner, in plain words, and every way to change that. */
export function RecordView(props: IRecordViewProps): React.ReactElement {
  const { model, classroom, trans } = props;
  const { record } = model;
  const heading = React.useRef<HTMLHeadingElement>(null);
  const isSettled = !model.profile.loading;
  React.useEffect(() => {
    // Before the progress above is there, this would be pushed out of view again.
    if (model.isRecordWanted && isSettled) {
      model.sawRecord();
      heading.current?.scrollIntoView({ block: 'start' });
      heading.current?.focus({ preventScroll: true });
    }
  }, [model, model.isRecordWanted, isSettled]);
  return (
    <section
      className="jp-codemm-Section jp-codemm-Record"
      aria-labelledby="jp-codemm-record"
    >
      <h2 ref={heading} id="jp-codemm-record" tabIndex={-1}>
        {trans.__('Your record')}
      </h2>
      <LoadState
        of={record.settings}
        trans={trans}
        onRetry={() => void record.refresh()}
      >
        {() => <Decisions {...props} />}
      </LoadState>
      {classroom && <AccessList model={classroom} trans={trans} />}
    </section>
  );
}

function Decisions(props: IRecordViewProps): React.ReactElement {
  const { model, classroom, trans, onErase } = props;
  const { record } = model;
  const given = classroom?.given.value ?? null;
  const { recording = false, research = false } = record.settings.value ?? {};
  return (
    <>
      <p>
        {trans.__(
          'While the record is on, this server keeps what you do with problems: when you open one, the code of its answer that you save, run, reset or submit, what you type to it and what it prints, the verdicts, the hints and questions, and how long you work. Other cells of your notebooks are not kept. Your progress is computed from this record, with days counted in the time zone of this browser.'
        )}
      </p>
      <Switch
        label={trans.__('Record my work')}
        isOn={recording}
        isBusy={record.isBusy}
        description={
          recording
            ? trans.__('Recording. You can pause at any time.')
            : trans.__(
                'Paused. Nothing is added, and what is there stays. What you submit, your questions and your quizzes are stored as ever, and count for nothing.'
              )
        }
        onChange={isOn => void record.change({ recording: isOn })}
      />
      <Switch
        label={trans.__('Let research use my record')}
        isOn={research}
        isBusy={record.isBusy}
        description={trans.__(
          'If you allow it, copies without your name may be used to study teaching.'
        )}
        onChange={isOn => void record.change({ research: isOn })}
      />
      {(given === null ? [] : learnedIn(given)).map(
        ({ school_class: { id, name } }) => (
          <ResearchSwitch
            key={id}
            classId={id}
            name={name}
            record={record}
            trans={trans}
          />
        )
      )}
      {record.failure && <Failure error={record.failure} trans={trans} />}
      <Copies {...props} />
      <div>
        <Button busy={record.isBusy} onClick={onErase}>
          {trans.__('Erase everything about me…')}
        </Button>
      </div>
      <p role="status" aria-live="polite">
        {record.isErased && trans.__('Everything about you was erased.')}
      </p>
    </>
  );
}

/** Ways to take one's data along. */
function Copies({
  model,
  trans,
  onCopy
}: IRecordViewProps): React.ReactElement {
  const id = React.useId();
  const formats: readonly (readonly [CopyFormat, string])[] = [
    ['json', trans.__('Everything (JSON)')],
    ['csv', trans.__('Record (CSV)')],
    ['progsnap2', trans.__('Record (ProgSnap2)')]
  ];
  return (
    <div className="jp-codemm-Copies" role="group" aria-labelledby={id}>
      <p id={id}>{trans.__('Save a copy of your data')}</p>
      {formats.map(([format, name]) => (
        <Button
          key={format}
          busy={model.record.isBusy}
          onClick={() => {
            onCopy(format);
          }}
        >
          {name}
        </Button>
      ))}
    </div>
  );
}
