import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISignal } from '@lumino/signaling';
import * as React from 'react';

import { ClassesModel } from '../models/classes';
import { Link, NavigationProvider, useNavigation } from '../navigation';
import type { IServerFile } from '../../refusals';
import type { IService } from '../service';
import { useModel } from '../useModel';
import { ClassesView } from './ClassesView';
import { ClassPage } from './ClassPage';
import { Title } from './Said';

interface IAppProps {
  /** The path of the pages, without a slash at its end. */
  root: string;
  user: string;
  /** The Hub's own page. */
  home: string;
  service: IService;
  /** Something was not theirs, or not any more. */
  refused: ISignal<unknown, void>;
  save: (file: IServerFile) => void;
  trans: TranslationBundle;
}

/** The pages of those who teach. */
export function App(props: IAppProps): React.ReactElement {
  return (
    <NavigationProvider root={props.root}>
      <Header {...props} />
      <main className="jp-codemm-Main">
        <Content {...props} />
      </main>
    </NavigationProvider>
  );
}

function Header({ user, home, trans }: IAppProps): React.ReactElement {
  return (
    <header className="jp-codemm-Top">
      <Link to={{ page: 'classes' }} className="jp-codemm-Brand">
        {trans.__('Codemm classes')}
      </Link>
      <span className="jp-codemm-Who">{user}</span>
      <a href={home}>{trans.__('JupyterHub')}</a>
    </header>
  );
}

function Content(props: IAppProps): React.ReactElement {
  const { service, refused, save, trans } = props;
  const { place } = useNavigation();
  const model = useModel(() => new ClassesModel(service), 'classes');
  const isFirst = React.useRef(true);
  const where = 'classId' in place ? place.classId : '';
  React.useEffect(() => {
    // Roles may have changed since: each class that is entered is asked for anew.
    if (!isFirst.current) {
      void model.refresh();
      void model.hidden.refresh();
    }
    isFirst.current = false;
  }, [model, where]);
  React.useEffect(() => {
    const onRefused = (): void => void model.refresh();
    refused.connect(onRefused);
    return () => {
      refused.disconnect(onRefused);
    };
  }, [model, refused]);
  switch (place.page) {
    case 'classes':
      return <ClassesView model={model} trans={trans} />;
    case 'unknown':
      return (
        <>
          <Title name={trans.__('No such page')}>
            {trans.__('There is no such page')}
          </Title>
          <Link to={{ page: 'classes' }}>{trans.__('My classes')}</Link>
        </>
      );
    default:
      return (
        <ClassPage
          place={place}
          model={model}
          service={service}
          save={save}
          trans={trans}
        />
      );
  }
}
