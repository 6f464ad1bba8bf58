/* The service worker of visits: pages that were taken along, and the styles and scripts that they need, open without
   a network. Everything else goes to the server as always; nothing is kept unless somebody took it along. */
(function () {
  'use strict';

  var PAGES = 'daihoi-visits', STATIC = 'daihoi-visits-static';
  var ANY = { ignoreVary: true, ignoreSearch: true };
  var PATIENCE = 6000;  // milliseconds until a weak network counts as none

  self.addEventListener('install', function () { self.skipWaiting(); });
  self.addEventListener('activate', function (event) { event.waitUntil(self.clients.claim()); });

  function kept(name, request) {
    return caches.open(name).then(function (cache) { return cache.match(request, ANY); });
  }

  // The server first; what was taken along where it does not answer.
  function fresh(request, name) {
    return kept(name, request).then(function (copy) {
      if (!copy) { return fetch(request); }
      return new Promise(function (resolve) {
        var timer = setTimeout(function () { resolve(copy); }, PATIENCE);
        fetch(request).then(function (answer) {
          clearTimeout(timer);
          resolve(answer.status >= 500 ? copy : answer);
        }, function () {
          clearTimeout(timer);
          resolve(copy);
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
