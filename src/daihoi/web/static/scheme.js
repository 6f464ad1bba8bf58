/* Editing the list of a scheme: each change asks the server for the lines as they would be; nothing is kept by it.
   The answer holds figures and ids; names are taken from this page. Without this script the form is posted. */
(function () {
  'use strict';

  // A search takes seconds: say so, and let it be asked once.
  var search = document.getElementById('sc-search');
  if (search) {
    search.addEventListener('submit', function () {
      var says = search.querySelector('.sc-thinking');
      says.textContent = says.getAttribute('data-text');
      search.querySelector('button').disabled = true;
      search.setAttribute('aria-busy', 'true');
    });
  }

  var form = document.getElementById('sc-form');
  if (!form || !window.FormData || !('content' in document.createElement('template'))) { return; }
  var list = document.getElementById('sc-rows'), pool = document.getElementById('sc-pool');
  var state = document.getElementById('sc-state'), count = document.getElementById('sc-count');
  var left = document.getElementById('sc-left');
  var lines = document.getElementById('sc-lines');
  var rowOf = document.getElementById('sc-row').content, lineOf = document.getElementById('sc-line').content;

  function all(root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }
  function one(root, selector) { return root.querySelector(selector); }
  function text(root, selector, value) { one(root, selector).textContent = value; }
  function byId(root, id) { return root ? one(root, '[data-id="' + id + '"]') : null; }

  // ---------- Asking ----------
  var first = String(new URLSearchParams(new FormData(form))), asked = 0, shown = 0, waiting = null, saving = false;
  function now() { return String(new URLSearchParams(new FormData(form))); }
  function changed() { return now() !== first; }

  function soon() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(ask, 40);
  }

  function ask() {
    var turn = asked += 1, request = new XMLHttpRequest();
    request.open('POST', form.getAttribute('data-check'));
    request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    request.onload = function () {
      if (turn < shown) { return; }
      shown = turn;
      if (request.status !== 200) { say('lost'); return; }
      show(JSON.parse(request.responseText));
    };
    request.onerror = function () { if (turn >= shown) { say('lost'); } };
    request.send(now());
  }

  function say(name) {
    state.textContent = state.getAttribute('data-' + name);
    state.className = 'sc-state is-' + name;
  }

  // ---------- Showing ----------
  function show(answer) {
    var old = {}, arrived = false;
    all(lines, '.sc-line').forEach(function (line) { old[line.getAttribute('data-key')] = line; });
    answer.lines.forEach(function (data) {
      var line = old[data.key] || lineOf.firstElementChild.cloneNode(true);
      delete old[data.key];
      if (data.group === 'note' && data.better && !line.classList.contains('is-note')) { arrived = true; }
      fill(line, data);
      one(lines, '[data-group="' + data.group + '"] .sc-lines').appendChild(line);
    });
    Object.keys(old).forEach(function (key) { old[key].parentNode.removeChild(old[key]); });
    all(lines, '.sc-group').forEach(function (group) {
      var number = answer.counts[group.getAttribute('data-group')];
      text(group, '.count', number);
      if (group.tagName === 'SECTION') { group.hidden = !number; return; }
      // What is kept now and was not before is shown without being asked for.
      if (arrived) { group.open = true; }
    });
    count.textContent = answer.people;
    if (pool) { left.textContent = all(pool, '.sc-from').length - all(pool, '[data-taken]').length; }
    say(changed() ? 'tried' : 'same');
  }

  function fill(line, data) {
    line.setAttribute('data-key', data.key);
    line.className = 'sc-line is-' + data.group;
    text(line, '.sc-name', data.name); text(line, '.sc-body', data.body); text(line, '.sc-figure', data.figure);
    text(line, '.sc-says', data.says); text(line, '.sc-need', data.need); text(line, '.sc-source', data.source);
    var moved = one(line, '.sc-moved'), answer = one(line, '.sc-answer'), who = one(line, '.sc-who');
    moved.hidden = !data.moved;
    moved.className = 'sc-moved' + (data.better === true ? ' is-better' : data.better === false ? ' is-worse' : '');
    text(moved, 'span', data.moved);
    answer.hidden = !data.answer;
    text(answer, 'span', data.answer);
    who.hidden = !data.who.length;
    text(who, '.sc-many', data.who.length);
    fillers(one(who, 'ul'), data.who.slice(0, 40));
  }

  function fillers(place, ids) {
    place.textContent = '';
    ids.forEach(function (id) {
      var from = byId(pool, id) || byId(list, id);
      if (!from) { return; }
      var item = document.createElement('li'), button = document.createElement('button');
      button.type = 'button';
      button.textContent = one(from, '.sc-name').textContent;
      button.addEventListener('click', function () { tick(id); });
      item.appendChild(button);
      place.appendChild(item);
    });
  }

  function tick(id) {
    var row = byId(list, id), from = byId(pool, id);
    if (row) { one(row, '[name=on]').checked = true; row.classList.remove('is-out'); } else if (from) { bring(from); }
    soon();
  }

  // ---------- The list ----------
  function bring(from) {
    var id = from.getAttribute('data-id'), row = rowOf.firstElementChild.cloneNode(true);
    row.setAttribute('data-id', id);
    row.classList.remove('is-out');
    row.classList.add('is-new');
    all(row, '[name]').forEach(function (field) {
      if (field.name === 'on') { field.value = id; field.checked = true; } else { field.name = id + field.name; }
    });
    text(row, '.sc-name', one(from, '.sc-name').textContent);
    all(from, '.pill, .sc-facts').forEach(function (part) { one(row, '.sc-who-is').appendChild(part.cloneNode(true)); });
    one(row, 'select').value = from.getAttribute('data-standing');
    one(row, 'select').setAttribute('aria-label', one(row, 'select').getAttribute('aria-label') + one(from, '.sc-name').textContent);
    ['organs', 'posts'].forEach(function (name) {
      var given = (from.getAttribute('data-' + name) || '').split(' ');
      all(row, '[name="' + id + '-' + name + '"]').forEach(function (box) { box.checked = given.indexOf(box.value) >= 0; });
    });
    one(row, '[name="' + id + '-special"]').value = from.getAttribute('data-special');
    one(row, '[name="' + id + '-councils"]').checked = from.hasAttribute('data-councils');
    posts(row);
    list.appendChild(row);
    one(from, '[name=on]').checked = false;
    from.hidden = true;
    from.setAttribute('data-taken', '');
  }

  function posts(row) {
    var names = all(row, '.sc-post-list input:checked').map(function (box) { return box.parentNode.textContent.trim(); });
    text(row, '.sc-post-names', names.join(', ') || '–');
  }

  form.addEventListener('change', function (event) {
    var row = event.target.closest('.sc-row'), from = event.target.closest('.sc-from');
    if (from && event.target.checked) {
      bring(from);
    } else if (row && event.target.name === 'on') {
      var home = byId(pool, row.getAttribute('data-id'));
      row.classList.toggle('is-out', !event.target.checked);
      if (!event.target.checked && home) {
        list.removeChild(row);
        home.removeAttribute('data-taken');
        home.hidden = false;
      }
    } else if (row) {
      posts(row);
    }
    if (event.target.id !== 'sc-name' && event.target.id !== 'sc-find') { soon(); }
  });
  form.addEventListener('input', function (event) {
    if (event.target.type === 'text' && event.target.id !== 'sc-name') { soon(); }
  });

  // ---------- Finding in the pool ----------
  function folded(words) {
    return words.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
  }
  var find = document.getElementById('sc-find');
  if (find) {
    find.closest('.sc-find').hidden = false;
    find.addEventListener('input', function () {
      var wanted = folded(find.value.trim());
      all(pool, '.sc-from').forEach(function (from) {
        from.hidden = from.hasAttribute('data-taken') || folded(from.textContent).indexOf(wanted) < 0;
      });
    });
    find.addEventListener('keydown', function (event) { if (event.key === 'Enter') { event.preventDefault(); } });
  }

  // ---------- Keeping ----------
  document.getElementById('sc-try').hidden = true;
  form.addEventListener('submit', function () { saving = true; });
  window.addEventListener('beforeunload', function (event) {
    if (!saving && changed()) { event.preventDefault(); event.returnValue = ''; }
  });
  all(lines, '.sc-who ul').forEach(function (place) {
    fillers(place, all(place, 'li').map(function (item) { return item.getAttribute('data-id'); }));
  });
  if (one(list, '.is-out')) { ask(); }
}());
