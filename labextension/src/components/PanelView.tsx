import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { WorkedProblem } from '../contracts';
import type { CopyFormat } from '../models/journey';
import type { PanelModel, PanelPart } from '../models/panel';
import { ActivitiesSection } from './ActivitiesSection';
import { AuthorView } from './AuthorView';
import { ClassroomSection } from './classroom/ClassroomSection';
import { editorAnnouncement } from './editing/editorAnnouncement';
import { EditorView } from './editing/EditorView';
import { HealthSection } from './HealthSection';
import type { RenderMarkdown } from './MarkdownText';
import { ProgressSection } from './progress/ProgressSection';
import { progressAnnouncement } from './progress/progressWords';
import { TabPanel, Tabs } from './Tabs';

interface IPanelViewProps {
  model: PanelModel;
  /** JupyterLab's Markdown, where the application has it. */
  render?: RenderMarkdown | null;
  trans: TranslationBundle;
  /** Saves a copy of what is stored of the learner. */
  onCopy: (format: CopyFormat) => void;
  /** Asks whether everything about the learner shall be erased, and does it. */
  onErase: () => void;
  /** Looks back at the work on a problem. */
  onReplay: (problem: WorkedProblem) => void;
}

/** The whole panel. */
export function PanelView(props: IPanelViewProps): React.ReactElement {
  const { model, trans } = props;
  return (
    <div className="jp-codemm-PanelView">
      <div className="jp-codemm-Hidden" role="status" aria-live="polite">
        {announcement(model, trans)}
      </div>
      <Tabs<PanelPart>
        label={trans.__('Parts of the panel')}
        tabs={[
          { name: 'author', label: trans.__('Author') },
          { name: 'activities', label: trans.__('Activities') },
          { name: 'progress', label: trans.__('Progress') },
          { name: 'health', label: trans.__('Health') }
        ]}
        chosen={model.part}
        onChoose={part => {
          model.show(part);
        }}
      />
      <TabPanel name={model.part}>
        <Part {...props} />
      </TabPanel>
    </div>
  );
}

function Part(props: IPanelViewProps): React.ReactElement {
  const { model, render = null, trans, onCopy, onErase, onReplay } = props;
  switch (model.part) {
    case 'author':
      return <AuthorView model={model} trans={trans} />;
    case 'activities':
      return model.editor ? (
        <EditorView
          model={model.editor}
          render={render}
          trans={trans}
          onLeave={() => {
            model.leaveEditor();
          }}
        />
      ) : (
        <>
          {model.classroom && (
            <ClassroomSection
              model={model.classroom}
              record={model.learner.record}
              trans={trans}
            />
          )}
          <ActivitiesSection
            model={model.activities}
            lastEdited={model.lastEdited}
            generations={model.generations.filter(
              ({ isLive, progress }) => isLive && progress.end !== 'completed'
            )}
            trans={trans}
            onRefresh={() => void model.refreshActivities()}
            onEdit={id => void model.edit(id)}
          />
        </>
      );
    case 'progress':
      return (
        <ProgressSection
          model={model.learner}
          classroom={model.classroom}
          isBusy={model.authoring.doing !== null}
          trans={trans}
          onBegin={wish => void model.begin(wish)}
          onAuthor={() => {
            model.show('author');
          }}
          onCopy={onCopy}
          onErase={onErase}
          onReplay={onReplay}
        />
      );
    case 'health':
      return (
        <HealthSection
          health={model.health}
          trans={trans}
          onRefresh={() => void model.refreshHealth()}
        />
      );
  }
}

/** What sighted users see of an errand, for those who listen. */
function announcement(
  { activities, classroom, editor, learner, part }: PanelModel,
  trans: TranslationBundle
): string {
  const errands = [
    ...activities.errands.values(),
    ...(classroom?.errands.values() ?? [])
  ];
  if (errands.includes('opening')) {
    return trans.__('Opening the notebook…');
  }
  if (errands.includes('publishing')) {
    return trans.__('Publishing…');
  }
  if (part === 'progress') {
    return progressAnnouncement(learner.profile, trans);
  }
  if (part !== 'activities') {
    return '';
  }
  if (editor) {
    return editorAnnouncement(editor, trans);
  }
  if (activities.list.loading) {
    return trans.__('Loading…');
  }
  const count = activities.list.value?.length ?? 0;
  return trans._n('%1 activity', '%1 activities', count);
}
