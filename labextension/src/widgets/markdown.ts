import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';

import type { RenderMarkdown } from '../components/MarkdownText';

const MARKDOWN = 'text/markdown';

/** Render Markdown as JupyterLab does in cells, by its own sanitizer. */
export function markdownOf(registry: IRenderMimeRegistry): RenderMarkdown {
  return async source => {
    const renderer = registry.createRenderer(MARKDOWN);
    const data = { [MARKDOWN]: source };
    await renderer.renderModel(registry.createModel({ data, trusted: false }));
    return {
      node: renderer.node,
      dispose: () => {
        renderer.dispose();
      }
    };
  };
}
