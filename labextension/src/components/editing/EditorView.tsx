import type { TranslationBundle } from '@jupyterlab/translation';
import { caretLeftIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { Activity } from '../../contracts';
import type { EditorModel, EditorPlace } from '../../models/editor';
import { LoadState } from '../LoadState';
import type { RenderMarkdown } from '../MarkdownText';
import { PreviewView } from './PreviewView';
import { ProblemEditView } from './ProblemEditView';
import { ProblemList } from './ProblemList';
import { ProposalView } from './ProposalView';
import { SlotForm } from './SlotForm';
import { VersionsView } from './VersionsView';

interface IEditorViewProps {
  model: EditorModel;
  render: RenderMarkdown | null;
  trans: TranslationBundle;
  onLeave: () => void;
}

/** An activity that is edited: one place of it at a time, with the way back. */
export function EditorView(props: IEditorViewProps): React.ReactElement {
  const { model, trans, onLeave } = props;
  const { place, activity } = model;
  const isTop = place.name === 'problems';
  const heading = React.useRef<HTMLHeadingElement>(null);
  const key = 'problemId' in place ? place.problemId : '';
  React.useEffect(() => {
    // The list puts the focus where it was left.
    if (!isTop || model.lastProblem === null) {
      heading.current?.focus();
    }
  }, [model, isTop, place.name, key]);
  const back = isTop
    ? trans.__('Back to my activities')
    : trans.__('Back to the problems');
  return (
    <section
      className="jp-codemm-Editor"
      aria-labelledby="jp-codemm-editor"
      aria-busy={activity.loading}
    >
      <div className="jp-codemm-Editor-head">
        <button
          className="jp-codemm-IconButton"
          type="button"
          title={back}
          aria-label={back}
          onClick={() => {
            if (isTop) {
              onLeave();
            } else {
              model.go({ name: 'problems' });
            }
          }}
        >
          <caretLeftIcon.react tag="span" aria-hidden="true" />
        </button>
        <h2 id="jp-codemm-editor" ref={heading} tabIndex={-1}>
          {headingOf(place, model, trans)}
        </h2>
      </div>
      <LoadState
        of={activity}
        trans={trans}
        onRetry={() => void model.refresh()}
      >
        {value => <Place {...props} activity={value} />}
      </LoadState>
    </section>
  );
}

function headingOf(
  place: EditorPlace,
  model: EditorModel,
  trans: TranslationBundle
): string {
  const title =
    'problemId' in place ? (model.problem(place.problemId)?.title ?? '') : '';
  switch (place.name) {
    case 'problems':
      return model.activity.value?.title ?? trans.__('Edit the activity');
    case 'problem':
      return trans.__('Edit: %1', title);
    case 'preview':
      return trans.__('As learners see it: %1', title);
    case 'regenerate':
      return trans.__('Regenerate: %1', title);
    case 'add':
      return trans.__('Add a problem');
    case 'proposal':
      return trans.__('Proposed change');
    case 'versions':
      return trans.__('Versions');
  }
}

function Place(
  props: IEditorViewProps & { activity: Activity }
): React.ReactElement | null {
  const { model, activity, render, trans } = props;
  const { place, preview } = model;
  const problem = 'problemId' in place ? model.problem(place.problemId) : null;
  switch (place.name) {
    case 'problem':
      return (
        problem && (
          <ProblemEditView
            key={`${problem.id} ${problem.version}`}
            model={model}
            problem={problem}
            trans={trans}
          />
        )
      );
    case 'preview':
      return (
        preview && (
          <PreviewView
            preview={preview}
            render={render}
            trans={trans}
            onRetry={() => {
              model.go(place);
            }}
          />
        )
      );
    case 'regenerate':
    case 'add':
      return <Writing {...props} />;
    case 'proposal':
      return <Proposed {...props} />;
    case 'versions':
      return (
        <VersionsView
          model={model}
          current={activity.version}
          render={render}
          trans={trans}
        />
      );
    case 'problems':
      return <ProblemList model={model} activity={activity} trans={trans} />;
  }
}

/** What shall be written: in the place of a problem, or as one more. */
function Writing(props: IEditorViewProps & { activity: Activity }) {
  const { model, activity, trans } = props;
  const { place, proposal } = model;
  const id = place.name === 'regenerate' ? place.problemId : null;
  const like = id === null ? activity.problems.at(-1) : model.problem(id);
  if (!like) {
    return null;
  }
  return (
    <SlotForm
      difficulty={like.difficulty}
      topics={like.topics.slice(0, 2)}
      explanation={
        id === null
          ? trans.__(
              'It is written and proven like the others, and shown to you before it is added.'
            )
          : trans.__(
              'Another problem is written and proven, and shown to you before it takes the place of this one.'
            )
      }
      submitLabel={
        id === null ? trans.__('Write a problem') : trans.__('Write it anew')
      }
      isBusy={proposal.doing !== null || proposal.isOpen}
      error={proposal.error}
      trans={trans}
      onAsk={wish => {
        if (id === null) {
          model.add(wish);
        } else {
          model.regenerate(id, wish);
        }
      }}
      onCancel={() => {
        model.go({ name: 'problems' });
      }}
    />
  );
}

function Proposed(props: IEditorViewProps) {
  const { model, render, trans } = props;
  const { edit } = model.proposal;
  if (edit === null) {
    return (
      <p className="jp-codemm-Quiet">{trans.__('There is no open change.')}</p>
    );
  }
  return (
    <ProposalView
      model={model.proposal}
      edit={edit}
      title={model.problem(edit.problem_id)?.title ?? ''}
      render={render}
      trans={trans}
      onChangeAgain={() => {
        model.changeAgain(edit);
      }}
    />
  );
}
