import { LabIcon } from '@jupyterlab/ui-components';

/** A pair of braces around a tick: code that is proven. */
export const codemmIcon = new LabIcon({
  name: 'jupyter-codemm:icon',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3 jp-icon-selectable" fill="none" stroke="#616161" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
    <path d="M8 4H7a2 2 0 0 0-2 2v3.5A2.5 2.5 0 0 1 2.5 12 2.5 2.5 0 0 1 5 14.500V18a2 2 0 0 0 2 2h1"/>
    <path d="M16 4h1a2 2 0 0 1 2 2v3.500a2.500 2.500 0 0 0 2.500 2.500 2.500 2.500 0 0 0-2.500 2.500V18a2 2 0 0 1-2 2h-1"/>
    <path d="m8.500 12.300 2.400 2.400 4.600-5.200"/>
  </g>
</svg>`
});
