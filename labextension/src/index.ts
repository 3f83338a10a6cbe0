import { cellsPlugin } from './plugins/cells';
import { launcherPlugin } from './plugins/launcher';
import { modelPlugin, panelPlugin } from './plugins/panel';
import { replayPlugin } from './plugins/replay';
import { statusPlugin } from './plugins/status';

export default [
  modelPlugin,
  panelPlugin,
  launcherPlugin,
  statusPlugin,
  cellsPlugin,
  replayPlugin
];
