import type { JupyterFrontEnd } from '@jupyterlab/application';
import { ServerConnection } from '@jupyterlab/services';

import type { INotebooks } from './models/activities';

/** Notebook files through Jupyter's own contents service and document manager. */
export function notebooksOf(app: JupyterFrontEnd): INotebooks {
  const { contents } = app.serviceManager;
  return {
    exists: async path => {
      try {
        await contents.get(path, { content: false });
        return true;
      } catch (error) {
        if (isNotFound(error)) {
          return false;
        }
        throw error;
      }
    },
    open: async path => {
      await app.commands.execute('docmanager:open', { path });
    }
  };
}

function isNotFound(error: unknown): boolean {
  return (
    error instanceof ServerConnection.ResponseError &&
    error.response.status === 404
  );
}
