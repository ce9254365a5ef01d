/** Keeps the site for later visits without a network. Where that is not possible, nothing else changes. */
export function keepForOffline(root: string): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = () => {
    navigator.serviceWorker.register(new URL(`${root}sw.js`, document.baseURI)).catch(() => {
      // Not a secure context, or switched off.
    });
  };
  // What the first visit needs goes first.
  if (document.readyState === 'complete') register();
  else addEventListener('load', register);
}
