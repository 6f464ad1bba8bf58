/* The service worker of visits: pages that were taken along, and the styles and scripts that they need, open without
   a network. Everything else goes to the server as always; nothing is kept unless somebody took it along. */
(function () {
  'use strict';

  var PAGES = 'daihoi-visits', STATIC = 'daihoi-visits-static';
  var ANY = { ignoreVary: true, ignoreSearch: true };
  var PATIENCE = 6000;  // milliseconds until a weak network counts as none
  var lost = 0;         // when it last did: styles and scripts do not wait for it again

  self.addEventListener('install', function () { self.skipWaiting(); });
  self.addEventListener('activate', function (event) { event.waitUntil(self.clients.claim()); });

  function kept(name, request) {
    return caches.open(name).then(function (cache) { return cache.match(request, ANY); });
  }

  // The server first; what was taken along where it does not answer.
  function fresh(request, name) {
    return kept(name, request).then(function (copy) {
      if (!copy) { return fetch(request); }
      if (name === STATIC && Date.now() - lost < 30000) { return copy; }
      return new Promise(function (resolve) {
        function give() { lost = Date.now(); resolve(copy); }
        var timer = setTimeout(give, PATIENCE);
        fetch(request).then(function (answer) {
          clearTimeout(timer);
          if (answer.status >= 500) { give(); } else { resolve(answer); }
        }, function () {
          clearTimeout(timer);
          give();
        });
      });
    });
  }

  self.addEventListener('fetch', function (event) {
    var request = event.request, url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== self.location.origin) { return; }
    if (request.mode === 'navigate' && /\/supervision\/\d+\/sheet\/$/.test(url.pathname)) {
      event.respondWith(fresh(request, PAGES));
    } else if (request.mode !== 'navigate' && url.pathname.indexOf('/static/') === 0) {
      event.respondWith(fresh(request, STATIC));
    }
  });
}());
