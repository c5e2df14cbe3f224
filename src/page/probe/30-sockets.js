// WebSockets.

const attempts = new WeakMap(); // of a WebSocket or an EventSource
let lastMade = null;

// The parsed address if the link of this page will see the connection; nothing when the page's own link is not on the way,
// or when the browser will refuse the address anyway.
function socketUrl(text) {
  let url;
  try {
    url = new URL(text);
  } catch (error) {
    return null;
  }
  return (url.protocol === 'ws:' || url.protocol === 'wss:') && url.host === location.host && !url.hash ? url : null;
}

function makeSocket(make, args) {
  const key = freshKey();
  const text = args.length ? String(args[0]) : '';
  const url = args.length ? quietly(socketUrl, text) : null;
  const socket = make(url ? [withKey(url.href, key), ...args.slice(1)] : args);
  quietly(() => {
    if (url) cleanUrls.set(socket, url.href);
    followSocket(socket, begin('ws', socket.url, key, resuming));
  });
  return socket;
}

function followSocket(socket, attempt) {
  attempts.set(socket, attempt);
  lastMade = attempt;
  later(() => quietly(() => { attempt.owner = ownerOf(socket) ?? attempt.owner; }));
  listen(socket, 'open', () => opened(attempt));
  listen(socket, 'message', (event) => {
    const bytes = byteLength(event.data);
    const fields = { n: attempt.received + 1, d: { transport: 'ws', bytes } };
    lastMessage = { event, cause: received(attempt, fields) };
    if (unhandled) unhandled.push({ socket, data: event.data, cause: lastMessage.cause });
  });
  listen(socket, 'close', (event) => {
    ended(attempt, { code: event.code, reason: event.reason, clean: event.wasClean });
    closing = { event, attempt };
  });
}

// What waits in a queue of htmx goes out from within the handler of the socket's opening.
function leavesQueue(socket, attempt, text) {
  const { event } = window;
  if (!event || event.type !== 'open' || event.target !== socket) return false;
  const place = attempt.line.queued.indexOf(text);
  if (place < 0) return false;
  attempt.line.queued.splice(place, 1);
  return true;
}

function noteSent(socket, data) {
  const attempt = attempts.get(socket);
  attempt.sent += 1;
  const text = textOf(data);
  const queued = leavesQueue(socket, attempt, text);
  note('sent', { key: attempt.key, n: attempt.sent, d: { bytes: byteLength(data), text, queued } });
}

replaceConstructor('WebSocket', makeSocket);
replace(WebSocket.prototype, 'send', new Proxy(WebSocket.prototype.send, {
  apply(target, socket, args) {
    // A socket that is closing swallows what is sent, one that is connecting throws.
    const open = attempts.has(socket) && socket.readyState === 1;
    const answer = apply(target, socket, args);
    if (open) quietly(noteSent, socket, args[0]);
    return answer;
  },
}));

// htmx keeps what is sent while closed in an array. Its push is the moment.
const watchedQueues = new WeakSet();

function watchQueue(queue, socketOf) {
  if (!queue || watchedQueues.has(queue)) return;
  watchedQueues.add(queue);
  const push = Array.prototype.push;
  defineProperty(queue, 'push', {
    value(...items) {
      const size = apply(push, this, items);
      quietly(() => items.forEach((item) => noteQueued(item, size, socketOf())));
      return size;
    },
    writable: true, enumerable: false, configurable: true,
  });
}

function noteQueued(item, size, socket) {
  // htmx 2 queues { message: text }, htmx 4 { message: { data: text } }.
  const text = textOf(item.message && item.message.data !== undefined ? item.message.data : item.message);
  const attempt = socket ? attempts.get(socket) : null;
  if (attempt) attempt.line.queued.push(text);
  note('queued', { key: attempt ? attempt.key : undefined, d: { size, text } });
}
