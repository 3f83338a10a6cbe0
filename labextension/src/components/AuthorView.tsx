import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { AuthoringSession } from '../contracts';
import type { PanelModel } from '../models/panel';
import { Button } from './Button';
import { ClassChoice } from './classroom/ClassChoice';
import { Composer } from './Composer';
import { Conversation } from './Conversation';
import { Failure } from './Failure';
import { GenerationView } from './GenerationView';
import { ModeSwitch } from './ModeSwitch';
import { ProofRecord } from './ProofRecord';
import { SessionBar } from './SessionBar';
import { SpecCard } from './SpecCard';
import { errorText } from './words';

interface IAuthorViewProps {
  model: PanelModel;
  trans: TranslationBundle;
}

/** The chat, what it has led to, and what is made of it. */
export function AuthorView(props: IAuthorViewProps): React.ReactElement {
  const { model, trans } = props;
  const { authoring } = model;
  const { session, sessions, doing, failed } = authoring;
  // The card tells itself what it could not save.
  const failure = failed === 'saving' ? null : authoring.error;
  const shown = failure ?? sessions.error;
  return (
    <div className="jp-codemm-Author">
      <SessionBar
        sessions={sessions.value ?? []}
        openId={session?.id ?? null}
        isBusy={doing !== null}
        trans={trans}
        onBegin={() => void authoring.begin()}
        onOpen={id => void authoring.open(id)}
      />
      {shown && (
        <Failure
          error={shown}
          trans={trans}
          onRetry={() => void authoring.refresh()}
        />
      )}
      {session && !authoring.isLeaving ? (
        <Session model={model} session={session} trans={trans} />
      ) : (
        !shown && <p className="jp-codemm-Quiet">{trans.__('Loading…')}</p>
      )}
    </div>
  );
}

interface ISessionProps extends IAuthorViewProps {
  session: AuthoringSession;
}

function Session(props: ISessionProps): React.ReactElement {
  const { model, session, trans } = props;
  const { authoring } = model;
  const isOpen = session.state !== 'GENERATING' && session.state !== 'SAVED';
  const isMade = model.generation !== null;
  const { classroom } = model;
  return (
    <>
      {classroom?.models && (
        <ClassChoice
          classId={session.class_id}
          models={classroom.models}
          disabled={!isOpen || authoring.doing !== null}
          trans={trans}
          onChoose={id => void authoring.patch({ class_id: id })}
        />
      )}
      <div className={`jp-codemm-Author-talk ${isOpen ? '' : 'jp-mod-closed'}`}>
        <Conversation
          session={session}
          unsent={authoring.unsent}
          isSending={authoring.doing === 'sending'}
          trans={trans}
        />
        {isOpen && (
          <Composer
            key={session.id}
            quickReplies={session.quick_replies}
            unsent={authoring.unsent}
            typed={model.typed.get(session.id) ?? ''}
            isBusy={authoring.doing !== null}
            trans={trans}
            onSend={text =>
              void authoring.send(text).then(() => classroom?.refreshModels())
            }
            onType={text => {
              model.typed.set(session.id, text);
            }}
          />
        )}
      </div>
      <div className="jp-codemm-Author-made">
        {isMade && <Making {...props} />}
        <SpecCard
          key={session.id}
          spec={session.spec}
          isEditable={isOpen}
          isBusy={authoring.doing !== null}
          error={authoring.failed === 'saving' ? authoring.error : null}
          typed={model.typedSpecs.get(session.id) ?? null}
          trans={trans}
          onType={typed => {
            if (typed) {
              model.typedSpecs.set(session.id, typed);
            } else {
              model.typedSpecs.delete(session.id);
            }
          }}
          onEdit={changes => authoring.edit(changes)}
        />
        <ModeSwitch
          mode={session.learning_mode}
          disabled={!isOpen}
          trans={trans}
          onChange={mode => void authoring.setMode(mode)}
        />
        {!isMade && <Making {...props} />}
      </div>
    </>
  );
}

/** The button that generates; afterwards, what was generated. */
function Making({ model, session, trans }: ISessionProps): React.ReactElement {
  const { authoring, activities, generation } = model;
  const { activity_id: activityId, state } = session;
  const isBusy = authoring.doing !== null;
  const errand = activities.errands.get(generation?.progress.activityId ?? '');
  return (
    <>
      {state !== 'GENERATING' && state !== 'SAVED' && !generation && (
        <GenerateButton
          isReady={state === 'READY' || state === 'FAILED'}
          isBusy={isBusy}
          count={session.spec.problem_count}
          trans={trans}
          onGenerate={() => void authoring.generate()}
        />
      )}
      {generation && (
        <GenerationView
          generation={generation}
          isBusy={isBusy}
          trans={trans}
          onCancel={() => void authoring.cancel()}
          onResume={() => void authoring.generate()}
          onOpen={id => void activities.openById(id)}
        />
      )}
      {errand instanceof Error && (
        <p className="jp-codemm-Wrong" role="alert">
          {errorText(errand, trans)}
        </p>
      )}
      {activityId !== null && state !== 'GENERATING' && (
        <ProofRecord
          key={activityId}
          proof={activities.proofOf(activityId)}
          trans={trans}
          onLoad={() => void activities.loadProof(activityId)}
        />
      )}
    </>
  );
}

interface IGenerateButtonProps {
  isReady: boolean;
  isBusy: boolean;
  count: number | null;
  trans: TranslationBundle;
  onGenerate: () => void;
}

function GenerateButton(props: IGenerateButtonProps): React.ReactElement {
  const { isReady, isBusy, count, trans, onGenerate } = props;
  const whyNot = 'jp-codemm-not-ready';
  return (
    <div className="jp-codemm-Generate">
      <Button
        accent
        busy={isBusy || !isReady}
        describedBy={isReady ? undefined : whyNot}
        onClick={onGenerate}
      >
        {count === null
          ? trans.__('Generate')
          : trans._n('Generate %1 problem', 'Generate %1 problems', count)}
      </Button>
      {!isReady && (
        <span id={whyNot} className="jp-codemm-Quiet">
          {trans.__('Answer the question first.')}
        </span>
      )}
    </div>
  );
}
