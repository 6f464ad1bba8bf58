/* The form of a paper: one more row for a task. Without it, free rows are there when the page is opened again. */
(function () {
  'use strict';

  function blank(row, number) {
    var fresh = row.cloneNode(true);
    Array.prototype.forEach.call(fresh.querySelectorAll('input, select, textarea, label, span, fieldset'), function (one) {
      ['name', 'id', 'for', 'aria-describedby'].forEach(function (key) {
        var value = one.getAttribute(key);
        if (value) { one.setAttribute(key, value.replace(/(^|id_)t\d+-/g, '$1t' + number + '-')); }
      });
      if (one.type === 'checkbox') {
        one.checked = false;
      } else if (one.tagName === 'INPUT') {
        one.value = '';
        one.removeAttribute('aria-invalid');
      } else if (one.tagName === 'SELECT') {
        one.selectedIndex = 0;
      }
    });
    Array.prototype.forEach.call(fresh.querySelectorAll('.error'), function (one) { one.parentNode.removeChild(one); });
    return fresh;
  }

  document.addEventListener('DOMContentLoaded', function () {
    var button = document.querySelector('[data-add-row]');
    if (!button) { return; }
    button.hidden = false;
    button.addEventListener('click', function () {
      var rows = document.querySelectorAll('[data-row]');
      var last = rows[rows.length - 1];
      var names = Array.prototype.map.call(rows, function (row) {
        return parseInt(row.querySelector('[name$="-title"]').name.slice(1), 10);
      });
      var fresh = blank(last, Math.max.apply(null, names) + 1);
      last.parentNode.insertBefore(fresh, last.nextSibling);
      fresh.querySelector('[name$="-title"]').focus();
    });
  });
}());
