/**
 * Sets computed style properties on an element that is made in the page: `{@attach styled({ left: '3%' })}`. Svelte's own `style:` would
 * bring its style text machinery, some 1 KiB, into what every page loads first.
 */
export function styled(values: Partial<Record<'left' | 'width' | 'transform', string>>) {
  return (element: HTMLElement): void => {
    Object.assign(element.style, values);
  };
}
