import './style/index.css';

import { Signal } from '@lumino/signaling';
import * as React from 'react';
import { createRoot } from 'react-dom/client';

import { ENGLISH } from './bundle';
import { saveFile } from '../widgets/saving';
import { serverOf } from './server';
import { serviceOf } from './service';
import { App } from './views/App';

const place = document.getElementById('codemm-pages');
if (place) {
  const { base = '/', xsrf = '', user = '', home = '/' } = place.dataset;
  const refused = new Signal<HTMLElement, void>(place);
  const server = serverOf({ base, xsrf }, () => {
    refused.emit();
  });
  createRoot(place).render(
    <App
      root={`${base}teach`}
      user={user}
      home={home}
      service={serviceOf(server)}
      refused={refused}
      save={saveFile}
      trans={ENGLISH}
    />
  );
}
