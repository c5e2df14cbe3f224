// Whose a connection is: the element of the page that asked for it, what becomes of it, and who listens to what.

const owners = new WeakMap(); // of an element: its number in this document
let ownerCount = 0;
let watched = []; // attempts that have an owner, while they live

function numberOf(element) {
  if (!owners.has(element)) {
    ownerCount += 1;
    owners.set(element, ownerCount);
  }
  return owners.get(element);
}

// htmx keeps a connection in a record on its element.
function ownerOf(connection) {
  const places = '[ws-connect], [data-ws-connect], [sse-connect], [data-sse-connect], [hx-ws\\:connect], [data-hx-ws\\:connect]';
  for (const element of document.querySelectorAll(places)) {
    const two = element['htmx-internal-data'];
    if (two && (two.sseEventSource === connection || (two.webSocket && two.webSocket.socket === connection))) return element;
    if (element._htmx?.ws?.connection?.socket === connection) return element;
  }
  return undefined;
}

function ownerDetails(attempt) {
  const { owner } = attempt;
  if (!owner) return {};
  watched = watched.filter((one) => one.live);
  if (!watched.includes(attempt)) watched.push(attempt);
  return { element: selectorOf(owner), owner: numberOf(owner) };
}

// An element that is gone for a second is gone for good; until then it may only have been moved.
const kMoveTime = 1000;

function lookForOrphans() {
  for (const attempt of watched) {
    if (!attempt.live || attempt.orphan || attempt.owner.isConnected) continue;
    attempt.orphan = true;
    nativeSetTimeout(() => quietly(noteOrphan, attempt), kMoveTime);
  }
}

function noteOrphan(attempt) {
  attempt.orphan = false;
  if (!attempt.live || attempt.owner.isConnected) return;
  attempt.orphan = true;
  note('orphaned', { key: attempt.key, d: { transport: attempt.transport, url: attempt.url } });
}

// The types of events to which anybody listens who is not the probe. Listeners may go again; then it was somebody's.
const listened = new Set();
const kTypesLimit = 5000;

replace(EventTarget.prototype, 'addEventListener', new Proxy(nativeAddEventListener, {
  apply(target, self, args) {
    if (typeof args[0] === 'string' && listened.size < kTypesLimit) listened.add(args[0]);
    return apply(target, self, args);
  },
}));

function listensTo(type) {
  return listened.has(type) || listened.size >= kTypesLimit;
}

function isJson(text) {
  if (typeof text !== 'string' || !/^\s*[[{]/.test(text) || text.length > kTextLimit) return false;
  try {
    return typeof JSON.parse(text) === 'object';
  } catch (error) {
    return false;
  }
}

// A form that is meant for a socket and that nobody stops goes to the server as forms do: the page is loaded anew.
apply(nativeAddEventListener, window, ['submit', (event) => quietly(noteSubmit, event), false]);

function noteSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || !form || !form.getAttribute) return;
  const names = ['ws-send', 'data-ws-send', 'hx-ws:send', 'data-hx-ws:send'];
  const control = [form, event.submitter].find((one) => one && names.some((name) => one.hasAttribute(name)));
  if (control) note('unsent', { d: { element: selectorOf(control), why: 'submitted' } });
}
