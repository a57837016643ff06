/* Keeps our own files, and one page for when there is no signal. No page with anybody's data is ever kept. */
const version = new URL(location.href).searchParams.get("v");
const CACHE = `files-${version}`;
const OFFLINE = "/offline";
const FILES = [OFFLINE, ...["css/app.css", "fonts/plus-jakarta-sans.woff2", "icons.svg", "js/app.js"].map((name) => `/assets/${version}/${name}`)];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)))),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  else if (address.pathname.startsWith(`/assets/${version}/`)) event.respondWith(kept(request));
});

async function kept(request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) cache.put(request, answer.clone());
  return answer;
}
