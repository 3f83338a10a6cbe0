// Removes what earlier builds left, so that a stale module can never be bundled.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

for (const folder of [
  '../lib',
  '../../jupyter_codemm/labextension',
  '../../jupyter_codemm/hub/static'
]) {
  rmSync(fileURLToPath(new URL(folder, import.meta.url)), {
    recursive: true,
    force: true
  });
}
