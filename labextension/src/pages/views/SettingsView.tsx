import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';
import type { ClassOfMine } from '../../contracts';
import type { ClassesModel } from '../models/classes';
import { useNavigation } from '../navigation';
import { may } from '../roles';
import type { IService } from '../service';
import { ClassForm } from './ClassForm';
import { KeptDays } from './KeptDays';
import { ModelsView } from './ModelsView';
import { Wrong } from './Said';

interface ISettingsViewProps {
  mine: ClassOfMine;
  model: ClassesModel;
  service: IService;
  trans: TranslationBundle;
}

/** What a class is called, who is let in, what is kept, and what it may ask of models. */
export function SettingsView(props: ISettingsViewProps): React.ReactElement {
  const { mine, model, service, trans } = props;
  const { role, school_class: found } = mine;
  if (!may(role, 'manage roster')) {
    return (
      <p className="jp-codemm-Quiet">
        {trans.__('Instructors of the class change its settings.')}
      </p>
    );
  }
  return (
    <div className="jp-codemm-Stack">
      <Wrong of={model.errands.get(found.id)} trans={trans} />
      <JoinCode {...props} />
      <Facts key={found.id} {...props} />
      <KeptDays
        key={`${found.id} days`}
        mine={mine}
        model={model}
        trans={trans}
      />
      <ModelsView classId={found.id} service={service} trans={trans} />
      {may(role, 'manage class') && <Hiding {...props} />}
    </div>
  );
}

function JoinCode({
  mine,
  model,
  trans
}: ISettingsViewProps): React.ReactElement {
  const { id, join_code: code } = mine.school_class;
  const [isCopied, setCopied] = React.useState(false);
  const busy = model.errands.get(id) === 'opening';
  const open = (opens: boolean): void => {
    setCopied(false);
    void model.change(id, { opens }, 'opening');
  };
  return (
    <section className="jp-codemm-Box" aria-labelledby="join">
      <h2 id="join">{trans.__('Join code')}</h2>
      {code === null ? (
        <p>{trans.__('Nobody can join by a code.')}</p>
      ) : (
        <p>
          {trans.__('Whoever types this code in JupyterLab joins the class:')}{' '}
          <code className="jp-codemm-Code">{code}</code>
        </p>
      )}
      <div className="jp-codemm-Row">
        {code === null ? (
          <Button
            accent
            busy={busy}
            onClick={() => {
              open(true);
            }}
          >
            {trans.__('Open the class')}
          </Button>
        ) : (
          <>
            <Button
              onClick={() => {
                void navigator.clipboard.writeText(code).then(() => {
                  setCopied(true);
                });
              }}
            >
              {trans.__('Copy the code')}
            </Button>
            <Button
              busy={busy}
              onClick={() => {
                open(true);
              }}
            >
              {trans.__('Make a new code')}
            </Button>
            <Button
              busy={busy}
              onClick={() => {
                open(false);
              }}
            >
              {trans.__('Close the class')}
            </Button>
          </>
        )}
        <span role="status">{isCopied ? trans.__('Copied.') : ''}</span>
      </div>
    </section>
  );
}

function Facts({ mine, model, trans }: ISettingsViewProps): React.ReactElement {
  return (
    <section className="jp-codemm-Box" aria-labelledby="facts">
      <h2 id="facts">{trans.__('The class')}</h2>
      <ClassForm
        found={mine.school_class}
        fields={[
          {
            name: 'name',
            label: trans.__('Name'),
            required: true,
            maxLength: 160
          },
          {
            name: 'hub_group',
            label: trans.__('Group of the Hub'),
            help: trans.__(
              'Who is in the group is in the class. Empty: no group feeds it.'
            ),
            maxLength: 200
          }
        ]}
        model={model}
        save={trans.__('Save')}
        trans={trans}
      />
    </section>
  );
}

function Hiding({
  mine,
  model,
  trans
}: ISettingsViewProps): React.ReactElement {
  const { go } = useNavigation();
  return (
    <section className="jp-codemm-Box" aria-labelledby="hide">
      <h2 id="hide">{trans.__('Hide the class')}</h2>
      <p>
        {trans.__(
          'Nobody sees it any more. What was done in it stays, and it can be brought back.'
        )}
      </p>
      <Button
        busy={model.errands.get(mine.school_class.id) === 'deleting'}
        onClick={() => {
          void model.hide(mine).then(isHidden => {
            if (isHidden) {
              go({ page: 'classes' });
            }
          });
        }}
      >
        {trans.__('Hide %1', mine.school_class.name)}
      </Button>
    </section>
  );
}
