/* Keying ballots. A key works on this page at once, is kept on this machine in the same moment, and goes to the
   server behind; nothing waits for the server. Without a connection everything stays here until it has been sent. */
(function () {
  'use strict';

  var element = document.getElementById('k-page');
  if (!element) { return; }
  var page = JSON.parse(element.textContent);
  var KEY = ['daihoi', 'key', page.election, page.round, page.count, page.user].join(':');

  function id(name) { return document.getElementById(name); }
  function each(list, run) { Array.prototype.forEach.call(list, run); }
  function repeat(text, times) { return new Array(times + 1).join(text); }
  function put(text, at, mark) { return text.slice(0, at) + mark + text.slice(at + 1); }
  function tally(text, mark) { return text.split(mark).length - 1; }

  // ---------- What is kept on this machine ----------
  var keeps = true;
  function read(key) {
    try { return JSON.parse(window.localStorage.getItem(key) || 'null'); } catch (error) { return null; }
  }
  function write(key, value) {
    try { window.localStorage.setItem(key, JSON.stringify(value)); keeps = true; } catch (error) { keeps = false; }
  }

  if (!page.open) { closed(); return; }

  // The count is finished: nothing of it stays on this machine.
  function closed() {
    var left = read(KEY), box = id('k-left');
    var slips = left ? (left.queue || []).concat(left.held || []).map(function (one) { return one.slip; }) : [];
    if (slips.length && box) { box.textContent = box.getAttribute('data-text') + ' ' + slips.join(', '); box.hidden = false; }
    if (page.erase) { try { window.localStorage.removeItem(KEY); } catch (error) { /* nothing is kept there */ } }
  }

  var texts = id('k-texts');
  function say(name, values) {
    return (texts.getAttribute('data-' + name) || '').replace(/\{(\w+)\}/g, function (all, key) {
      return values && key in values ? String(values[key]) : all;
    });
  }

  var STRIKE = page.style === 'strike';
  var habits = read('daihoi:key:habits') || {};
  if (habits.start !== '0') { habits.start = '1'; }
  if (habits.mode !== 'name') { habits.mode = 'number'; }

  // slip, marks, flags: the ballot in work. queue: entered here, not yet acknowledged. held: waits for the person.
  // aside: begun and left for another slip. serial rises with every key.
  var own = read(KEY) || {};
  var state = {
    serial: own.serial || 0, slip: own.slip || 0, marks: own.marks || '', flags: own.flags || '', base: own.base || '1',
    touched: !!own.touched, queue: own.queue || [], held: own.held || [], aside: own.aside || {}
  };
  var keyed = page.keyed;                   // slip -> [marks, flags, version, by] as the server has it
  var cursor = 0, buffer = '', asked = false, began = null, last = null, kept = 0;

  function save() { if (!yielded) { write(KEY, state); } }

  // ---------- The ballot ----------
  function fresh() { return STRIKE ? repeat(habits.start, page.names) : repeat('_', page.names); }
  function queued(slip) {
    for (var at = state.queue.length - 1; at >= 0; at -= 1) { if (state.queue[at].slip === slip) { return state.queue[at]; } }
    return null;
  }
  function held(slip) { return state.held.filter(function (one) { return one.slip === slip; })[0] || null; }
  function known(slip) {
    var waiting = queued(slip);
    if (waiting) { return [waiting.marks, waiting.flags, waiting.version, '']; }
    return keyed[slip] || null;
  }
  function isDone(slip) { return !!(known(slip) || held(slip)); }
  function doneCount() {
    var count = 0;
    for (var slip = 1; slip <= page.collected; slip += 1) { if (isDone(slip)) { count += 1; } }
    return count;
  }
  function nextOpen(after) {
    var slip;
    for (slip = after + 1; slip <= page.collected; slip += 1) { if (!isDone(slip)) { return slip; } }
    for (slip = 1; slip <= page.collected; slip += 1) { if (!isDone(slip)) { return slip; } }
    return 0;
  }

  // Begin or take up a slip; what was begun on another is laid aside and comes back with it.
  function open(slip) {
    if (state.touched && state.slip !== slip) {
      state.aside[state.slip] = { marks: state.marks, flags: state.flags, base: state.base };
    }
    var found = state.aside[slip], reading = known(slip);
    delete state.aside[slip];
    state.slip = slip;
    state.base = found ? found.base : habits.start;
    state.marks = found ? found.marks : reading ? reading[0] : fresh();
    state.flags = found ? found.flags : reading ? reading[1] : '';
    state.touched = !!found;
    began = last = null;
    cursor = Math.max(0, found ? state.marks.indexOf('_') : 0);
    buffer = '';
    asked = false;
    said('');
    changed();
  }
  function changed() { state.serial += 1; save(); draw(); pump(); }
  function touch() {
    last = performance.now();
    if (began === null && !state.touched) { began = last; }
    state.touched = true;
    asked = false;
  }
  function set(at, mark) {
    touch();
    state.marks = put(state.marks, at, mark);
    cursor = at;
    changed();
  }
  function step(by) { cursor = Math.max(0, Math.min(page.names - 1, cursor + by)); draw(); }
  function flip(at) { set(at, state.marks[at] === '1' ? '0' : '1'); }
  function fill(mark, restOnly) {
    touch();
    state.marks = state.marks.split('').map(function (one) { return restOnly && one !== '_' ? one : mark; }).join('');
    state.base = mark === '0' ? '0' : '1';
    buffer = '';
    changed();
  }
  function setFlag(flag) {
    touch();
    var flags = state.flags ? state.flags.split(' ') : [], at = flags.indexOf(flag);
    if (at >= 0) { flags.splice(at, 1); } else { flags.push(flag); }
    state.flags = flags.sort().join(' ');
    changed();
  }
  function mark(at, value) {               // a mark, and on to the next name
    set(at, value);
    if (at < page.names - 1) { step(1); }
  }

  // "12" changes a name, "5-12" all of them to the other than the ballot began with.
  function apply() {
    var parts = buffer.split('-'), from = Number(parts[0]), to = parts.length > 1 && parts[1] ? Number(parts[1]) : from;
    var wrong = from < 1 || from > page.names ? from : to < from || to > page.names ? to : 0;
    buffer = '';
    if (wrong || !from) { said(say('unknown', { n: wrong || 0 })); draw(); return; }
    if (from === to) { flip(from - 1); said(''); return; }
    touch();
    var other = state.base === '1' ? '0' : '1';
    for (var at = from - 1; at < to; at += 1) { state.marks = put(state.marks, at, other); }
    cursor = to - 1;
    said('');
    changed();
  }

  function votes() { return tally(state.marks, '1'); }
  function unset() { return tally(state.marks, '_'); }
  // Why the ballot is invalid as it is keyed, in words; '' where it is not.
  function wrong() {
    var count = votes();
    if (count > page.allowed) { return say('many', { n: count - page.allowed }); }
    if (STRIKE && count === 0) { return say('nobody'); }
    if (page.style === 'single' && (state.marks === '2' || state.marks === '-')) { return say('single_both'); }
    return '';
  }

  function confirm() {
    if (!state.slip) { return; }
    if (unset()) {
      cursor = state.marks.indexOf('_');
      said(say('unset', { n: unset(), first: cursor + 1 }));
      draw();
      return;
    }
    var reading = known(state.slip);
    var same = reading && reading[0] === state.marks && reading[1] === state.flags;
    if (same) { state.touched = false; open(following()); return; }
    var why = wrong();
    if (why && !asked) { asked = true; said(say('sure', { why: why })); return; }
    enter();
  }
  function following() {
    return nextOpen(state.slip) || Math.min(state.slip + 1, page.collected);
  }
  // The ballot goes into the queue and the next one comes, in one write.
  function enter() {
    var stands = keyed[state.slip];
    var before = queued(state.slip);
    var version = stands ? stands[2] : 0;
    state.queue = state.queue.filter(function (one) { return one !== before || one.sent; });  // one that was sent may stand already
    state.held = state.held.filter(function (one) { return one.slip !== state.slip; });
    state.queue.push({
      slip: state.slip, marks: state.marks, flags: state.flags, version: version,
      ms: began === null ? null : Math.round((last || began) - began)
    });
    state.touched = false;
    drawHeld();
    open(following());
  }

  // ---------- To the server, one request at a time ----------
  var busy = false, failing = '', delay = 1000, timer = null, shownBusy = null;

  function token() {
    var found = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    return found ? found[1] : JSON.parse(document.body.getAttribute('hx-headers') || '{}')['X-CSRFToken'];
  }
  function unsent() { return state.queue.length + state.held.length + (state.touched && kept < state.serial ? 1 : 0); }

  function pump() {
    if (yielded) { return; }
    if (busy || (failing && timer)) { showState(); return; }
    var item = state.queue[0];
    if (item) {
      if (!item.sent) { item.sent = true; save(); }
      send(page.enter, { slip: item.slip, marks: item.marks, flags: item.flags, version: item.version, ms: item.ms }, item);
    } else if (kept < state.serial && !stopped) {
      send(page.keep, { slip: state.slip, marks: state.touched ? state.marks : '', flags: state.touched ? state.flags : '', serial: state.serial }, null);
    }
    showState();
  }

  function send(url, body, item) {
    body.user = page.user;
    body.count = page.count;
    var stop = window.AbortController ? new AbortController() : null;
    var limit = setTimeout(function () { if (stop) { stop.abort(); } }, 20000);
    busy = true;
    fetch(url, {
      method: 'POST', credentials: 'same-origin', redirect: 'manual', cache: 'no-store',
      headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token() },
      body: JSON.stringify(body), signal: stop ? stop.signal : undefined
    }).then(understood).then(function (found) {
      clearTimeout(limit);
      busy = false;
      answered(found, body, item);
    }, function () {
      clearTimeout(limit);
      busy = false;
      later('offline');
    });
  }

  // {kind, content}: what an answer is, whatever came.
  function understood(answer) {
    if (answer.type === 'opaqueredirect' || answer.status === 0 || answer.status === 403 || answer.redirected) {
      return { kind: 'signed_out' };
    }
    if (answer.status >= 500 || answer.status === 429) { return { kind: 'offline' }; }
    return answer.json().then(function (content) {
      return { kind: content && content.state ? content.state : 'offline', content: content };
    }, function () { return { kind: answer.status === 200 ? 'signed_out' : 'offline' }; });
  }

  function later(why) {
    failing = why;
    clearTimeout(timer);
    timer = setTimeout(function () { timer = null; pump(); }, delay);
    delay = Math.min(delay * 2, why === 'offline' ? 30000 : 15000);
    showState();
  }
  function now() { clearTimeout(timer); timer = null; delay = 1000; pump(); }

  // While the page is being left, an answer is not taken: the page that comes may have been written before it, and asks
  // again. What is sent twice stands once.
  var leaving = false;
  var stopped = false, yielded = false, answers = 0, pressed = performance.now();
  function answered(found, body, item) {
    if (leaving) { setTimeout(pump, 1500); return; }
    if (found.kind === 'offline' || found.kind === 'signed_out') { later(found.kind); return; }
    if (found.kind === 'other' || found.kind === 'gone') {
      banner(found.content.says, false);
      later(found.kind);
      return;
    }
    failing = '';
    delay = 1000;
    hideBanner();
    if (item) { ballotAnswered(found, item); } else { keyAnswered(found, body); }
    pump();
  }
  function ballotAnswered(found, item) {
    answers += 1;
    state.queue = state.queue.filter(function (one) { return one !== item; });
    if (found.kind === 'ok') {
      keyed[item.slip] = [item.marks, item.flags, found.content.version, ''];
      each(state.queue, function (one) { if (one.slip === item.slip) { one.version = found.content.version; } });
    } else {
      state.held.push({
        slip: item.slip, kind: found.kind, marks: item.marks, flags: item.flags, ms: item.ms,
        says: found.content.says, theirs: found.content.theirs || null
      });
      drawHeld();
    }
    save();
    draw();
  }
  function keyAnswered(found, body) {
    kept = Math.max(kept, body.serial);
    if (found.kind !== 'ok') { stopped = true; banner(found.content.says, true); }
  }

  // What the team has by now: others of the same team key as well.
  function refresh() {
    if (busy || failing || yielded || document.hidden || performance.now() - pressed > 600000) { return; }  // left alone, the session may end
    var before = answers;
    fetch(page.keep, { credentials: 'same-origin', redirect: 'manual', cache: 'no-store' }).then(understood).then(function (found) {
      if (answers !== before || found.kind !== 'ok' || found.content.user !== page.user || found.content.count !== page.count) { return; }
      if (found.content.done || found.content.collected !== page.collected) {
        if (!unsent()) { window.location.reload(); }
        return;
      }
      keyed = found.content.keyed;
      page.seconds = found.content.seconds;
      draw();
    }, function () { /* the next key will tell */ });
  }

  // ---------- What is shown ----------
  var names = id('k-names').querySelectorAll('button');

  function said(text) { id('k-say').textContent = text; }
  function banner(text, again) {
    id('k-banner-text').textContent = text;
    id('k-banner').hidden = false;
    id('k-again').hidden = !again;
    id('k-sign-in').hidden = again;
  }
  function hideBanner() { if (!stopped) { id('k-banner').hidden = true; } }

  function showState() {
    var waiting = unsent(), box = id('k-state'), offline = failing || navigator.onLine === false;
    clearTimeout(shownBusy);
    box.setAttribute('data-unsent', waiting);
    if (!keeps) { look(box, 'is-off', say('nothing')); return; }
    if (failing === 'signed_out') {
      look(box, 'is-off', say('away', { n: waiting }));
      banner(say('signed_out', { n: waiting }), false);
      return;
    }
    if (offline) { look(box, 'is-off', say('offline', { n: waiting })); return; }
    if (!waiting) { look(box, 'is-saved', say('saved')); return; }
    shownBusy = setTimeout(function () { look(box, 'is-saving', say('saving', { n: unsent() })); }, 400);
  }
  function look(box, name, text) { box.className = 'k-state ' + name; if (box.textContent !== text) { box.textContent = text; } }

  function draw() {
    each(names, function (button, at) {
      var value = state.marks[at];
      button.className = 'is-' + (value === '1' ? 'for' : value === '0' ? 'against' : value === '2' ? 'both' : value === '-' ? 'none' : 'unset') + (at === cursor ? ' is-here' : '');
      button.querySelector('.k-mark').textContent = value === '_' || (STRIKE && value === '1') ? '' : page.words[value] || '';
    });
    each(id('k-flags').children, function (button) {
      var on = (' ' + state.flags + ' ').indexOf(' ' + button.getAttribute('data-flag') + ' ') >= 0;
      button.setAttribute('aria-pressed', on ? 'true' : 'false');
    });
    id('k-slip').textContent = state.slip;
    id('k-bundle').textContent = say('bundle', {
      bundle: Math.floor((state.slip - 1) / page.bundle) + 1, bundles: Math.ceil(page.collected / page.bundle),
      at: (state.slip - 1) % page.bundle + 1,
      of: Math.min(page.bundle, page.collected - Math.floor((state.slip - 1) / page.bundle) * page.bundle)
    });
    id('k-buffer').textContent = buffer;
    drawCount();
    drawProgress();
    if (!id('k-list').hidden) { drawList(); }
    var here = names[cursor];
    if (here && here.scrollIntoView) {
      var box = here.getBoundingClientRect();
      if (box.top < 0 || box.bottom > window.innerHeight) { here.scrollIntoView({ block: 'nearest' }); }
    }
  }
  function drawCount() {
    var count = votes(), why = unset() ? '' : wrong(), fresh_ = !state.touched && !known(state.slip);
    if (fresh_ && STRIKE) { why = count > page.allowed ? say('strike', { n: count - page.allowed }) : ''; }
    id('k-votes').textContent = say(STRIKE ? 'kept' : 'for', { n: count, most: page.allowed });
    id('k-why').textContent = why;
    id('k-count').className = 'k-count' + (fresh_ ? ' is-new' : why ? ' is-wrong' : '');
  }
  function drawProgress() {
    var count = doneCount(), all = count === page.collected;
    id('k-keyed').textContent = count;
    id('k-bar').value = count;
    id('k-time').textContent = page.seconds ? ' · ' + say('time', { n: (Math.round(page.seconds * 10) / 10).toLocaleString(document.documentElement.lang) }) : '';
    id('k-finish').hidden = !all;
    id('k-finish').disabled = unsent() > 0;
    id('k-finish').className = 'btn k-finish' + (all && !unsent() ? ' btn-main' : '');
    if (!id('k-say').textContent && !state.touched && known(state.slip)) {
      said(all ? say('all') : say('changed'));
    }
  }
  function drawList() {
    var bundle = Math.floor((state.slip - 1) / page.bundle), bundles = Math.ceil(page.collected / page.bundle), at;
    var heads = document.createDocumentFragment(), cells = document.createDocumentFragment();
    for (at = 0; at < bundles; at += 1) { heads.appendChild(bundleButton(at, at === bundle)); }
    for (at = bundle * page.bundle + 1; at <= Math.min((bundle + 1) * page.bundle, page.collected); at += 1) { cells.appendChild(cell(at)); }
    replace(id('k-bundles'), heads);
    replace(id('k-cells'), cells);
  }
  function replace(box, parts) { box.textContent = ''; box.appendChild(parts); }
  function bundleButton(at, here) {
    var count = 0, first = at * page.bundle + 1, end = Math.min((at + 1) * page.bundle, page.collected);
    for (var slip = first; slip <= end; slip += 1) { if (isDone(slip)) { count += 1; } }
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-small' + (here ? ' is-here' : '');
    button.setAttribute('data-slip', first);
    button.textContent = say('bundle_short', { n: at + 1 }) + ': ' + count + '/' + (end - first + 1);
    return button;
  }
  function cell(slip) {
    var button = document.createElement('button'), reading = known(slip);
    var kind = queued(slip) || held(slip) ? 'is-unsent' : state.aside[slip] ? 'is-aside' : reading ? 'is-done' : 'is-open';
    button.type = 'button';
    button.className = 'k-cell ' + kind + (slip === state.slip ? ' is-here' : '') + (reading && reading[1] ? ' is-flagged' : '');
    button.setAttribute('data-slip', slip);
    button.textContent = slip + ' ' + { 'is-unsent': '↑', 'is-aside': '…', 'is-done': '✓', 'is-open': '○' }[kind];
    if (reading && reading[3]) { button.title = say('keyed', { name: reading[3] }); }
    return button;
  }

  function drawHeld() {
    var parts = document.createDocumentFragment();
    each(state.held, function (one) { parts.appendChild(one.kind === 'conflict' && one.theirs ? conflict(one) : refused(one)); });
    replace(id('k-held'), parts);
  }
  function panel(template, one) {
    var box = document.importNode(id(template).content, true).firstElementChild;
    box.querySelector('h2').textContent = say('slip', { n: one.slip });
    box.querySelector('.k-says').textContent = one.says || '';
    box.addEventListener('click', function (event) {
      var what = event.target.getAttribute('data-do');
      if (what) { solve(one, what); }
    });
    return box;
  }
  function refused(one) { return panel('k-refused', one); }
  function conflict(one) {
    var box = panel('k-conflict', one), body = box.querySelector('tbody');
    each(names, function (button, at) {
      if (one.marks[at] !== one.theirs[0][at]) {
        line(body, button.querySelector('.k-no').textContent + '. ' + button.querySelector('.k-name').textContent, page.words[one.marks[at]], page.words[one.theirs[0][at]]);
      }
    });
    if (one.flags !== one.theirs[1]) { line(body, id('k-flags').getAttribute('aria-label'), flagWords(one.flags), flagWords(one.theirs[1])); }
    box.querySelector('.k-their-name').textContent = one.theirs[3];
    return box;
  }
  function flagWords(flags) {
    var found = [];
    each(id('k-flags').children, function (button) {
      if ((' ' + flags + ' ').indexOf(' ' + button.getAttribute('data-flag') + ' ') >= 0) { found.push(button.lastChild.textContent.trim()); }
    });
    return found.join(', ') || '–';
  }
  function line(body, a, b, c) {
    var row = body.insertRow();
    each([a, b, c], function (text) { row.insertCell().textContent = text; });
  }
  function solve(one, what) {
    state.held = state.held.filter(function (other) { return other !== one; });
    if (one.theirs) { keyed[one.slip] = one.theirs; }
    if (what === 'mine') {
      state.queue.push({ slip: one.slip, marks: one.marks, flags: one.flags, version: one.theirs ? one.theirs[2] : 0, ms: one.ms });
    } else if (what === 'correct') {
      state.aside[one.slip] = { marks: one.marks, flags: one.flags, base: state.base };
      open(one.slip);
    }
    save();
    drawHeld();
    draw();
    pump();
  }

  // ---------- Keys and clicks ----------
  function go(slip) {
    if (!(slip >= 1 && slip <= page.collected)) { said(say('noslip', { n: slip })); return; }
    open(slip);
  }
  function column(by) {
    var here = names[cursor].getBoundingClientRect(), best = -1, distance = Infinity;
    each(names, function (button, at) {
      var box = button.getBoundingClientRect(), away = box.left - here.left;
      if (away * by > 1) {
        var far = Math.abs(away) * 10 + Math.abs(box.top - here.top);
        if (far < distance) { distance = far; best = at; }
      }
    });
    if (best >= 0) { cursor = best; draw(); }
  }
  function letterOf(event) {
    return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3) : /^[a-z]$/i.test(event.key) ? event.key.toUpperCase() : '';
  }
  function digitOf(event) {
    if (/^[0-9]$/.test(event.key)) { return event.key; }
    var found = /^(?:Digit|Numpad)([0-9])$/.exec(event.code || '');
    return found && !event.shiftKey && event.key === 'Process' ? found[1] : '';
  }

  function plainKey(event) {
    switch (event.key) {
      case 'PageDown': go(Math.min(state.slip + 1, page.collected)); return true;
      case 'PageUp': go(Math.max(state.slip - 1, 1)); return true;
      case 'ArrowDown': case 'Down': step(1); return true;
      case 'ArrowUp': case 'Up': step(-1); return true;
      case 'ArrowLeft': case 'Left': column(-1); return true;
      case 'ArrowRight': case 'Right': column(1); return true;
      case 'Home': step(-page.names); return true;
      case 'End': step(page.names); return true;
      case 'Enter': if (buffer) { apply(); } else { confirm(); } return true;
      case 'Escape': case 'Esc': buffer = ''; asked = false; said(''); draw(); return true;
      case '*': fill('0'); return true;
      case '+': fill('1'); return true;
      default: return false;
    }
  }
  function strikeKey(event, digit) {
    var byName = habits.mode === 'name';
    if (digit && byName && (digit === '0' || digit === '1')) { mark(cursor, digit); return true; }
    if (digit === '0' && !buffer) { mark(cursor, '0'); return true; }
    if (digit) { if (buffer.length < 7) { buffer += digit; } asked = false; said(''); draw(); return true; }
    if (event.key === '-' && /^\d+$/.test(buffer)) { buffer += '-'; draw(); return true; }
    if (event.key === ' ' || event.key === 'Spacebar') { if (buffer) { apply(); } else { flip(cursor); } return true; }
    if (event.key === 'Backspace') { buffer = buffer.slice(0, -1); draw(); return true; }
    return false;
  }
  function columnKey(event, digit) {
    if (digit === '1' || digit === '0' || digit === '2') { mark(cursor, digit); return true; }
    if (digit === '3' || event.key === '-') { mark(cursor, '-'); return true; }
    if (event.key === '/') { fill('-', true); return true; }
    if (event.key === 'Backspace') {
      if (state.marks[cursor] === '_' && cursor > 0) { cursor -= 1; }
      set(cursor, '_');
      return true;
    }
    return digit !== '';
  }
  function letterKey(letter) {
    if (page.flags[letter]) { setFlag(page.flags[letter]); return true; }
    if (letter === 'G') { id('k-jump').focus(); id('k-jump').select(); return true; }
    if (letter === 'L') { toggleList(); return true; }
    if (letter === 'M' && STRIKE) { habit('mode', habits.mode === 'name' ? 'number' : 'name'); return true; }
    return false;
  }

  document.addEventListener('keydown', function (event) {
    if (yielded || event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (!id('k-dialog').hidden) {
      if (event.key === 'Escape' || event.key === 'Esc') { dialog(false); }
      return;
    }
    var target = event.target, tag = target.tagName;
    pressed = performance.now();
    if (tag === 'INPUT' || tag === 'SELECT' || tag === 'TEXTAREA') { return; }
    var press = event.key === 'Enter' || event.key === ' ';
    if (press && (tag === 'BUTTON' || tag === 'A' || tag === 'SUMMARY')) { return; }
    if (event.repeat && event.key === 'Enter') { event.preventDefault(); return; }  // a key held down enters one ballot
    var digit = digitOf(event);
    var used = plainKey(event) || (STRIKE ? strikeKey(event, digit) : columnKey(event, digit)) || letterKey(letterOf(event));
    if (used) { event.preventDefault(); }
  });

  id('k-names').addEventListener('click', function (event) {
    var button = event.target.closest('button');
    if (!button) { return; }
    var at = Number(button.getAttribute('data-at')), order = STRIKE ? '10' : '102-';
    set(at, order[(order.indexOf(state.marks[at]) + 1) % order.length]);
  });
  id('k-flags').addEventListener('click', function (event) {
    var button = event.target.closest('button');
    if (button) { setFlag(button.getAttribute('data-flag')); }
  });
  // A click leaves the keyboard with the ballot.
  each([id('k-names'), id('k-flags'), id('k-confirm'), id('k-back'), id('k-on'), id('k-list')], function (box) {
    box.addEventListener('mousedown', function (event) { event.preventDefault(); });
  });
  id('k-confirm').addEventListener('click', function () { if (buffer) { apply(); } confirm(); });
  id('k-back').addEventListener('click', function () { go(Math.max(state.slip - 1, 1)); });
  id('k-on').addEventListener('click', function () { go(Math.min(state.slip + 1, page.collected)); });
  id('k-jump').addEventListener('keydown', function (event) {
    if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      var slip = Number(this.value);
      this.value = '';
      this.blur();
      go(slip);
    } else if (event.key === 'Escape' || event.key === 'Esc') { this.value = ''; this.blur(); }
  });
  function toggleList() {
    var list = id('k-list');
    list.hidden = !list.hidden;
    id('k-list-open').setAttribute('aria-expanded', list.hidden ? 'false' : 'true');
    if (!list.hidden) { drawList(); list.scrollIntoView({ block: 'nearest' }); }
  }
  id('k-list-open').addEventListener('click', toggleList);
  id('k-list').addEventListener('click', function (event) {
    var slip = event.target.getAttribute('data-slip');
    if (slip) { go(Number(slip)); }
  });

  function habit(name, value) {
    habits[name] = value;
    write('daihoi:key:habits', habits);
    showHabits();
    if (name === 'start' && !state.touched && !known(state.slip)) { open(state.slip); }
  }
  function showHabits() {
    if (!STRIKE) { return; }
    id('k-start').value = habits.start;
    id('k-mode').value = habits.mode;
  }
  if (STRIKE) {
    each(['start', 'mode'], function (name) {
      id('k-' + name).addEventListener('change', function () { habit(name, this.value); this.blur(); });
    });
  }

  function dialog(shown) {
    id('k-dialog').hidden = !shown;
    if (shown) { id('k-dialog').querySelector('[name=finish]').focus(); } else { id('k-finish').focus(); }
  }
  id('k-finish').addEventListener('click', function () { if (!unsent()) { dialog(true); } });
  id('k-dialog-no').addEventListener('click', function () { dialog(false); });

  window.addEventListener('beforeunload', function (event) {
    leaving = true;
    setTimeout(function () { leaving = false; }, 1500);
    if (!yielded && unsent() > 0) { event.preventDefault(); event.returnValue = ''; }
  });
  window.addEventListener('online', function () { failing = ''; now(); });
  window.addEventListener('offline', showState);
  // Opened a second time on this machine: the later page has everything and goes on, this one stands back.
  window.addEventListener('storage', function (event) {
    if (event.key !== KEY || event.newValue === null || yielded) { return; }
    yielded = true;
    clearTimeout(timer);
    id('main').classList.add('is-yielded');
    banner(say('twice'), true);
  });
  window.addEventListener('focus', function () { if (failing) { now(); } else { refresh(); } });
  setInterval(refresh, 60000);
  setTimeout(refresh, 2000);

  // ---------- Taking up work: the newer of this machine and the server ----------
  function takeUp() {
    var draft = page.draft, serial = draft ? draft[3] : 0;
    if (draft && serial > state.serial) {
      state.slip = draft[0];
      state.marks = draft[1];
      state.flags = draft[2];
      state.touched = draft[1].length === page.names;
      state.base = habits.start;
    }
    state.serial = Math.max(state.serial, serial);
    var reading = known(state.slip), fits = state.marks.length === page.names && state.slip <= page.collected;
    if (!fits || (reading && reading[0] === state.marks && reading[1] === state.flags)) { state.touched = false; }
    if (state.touched) {
      state.aside[state.slip] = { marks: state.marks, flags: state.flags, base: state.base };
      state.touched = false;
      open(state.slip);
    } else {
      var again = state.slip >= 1 && state.slip <= page.collected && !isDone(state.slip);
      open(again ? state.slip : page.next && !isDone(page.next) ? page.next : nextOpen(0) || page.collected);
    }
  }
  showHabits();
  drawHeld();
  takeUp();
}());
