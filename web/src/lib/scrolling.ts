/** Scrolls a pane, and only the pane, so that an element in it can be seen. Does nothing where the pane doesn't scroll. */
export function showWithin(pane: HTMLElement | null, element: HTMLElement | null): void {
  if (!pane || !element || pane.scrollHeight <= pane.clientHeight + 1) return;
  const [outer, inner] = [pane.getBoundingClientRect(), element.getBoundingClientRect()];
  const room = 56;
  if (inner.top < outer.top + room) pane.scrollTop -= outer.top + room - inner.top;
  else if (inner.bottom > outer.bottom - 16) pane.scrollTop += Math.min(inner.bottom - outer.bottom + 16, inner.top - outer.top - room);
}
