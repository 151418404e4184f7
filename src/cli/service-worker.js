/*
 * Offline reading. Pages come from the network and, when there is none, as they were last visited;
 * scripts and styles have their content's hash in their name and are kept. A new build is a new
 * version: it takes over when no page of the old one is open, and visits the kept pages again, so
 * that they fit its scripts.
 */
const { base, version, assets } = self.BUILD;
const ASSETS = `orrery ${base} assets ${version}`;
const PAGES = `orrery ${base} pages`;

self.addEventListener('install', (event) => event.waitUntil(keepAssets()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('message', (event) => event.waitUntil(keepPageOf(event.source)));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith(base)) return;
  event.respondWith(url.pathname.startsWith(`${base}_astro/`) ? cacheFirst(event) : networkFirst(event));
});

async function keepAssets() {
  const cache = await caches.open(ASSETS);
  await cache.addAll(assets);
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(`orrery ${base} assets `));
  await Promise.all(old.filter((name) => name !== ASSETS).map((name) => caches.delete(name)));
  await self.clients.claim();
  const cache = await caches.open(PAGES);
  const kept = (await cache.keys()).map(({ url }) => url);
  const open = (await self.clients.matchAll({ type: 'window' })).map(({ url }) => address(url));
  await Promise.all([...new Set([...kept, ...open])].map((url) => visit(cache, url)));
}

async function keepPageOf(client) {
  await self.clients.claim();
  const url = address(client.url);
  const cache = await caches.open(PAGES);
  if (!(await cache.match(url))) await visit(cache, url);
}

async function visit(cache, url) {
  try {
    const response = await fetch(url);
    if (response.ok) await cache.put(url, await whole(response));
    else await cache.delete(url);
  } catch {
    // Offline again: the page stays as it was kept.
  }
}

async function cacheFirst(event) {
  const { request } = event;
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) event.waitUntil(keep(ASSETS, request.url, response.clone()));
  return response;
}

async function networkFirst(event) {
  const { request } = event;
  const key = address(request.url);
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) event.waitUntil(keep(PAGES, key, response.clone()));
    return response;
  } catch (error) {
    const cache = await caches.open(PAGES);
    const kept = await cache.match(key);
    if (kept) return kept;
    if (request.mode !== 'navigate') throw error;
    const home = `<p>This page was not visited before, so it is not kept on this device. <a href="${base}">To the start</a></p>`;
    return new Response(home, { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
  }
}

/** A full disk or a line that breaks is no reason to fail: the page is then not kept, or as it was before. */
async function keep(name, key, response) {
  try {
    const cache = await caches.open(name);
    await cache.put(key, await whole(response));
  } catch {}
}

/** The response once all of it is there: one that breaks off while it is stored takes with it what was stored before. */
async function whole(response) {
  const { status, statusText, headers } = response;
  return new Response(await response.blob(), { status, statusText, headers });
}

/** The state of a simulation and the place on a page are not part of what is kept. */
function address(url) {
  return url.split(/[?#]/)[0];
}
