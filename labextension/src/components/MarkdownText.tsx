import * as React from 'react';

/** Markdown as JupyterLab renders it, sanitized. `dispose` frees what it holds. */
export interface IRendered {
  readonly node: HTMLElement;
  dispose(): void;
}

/** Renders Markdown by JupyterLab's own renderer. */
export type RenderMarkdown = (source: string) => Promise<IRendered>;

interface IMarkdownTextProps {
  source: string;
  /** Where there is none, the source is shown as it is. */
  render: RenderMarkdown | null;
}

/** A text in Markdown. */
export function MarkdownText(props: IMarkdownTextProps): React.ReactElement {
  const { source, render } = props;
  const host = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    if (render === null) {
      return;
    }
    let shown: IRendered | null = null;
    let isGone = false;
    void render(source).then(rendered => {
      if (isGone) {
        rendered.dispose();
        return;
      }
      shown = rendered;
      host.current?.replaceChildren(rendered.node);
    });
    return () => {
      isGone = true;
      shown?.dispose();
    };
  }, [source, render]);
  return render === null ? (
    <pre className="jp-codemm-Code">{source}</pre>
  ) : (
    <div ref={host} className="jp-codemm-Markdown" />
  );
}
