/**
 * How much of a lesson's page is shown: all of it, the stage alone in somebody's frame (`?embed`), or the stage alone and
 * large for a room (`?present`). The blocking file writes it on `<html>` before the first paint (design.md 9).
 */
export type PageView = 'page' | 'embed' | 'present';

export function viewOfPage(): PageView {
  const view = document.documentElement.dataset['view'];
  return view === 'embed' || view === 'present' ? view : 'page';
}

/** Changes the view in place, the moment kept; the address says it for a reload. */
export function showView(view: PageView): void {
  const { dataset } = document.documentElement;
  if (view === 'page') delete dataset['view'];
  else dataset['view'] = view;
  try {
    history.replaceState(null, '', `${location.pathname}${view === 'page' ? '' : `?${view}`}${location.hash}`);
  } catch {
    // Some frames forbid it: the view changes all the same.
  }
}
