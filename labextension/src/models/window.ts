/** The rows of a long list that are to be drawn: those in view, some around them, and one more. */
export function rowsInView(
  list: { readonly count: number; readonly rowHeight: number },
  view: { readonly top: number; readonly height: number },
  always: number
): number[] {
  const first = Math.floor(view.top / list.rowHeight) - AROUND;
  const last = Math.ceil((view.top + view.height) / list.rowHeight) + AROUND;
  const rows = new Set<number>();
  for (let at = Math.max(0, first); at < Math.min(list.count, last); at++) {
    rows.add(at);
  }
  if (always >= 0 && always < list.count) {
    rows.add(always);
  }
  return [...rows].sort((a, b) => a - b);
}

const AROUND = 6;
