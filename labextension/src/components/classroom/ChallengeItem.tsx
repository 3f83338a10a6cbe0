import { Time } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ChallengeView } from '../../contracts';
import type { Doing } from '../../models/errands';
import { Button } from '../Button';
import { languageName, errorText } from '../words';
import { gradeText, stateText } from './challengeWords';
import { RubricView } from './RubricView';

interface IChallengeItemProps {
  view: ChallengeView;
  /** The name of the class that was given it. */
  className: string;
  errand: Doing<'opening'> | undefined;
  trans: TranslationBundle;
  onOpen: () => void;
}

/** One challenge with the way into its notebook. */
export function ChallengeItem(props: IChallengeItemProps): React.ReactElement {
  const { view, errand, trans, onOpen } = props;
  const titleId = `jp-codemm-challenge-${view.challenge.id}`;
  return (
    <li className="jp-codemm-Activity" data-challenge={view.challenge.id}>
      <div className="jp-codemm-Activity-text">
        <span id={titleId} className="jp-codemm-Activity-title">
          {view.challenge.title}
        </span>
        <Facts {...props} />
      </div>
      <RubricView view={view} trans={trans} />
      {view.is_renewed && (
        <p className="jp-codemm-Quiet">
          {trans.__(
            'There is a newer version since you opened it. It opens as a notebook of its own; the one you have stays.'
          )}
        </p>
      )}
      <div className="jp-codemm-Buttons">
        <Button
          busy={errand === 'opening'}
          describedBy={titleId}
          onClick={onOpen}
        >
          {errand === 'opening'
            ? trans.__('Opening…')
            : trans.__('Open notebook')}
        </Button>
      </div>
      {errand instanceof Error && (
        <p className="jp-codemm-Wrong" role="alert">
          {errorText(errand, trans)}
        </p>
      )}
    </li>
  );
}

function Facts(props: IChallengeItemProps): React.ReactElement {
  const { view, className, trans } = props;
  const { problems, solved, challenge } = view;
  const languages = new Set(problems.map(each => languageName(each.language)));
  const due = challenge.terms.due_at;
  const state = stateText(view, trans);
  const grade = gradeText(view, trans);
  return (
    <span className="jp-codemm-Activity-facts">
      {className !== '' && <span>{className}</span>}
      <span>{[...languages].join(', ')}</span>
      <span>
        {trans.__('%1 of %2 problems solved', solved, problems.length)}
      </span>
      {due !== null && (
        <time dateTime={due} title={Time.format(due)}>
          {trans.__('Due %1', Time.formatHuman(due))}
        </time>
      )}
      {state !== '' && <span>{state}</span>}
      {grade !== '' && <span>{grade}</span>}
    </span>
  );
}
