// Connections: attempts, what ends them, and the back-off before the next one. Attempts of one connection share a line,
// which counts the failures since it was last open.

// The back-off whose timer is running right now: a connection that is made meanwhile is its attempt.
let resuming = null;
// The close (or error) of a connection that is being dispatched, for the back-off that its handler plans.
let closing = null;
// htmx 4's stream is about to plan its back-off, in this very turn.
let armed = null;
// Messages that sockets dispatched and that are taken up later, in a turn of their own: { socket, data, cause }. Kept for
// htmx 4 only, which works so.
let unhandled = null;
// The latest message that a socket or an EventSource dispatched: { event, cause }.
let lastMessage = null;

function begin(transportName, url, key, from, at) {
  const attempt = {
    key, transport: transportName, url, line: from ? from.line : { failures: 0, queued: [] }, owned: false, live: true,
    received: 0, sent: 0, named: new Map(), closed: 0, owner: from ? from.attempt.owner : undefined,
  };
  if (from) from.used = true;
  const fields = { key, c: from ? from.seq : 0, d: { transport: transportName, url, attempt: from ? from.number : 0 } };
  if (at !== undefined) fields.t = at;
  note('connecting', fields);
  return attempt;
}

function opened(attempt, details) {
  attempt.line.failures = 0;
  note('open', { key: attempt.key, d: { ...ownerDetails(attempt), ...details } });
}

function ended(attempt, details) {
  if (!attempt.live) return;
  attempt.live = false;
  attempt.closed = note('closed', { key: attempt.key, d: details });
}

// number: which attempt follows, as the one who plans counts; else as many as have failed since the line was open.
function backOff(attempt, details, number) {
  const { line } = attempt;
  line.failures = number ?? line.failures + 1;
  const payload = { transport: attempt.transport, attempt: line.failures, ...details };
  return { line, number: line.failures, used: false, attempt,
    seq: note('backoff', { key: attempt.key, c: attempt.closed, d: payload }) };
}

// Nobody will try again, though a back-off was planned.
function abandoned(attempt) {
  note('stopped', { key: attempt.key });
}

function received(attempt, fields) {
  attempt.received += 1;
  const seq = note('message', { key: attempt.key, ...fields });
  return { seq, key: attempt.key };
}

// The ordinal among the events of this name, as the wire counts them; nothing when the probe began to listen too late.
function ordinalOfName(attempt, name) {
  if (attempt.named.get(name) === null) return undefined;
  const k = (attempt.named.get(name) ?? 0) + 1;
  attempt.named.set(name, k);
  return k;
}

// The message that a handler is dealing with at this moment, if it is one of ours.
function messageBeingHandled() {
  return lastMessage && lastMessage.event === window.event ? lastMessage.cause : null;
}

// htmx plans a back-off with a setTimeout from within the handler of a close, or (its version 4, for a stream) in the
// turn after it announced a connection. Timers that the page sets in its own listeners are not that: `window.event` tells.
function plannedBackoff(delay) {
  const details = { delay_ms: Math.max(0, Number(delay) || 0) };
  if (closing && closing.event === window.event && closing.attempt.owned) {
    const { attempt } = closing;
    closing = null;
    return backOff(attempt, details);
  }
  if (armed && armed.event !== window.event) {
    const { stream, number } = armed;
    armed = null;
    stream.backoff = backOff(stream.attempt, details, number);
    return null;
  }
  return null;
}

function resumeBackoff(callback, backoff) {
  return function (...args) {
    resuming = backoff;
    try {
      return apply(callback, this, args);
    } finally {
      resuming = null;
      if (!backoff.used) quietly(abandoned, backoff.attempt);
    }
  };
}

replace(window, 'setTimeout', new Proxy(window.setTimeout, {
  apply(target, self, args) {
    const backoff = closing || armed ? quietly(plannedBackoff, args[1]) : null;
    if (backoff && typeof args[0] === 'function') args[0] = resumeBackoff(args[0], backoff);
    return apply(target, self, args);
  },
}));

// The link in front of the server learns from the address whose connection it is, and takes the key out.
const cleanUrls = new WeakMap();

function withKey(url, key) {
  return `${url}${url.includes('?') ? '&' : '?'}swapscope-key=${key}`;
}

function hideKey(prototype) {
  const descriptor = getOwnPropertyDescriptor(prototype, 'url');
  const nativeGet = descriptor.get;
  const getter = new Proxy(nativeGet, {
    apply(target, self, args) {
      return cleanUrls.get(self) ?? apply(target, self, args);
    },
  });
  defineProperty(prototype, 'url', { ...descriptor, get: getter });
}

// A constructor in the place of a native one: same statics, same prototype, `instanceof` both ways.
function replaceConstructor(name, make) {
  const Native = window[name];
  const Watched = new Proxy(Native, {
    construct(target, args, newTarget) {
      return make((keyed) => construct(target, keyed, newTarget === Watched ? target : newTarget), args);
    },
  });
  replace(Native.prototype, 'constructor', Watched);
  replace(window, name, Watched);
  hideKey(Native.prototype);
}
