import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

interface IRecordMarkProps {
  /** Null as long as it is not known. */
  isRecorded: boolean | null;
  trans: TranslationBundle;
  onShow: () => void;
}

/** Whether the work in this cell is recorded; it leads to what that means. */
export function RecordMark(props: IRecordMarkProps): React.ReactElement | null {
  const { isRecorded, trans, onShow } = props;
  if (isRecorded === null) {
    return null;
  }
  const name = isRecorded ? trans.__('Recording') : trans.__('Not recorded');
  const caption = isRecorded
    ? trans.__('Your work on problems is recorded. Show your record')
    : trans.__('Your record is paused. Show your record');
  return (
    <button
      className={`jp-codemm-RecordMark ${isRecorded ? 'jp-mod-on' : ''}`}
      type="button"
      title={caption}
      aria-label={`${name}. ${caption}`}
      onClick={onShow}
    >
      {name}
    </button>
  );
}
