import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { RecordModel } from '../../models/record';
import { Button } from '../Button';
import { Failure } from '../Failure';
import { Switch } from '../progress/Switch';

interface IResearchSwitchProps {
  classId: string;
  /** The name of the class. */
  name: string;
  record: RecordModel;
  trans: TranslationBundle;
}

/** Whether research may use the work in one class: its own choice, or what is said of all work. */
export function ResearchSwitch(
  props: IResearchSwitchProps
): React.ReactElement | null {
  const { classId, name, record, trans } = props;
  const settings = record.settings.value;
  const chosen = settings?.research_in.find(each => each.class_id === classId);
  const hasChosen = chosen !== undefined;
  const place = React.useRef<HTMLDivElement>(null);
  const isReset = React.useRef(false);
  React.useEffect(() => {
    // The button that was pressed is gone, unless the choice went with another page of the user.
    if (isReset.current && document.activeElement === document.body) {
      place.current?.querySelector('input')?.focus();
    }
    isReset.current = false;
  }, [hasChosen]);
  if (settings === null) {
    return null;
  }
  const failure = record.failureIn(classId);
  const choose = (allows: boolean | null): void => {
    isReset.current = allows === null;
    void record.change({ research_in: { class_id: classId, allows } });
  };
  return (
    <div ref={place} className="jp-codemm-ResearchSwitch">
      <Switch
        label={trans.__('Let research use my work in %1', name)}
        isOn={chosen?.allows ?? settings.research}
        isBusy={record.isBusy}
        description={
          chosen
            ? trans.__('You chose this for this class.')
            : trans.__('As you chose for all your work, until you change it.')
        }
        onChange={choose}
      />
      {chosen && (
        <Button
          busy={record.isBusy}
          label={trans.__('As for all my work: %1', name)}
          onClick={() => {
            choose(null);
          }}
        >
          {trans.__('As for all my work')}
        </Button>
      )}
      {failure && <Failure error={failure} trans={trans} />}
    </div>
  );
}
