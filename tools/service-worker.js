// The site without a network, after the first visit. The build fills in what there is; nothing else is ever kept.
const VERSION = '%version%';
const FILES = /* %files% */ [];
const CACHE = `hop-by-hop-${VERSION}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  const isOld = (name) => name.startsWith('hop-by-hop-') && name !== CACHE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  // A file with a hash in its name never changes; a page may, so the network is asked first.
  const isLasting = request.url.includes('/assets/');
  event.respondWith(isLasting ? fromCache(request).then((kept) => kept ?? fetch(request)) : fromNetwork(request));
});

async function fromNetwork(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await fromCache(request);
    if (kept) return kept;
    throw error;
  }
}

async function fromCache(request) {
  const cache = await caches.open(CACHE);
  return cache.match(request, { ignoreSearch: true, ignoreVary: true });
}
