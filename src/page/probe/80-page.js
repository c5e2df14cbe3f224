// The page itself: when its document is there, which htmx it has, and whether it is looked at.

let adopted = null;

function adoptHtmx() {
  const { htmx } = window;
  if (!htmx || htmx === adopted || typeof htmx.version !== 'string') return;
  adopted = htmx;
  if (htmx.version.startsWith('4.')) adoptHtmx4(htmx);
  else if (htmx.version.startsWith('2.')) adoptHtmx2(htmx);
}

// A page that is being left is hidden too, but nobody turned away from it.
let leaving = false;

function noteVisibility() {
  if (leaving) return;
  note(document.hidden ? 'hidden' : 'shown', { d: {} });
}

// An exception that nobody caught. The browser reports it to the program itself, unless the page prevents that; this is
// its moment and the message that was being swapped in, and what was noted before it goes first.
listen(window, 'error', (event) => {
  if (!(event instanceof ErrorEvent)) return;
  const cause = swaps[swaps.length - 1]?.cause ?? expected?.cause;
  note('thrown', { c: cause?.seq ?? 0, d: { text: event.message, line: event.lineno } });
  flush();
});

// Before htmx's own listener, so that the page is there before its connections are.
listen(window, 'DOMContentLoaded', () => {
  adoptHtmx();
  const htmx = typeof window.htmx?.version === 'string' ? window.htmx.version : '';
  note('loaded', { d: { url: location.href, title: document.title, htmx } });
  if (document.hidden) noteVisibility();
  countNodes();
});
// A page may bring htmx in late.
listen(window, 'load', adoptHtmx);
listen(window, 'htmx:load', adoptHtmx);
listen(document, 'visibilitychange', noteVisibility);
// Timers of a page that is left do not run.
listen(window, 'pagehide', () => {
  leaving = true;
  flush();
});
listen(window, 'pageshow', () => { leaving = false; });
