import { launcherPlugin } from './plugins/launcher';
import { panelPlugin } from './plugins/panel';

export default [panelPlugin, launcherPlugin];
