import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ProblemEdit } from '../../contracts';
import type { ProposalModel } from '../../models/proposal';
import { Button } from '../Button';
import { Elapsed } from '../Elapsed';
import { Failure } from '../Failure';
import { useKeptFocus } from '../keptFocus';
import { MarkdownText, type RenderMarkdown } from '../MarkdownText';
import { ProblemProof } from '../ProblemProof';
import { editStateText, editTitle } from './editWords';
import { ProblemDiffView } from './ProblemDiffView';
import { RefusalView } from './RefusalView';

interface IProposalViewProps {
  model: ProposalModel;
  edit: ProblemEdit;
  /** The title of the problem that is changed. */
  title: string;
  render: RenderMarkdown | null;
  trans: TranslationBundle;
  onChangeAgain: () => void;
}

/** One change from the asking to the deciding. */
export function ProposalView(props: IProposalViewProps): React.ReactElement {
  const { model, edit, title, trans } = props;
  const { diff, verification } = edit;
  return (
    <div className="jp-codemm-Proposal">
      <p className="jp-codemm-Activity-title">
        {editTitle(edit, title, trans)}
      </p>
      {edit.instruction !== '' && <blockquote>{edit.instruction}</blockquote>}
      <p role="status">
        {model.isLost
          ? trans.__('The server does not answer; it is asked again.')
          : editStateText(edit, trans)}
      </p>
      {edit.status === 'working' && <Working edit={edit} trans={trans} />}
      {edit.status === 'refused' && <RefusalView edit={edit} trans={trans} />}
      {model.error && (
        <Failure
          error={model.error}
          trans={trans}
          {...(edit.status === 'working' && {
            onRetry: () => void model.refresh()
          })}
        />
      )}
      {diff && <ProblemDiffView diff={diff} trans={trans} />}
      {edit.problem && (
        <details className="jp-codemm-Details">
          <summary>{trans.__('The new statement as learners see it')}</summary>
          <MarkdownText source={edit.problem.statement} render={props.render} />
        </details>
      )}
      {verification && (
        <details className="jp-codemm-Details jp-codemm-Proof">
          <summary>{trans.__('What was proven')}</summary>
          <ProblemProof record={verification} trans={trans} />
        </details>
      )}
      <Decision {...props} />
    </div>
  );
}

function Working(props: { edit: ProblemEdit; trans: TranslationBundle }) {
  const { edit, trans } = props;
  return (
    <>
      <progress
        className="jp-codemm-Generation-bar"
        aria-label={trans.__('The change is being proven')}
      />
      <p className="jp-codemm-Activity-facts">
        <Elapsed startedAt={edit.created_at} endedAt={null} trans={trans} />
        {edit.note !== '' && <span>{edit.note}</span>}
      </p>
    </>
  );
}

function Decision(props: IProposalViewProps) {
  const { model, edit, trans, onChangeAgain } = props;
  const isBusy = model.doing !== null;
  const buttons = useKeptFocus<HTMLDivElement>(edit.status);
  return (
    <div ref={buttons} className="jp-codemm-Buttons jp-codemm-Decision">
      {edit.status === 'proposed' && (
        <>
          <Button accent busy={isBusy} onClick={() => void model.accept()}>
            {trans.__('Accept')}
          </Button>
          <Button busy={isBusy} onClick={() => void model.discard()}>
            {trans.__('Discard')}
          </Button>
        </>
      )}
      {edit.status === 'working' && (
        <Button busy={isBusy} onClick={() => void model.discard()}>
          {trans.__('Cancel the change')}
        </Button>
      )}
      {(edit.status === 'refused' || edit.status === 'failed') && (
        <>
          <Button accent onClick={onChangeAgain}>
            {trans.__('Change it and try again')}
          </Button>
          <Button
            onClick={() => {
              model.dismiss();
            }}
          >
            {trans.__('Leave it as it was')}
          </Button>
        </>
      )}
    </div>
  );
}
