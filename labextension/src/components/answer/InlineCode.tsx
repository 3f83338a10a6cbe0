import * as React from 'react';

/** A text in which what stands between backticks is code. Nothing else of it is read. */
export function InlineCode({ text }: { text: string }): React.ReactElement {
  const parts = text.split('`');
  if (parts.length % 2 === 0) {
    return <>{text}</>;
  }
  return (
    <>
      {parts.map((part, index) =>
        index % 2 ? <code key={index}>{part}</code> : part
      )}
    </>
  );
}
