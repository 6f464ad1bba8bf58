/* A visit in a village: what is entered is kept on this device at once and goes to the server when there is a network.
   Each entry has a key made here and names the answer that was seen; it leaves the device when the server knows it. */
(function () {
  'use strict';

  var element = document.getElementById('v-page');
  if (!element || !window.Promise || !window.fetch) { return; }
  var page = JSON.parse(element.textContent);
  var PAGES = 'daihoi-visits', STATIC = 'daihoi-visits-static';
  var TAKEN = 'daihoi:visit:' + page.visit + ':taken';
  var MOST = 20;  // entries of one request

  function id(name) { return document.getElementById(name); }
  function each(list, run) { Array.prototype.forEach.call(list, run); }
  function noop() { /* nothing follows */ }
  var texts = id('v-texts');
  function say(name, values) {
    return (texts.getAttribute('data-' + name) || '').replace(/\{(\w+)\}/g, function (all, key) {
      return values && key in values ? String(values[key]) : all;
    });
  }
  function uuid() {
    var bytes = new Uint8Array(16), hex = '';
    window.crypto.getRandomValues(bytes);
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    each(bytes, function (byte, at) { hex += (byte + 256).toString(16).slice(1) + (at === 3 || at === 5 || at === 7 || at === 9 ? '-' : ''); });
    return hex;
  }

  // ---------- What is kept on this device: one record an entry ----------
  // {key, visit, user, name, n, type, state, tried, at, …}. state: draft (an answer is missing), here (to be sent), sent
  // (the server has it, this page does not know yet), offered (beside somebody else's), refused (with `says`).
  // tried: it may have reached the server, so its words never change again.
  var rows = [], others = [], keeps = true, serial = 0, base = null;

  function opened() {
    return new Promise(function (resolve, reject) {
      if (!window.indexedDB) { reject(new Error('no store')); return; }
      var asked = window.indexedDB.open('daihoi-visits', 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore('rows', { keyPath: 'key' }); };
      asked.onsuccess = function () { resolve(asked.result); };
      asked.onerror = function () { reject(asked.error); };
      asked.onblocked = function () { reject(new Error('blocked')); };
    });
  }
  // Resolves when it is truly on the device; never rejects: `keeps` tells.
  function change(run) {
    if (!base) { keeps = false; return Promise.resolve(false); }
    return new Promise(function (resolve) {
      var work;
      try { work = base.transaction('rows', 'readwrite'); run(work.objectStore('rows')); } catch (error) { keeps = false; resolve(false); return; }
      work.oncomplete = function () { keeps = true; resolve(true); };
      work.onerror = work.onabort = function () { keeps = false; resolve(false); };
    });
  }
  function keep(row) { return change(function (store) { store.put(row); }); }
  function forget(gone) {
    rows = rows.filter(function (row) { return gone.indexOf(row) < 0; });
    return change(function (store) { gone.forEach(function (row) { store.delete(row.key); }); });
  }
  function load() {
    return opened().then(function (found) {
      base = found;
      return new Promise(function (resolve, reject) {
        var asked = base.transaction('rows', 'readonly').objectStore('rows').getAll();
        asked.onsuccess = function () { resolve(asked.result); };
        asked.onerror = function () { reject(asked.error); };
      });
    }).then(function (all) {
      all = all.filter(function (row) { return row.visit === page.visit; });
      others = all.filter(function (row) { return row.user !== page.user; });
      rows = all.filter(function (row) { return row.user === page.user; }).sort(function (a, b) { return a.n - b.n; });
      rows.forEach(function (row) { serial = Math.max(serial, row.n); });
    }, function () { keeps = false; });
  }
  function made(type, more) {
    serial += 1;
    var row = { key: uuid(), visit: page.visit, user: page.user, name: page.name, n: serial, type: type, state: 'here', tried: false, at: new Date().toISOString() };
    Object.keys(more).forEach(function (name) { row[name] = more[name]; });
    rows.push(row);
    return row;
  }
  function waiting() { return rows.filter(function (row) { return row.state === 'here'; }); }
  function unsafe() { return rows.filter(function (row) { return row.state === 'here' || row.state === 'draft' || row.state === 'refused'; }); }

  // ---------- Points ----------
  var form = id('v-form');
  function box(point) { return id('point-' + point); }
  function given(point) {
    var chosen = box(point).querySelector('input[type=radio]:checked');
    return { reply: chosen ? chosen.value : '', note: box(point).querySelector('textarea').value.trim() };
  }
  function put(point, words) {
    each(box(point).querySelectorAll('input[type=radio]'), function (input) { input.checked = input.value === words.reply; });
    var note = box(point).querySelector('textarea');
    note.value = words.note;
    grow(note);
  }
  function latest(point) {
    var own = rows.filter(function (row) { return row.type === 'answer' && row.point === point; });
    return own.length ? own[own.length - 1] : null;
  }
  function same(words, other) { return !!other && words.reply === other.reply && words.note === other.note; }
  function answered(point) {
    if (!page.open) { return; }
    var words = given(point), last = latest(point), known = page.points[point];
    var stands = last && last.state !== 'refused';
    if (same(words, last) || (!stands && same(words, known || { reply: '', note: '' }))) { return; }
    if (last && !last.tried && (last.state === 'here' || last.state === 'draft')) {
      last.reply = words.reply;
      last.note = words.note;
      last.at = new Date().toISOString();
    } else {
      var seen = stands ? last.key : known ? known.key : '';
      last = made('answer', { point: point, reply: words.reply, note: words.note, seen: seen });
    }
    last.state = words.reply ? 'here' : 'draft';
    store(last);
  }
  function store(row) {
    draw();
    return keep(row).then(function () { draw(); soon(); });
  }
  // An answer and the note to it go as one entry where they are given one after the other.
  var resting = null;
  function soon() { clearTimeout(resting); resting = setTimeout(pump, 800); }
  function grow(note) { note.style.height = 'auto'; note.style.height = note.scrollHeight + 2 + 'px'; }

  var typing = {};
  if (form) {
    form.addEventListener('change', function (event) {
      var point = event.target.closest('[data-point]');
      if (point) { answered(Number(point.getAttribute('data-point'))); }
    });
    form.addEventListener('input', function (event) {
      var point = event.target.tagName === 'TEXTAREA' ? event.target.closest('[data-point]') : null;
      if (!point) { return; }
      var number = Number(point.getAttribute('data-point'));
      grow(event.target);
      clearTimeout(typing[number]);
      typing[number] = setTimeout(function () { answered(number); }, 700);
    });
    form.addEventListener('submit', function (event) { event.preventDefault(); flush(); now(); });
  }
  function flush() {
    Object.keys(typing).forEach(function (number) { clearTimeout(typing[number]); delete typing[number]; answered(Number(number)); });
  }

  // ---------- Findings and pictures ----------
  var find = id('v-find'), file = id('v-file'), draft = 'daihoi:visit:' + page.visit + ':' + page.user + ':finding';
  // Once the visit is over there is nothing to enter; what was not taken in can still be copied out.
  function value(name) { var field = find.elements[name]; return field ? field.value : ''; }
  function remember() {
    try { window.localStorage.setItem(draft, JSON.stringify({ weight: value('weight'), subject: value('subject'), kind: value('kind'), text: value('text') })); } catch (error) { /* the text stays in its field */ }
  }
  function recall() {
    var left = null;
    if (!find) { return; }
    try { left = JSON.parse(window.localStorage.getItem(draft) || 'null'); } catch (error) { /* none */ }
    if (left && left.text && !value('text')) {
      ['weight', 'subject', 'kind', 'text'].forEach(function (name) { if (find.elements[name]) { find.elements[name].value = left[name]; } });
    }
  }
  function findSubmitted(event) {
    event.preventDefault();
    var text = value('text').trim(), shortcoming = value('weight') === 'shortcoming';
    if (!text) { mark(id('v-find-mark'), 'is-refused', say('no_text')); find.elements.text.focus(); return; }
    if (shortcoming && !value('kind')) { mark(id('v-find-mark'), 'is-refused', say('no_kind')); find.elements.kind.focus(); return; }
    var row = made('finding', { weight: value('weight'), subject: value('subject'), kind: shortcoming ? value('kind') : '', text: text });
    store(row).then(function () {
      find.elements.text.value = '';
      find.elements.kind.value = '';
      remember();
      mark(id('v-find-mark'), 'is-sent', say('kept_finding'));
    });
  }
  function fileSubmitted(event) {
    event.preventDefault();
    var chosen = file.elements.file.files[0];
    if (!chosen) { mark(id('v-file-mark'), 'is-refused', say('no_file')); return; }
    smaller(chosen).then(function (blob) {
      var name = blob === chosen ? chosen.name : chosen.name.replace(/\.\w+$/, '') + '.jpg';
      var row = made('file', { file: blob, file_name: name });
      draw();
      return keep(row).then(function (safe) {
        if (!safe) {  // without a store the entry lives as long as the page
          mark(id('v-file-mark'), 'is-refused', say('file_not'));
        } else {
          mark(id('v-file-mark'), 'is-here', say('file_here', { name: name }));
        }
        file.reset();
        draw();
        soon();
      });
    });
  }
  if (find) {
    find.addEventListener('input', remember);
    find.addEventListener('change', remember);
    find.addEventListener('submit', findSubmitted);
    file.addEventListener('submit', fileSubmitted);
  }
  // Pictures of a telephone are many times larger than what a network in a village carries.
  function smaller(chosen) {
    if (!/^image\/(jpeg|png)$/.test(chosen.type) || chosen.size < 400000 || !window.createImageBitmap) { return Promise.resolve(chosen); }
    return window.createImageBitmap(chosen).then(function (picture) {
      var scale = Math.min(1, 1600 / Math.max(picture.width, picture.height)), canvas = document.createElement('canvas');
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
      return new Promise(function (resolve) { canvas.toBlob(function (blob) { resolve(blob && blob.size < chosen.size ? blob : chosen); }, 'image/jpeg', 0.8); });
    }).catch(function () { return chosen; });
  }

  // ---------- To the server, one request at a time, in order ----------
  var busy = false, failing = '', delay = 1000, timer = null, single = false, leaving = false, offered = false;

  function token() {
    var found = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    return found ? found[1] : JSON.parse(document.body.getAttribute('hx-headers') || '{}')['X-CSRFToken'];
  }
  // The next entries in order: a picture alone, answers and findings together.
  function next() {
    var list = waiting();
    if (!list.length) { return []; }
    if (list[0].type === 'file') { return [list[0]]; }
    var end = 0;
    while (end < list.length && end < (single ? 1 : MOST) && list[end].type !== 'file') { end += 1; }
    return list.slice(0, end);
  }
  function pump() {
    if (busy || leaving || (failing && timer)) { draw(); return; }
    // What was never tried can still be changed in its place; so nothing is tried where there is surely no network.
    if (navigator.onLine === false) { draw(); return; }
    var batch = next();
    if (!batch.length) { draw(); return; }
    busy = true;
    batch.forEach(function (row) { row.tried = true; });
    change(function (store) { batch.forEach(function (row) { store.put(row); }); }).then(function () { send(batch); });
    draw();
  }
  function plain(row) {
    var body = { key: row.key, type: row.type, at: row.at };
    ['point', 'reply', 'note', 'seen', 'weight', 'subject', 'kind', 'text'].forEach(function (name) { if (name in row) { body[name] = row[name]; } });
    return body;
  }
  function send(batch) {
    var headers = { 'X-CSRFToken': token() }, url = page.send, body;
    if (batch[0].type === 'file') {
      url = page.file;
      body = new FormData();
      body.append('user', page.user);
      body.append('key', batch[0].key);
      body.append('file', batch[0].file, batch[0].file_name);
    } else {
      headers['Content-Type'] = 'application/json';
      body = JSON.stringify({ user: page.user, rows: batch.map(plain) });
    }
    var stop = window.AbortController ? new AbortController() : null;
    var limit = setTimeout(function () { if (stop) { stop.abort(); } }, batch[0].type === 'file' ? 120000 : 30000);
    window.fetch(url, {
      method: 'POST', credentials: 'same-origin', redirect: 'manual', cache: 'no-store', headers: headers, body: body,
      signal: stop ? stop.signal : undefined
    }).then(understood).then(function (found) {
      clearTimeout(limit);
      busy = false;
      told(found, batch);
    }, function () {
      clearTimeout(limit);
      busy = false;
      later('offline');
    });
  }
  function understood(answer) {
    if (answer.type === 'opaqueredirect' || answer.status === 0 || answer.status === 403 || answer.redirected) { return { kind: 'signed_out' }; }
    if (answer.status >= 500 || answer.status === 429) { return { kind: 'offline' }; }
    return answer.json().then(function (content) {
      return { kind: content && content.state ? content.state : 'offline', content: content };
    }, function () { return { kind: answer.status === 200 ? 'signed_out' : 'offline' }; });
  }
  function later(why) {
    failing = why;
    clearTimeout(timer);
    timer = setTimeout(function () { timer = null; pump(); }, delay);
    delay = Math.min(delay * 2, 30000);
    draw();
  }
  function now() { clearTimeout(timer); timer = null; delay = 1000; pump(); }

  function told(found, batch) {
    if (found.kind === 'offline' || found.kind === 'signed_out') { later(found.kind); return; }
    if (found.kind === 'other') { banner(found.content.says, 'sign-in'); later('other'); return; }
    if (found.kind === 'gone') { refuse(batch, found.content.says); return; }
    if (found.kind !== 'ok' || !found.content.rows) {
      // Not understood as a whole: one by one, so that one wrong entry holds up no other.
      if (batch.length > 1 && !single) { single = true; pump(); return; }
      refuse(batch, found.content && found.content.says ? found.content.says : '');
      return;
    }
    failing = '';
    delay = 1000;
    hideBanner();
    var of = {};
    found.content.rows.forEach(function (one) { of[one.key] = one; });
    batch.forEach(function (row) {
      var one = of[row.key];
      if (!one) { return; }
      row.state = one.state;
      row.says = one.says || '';
      if (row.state === 'sent') { row.file = null; }
      if (row.type === 'answer' && row.state === 'sent') { page.points[row.point] = { key: row.key, reply: row.reply, note: row.note }; }
      if (row.state === 'offered') { offered = true; }
    });
    change(function (store) { batch.forEach(function (row) { store.put(row); }); }).then(function () {
      pump();
      if (!waiting().length) { renew(); }
    });
    draw();
  }
  function refuse(batch, why) {
    batch.forEach(function (row) { row.state = 'refused'; row.says = why; });
    change(function (store) { batch.forEach(function (row) { store.put(row); }); }).then(pump);
    id('v-list-box').open = true;
    draw();
  }

  // ---------- Taking along ----------
  var able = 'serviceWorker' in navigator && window.isSecureContext && 'caches' in window;
  function taken() { try { return JSON.parse(window.localStorage.getItem(TAKEN) || 'null'); } catch (error) { return null; } }
  function parts() {
    var found = [];
    each(document.querySelectorAll('link[rel~=stylesheet][href], link[rel~=icon][href], script[src], img[src]'), function (one) {
      var url = new URL(one.href || one.src, window.location.href);
      if (url.origin === window.location.origin && found.indexOf(url.href) < 0) { found.push(url.href); }
    });
    return found;
  }
  function fetched(url) {
    return window.fetch(url, { credentials: 'same-origin', cache: 'reload' }).then(function (answer) {
      if (!answer.ok || answer.redirected) { throw new Error('not fetched'); }
      return answer;
    });
  }
  function copy() {
    return Promise.all([window.caches.open(PAGES), window.caches.open(STATIC)]).then(function (stores) {
      var all = parts().map(function (url) { return fetched(url).then(function (answer) { return stores[1].put(url, answer); }); });
      all.push(fetched(page.sheet).then(function (answer) { return stores[0].put(page.sheet, answer); }));
      return Promise.all(all);
    });
  }
  function take() {
    id('v-take').disabled = true;
    id('v-taken').textContent = say('taking');
    navigator.serviceWorker.register(page.worker, { scope: page.scope }).then(function () {
      return navigator.serviceWorker.ready;
    }).then(copy).then(function () {
      window.localStorage.setItem(TAKEN, JSON.stringify({ user: page.user, name: page.name, at: new Date().toISOString() }));
      if (navigator.storage && navigator.storage.persist) { navigator.storage.persist().catch(noop); }
      id('v-take').disabled = false;
      draw();
    }).catch(function () {
      id('v-take').disabled = false;
      draw();
      id('v-taken').textContent = say('take_failed');
    });
  }
  // What was taken along shows what the server knows by now; what is over leaves the device when nothing waits.
  function renew() {
    var own = taken();
    if (!page.open) { if (own && own.user === page.user && !unsafe().length) { putBack(false); } return; }
    if (able && own && own.user === page.user) {
      copy().then(function () {
        if (!taken()) { return clear(); }  // put back meanwhile
        window.localStorage.setItem(TAKEN, JSON.stringify({ user: page.user, name: page.name, at: new Date().toISOString() }));
        draw();
        return null;
      }).catch(noop);
    }
  }
  function clear() {
    return window.caches.open(PAGES).then(function (pages) {
      return pages.delete(page.sheet).then(function () { return pages.keys(); });
    }).then(function (left) {
      if (left.length) { return null; }
      return Promise.all([window.caches.delete(PAGES), window.caches.delete(STATIC)]).then(function () {
        return navigator.serviceWorker.getRegistration(page.scope);
      }).then(function (found) { return found && found.unregister(); });
    });
  }
  function putBack(sure) {
    flush();
    if (unsafe().length && !sure) {
      id('v-sure-text').textContent = say('sure', { n: unsafe().length });
      id('v-sure').hidden = false;
      id('v-sure-no').focus();
      return;
    }
    id('v-sure').hidden = true;
    forget(rows.slice()).then(function () {
      try { window.localStorage.removeItem(TAKEN); window.localStorage.removeItem(draft); } catch (error) { /* nothing was kept */ }
      return able ? clear() : null;
    }).then(draw, draw);
    draw();
  }

  // ---------- What is shown ----------
  function mark(where, look, text) {
    if (where.textContent !== text) { where.textContent = text; }
    where.className = 'v-mark ' + look;
  }
  function banner(text, link) {
    id('v-banner-text').textContent = text;
    id('v-banner').hidden = false;
    id('v-sign-in').hidden = link !== 'sign-in';
    id('v-again').hidden = link !== 'again';
  }
  function hideBanner() { id('v-banner').hidden = true; }
  function told_of(row) { return row.state === 'refused' ? say('refused', { why: row.says }) : say(row.state); }
  function drawPoints() {
    if (!page.open) { return; }
    each(document.querySelectorAll('[data-point]'), function (point) {
      var row = latest(Number(point.getAttribute('data-point')));
      mark(point.querySelector('.v-mark'), row ? 'is-' + row.state : '', row ? told_of(row) : '');
    });
  }
  function inWords(row) {
    if (row.type === 'file') { return say('file') + ': ' + row.file_name; }
    if (row.type === 'finding') { return say('finding') + ': ' + row.text; }
    return (page.texts[row.point] || row.point) + ' – ' + (page.replies[row.reply] || row.reply) + (row.note ? ': ' + row.note : '');
  }
  function drawList() {
    var list = document.createDocumentFragment();
    rows.forEach(function (row) {
      var item = document.createElement('li'), look = document.createElement('span');
      item.textContent = inWords(row) + ' ';
      look.className = 'v-mark is-' + row.state;
      look.textContent = told_of(row);
      item.appendChild(look);
      if (row.state === 'refused') { item.appendChild(remover(row)); }
      list.appendChild(item);
    });
    id('v-list').textContent = '';
    id('v-list').appendChild(list);
    id('v-count').textContent = rows.length;
    id('v-list-box').hidden = !rows.length;
  }
  function remover(row) {
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-small';
    button.textContent = say('remove');
    button.addEventListener('click', function () {
      if (!button.getAttribute('data-sure')) { button.setAttribute('data-sure', '1'); button.textContent = say('remove_sure'); return; }
      forget([row]).then(function () {
        var last = row.type === 'answer' ? latest(row.point) : null;
        if (page.open && row.type === 'answer' && box(row.point)) { put(row.point, last || page.points[row.point] || { reply: '', note: '' }); }
        draw();
      });
    });
    return button;
  }
  function drawState() {
    var left = waiting().length, where = id('v-state'), look = 'is-saved', text = say('saved');
    if (!keeps) { look = 'is-off'; text = say('nothing'); }
    else if (left && failing === 'signed_out') { look = 'is-off'; text = say('waiting', { n: left }); banner(say('signed_out'), 'sign-in'); }
    else if (failing === 'offline' || navigator.onLine === false) { look = 'is-off'; text = say('offline', { n: left }); }
    else if (left && busy) { look = 'is-saving'; text = say('saving', { n: left }); }
    else if (left) { look = 'is-off'; text = say('waiting', { n: left }); }
    where.className = 'v-state ' + look;
    where.setAttribute('data-unsent', left);
    if (where.textContent !== text) { where.textContent = text; }
    id('v-send').hidden = !left;
    if (offered && !left && !failing) { banner(say('choose'), 'again'); }
  }
  function drawTaken() {
    var own = taken(), mine = own && own.user === page.user;
    id('v-take').hidden = !able || !!mine || !page.open;
    id('v-back').hidden = !mine && !rows.length;
    if (id('v-take').disabled) { return; }
    var time = own ? new Date(own.at).toLocaleString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', day: 'numeric', month: 'numeric', year: 'numeric' }) : '';
    id('v-taken').textContent = !page.open ? '' : !able ? say('cannot') : mine ? say('taken', { time: time }) : own ? say('taken_other', { name: own.name }) : say('not_taken');
    id('v-device').setAttribute('data-taken', mine ? '1' : '0');
  }
  function drawOthers() {
    id('v-others').hidden = !others.length;
    if (others.length) { id('v-others').textContent = say('others', { n: others.length, name: others[0].name }); }
  }
  function draw() { drawPoints(); drawList(); drawState(); drawTaken(); drawOthers(); }

  // ---------- Start ----------
  id('v-take').addEventListener('click', take);
  id('v-back').addEventListener('click', function () { putBack(false); });
  id('v-sure-yes').addEventListener('click', function () { putBack(true); });
  id('v-sure-no').addEventListener('click', function () { id('v-sure').hidden = true; id('v-back').focus(); });
  id('v-send').addEventListener('click', function () { flush(); now(); });
  id('v-copy').addEventListener('click', function () {
    id('v-copied').value = rows.map(function (row) { return inWords(row) + ' (' + told_of(row) + ')'; }).join('\n');
    id('v-copied-box').hidden = false;
    id('v-copied').focus();
    id('v-copied').select();
  });
  window.addEventListener('online', now);
  window.addEventListener('offline', draw);
  window.addEventListener('focus', now);
  document.addEventListener('visibilitychange', function () { if (document.hidden) { flush(); } else { now(); } });
  window.addEventListener('pagehide', function () { flush(); leaving = true; });
  window.addEventListener('pageshow', function () { leaving = false; });
  window.addEventListener('beforeunload', function (event) {
    flush();
    if (!keeps && waiting().length) { event.preventDefault(); event.returnValue = ''; }
  });
  setInterval(function () { if (waiting().length && !busy) { now(); } }, 60000);

  if (id('v-save')) { id('v-save').hidden = true; }
  id('v-device').hidden = false;
  each(document.querySelectorAll('.v-note textarea'), grow);
  recall();
  load().then(function () {
    // The server's page knows these: they have arrived, whether or not that was ever acknowledged.
    var arrived = rows.filter(function (row) { return page.known.indexOf(row.key) >= 0; });
    return arrived.length ? forget(arrived) : null;
  }).then(function () {
    rows.filter(function (row) { return row.type === 'answer'; }).forEach(function (row) {
      if (page.open && box(row.point)) { put(row.point, row); }
      if (row.state === 'sent') { page.points[row.point] = { key: row.key, reply: row.reply, note: row.note }; }
      if (row.state === 'offered') { offered = true; }
    });
    draw();
    document.documentElement.setAttribute('data-visit-ready', '1');
    if (navigator.onLine !== false) { renew(); }
    pump();
  });
}());
