// Event streams: EventSource, and the fetch of htmx 4.

const nativeEventSourceClose = EventSource.prototype.close;

function makeEventSource(make, args) {
  const key = freshKey();
  let url = null;
  if (args.length) {
    const text = String(args[0]);
    try {
      const parsed = new URL(text, document.baseURI);
      if (parsed.origin === location.origin && !parsed.hash) url = parsed;
    } catch (error) {
      url = null;
    }
  }
  const source = make(url ? [withKey(url.href, key), ...args.slice(1)] : args);
  quietly(() => {
    if (url) cleanUrls.set(source, url.href);
    followEventSource(source, key);
  });
  return source;
}

// An EventSource reconnects by itself, and each reconnection is a connection of its own: the first has the key, the
// following ones KEY.1, KEY.2, … The program counts them at the request and tells the link by a header.
function followEventSource(source, key) {
  const from = resuming;
  const follow = { source, key, retries: 0, names: new Set(), heard: new Set(), attempt: begin('sse', source.url, key, from) };
  attempts.set(source, follow);
  listenForName(follow, 'message');
  later(() => quietly(() => { follow.attempt.owner = ownerOf(source); }));
  listen(source, 'open', () => opened(follow.attempt, { hears: namesHeard(follow) }));
  listen(source, 'error', (event) => streamFailed(follow, event));
}

function streamFailed(follow, event) {
  const { attempt, source } = follow;
  ended(attempt, { reason: '', clean: false });
  if (source.readyState === 2) {
    closing = { event, attempt };
    return;
  }
  follow.retries += 1;
  const key = `${follow.key}.${follow.retries}`;
  const backoff = backOff(attempt, { planned: false, next: key, url: attempt.url });
  follow.attempt = { ...attempt, key, live: true, received: 0, named: new Map(), closed: 0 };
  backoff.used = true;
}

function listenForName(follow, name) {
  if (follow.names.has(name)) return;
  follow.names.add(name);
  // What passed before nobody counted; the next attempt is counted from its first event.
  if (follow.source.readyState === 1) follow.attempt.named.set(name, null);
  listen(follow.source, name, (event) => {
    if (event instanceof MessageEvent) eventReceived(follow, event, name);
  });
}

// Which events somebody of the page listens to; the probe itself listens to more.
function namesHeard({ heard, source }) {
  const names = Array.from(heard);
  return source.onmessage && !heard.has('message') ? ['message', ...names] : names;
}

function eventReceived(follow, event, name) {
  const { attempt } = follow;
  const d = { transport: 'sse', event: name, k: ordinalOfName(attempt, name), bytes: byteLength(event.data) };
  if (!namesHeard(follow).includes(name)) d.heard = false;
  if (event.lastEventId) d.id = event.lastEventId;
  lastMessage = { event, cause: received(attempt, { d }) };
  triggers.set(event, lastMessage.cause);
}

// Which message a stream's event object was, for a request that it triggers later.
const triggers = new WeakMap();

replaceConstructor('EventSource', makeEventSource);
const kNamesLimit = 1000;

// Only whoever listens to a name hears an event of that name; so does the probe, a moment before.
defineProperty(EventSource.prototype, 'addEventListener', {
  value: new Proxy(nativeAddEventListener, {
    apply(target, source, args) {
      const follow = attempts.get(source);
      if (follow && args.length > 1 && args[0] !== 'open' && args[0] !== 'error') {
        quietly(listenForName, follow, String(args[0]));
        if (follow.heard.size < kNamesLimit) follow.heard.add(String(args[0]));
      }
      return apply(target, source, args);
    },
  }),
  writable: true, enumerable: false, configurable: true,
});
replace(EventSource.prototype, 'close', new Proxy(nativeEventSourceClose, {
  apply(target, source, args) {
    const follow = attempts.get(source);
    if (follow && quietly(() => source.readyState !== 2)) quietly(streamClosedByPage, follow);
    return apply(target, source, args);
  },
}));

function streamClosedByPage({ attempt, source }) {
  const waits = source.readyState === 0 && attempt.key.includes('.');
  if (waits) abandoned(attempt);
  else ended(attempt, { reason: 'closed by the page', clean: true });
}

// htmx 4 reads a stream by fetch. Its requests are known by the headers object, which it keeps for the reconnections.
const streamsByHeaders = new WeakMap();
const streamsByElement = new WeakMap();

