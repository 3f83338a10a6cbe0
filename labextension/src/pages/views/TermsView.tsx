import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';
import { languageName } from '../../components/words';
import type { ChallengeView, ClassOfMine } from '../../contracts';
import type { ChallengeModel } from '../models/challenge';
import { may } from '../roles';
import { dateText } from '../words';
import { Wrong } from './Said';
import { TermsFields } from './TermsFields';
import { fieldName, fieldText } from './termsWords';

interface ITermsViewProps {
  model: ChallengeModel;
  view: ChallengeView;
  mine: ClassOfMine;
  trans: TranslationBundle;
}

/** The problems of a challenge, and the terms on which it is given. */
export function TermsView(props: ITermsViewProps): React.ReactElement {
  const { model, view, mine, trans } = props;
  return (
    <>
      <Problems view={view} trans={trans} />
      {may(mine.role, 'release') ? (
        <Editor model={model} challengeId={view.challenge.id} trans={trans} />
      ) : (
        <p className="jp-codemm-Quiet">
          {trans.__('Instructors of the class change its terms.')}
        </p>
      )}
    </>
  );
}

function Problems({
  view,
  trans
}: {
  view: ChallengeView;
  trans: TranslationBundle;
}): React.ReactElement {
  const { challenge, problems } = view;
  return (
    <section className="jp-codemm-Box" aria-labelledby="problems">
      <h2 id="problems">{trans.__('Problems')}</h2>
      <p className="jp-codemm-Facts">
        <span>
          {challenge.state === 'draft'
            ? trans.__('Draft: learners do not see it')
            : trans.__('Published')}
        </span>
        <span>{trans.__('By %1', challenge.owner)}</span>
        <span>
          {trans.__('Version %1 of the activity', challenge.activity_version)}
        </span>
        <span>{trans.__('Given %1', dateText(challenge.created_at))}</span>
      </p>
      <ol>
        {problems.map(({ id, title, language, difficulty }) => (
          <li key={id}>
            {title}{' '}
            <span className="jp-codemm-Quiet">
              {languageName(language)}, {difficulty}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface IEditorProps {
  model: ChallengeModel;
  challengeId: string;
  trans: TranslationBundle;
}

function Editor(props: IEditorProps): React.ReactElement | null {
  const { model, challengeId, trans } = props;
  const { entry } = model;
  const errand = model.errands.get(challengeId);
  if (!entry) {
    return null;
  }
  return (
    <section className="jp-codemm-Box" aria-labelledby="terms">
      <h2 id="terms">{trans.__('Terms')}</h2>
      <Conflict model={model} trans={trans} />
      <form
        className="jp-codemm-Form"
        onSubmit={event => {
          event.preventDefault();
          void model.save();
        }}
      >
        <TermsFields
          entry={entry}
          refusal={errand instanceof Error ? errand : null}
          trans={trans}
          onType={change => {
            model.type(change);
          }}
        />
        <div className="jp-codemm-Row">
          <button
            className="jp-codemm-Button jp-Button jp-mod-styled jp-mod-accept"
            type="submit"
            aria-disabled={errand === 'saving'}
          >
            {trans.__('Save')}
          </button>
          {model.typed.size > 0 && (
            <Button
              onClick={() => {
                model.drop();
              }}
            >
              {trans.__('Forget what I typed')}
            </Button>
          )}
          <span role="status">{model.isSaved ? trans.__('Saved.') : ''}</span>
        </div>
      </form>
      <Wrong of={errand} trans={trans} />
    </section>
  );
}

/** What somebody else saved meanwhile. Nothing that was typed is lost. */
function Conflict({
  model,
  trans
}: Omit<IEditorProps, 'challengeId'>): React.ReactElement | null {
  const { theirs } = model;
  if (!theirs) {
    return null;
  }
  const changed = Object.entries(theirs) as [keyof typeof theirs, string][];
  return (
    <div className="jp-codemm-Failure jp-codemm-Conflict" role="alert">
      <p>
        {trans.__(
          'Somebody else changed this challenge while you typed. Nothing of theirs was overwritten, and what you typed is still there.'
        )}
      </p>
      {changed.length > 0 && (
        <ul>
          {changed.map(([name, value]) => (
            <li key={name}>
              {trans.__(
                '%1 is now: %2',
                fieldName(name, trans),
                fieldText(name, value, trans)
              )}
              {model.typed.has(name) && ` ${trans.__('(you typed another)')}`}
            </li>
          ))}
        </ul>
      )}
      <div className="jp-codemm-Row">
        <Button
          onClick={() => {
            void model.save();
          }}
        >
          {trans.__('Save what I typed')}
        </Button>
        <Button
          onClick={() => {
            model.drop();
          }}
        >
          {trans.__('Take theirs')}
        </Button>
      </div>
    </div>
  );
}
