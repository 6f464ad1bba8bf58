/* The table of votes: Enter and the arrows go from row to row in a column, sums and what is lacking are shown as it is
   typed. Without this file the same form works with the keys of the browser. */
(function () {
  'use strict';

  var form = document.querySelector('form[data-votes]');
  if (!form) { return; }
  var fields = Array.prototype.slice.call(form.querySelectorAll('input[data-office]'));
  var sums = Array.prototype.slice.call(form.querySelectorAll('[data-sum]'));
  var left = form.querySelector('[data-left]');

  function column(field) {
    var office = field.getAttribute('data-office');
    return fields.filter(function (one) { return one.getAttribute('data-office') === office; });
  }

  // The next field of the column, or the first of the next one; none at the end of all.
  function step(field, by) {
    var of = column(field), at = of.indexOf(field) + by;
    if (at >= 0 && at < of.length) { return of[at]; }
    if (by < 0) { return null; }
    var place = sums.map(function (one) { return one.getAttribute('data-sum'); }).indexOf(field.getAttribute('data-office'));
    var next = sums[place + 1];
    return next ? fields.filter(function (one) {
      return one.getAttribute('data-office') === next.getAttribute('data-sum');
    })[0] || null : null;
  }

  function show() {
    sums.forEach(function (cell) {
      var sum = 0;
      fields.forEach(function (one) {
        if (one.getAttribute('data-office') === cell.getAttribute('data-sum') && /^\d+$/.test(one.value)) {
          sum += Number(one.value);
        }
      });
      cell.textContent = String(sum).replace(/\B(?=(\d{3})+$)/g, document.documentElement.lang === 'vi' ? '.' : ',');
    });
    if (left) {
      var lacking = fields.filter(function (one) { return one.value === ''; }).length;
      left.textContent = left.getAttribute('data-text').replace('{number}', String(lacking));
      left.hidden = false;
    }
  }

  form.addEventListener('keydown', function (event) {
    var field = event.target, by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || fields.indexOf(field) < 0) { return; }
    event.preventDefault();
    var next = step(field, by);
    if (next) {
      next.focus();
      next.select();
    } else if (event.key === 'Enter') {
      form.querySelector('button[type="submit"]').focus();
    }
  });
  form.addEventListener('input', show);
  show();
}());