// connects: the element is there for the stream; else a request may turn out to be one.
function expectStream(element, headers, connects) {
  streamsByHeaders.set(headers, { element, connects, wasOpen: false, attempt: null, backoff: null, message: null });
}

function streamRequest(input, init) {
  const stream = init && init.headers ? streamsByHeaders.get(init.headers) : null;
  if (!stream || typeof input !== 'string') return null;
  const headers = new Headers(init.headers);
  if (!(headers.get('Accept') || '').includes('text/event-stream')) return null;
  const url = new URL(input, document.baseURI);
  // htmx 4 says with every request that it would take a stream; a key with an s says that nothing else is meant.
  const key = `${stream.connects ? 's' : ''}${freshKey()}`;
  if (url.origin === location.origin) headers.set('X-Swapscope-Key', key);
  return { stream, key, url: url.href, at: now(), args: [input, { ...init, headers }] };
}

function beginStream({ stream, key, url, at }) {
  stream.attempt = begin('sse', url, key, stream.backoff, at);
  stream.attempt.owner = stream.element;
  stream.backoff = null;
  streamsByElement.set(stream.element, stream);
}

function streamAnswered(request, response) {
  const { stream } = request;
  const isStream = (response.headers.get('Content-Type') || '').includes('text/event-stream');
  if (!stream.connects) {
    if (!isStream) return;
    stream.connects = true;
    beginStream(request);
  }
  // htmx looks at the type of the first answer, and at the status of those to a reconnection.
  const refused = stream.wasOpen ? !response.ok : !isStream;
  if (refused) ended(stream.attempt, { reason: `HTTP ${response.status}`, clean: false });
  else if (isStream) watchChunks(stream, response.body);
}

// htmx 4 takes a CR at the end of one chunk and the LF at the beginning of the next for two line ends, and an event that
// goes on behind them for two events. The reader of this body is htmx's own.
function watchChunks(stream, body) {
  if (!body) return;
  const takeReader = body.getReader.bind(body);
  defineProperty(body, 'getReader', {
    value(...args) {
      const reader = takeReader(...args);
      const read = reader.read.bind(reader);
      let before = { byte: kLf, end: '' };
      defineProperty(reader, 'read', {
        value() {
          const chunk = read();
          chunk.then(({ value }) => quietly(() => {
            if (value && value.length) before = chunkCame(stream, before, value);
          }), () => {});
          return chunk;
        },
        writable: true, enumerable: false, configurable: true,
      });
      return reader;
    },
    writable: true, enumerable: false, configurable: true,
  });
}

const kCr = 13;
const kLf = 10;

// before: the last byte of the chunk before, and whether it was the CR of a line ('cr'), or its LF came alone ('crlf').
function chunkCame(stream, before, bytes) {
  let rest = -1;
  if (before.end === 'cr' && bytes[0] === kLf) rest = 1;
  else if (before.end === 'crlf') rest = 0;
  const last = bytes.length - 1;
  if (rest > last) return { byte: kLf, end: 'crlf' };
  // An empty line behind it ends the event in any case.
  if (rest >= 0 && bytes[rest] !== kCr && bytes[rest] !== kLf) stream.split = true;
  const earlier = last > 0 ? bytes[last - 1] : before.byte;
  return { byte: bytes[last], end: bytes[last] === kCr && earlier !== kCr && earlier !== kLf ? 'cr' : '' };
}

replace(window, 'fetch', new Proxy(window.fetch, {
  apply(target, self, args) {
    const request = quietly(streamRequest, args[0], args[1]);
    if (!request) return apply(target, self, args);
    if (request.stream.connects) quietly(beginStream, request);
    return apply(target, self, request.args).then(
      (response) => {
        quietly(streamAnswered, request, response);
        return response;
      },
      (error) => {
        if (request.stream.connects)
          quietly(ended, request.stream.attempt, { reason: String(error && error.message || error), clean: false });
        throw error;
      });
  },
}));

// htmx 4 has taken an answer for a stream. It takes the reader right after its event.
function streamOpened(stream, connection) {
  stream.wasOpen = true;
  opened(stream.attempt);
  const { attempt } = stream;
  later(() => quietly(() => {
    connection.reader?.closed.then(
      () => ended(attempt, { reason: document.hidden ? 'hidden' : '', clean: true }),
      // A stream whose element is gone is let go of, which the reader calls an error.
      (error) => ended(attempt, stream.element.isConnected
        ? { reason: String(error && error.message || error), clean: false } : { reason: 'removed', clean: true }));
  }));
}
