/** A path whose filled-in parts cannot leave their place. */
export function path(
  parts: TemplateStringsArray,
  ...values: (string | number)[]
): string {
  return parts.reduce(
    (text, part, at) => text + encodeURIComponent(values[at - 1] ?? '') + part
  );
}
