// The service worker: keeps the shell of the page for hours, and opens it where there is no network.
// LAAVU stands before this script: version, addresses, files.
/* global LAAVU */
importScripts(LAAVU.store);

const CACHE = "laavu-" + LAAVU.version;
const SLOW = 5000; // milliseconds after which the kept shell is opened

self.addEventListener("install", function (event) {
  event.waitUntil(
    (async function () {
      const cache = await caches.open(CACHE);
      const fresh = LAAVU.files.concat(LAAVU.page).map(function (path) {
        return new Request(path, { cache: "no-cache" });
      });
      await cache.addAll(fresh);
      await self.skipWaiting();
    })()
  );
});

self.addEventListener("activate", function (event) {
  event.waitUntil(
    (async function () {
      for (const name of await caches.keys()) {
        if (name.startsWith("laavu-") && name !== CACHE) {
          await caches.delete(name);
        }
      }
      await self.clients.claim();
    })()
  );
});

self.addEventListener("fetch", function (event) {
  const request = event.request;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) {
    return;
  }
  if (request.method === "POST" && url.pathname === LAAVU.signOut) {
    event.respondWith(leaving(request, url));
  } else if (request.method === "POST" && url.pathname.startsWith(LAAVU.signIn)) {
    event.respondWith(arriving(event));
  } else if (request.method === "GET" && request.mode === "navigate") {
    event.respondWith(opened(request, url));
  } else if (request.method === "GET" && LAAVU.files.includes(url.pathname)) {
    event.respondWith(file(request));
  }
});

async function opened(request, url) {
  const isShell = url.pathname === LAAVU.page;
  const cache = await caches.open(CACHE);
  try {
    const answer = isShell ? await Promise.race([fetch(request), late()]) : await fetch(request);
    if (isShell && answer.ok && !url.search) {
      await cache.put(LAAVU.page, answer.clone());
    }
    return answer;
  } catch (error) {
    const kept = isShell ? await cache.match(LAAVU.page) : null;
    return kept || Response.redirect(LAAVU.page, 302);
  }
}

function late() {
  return new Promise(function (_resolve, reject) {
    setTimeout(reject, SLOW);
  });
}

async function file(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request)) || fetch(request);
}

// Signing out takes from the device what is the user's. What is not sent yet is asked about first.
async function leaving(request, url) {
  const facts = await self.LaavuStore.facts();
  const user = facts ? facts.user : null;
  const waiting = (await self.LaavuStore.writes()).filter(function (write) {
    return write.user === user;
  });
  if (waiting.length > 0 && !url.searchParams.has("poista")) {
    return Response.redirect(LAAVU.page + "?ulos=1", 303);
  }
  try {
    const answer = await fetch(request);
    if (user) {
      await self.LaavuStore.clear(user);
    }
    return answer;
  } catch (error) {
    return Response.redirect(LAAVU.page, 303);
  }
}

// Another user who signs in finds nothing of the one before.
async function arriving(event) {
  const answer = await fetch(event.request);
  event.waitUntil(
    (async function () {
      const facts = await self.LaavuStore.facts();
      if (!facts) {
        return;
      }
      const now = await fetch(LAAVU.facts, { credentials: "same-origin", redirect: "manual" });
      if (now.ok && (await now.json()).user !== facts.user) {
        await self.LaavuStore.forgetFacts();
      }
    })()
  );
  return answer;
}
