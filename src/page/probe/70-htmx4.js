// htmx 4. It tells the tasks of a swap before it begins and each task when it is done, but says nothing of a target that
// is not there: that is found out here.

const kUnhandledLimit = 1000;
const handling = new WeakMap(); // of an element: the socket's message that it is dealing with
const tasks4 = new WeakMap(); // of a task: its swap

// htmx 4 takes up a socket's messages one after the other, after their own event is over.
function takeUpMessage(element, connection, data) {
  while (unhandled.length > kUnhandledLimit) unhandled.shift();
  let place = unhandled.findIndex((one) => one.socket === connection.socket && one.data === data);
  if (place < 0) place = unhandled.findIndex((one) => one.data === data);
  if (place < 0) return;
  const [{ socket, cause }] = unhandled.splice(place, 1);
  // What came on the same socket before was not for htmx.
  unhandled = unhandled.filter((one) => one.socket !== socket || one.cause.seq > cause.seq);
  handling.set(element, { ...cause, owner: element });
}

function causeOf4(ctx) {
  const element = ctx.sourceElement;
  if (!element || typeof element !== 'object') return null;
  return (ctx.request ? streamsByElement.get(element)?.message : handling.get(element)) ?? null;
}

function specOf(task) {
  const { swapSpec } = task;
  return typeof swapSpec === 'string' ? { style: swapSpec.trim().split(/\s+/)[0] } : swapSpec ?? { style: '' };
}

function beginTasks({ detail }) {
  const { ctx, tasks } = detail;
  const cause = causeOf4(ctx);
  observer.takeRecords();
  for (const task of tasks) {
    const target = typeof task.target === 'string' ? document.querySelector(task.target) : task.target;
    if (!target || target.nodeType !== 1) continue;
    const swap = describeSwap({ target, style: specOf(task).style, oob: task.type !== 'main', cause });
    tasks4.set(task, swap);
    if (swap.style === 'delete') deletions.push(swap);
  }
}

function endTask({ detail }) {
  const swap = tasks4.get(detail.task);
  const records = endDeletions(observer.takeRecords());
  if (!swap) return;
  tasks4.delete(detail.task);
  swap.records = records;
  reportSwap(swap);
}

function asksFor4(element, value) {
  let selector = element.id ? `#${escapeId(element.id)}` : null;
  let text = value;
  const [, style, after] = value.match(/^(\S+):(.+)/) ?? [];
  if (style) [text, selector] = [style, after || selector];
  const spec = swapSpec4(text === 'true' || !text ? 'outerHTML' : text);
  return { selector: spec.target || selector, style: spec.style };
}

// The style is the first word unless that is a setting; `target:` is the one setting that matters here.
function swapSpec4(text) {
  const [first] = text.trim().split(/\s+/);
  const style = first && !first.includes(':') ? first : window.htmx.config.defaultSwap;
  const names = { before: 'beforebegin', after: 'afterend', prepend: 'afterbegin', append: 'beforeend' };
  const [, quoted, bare] = text.match(/(?:^|[\s,])target\s*:\s*(?:["']([^"']*)["']|([^\s,]+))/) ?? [];
  return { style: names[style] ?? style, target: quoted ?? bare };
}

function attribute4(element, name) {
  const { prefix } = window.htmx.config;
  return element.getAttribute(name) ?? (prefix ? element.getAttribute(name.replace('hx-', prefix)) : null);
}

// Everything in the text that names a target of its own: { selector, style }.
function wanted4(ctx) {
  const list = [];
  const text = typeof ctx.text === 'string' ? ctx.text : '';
  if (!ctx.selectOOB && !/swap-oob|hx-partial|<template/i.test(text)) return list;
  const fragment = readFragment(text);
  for (const spec of ctx.selectOOB ? ctx.selectOOB.split(',') : []) {
    const [selector, value = 'true'] = spec.split(/:(.*)/);
    fragment.querySelectorAll(selector).forEach((element) => list.push(asksFor4(element, value)));
  }
  for (const element of fragment.querySelectorAll('*')) {
    const value = attribute4(element, 'hx-swap-oob');
    if (value !== null) list.push(asksFor4(element, value));
  }
  for (const template of fragment.querySelectorAll('template[hx][type=partial]')) {
    const selector = attribute4(template, 'hx-target') || (template.id ? `#${escapeId(template.id)}` : null);
    list.push({ selector, style: swapSpec4(attribute4(template, 'hx-swap') || window.htmx.config.defaultSwap).style });
  }
  return list;
}

