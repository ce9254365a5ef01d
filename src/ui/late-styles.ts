/**
 * A page carries the styles of what it shows at first; the whole sheet, which its head has asked for, is added here. Resolves
 * also where it does not arrive: what comes to life is usable without.
 */
export function addLateStyles(): Promise<void> {
  const file = document.querySelector<HTMLLinkElement>('[data-late-styles]')?.href;
  if (file === undefined) return Promise.resolve();
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: file });
  return new Promise((resolve) => {
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}
