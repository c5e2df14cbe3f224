// htmx 2. Its extensions swap through the internal API, one object that htmx hands to every extension: there the probe
// learns the style, which the events do not tell.

// The out-of-band swaps that the content being swapped asks for: [{ selector, style, partial }], and their cause.
let expected = null;
const delayedSwaps = new WeakMap(); // of a request whose swap waits

function outOfBand2(value, id) {
  const own = `#${escapeId(id ?? '')}`;
  if (value === 'true') return { selector: own, style: 'outerHTML' };
  const colon = value.indexOf(':');
  if (colon > 0) return { selector: value.slice(colon + 1), style: value.slice(0, colon) };
  return { selector: own, style: value };
}

function expectations2(html) {
  if (typeof html !== 'string' || !/hx-swap-oob|hx-partial|<template/i.test(html)) return [];
  const fragment = readFragment(html);
  const list = [];
  const roots = [fragment, ...Array.from(fragment.querySelectorAll('template'), (template) => template.content)];
  for (const root of roots)
    for (const element of root.querySelectorAll('[hx-swap-oob], [data-hx-swap-oob]'))
      list.push(outOfBand2(attributeOf(element, 'hx-swap-oob'), element.getAttribute('id')));
  for (const template of fragment.querySelectorAll('template[hx][type=partial]')) {
    const selector = attributeOf(template, 'hx-target') || (template.id ? `#${escapeId(template.id)}` : '');
    const style = (attributeOf(template, 'hx-swap') || window.htmx.config.defaultSwapStyle).split(/\s+/)[0];
    list.push({ selector, style, partial: true });
  }
  return list;
}

function matches(target, selector) {
  try {
    return target.matches(selector);
  } catch (error) {
    return false;
  }
}

function styleFor(target, partial) {
  const found = (expected?.list ?? []).find((one) => !!one.partial === partial && matches(target, one.selector));
  return found ? found.style : 'outerHTML';
}

// Runs a call of htmx with what it is expected to do known, and ends what it leaves open.
function expecting(list, cause, call) {
  const outer = expected;
  const depth = swaps.length;
  expected = { list, cause };
  try {
    return call();
  } finally {
    quietly(() => swaps.length > depth && endSwap(swaps[depth], false));
    expected = outer;
  }
}

function watchOutOfBand(native) {
  return new Proxy(native, {
    apply(target, self, args) {
      const list = quietly(() => [outOfBand2(args[0], args[1].getAttribute('id'))]);
      return expecting(list ?? [], messageBeingHandled(), () => apply(target, self, args));
    },
  });
}

const openMains = new WeakSet();

function beginMain(place, style, cause) {
  const target = typeof place === 'string' ? document.querySelector(place) : place;
  if (!target || target.nodeType !== 1) return null;
  const swap = beginSwap({ target, style, oob: false, cause });
  openMains.add(swap);
  return swap;
}

// A swap of a stream's message begins and ends in the callbacks that htmx offers, also when it is delayed.
function watchSwap(native) {
  return new Proxy(native, {
    apply(target, self, [place, content, spec, options, ...rest]) {
      const cause = messageBeingHandled() ?? expected?.cause ?? null;
      const list = quietly(expectations2, content) ?? [];
      const given = options ?? {};
      let swap = null;
      const beforeSwapCallback = () => {
        expected = { list, cause };
        swap = quietly(beginMain, place, spec.swapStyle, cause);
        given.beforeSwapCallback?.();
      };
      const afterSwapCallback = () => {
        if (swap) quietly(endSwap, swap, spec.swapStyle !== 'none');
        expected = null;
        given.afterSwapCallback?.();
      };
      const watched = { ...given, beforeSwapCallback, afterSwapCallback };
      return expecting(list, cause, () => apply(target, self, [place, content, spec, watched, ...rest]));
    },
  });
}

function wrapperOf(element) {
  for (let node = element; node; node = node.parentElement) {
    const wrapper = node['htmx-internal-data']?.webSocket;
    if (wrapper) return wrapper;
  }
  return null;
}

function watchQueue2({ target, detail }) {
  watchQueue(detail.socketWrapper?.queue, () => wrapperOf(target)?.socket);
}