function missing4({ ctx, tasks }) {
  const from = ctx.sourceElement ?? document.body;
  const list = wanted4(ctx).filter(({ selector }) => selector && !window.htmx.findAll(from, selector).length);
  const main = tasks.find((task) => task.type === 'main' && !task.target);
  if (main) list.push({ selector: specOf(main).target ?? String(ctx.target), style: specOf(main).style });
  return list;
}

// Missing is what was missing when htmx looked, but only if no listener of the page took the swap over.
function noteMissing(event) {
  const list = missing4(event.detail);
  const cause = causeOf4(event.detail.ctx);
  if (list.length) later(() => event.defaultPrevented || list.forEach(({ selector, style }) => missed(selector, style, cause)));
}

function announceStream({ target, detail }) {
  const stream = streamsByElement.get(target);
  const event = window.event;
  if (!stream || !stream.attempt || !(detail.connection.attempt > 0)) return;
  ended(stream.attempt, { reason: '', clean: true });
  armed = { event, stream, number: detail.connection.attempt };
  later(() => { armed = null; });
}

function streamMessage({ target, detail }) {
  const stream = streamsByElement.get(target);
  if (!stream || !stream.attempt) return;
  const { data, event, id } = detail.message;
  const name = event || 'message';
  const d = { transport: 'sse', event: name, k: ordinalOfName(stream.attempt, name), bytes: byteLength(data) };
  if (id) d.id = id;
  if (stream.split) d.split = true;
  stream.split = false;
  if (event && !listensTo(event) && attribute4(target, `hx-sse${colon4()}close`) !== event) d.heard = false;
  stream.message = { ...received(stream.attempt, { d }), owner: target };
}

function streamClosed({ target, detail }) {
  const stream = streamsByElement.get(target);
  if (!stream || !stream.attempt) return;
  if (stream.attempt.live) ended(stream.attempt, { reason: detail.reason ?? '', clean: true });
  else abandoned(stream.attempt);
}

function requestStarts({ detail }) {
  const { ctx } = detail;
  const element = ctx.sourceElement;
  if (element?.getAttribute) expectStream(element, ctx.request.headers, attribute4(element, `hx-sse${colon4()}connect`) !== null);
}

function colon4() {
  return window.htmx.config.metaCharacter || ':';
}

// JSON without content is an event and nothing else; nobody hears it who does not listen to one of these.
function noteJson4(detail, cause) {
  const { data } = detail.message;
  if (!cause || !isJson(data) || detail.cancelled) return;
  const { content, payload } = JSON.parse(data);
  const colon = colon4();
  const types = ['before', 'after'].map((when) => `htmx:ws:${when}:message:incoming`.replace(/:/g, colon));
  if (content !== undefined || payload !== undefined || types.some(listensTo)) return;
  note('ignored', { key: cause.key, c: cause.seq, d: { why: 'json' } });
}

// What is sent where no connection is, or where it has ended for good.
function noteUnsent4({ target, detail }) {
  const { error } = detail;
  const lost = ['No WebSocket connection found for element', 'Connection not open', 'Connection closed'];
  if (!lost.includes(error)) return;
  note('unsent', { d: { element: selectorOf(target), why: error } });
}

function adoptHtmx4(htmx) {
  unhandled = [];
  const colon = htmx.config.metaCharacter || ':';
  const on = (type, handler) => listen(window, type.replace(/:/g, colon), handler);
  on('htmx:before:swap', (event) => {
    beginTasks(event);
    noteMissing(event);
  });
  on('htmx:before:settle', endTask);
  on('htmx:finally:swap', () => {
    endDeletions(observer.takeRecords());
    deletions = [];
  });
  on('htmx:ws:close', ({ detail }) => {
    const attempt = attempts.get(detail.connection?.socket);
    if (attempt) attempt.owned = true;
  });
  for (const type of ['htmx:ws:before:connection', 'htmx:ws:before:message:outgoing'])
    on(type, ({ detail }) => watchQueue(detail.connection.queue, () => detail.connection.socket));
  on('htmx:ws:before:message:incoming', ({ target, detail }) => takeUpMessage(target, detail.connection, detail.message.data));
  on('htmx:ws:after:message:incoming', ({ target, detail }) => {
    noteJson4(detail, handling.get(target));
    handling.delete(target);
  });
  on('htmx:ws:error', noteUnsent4);
  on('htmx:before:request', requestStarts);
  on('htmx:sse:before:connection', announceStream);
  on('htmx:sse:after:connection', ({ target, detail }) => {
    const stream = streamsByElement.get(target);
    if (stream && stream.attempt) streamOpened(stream, detail.connection);
  });
  on('htmx:sse:before:message', streamMessage);
  on('htmx:sse:after:message', ({ target }) => {
    const stream = streamsByElement.get(target);
    if (stream) stream.message = null;
  });
  on('htmx:sse:close', streamClosed);
}
