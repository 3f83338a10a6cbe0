import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { type Pace, type Speed, SPEEDS } from '../../models/pace';
import type { ReplayModel } from '../../models/replay';
import { Button } from '../Button';
import { kindName, momentText, paceName, speedName } from './replayWords';

interface ITransportViewProps {
  model: ReplayModel;
  trans: TranslationBundle;
}

const PACES: readonly Pace[] = ['even', 'real'];

/** Ways through a journey: step by step, by itself, and to any place of it. */
export function TransportView(props: ITransportViewProps): React.ReactElement {
  const { model, trans } = props;
  const { isAtFirst, isAtLast, isPlaying, place } = model;
  return (
    <div className="jp-codemm-Transport">
      <div
        className="jp-codemm-Transport-line"
        role="group"
        aria-label={trans.__('Step by step')}
      >
        <Button busy={isAtFirst} onClick={() => void model.go(0)}>
          {trans.__('First')}
        </Button>
        <Button busy={isAtFirst} onClick={() => void model.go(place - 1)}>
          {trans.__('Previous')}
        </Button>
        <Button
          accent
          onClick={() => {
            if (isPlaying) {
              model.pause();
            } else {
              void model.play();
            }
          }}
        >
          {isPlaying ? trans.__('Pause') : trans.__('Play')}
        </Button>
        <Button busy={isAtLast} onClick={() => void model.go(place + 1)}>
          {trans.__('Next')}
        </Button>
        <Button busy={isAtLast} onClick={() => void model.go(Infinity)}>
          {trans.__('Last')}
        </Button>
        <label>
          {trans.__('Speed')}{' '}
          <select
            className="jp-codemm-Field"
            value={model.speed}
            onChange={event => {
              model.setSpeed(Number(event.target.value) as Speed);
            }}
          >
            {SPEEDS.map(speed => (
              <option key={speed} value={speed}>
                {speedName(speed, trans)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {trans.__('Pace')}{' '}
          <select
            className="jp-codemm-Field"
            value={model.pace}
            onChange={event => {
              model.setPace(event.target.value as Pace);
            }}
          >
            {PACES.map(pace => (
              <option key={pace} value={pace}>
                {paceName(pace, trans)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Slider model={model} trans={trans} />
    </div>
  );
}

function Slider({ model, trans }: ITransportViewProps): React.ReactElement {
  const { place, row, rows } = model;
  const [first, last] = [rows[0], model.isWhole ? rows.at(-1) : undefined];
  const count = model.isWhole ? rows.length : `${rows.length}+`;
  const id = React.useId();
  return (
    <div className="jp-codemm-Transport-slider">
      <label htmlFor={id}>{trans.__('Step %1 of %2', place + 1, count)}</label>
      <input
        id={id}
        type="range"
        min={1}
        max={rows.length}
        step={1}
        value={place + 1}
        aria-label={trans.__('Step')}
        aria-valuetext={
          row
            ? trans.__(
                '%1 of %2: %3, %4',
                place + 1,
                count,
                kindName(row.kind, trans),
                momentText(row.at)
              )
            : undefined
        }
        onChange={event => void model.go(event.target.valueAsNumber - 1)}
      />
      <div className="jp-codemm-Transport-ends" aria-hidden="true">
        <span>{first && momentText(first.at)}</span>
        <span>{last && momentText(last.at)}</span>
      </div>
    </div>
  );
}
