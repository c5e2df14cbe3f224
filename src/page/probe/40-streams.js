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
  const follow = { source, key, retries: 0, names: new Set(), attempt: begin('sse', source.url, key, from) };
  attempts.set(source, follow);
  listenForName(follow, 'message');
  listen(source, 'open', () => opened(follow.attempt));
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
    if (event instanceof MessageEvent) eventReceived(follow.attempt, event, name);
  });
}

function eventReceived(attempt, event, name) {
  const d = { transport: 'sse', event: name, k: ordinalOfName(attempt, name), bytes: byteLength(event.data) };
  if (event.lastEventId) d.id = event.lastEventId;
  lastMessage = { event, cause: received(attempt, { d }) };
  triggers.set(event, lastMessage.cause);
}

// Which message a stream's event object was, for a request that it triggers later.
const triggers = new WeakMap();

replaceConstructor('EventSource', makeEventSource);
// Only whoever listens to a name hears an event of that name; so does the probe, a moment before.
defineProperty(EventSource.prototype, 'addEventListener', {
  value: new Proxy(nativeAddEventListener, {
    apply(target, source, args) {
      const follow = attempts.get(source);
      if (follow && args.length > 1 && args[0] !== 'open' && args[0] !== 'error')
        quietly(listenForName, follow, String(args[0]));
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
  const key = freshKey();
  if (url.origin === location.origin) headers.set('X-Swapscope-Key', key);
  return { stream, key, url: url.href, at: now(), args: [input, { ...init, headers }] };
}

function beginStream({ stream, key, url, at }) {
  stream.attempt = begin('sse', url, key, stream.backoff, at);
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
