import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';
import { LoadState } from '../../components/LoadState';
import type { ClassGradebook, GradebookLine } from '../../contracts';
import { GradebookModel } from '../models/gradebook';
import { Link } from '../navigation';
import type { IServerFile } from '../../refusals';
import type { GradebookFormat, IService } from '../service';
import { useModel } from '../useModel';
import { cellText, formatName, standText } from '../words';
import { NoChallenges, NoLearners } from './Nothing';
import { Wrong } from './Said';

const FORMATS: readonly GradebookFormat[] = ['nbgrader', 'canvas', 'moodle'];

interface IGradebookViewProps {
  classId: string;
  service: IService;
  save: (file: IServerFile) => void;
  trans: TranslationBundle;
}

/** What the learners of a class have for each of its challenges. */
export function GradebookView(props: IGradebookViewProps): React.ReactElement {
  const { classId, service, save, trans } = props;
  const model = useModel(
    () => new GradebookModel(service, classId, save),
    classId
  );
  return (
    <>
      <div className="jp-codemm-Row">
        <Button busy={model.shown.loading} onClick={() => void model.refresh()}>
          {trans.__('Refresh')}
        </Button>
        {FORMATS.map(form => (
          <Button
            key={form}
            busy={model.errands.get(form) === 'exporting'}
            onClick={() => void model.export(form)}
          >
            {trans.__('Export for %1', formatName(form))}
          </Button>
        ))}
      </div>
      {FORMATS.map(form => (
        <Wrong key={form} of={model.errands.get(form)} trans={trans} />
      ))}
      <LoadState
        of={model.shown}
        trans={trans}
        onRetry={() => void model.refresh()}
      >
        {book => (
          <>
            <Book book={book} classId={classId} trans={trans} />
            {book.next !== null && (
              <Button
                busy={model.errands.get('') === 'going on'}
                onClick={() => void model.more()}
              >
                {trans.__('Show more learners')}
              </Button>
            )}
            <Wrong of={model.errands.get('')} trans={trans} />
          </>
        )}
      </LoadState>
    </>
  );
}

interface IBookProps {
  book: ClassGradebook;
  classId: string;
  trans: TranslationBundle;
}

function Book(props: IBookProps): React.ReactElement {
  const { book, classId, trans } = props;
  if (book.learners === 0 || book.challenges.length === 0) {
    return book.learners === 0 ? (
      <NoLearners classId={classId} trans={trans} />
    ) : (
      <NoChallenges classId={classId} trans={trans} />
    );
  }
  return (
    <>
      <p role="status">
        <Link to={{ page: 'class', classId, tab: 'people' }}>
          {trans._n('%1 learner', '%1 learners', book.learners)}
        </Link>
        {book.lines.length < book.learners &&
          `, ${trans.__('%1 of them shown', book.lines.length)}`}
      </p>
      <div
        className="jp-codemm-Scroll"
        role="region"
        aria-label={trans.__('Gradebook')}
        tabIndex={0}
      >
        <table className="jp-codemm-Book">
          <thead>
            <tr>
              <th scope="col">{trans.__('Learner')}</th>
              {book.challenges.map(({ id, title, points }) => (
                <th key={id} scope="col">
                  <Link
                    to={{
                      page: 'challenge',
                      classId,
                      challengeId: id,
                      part: 'terms'
                    }}
                  >
                    {title}
                  </Link>
                  <span className="jp-codemm-Quiet">
                    {trans.__('of %1', points)}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {book.lines.map(line => (
              <Line key={line.user} {...props} line={line} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Line(props: IBookProps & { line: GradebookLine }): React.ReactElement {
  const { book, classId, line, trans } = props;
  const { user } = line;
  return (
    <tr>
      <th scope="row">
        <Link to={{ page: 'learner', classId, user }}>{user}</Link>
        {!line.is_member && (
          <span className="jp-codemm-Quiet">{trans.__('left')}</span>
        )}
      </th>
      {line.cells.map((cell, at) => {
        const challenge = book.challenges[at];
        const title = challenge?.title ?? '';
        const stand = standText(cell, challenge?.points ?? 0, trans);
        return (
          <td key={cell.challenge_id} data-status={cell.status}>
            <Link
              to={{
                page: 'grade',
                classId,
                user,
                challengeId: cell.challenge_id
              }}
              label={trans.__('%1, %2: %3', user, title, stand)}
            >
              {cellText(cell, trans)}
              {cell.is_override && <span title={stand}> ✎</span>}
              {cell.is_late && <span title={stand}> ◷</span>}
              {cell.is_before_change && <span title={stand}> ↺</span>}
            </Link>
          </td>
        );
      })}
    </tr>
  );
}
