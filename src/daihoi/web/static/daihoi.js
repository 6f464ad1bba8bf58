/* The shell: menus close, forms are sent once, buttons print and copy. Pages work without it. */
(function () {
  'use strict';

  function each(list, run) { Array.prototype.forEach.call(list, run); }

  // A menu closes by a click elsewhere or Escape.
  document.addEventListener('click', function (event) {
    each(document.querySelectorAll('details.menu[open]'), function (menu) {
      if (!menu.contains(event.target)) { menu.removeAttribute('open'); }
    });
    var button = event.target.closest ? event.target.closest('[data-print]') : null;
    if (button) { window.print(); }
    button = event.target.closest ? event.target.closest('[data-copy]') : null;
    if (button && navigator.clipboard) {
      navigator.clipboard.writeText(document.getElementById(button.getAttribute('data-copy')).textContent.trim())
        .then(function () { button.textContent = button.getAttribute('data-copied') || button.textContent; });
    }
  });
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape' && event.key !== 'Esc') { return; }
    each(document.querySelectorAll('details.menu[open]'), function (menu) {
      menu.removeAttribute('open');
      menu.querySelector('summary').focus();
    });
  });

  // A second click does not send a form twice; coming back to the page gives the button back.
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) { return; }
    if (form.getAttribute('data-sent')) { event.preventDefault(); return; }
    form.setAttribute('data-sent', '1');
    setTimeout(function () { form.removeAttribute('data-sent'); }, 8000);
  });
  window.addEventListener('pageshow', function () {
    each(document.querySelectorAll('form[data-sent]'), function (form) { form.removeAttribute('data-sent'); });
  });

  // A file that the server would not take is said at once, and not sent.
  document.addEventListener('change', function (event) {
    var input = event.target;
    if (!input.hasAttribute || !input.hasAttribute('data-most')) { return; }
    var said = input.parentNode.querySelector('.file-large');
    if (said) { said.parentNode.removeChild(said); }
    if (!input.files || !input.files[0] || input.files[0].size <= Number(input.getAttribute('data-most'))) { return; }
    input.value = '';
    said = document.createElement('span');
    said.className = 'error file-large';
    said.setAttribute('role', 'alert');
    said.textContent = input.getAttribute('data-large');
    input.parentNode.insertBefore(said, input.nextSibling);
  });

  // Selects that choose what the page shows send their form.
  document.addEventListener('change', function (event) {
    if (event.target.hasAttribute && event.target.hasAttribute('data-submit')) { event.target.form.submit(); }
  });

  // A failed partial load is said aloud instead of leaving an old page in silence.
  function failed() {
    var box = document.getElementById('load-failed');
    if (box) { box.hidden = false; box.focus(); }
  }
  document.addEventListener('htmx:responseError', failed);
  document.addEventListener('htmx:sendError', failed);

  document.addEventListener('allauth.error', function (event) {
    var box = document.getElementById('key-failed');
    if (box) { event.preventDefault(); box.hidden = false; box.focus(); }
  });

  document.addEventListener('DOMContentLoaded', function () {
    each(document.querySelectorAll('.no-script-only'), function (element) { element.hidden = true; });
    each(document.querySelectorAll('[data-print], [data-copy]'), function (element) { element.hidden = false; });
    var here = document.querySelector('.nav [aria-current]');
    if (here && here.scrollIntoView && window.innerWidth < 1024) { here.parentNode.parentNode.scrollLeft = here.offsetLeft - 16; }
    each(document.querySelectorAll('.tabs [aria-current]'), function (tab) {
      var row = tab.parentNode;
      if (row.scrollWidth > row.clientWidth) { row.scrollLeft = tab.offsetLeft - row.offsetLeft - 16; }
    });
    var wrong = document.querySelector('[aria-invalid="true"]');
    if (wrong) { wrong.focus(); }
  });
}());
