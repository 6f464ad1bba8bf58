/* The screen of the hall asks for what is new; the form for one ballot takes keys. */
(function () {
  'use strict';

  function each(list, run) { Array.prototype.forEach.call(list, run); }

  // ---------- The screen ----------
  var hall = document.getElementById('hall');
  var shown = '', at = 0, turn = null;

  function pages() { return hall.querySelectorAll('[data-page]'); }
  function show(number) {
    var all = pages();
    if (!all.length) { return; }
    at = (number + all.length) % all.length;
    each(all, function (page, index) { page.hidden = index !== at; });
    each(hall.querySelectorAll('[data-dot]'), function (dot, index) { dot.className = index === at ? 'is-here' : ''; });
  }
  function turning() {
    clearInterval(turn);
    turn = setInterval(function () { if (pages().length > 1) { show(at + 1); } }, 12000);
  }
  function off(is) { document.getElementById('hall-off').hidden = !is; }
  function ask() {
    fetch(hall.getAttribute('data-part'), { credentials: 'same-origin', redirect: 'manual', cache: 'no-store' })
      .then(function (answer) {
        if (answer.type === 'opaqueredirect' || answer.status === 404) { window.location.reload(); return null; }
        if (!answer.ok) { throw new Error(String(answer.status)); }
        return answer.text();
      }).then(function (text) {
        if (text === null) { return; }
        off(false);
        if (text !== shown) { shown = text; hall.innerHTML = text; show(0); }
        again();
      }, function () { off(true); again(); });
  }
  function again() { setTimeout(ask, document.hidden ? 30000 : 3000); }

  if (hall) {
    ask();
    turning();
    document.addEventListener('keydown', function (event) {
      var by = { ArrowRight: 1, PageDown: 1, ' ': 1, ArrowLeft: -1, PageUp: -1 }[event.key];
      if (by) { event.preventDefault(); show(at + by); turning(); }
      if ((event.key === 'f' || event.key === 'F') && document.documentElement.requestFullscreen) {
        if (document.fullscreenElement) { document.exitFullscreen(); } else { document.documentElement.requestFullscreen(); }
      }
    });
  }

  // ---------- What stands on one ballot ----------
  var form = document.querySelector('[data-settle]');
  if (!form) { return; }
  var rows = form.querySelectorAll('.hall-radios');

  function isSaid(row) { return !!row.querySelector('input:checked'); }
  function focus(row) {
    var input = row.querySelector('input:checked') || row.querySelector('input');
    if (input) { input.focus(); }
  }
  function onFrom(row) {
    var list = Array.prototype.slice.call(rows), start = list.indexOf(row), next = null;
    list.slice(start + 1).concat(list.slice(0, start)).some(function (other) {
      if (!isSaid(other)) { next = other; return true; }
      return false;
    });
    if (next) { focus(next); } else { form.querySelector('[name=conclusion]').focus(); }
  }
  form.addEventListener('keydown', function (event) {
    var row = event.target.closest ? event.target.closest('.hall-radios') : null;
    if (!row || event.ctrlKey || event.altKey || event.metaKey) { return; }
    var value = { '0': '0', '1': '1', '2': '2', '3': '-', '-': '-' }[event.key];
    if (value === undefined) { return; }
    var input = row.querySelector('input[value="' + value + '"]')
      || row.querySelector('input[value="' + (value === '1' ? 'yes' : value === '0' ? 'no' : '') + '"]');
    if (!input) { return; }
    event.preventDefault();
    input.checked = true;
    onFrom(row);
  });
  each(rows, function (row) { if (!isSaid(row) && !form.contains(document.activeElement)) { focus(row); } });
}());
