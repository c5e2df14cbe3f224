// How the probe tells the program what it saw. Everything here is one function's scope: the program joins the files
// of this folder in the order of their names and wraps them. CHANNEL is a name that the program made up for this
// view; no page can know it.

// The browser's own pages, of an error for one, are none of ours.
if (!/^https?:$/.test(location.protocol)) return;

// What the probe uses it takes before any script of the page can replace it.
const { apply, construct, defineProperty, getOwnPropertyDescriptor } = Reflect;
const later = queueMicrotask.bind(window);
const now = performance.now.bind(performance);
const stringify = JSON.stringify;
const nativeSetTimeout = window.setTimeout.bind(window);
const nativeAddEventListener = EventTarget.prototype.addEventListener;
const utf8 = new TextEncoder();

// A mistake of the probe must never reach the page; the program's log has it.
function quietly(work, ...args) {
  try {
    return work(...args);
  } catch (error) {
    note('fault', { d: { text: String(error && error.stack || error) } });
    return undefined;
  }
}

// Listens before anyone else can: the probe runs before the page's first script, and capturing at the window comes first.
function listen(target, type, handler) {
  apply(nativeAddEventListener, target, [type, (event) => quietly(handler, event), true]);
}

// Puts a wrapper in a property's place, its flags unchanged.
function replace(object, name, value) {
  const flags = getOwnPropertyDescriptor(object, name) || { writable: true, enumerable: true, configurable: true };
  defineProperty(object, name, { value, writable: true, enumerable: flags.enumerable, configurable: flags.configurable });
}

function freshKey() {
  const words = crypto.getRandomValues(new Uint32Array(2));
  return Array.from(words, (word) => word.toString(16).padStart(8, '0')).join('');
}

const kTextLimit = 65536;

function byteLength(data) {
  if (typeof data === 'string') return utf8.encode(data).length;
  return data.byteLength ?? data.size ?? 0;
}

function textOf(data) {
  return typeof data === 'string' ? data.slice(0, kTextLimit) : undefined;
}

const documentKey = freshKey();
const transport = window.qt.webChannelTransport;
const send = transport.send.bind(transport);
// The page finds its window as it would be anywhere else.
delete window.qt;

let sequence = 0;
let waiting = [];
let flushed = -Infinity;
let timed = false;

// A report costs the page and the program as much as some twenty facts in it. So one goes at the end of its turn, and
// those that follow it at once wait for each other, for so long (ms) or until there are so many. A page in the
// background has no timers that are quick enough, and one that is left has none.
const kBetweenReports = 8;
const kFactsInReport = 200;

// Notes a fact: its kind, when, and `fields`: key (of the connection), n, c (the sequence number of its cause),
// d (the payload), t where it is not now. The facts of one turn travel together, in order, and in a burst those of several.
function note(kind, fields) {
  sequence += 1;
  waiting.push({ s: sequence, k: kind, t: now(), ...fields });
  if (waiting.length === 1) later(flushOrWait);
  else if (waiting.length === kFactsInReport) later(flush);
  return sequence;
}

function flushOrWait() {
  if (document.hidden || leaving || now() - flushed >= kBetweenReports) {
    flush();
  } else if (!timed) {
    timed = true;
    nativeSetTimeout(() => {
      timed = false;
      flush();
    }, kBetweenReports);
  }
}

// The form of Qt's web channel: type 6 is the call of a method of a published object.
function flush() {
  if (!waiting.length) return;
  const facts = waiting;
  waiting = [];
  flushed = now();
  send(stringify({ type: 6, id: sequence, object: CHANNEL, method: 'report', args: [documentKey, now(), facts] }));
}

// What the page says on its console reaches the program by a way of its own, at once. What was noted before it goes
// first: who looks at console.error is about to call it. The function itself stays the browser's, because the console
// names the line that called it.
replace(window, 'console', new Proxy(window.console, {
  get(target, name) {
    if (name === 'error' || name === 'assert') quietly(flush);
    return target[name];
  },
}));

note('hello', { d: { origin: performance.timeOrigin } });
