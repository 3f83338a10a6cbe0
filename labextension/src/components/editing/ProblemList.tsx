import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Activity } from '../../contracts';
import type { EditorModel } from '../../models/editor';
import { Button } from '../Button';
import { Failure } from '../Failure';
import { ProblemItem } from './ProblemItem';
import { PublishQuestion } from './PublishQuestion';
import { RemovedItem } from './RemovedItem';

interface IProblemListProps {
  model: EditorModel;
  activity: Activity;
  trans: TranslationBundle;
}

/** The problems of an activity in their order, with all that changes them. */
export function ProblemList(props: IProblemListProps): React.ReactElement {
  const { model, activity, trans } = props;
  const { arrangement, proposal } = model;
  const isBusy = arrangement.doing !== null || proposal.isOpen;
  const { problems } = activity;
  const list = useFocusOnLast(model.lastProblem);
  const common = {
    count: problems.length,
    isBusy,
    whyNot: proposal.isOpen ? OPEN_CHANGE : undefined,
    trans
  };
  return (
    <>
      <OpenChange {...props} />
      {arrangement.error && (
        <Failure
          error={arrangement.error}
          trans={trans}
          onRetry={() => void model.refresh()}
        />
      )}
      {arrangement.removed.length > 0 && (
        <ul className="jp-codemm-List" aria-label={trans.__('Removed')}>
          {arrangement.removed.map(removed => (
            <RemovedItem
              key={removed.problem.id}
              problem={removed.problem}
              isBusy={isBusy}
              trans={trans}
              onUndo={() => void arrangement.bringBack(removed)}
            />
          ))}
        </ul>
      )}
      <ol
        ref={list}
        className="jp-codemm-List"
        aria-label={trans.__('Problems')}
      >
        {problems.map((problem, index) => (
          <ProblemItem
            key={problem.id}
            {...common}
            problem={problem}
            index={index}
            hasTyped={model.typed.has(problem)}
            onEdit={({ id }) => {
              model.go({ name: 'problem', problemId: id });
            }}
            onPreview={({ id }) => {
              model.go({ name: 'preview', problemId: id });
            }}
            onRegenerate={({ id }) => {
              model.go({ name: 'regenerate', problemId: id });
            }}
            onMove={({ id }, by) => void arrangement.move(id, by)}
            onRemove={({ id }) => void arrangement.remove(id)}
          />
        ))}
      </ol>
      <Whole {...props} isBusy={isBusy} />
    </>
  );
}

const OPEN_CHANGE = 'jp-codemm-open-change';

/** One change at a time: the way to the one that is open, or was just refused. */
function OpenChange({ model, trans }: IProblemListProps) {
  const { edit, isOpen, error } = model.proposal;
  if (edit === null) {
    return error && <Failure error={error} trans={trans} />;
  }
  return (
    <div className="jp-codemm-Deleted">
      <span id={OPEN_CHANGE} role="status">
        {!isOpen
          ? trans.__('A change was not made.')
          : edit.status === 'working'
            ? trans.__('A change is being proven.')
            : trans.__('A proven change waits for your decision.')}
      </span>
      <Button
        accent
        onClick={() => {
          model.go({ name: 'proposal' });
        }}
      >
        {trans.__('Look at it')}
      </Button>
    </div>
  );
}

function Whole(props: IProblemListProps & { isBusy: boolean }) {
  const { model, activity, isBusy, trans } = props;
  const [isAsking, setAsking] = React.useState(false);
  const publish = React.useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setAsking(false);
    setTimeout(() => publish.current?.focus());
  };
  return (
    <>
      <div className="jp-codemm-Buttons">
        <Button
          busy={isBusy}
          onClick={() => {
            model.go({ name: 'add' });
          }}
        >
          {trans.__('Add a problem')}
        </Button>
        <Button
          onClick={() => {
            model.go({ name: 'versions' });
          }}
        >
          {trans.__('Versions')}
        </Button>
        {activity.state === 'draft' && !isAsking && (
          <Button
            ref={publish}
            busy={isBusy}
            onClick={() => {
              setAsking(true);
            }}
          >
            {trans.__('Publish…')}
          </Button>
        )}
      </div>
      {isAsking && activity.state === 'draft' && (
        <PublishQuestion
          title={activity.title}
          count={activity.problems.length}
          trans={trans}
          onPublish={() => {
            close();
            void model.arrangement.publish();
          }}
          onCancel={close}
        />
      )}
    </>
  );
}

/** Who comes back to the list goes on where they left it. */
function useFocusOnLast(
  problemId: string | null
): React.RefObject<HTMLOListElement> {
  const list = React.useRef<HTMLOListElement>(null);
  const first = React.useRef(problemId);
  React.useEffect(() => {
    if (first.current !== null) {
      list.current
        ?.querySelector<HTMLElement>(
          `[data-problem="${CSS.escape(first.current)}"] [data-act="edit"] button`
        )
        ?.focus();
    }
  }, []);
  return list;
}