// htmx says that it is done with a message, in the turn of the message: JSON that no swap came of.
function noteJson2({ detail }) {
  if (!lastMessage || lastMessage.event.data !== detail.message) return;
  const { cause } = lastMessage;
  if (cause.swapped || !isJson(detail.message)) return;
  note('ignored', { key: cause.key, c: cause.seq, d: { why: 'json' } });
}

function beginOutOfBand({ detail }, partial) {
  const style = styleFor(detail.target, partial);
  beginSwap({ target: detail.target, style, oob: true, cause: expected?.cause, detail });
}

function endOutOfBand({ detail }) {
  const swap = swaps.find((one) => one.detail === detail);
  if (swap) endSwap(swap, detail.shouldSwap && swap.style !== 'none');
}

// A request's swap: between these events nothing else happens, unless the swap is to wait.
function beginRequestSwap({ detail }, api) {
  const content = detail.serverResponse;
  const cause = triggers.get(detail.requestConfig?.triggeringEvent?.detail) ?? null;
  const element = detail.requestConfig?.elt ?? detail.elt;
  const swap = beginSwap({ target: detail.target, style: '', oob: false, cause, detail, element });
  swap.finishStyle = () => api.getSwapSpecification(element, detail.swapOverride).swapStyle;
  const outer = expected;
  expected = { list: quietly(expectations2, content) ?? [], cause };
  later(() => {
    expected = outer;
    const place = swaps.indexOf(swap);
    if (place < 0) return;
    swaps.splice(place);
    if (detail.shouldSwap) delayedSwaps.set(detail.xhr, swap);
  });
}

function endRequestSwap({ detail }) {
  const xhr = detail?.xhr;
  if (!xhr) return endStreamSwap();
  const delayed = delayedSwaps.get(xhr);
  if (delayed) swaps.push(delayed);
  delayedSwaps.delete(xhr);
  const swap = swaps.find((one) => one.finishStyle && one.detail.xhr === xhr);
  if (!swap) return undefined;
  swap.style = swap.finishStyle();
  return endSwap(swap, swap.style !== 'none');
}

// The event comes before listeners of the page can change what was swapped in; the callback would come after them.
function endStreamSwap() {
  const swap = swaps[swaps.length - 1];
  if (swap && openMains.has(swap)) endSwap(swap, swap.style !== 'none');
}

function adoptHtmx2(htmx) {
  let api = null;
  const name = `probe-${documentKey}`;
  htmx.defineExtension(name, { init: (internal) => { api = internal; } });
  htmx.removeExtension(name);
  api.oobSwap = watchOutOfBand(api.oobSwap);
  api.swap = watchSwap(api.swap);
  htmx.swap = api.swap;
  listen(window, 'htmx:wsConnecting', () => { if (lastMade) lastMade.owned = true; });
  listen(window, 'htmx:sseError', ({ detail }) => { if (attempts.has(detail.source)) attempts.get(detail.source).attempt.owned = true; });
  listen(window, 'htmx:wsAfterMessage', noteJson2);
  for (const type of ['htmx:wsOpen', 'htmx:wsClose', 'htmx:wsConfigSend']) listen(window, type, watchQueue2);
  listen(window, 'htmx:oobBeforeSwap', (event) => beginOutOfBand(event, false));
  listen(window, 'htmx:oobAfterSwap', endOutOfBand);
  listen(window, 'htmx:partialBeforeSwap', (event) => beginOutOfBand(event, true));
  listen(window, 'htmx:partialAfterSwap', endOutOfBand);
  listen(window, 'htmx:oobErrorNoTarget', ({ detail }) => {
    const found = (expected?.list ?? []).find((one) => one.selector === detail.target);
    missed(detail.target, found ? found.style : 'outerHTML', expected?.cause);
  });
  listen(window, 'htmx:partialErrorNoTarget', ({ detail }) => {
    const found = (expected?.list ?? []).find((one) => one.partial && one.selector === detail.targetSelector);
    missed(detail.targetSelector, found ? found.style : '', expected?.cause);
  });
  listen(window, 'htmx:beforeSwap', (event) => beginRequestSwap(event, api));
  listen(window, 'htmx:afterSwap', endRequestSwap);
}
