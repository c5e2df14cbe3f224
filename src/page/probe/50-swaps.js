// What a swap did to the DOM, from the mutations themselves. An observer gathers them; at the borders of a swap, which
// htmx announces, what has gathered is taken.

const kHtmlLimit = 16384;
const kHtmlPerSecond = 4 * 1024 * 1024;
const kMeasuresPerSecond = 60;
const kVoid = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
const escapeId = CSS.escape.bind(CSS);
const nextFrame = window.requestAnimationFrame.bind(window);

// Swaps of htmx 4 that take an element away have no event of their own: they are known by the element's going.
let deletions = [];

// What is delivered outside of a swap is nobody's, but for those.
const observer = new MutationObserver((records) => {
  if (deletions.length) quietly(endDeletions, records);
  quietly(lookForOrphans);
});
observer.observe(document, { childList: true, subtree: true });

// Swaps that have begun and not ended, one inside the other.
const swaps = [];

function takeMutations() {
  const records = observer.takeRecords();
  if (swaps.length) swaps[swaps.length - 1].records.push(...records);
}

// A selector that finds this element: by id, or by its way from the nearest ancestor with one.
function selectorOf(element) {
  if (!element || element.nodeType !== 1) return element === document ? 'document' : '';
  if (element.id) return `#${escapeId(element.id)}`;
  const name = element.localName;
  const parent = element.parentElement;
  if (!parent || name === 'body') return name;
  const twins = Array.from(parent.children).filter((child) => child.localName === name);
  const place = twins.length > 1 ? `:nth-of-type(${twins.indexOf(element) + 1})` : '';
  return `${selectorOf(parent)} > ${name}${place}`;
}

// The HTML of nodes, no more of it than is asked for: a page may be large, and a swap must not cost the page its time.
function htmlOf(nodes) {
  let text = '';
  const put = (node) => {
    if (text.length >= kHtmlLimit) return;
    if (node.nodeType === 3) text += node.data.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]);
    else if (node.nodeType === 8) text += `<!--${node.data}-->`;
    else if (node.nodeType === 1) putElement(node);
  };
  const putElement = (element) => {
    const name = element.localName;
    text += `<${name}`;
    for (const { name: key, value } of element.attributes) text += ` ${key}="${value.replace(/[&"]/g, (c) => (c === '&' ? '&amp;' : '&quot;'))}"`;
    text += '>';
    if (kVoid.has(name)) return;
    const children = name === 'template' ? element.content.childNodes : element.childNodes;
    for (let i = 0; i < children.length && text.length < kHtmlLimit; i += 1) put(children[i]);
    text += `</${name}>`;
  };
  nodes.forEach(put);
  return text.slice(0, kHtmlLimit);
}

// Reading a document costs the page its time, too: in a burst no more than so many characters a second are read, and what
// a swap brought about is told without them.
let htmlRead = 0;
let htmlReadSince = 0;

function htmlIfSpared(nodes) {
  if (now() - htmlReadSince > 1000) {
    htmlReadSince = now();
    htmlRead = 0;
  }
  if (htmlRead >= kHtmlPerSecond) return undefined;
  const html = htmlOf(nodes);
  htmlRead += html.length;
  return html;
}

// The nodes that came and went for good; what was only moved did neither. White space between tags does not count.
function changeOf(records) {
  const balance = new Map();
  for (const { addedNodes, removedNodes } of records) {
    addedNodes.forEach((node) => balance.set(node, (balance.get(node) ?? 0) + 1));
    removedNodes.forEach((node) => balance.set(node, (balance.get(node) ?? 0) - 1));
  }
  const counts = (node) => node.nodeType !== 3 || node.data.trim() !== '';
  const nodes = (sign) => Array.from(balance.keys()).filter((node) => balance.get(node) * sign > 0 && counts(node));
  const added = nodes(1).filter((node) => !(balance.get(node.parentNode) > 0));
  return { added, removed: nodes(-1) };
}

// The part of an element or text that can be seen through the boxes that scroll it, in the coordinates of the page.
function visibleBox(node) {
  const range = document.createRange();
  range.selectNode(node);
  let { left, top, right, bottom } = node.nodeType === 1 ? node.getBoundingClientRect() : range.getBoundingClientRect();
  for (let box = node.parentElement; box && box !== document.body && box !== document.documentElement; box = box.parentElement) {
    if (getComputedStyle(box).overflow === 'visible') continue;
    const clip = box.getBoundingClientRect();
    left = Math.max(left, clip.left);
    top = Math.max(top, clip.top);
    right = Math.min(right, clip.right);
    bottom = Math.min(bottom, clip.bottom);
  }
  if (right <= left || bottom <= top) return null;
  return { left: left + scrollX, top: top + scrollY, right: right + scrollX, bottom: bottom + scrollY };
}

function boxOf(nodes) {
  const boxes = nodes.filter((node) => node.isConnected).slice(0, 50).map(visibleBox).filter(Boolean);
  if (!boxes.length) return undefined;
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const width = Math.max(...boxes.map((box) => box.right)) - left;
  const height = Math.max(...boxes.map((box) => box.bottom)) - top;
  return { x: left, y: top, width, height };
}

// The words and controls of the last line in a low box, from the left edge of the box on: a label may stand behind them.
const kRowHeight = 120;
const kPieces = 200;
const kControls = 'img, svg, canvas, video, input, button, select, textarea';

function lastLineOf(nodes, box) {
  if (!box || box.height > kRowHeight) return undefined;
  const pieces = [];
  const take = (piece) => {
    if (pieces.length >= kPieces) return;
    if (piece.nodeType === 1) pieces.push(piece.getBoundingClientRect());
    else if (piece.data.trim()) {
      const range = document.createRange();
      range.selectNodeContents(piece);
      pieces.push(...range.getClientRects());
    }
  };
  for (const node of nodes) {
    if (!node.isConnected) continue;
    if (node.nodeType === 3) take(node);
    if (node.nodeType !== 1) continue;
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) take(walker.currentNode);
    if (node.matches(kControls)) take(node);
    node.querySelectorAll(kControls).forEach(take);
  }
  const seen = pieces.filter(({ width, height }) => width > 0 && height > 0);
  if (!seen.length || pieces.length >= kPieces) return undefined;
  const bottom = Math.max(...seen.map((piece) => piece.bottom));
  const top = Math.min(...seen.filter((piece) => piece.bottom === bottom).map((piece) => piece.top));
  const right = Math.max(...seen.filter((piece) => piece.bottom > top).map((piece) => piece.right));
  return { x: box.x, y: top + scrollY, width: right + scrollX - box.x, height: bottom - top };
}

// Measuring makes the browser lay the page out; in a burst it is spared.
let measures = 0;
let measuredSince = 0;

function mayMeasure() {
  if (now() - measuredSince > 1000) {
    measuredSince = now();
    measures = 0;
  }
  measures += 1;
  return measures <= kMeasuresPerSecond;
}

// beforebegin and afterend change the target's surroundings, everything else the target.
function frameOf(target, style) {
  const beside = style === 'beforebegin' || style === 'afterend';
  return beside && target.parentElement ? target.parentElement : target;
}

// what: target (an element), style, oob, cause ({ seq, key } of the message that brought it, or nothing).
function describeSwap(what) {
  const frame = frameOf(what.target, what.style);
  return { ...what, frame, selector: selectorOf(what.target), before: htmlIfSpared([frame]), records: [], parent: what.target.parentElement };
}

function beginSwap(what) {
  takeMutations();
  const swap = describeSwap(what);
  swaps.push(swap);
  return swap;
}

// Ends a swap and whatever it left open inside. done: htmx said so; else it counts only if it changed something.
function endSwap(swap, done) {
  const place = swaps.indexOf(swap);
  if (place < 0) return;
  takeMutations();
  for (const inner of swaps.splice(place).reverse()) if ((inner === swap && done) || inner.records.length) reportSwap(inner);
  const outer = swaps[swaps.length - 1];
  if (outer && !outer.records.length) outer.before = htmlIfSpared([outer.frame]);
}

function reportSwap(swap) {
  const { added, removed } = changeOf(swap.records);
  const { style, oob, cause, frame, selector, before } = swap;
  if (cause) cause.swapped = true;
  // Both or neither: one alone would look as if the swap had emptied the target, or filled it.
  const after = before === undefined ? undefined : htmlIfSpared(frame.isConnected ? [frame] : added);
  const shown = added.length ? added : [frame.isConnected ? frame : swap.parent].filter(Boolean);
  const rect = mayMeasure() ? boxOf(shown) : undefined;
  const d = { target: selector, style, oob, added: added.length, removed: removed.length, before: after === undefined ? undefined : before, after, rect };
  if (!oob && cause?.owner === swap.target) d.owner = true;
  note('swap', { key: cause?.key, c: cause?.seq ?? 0, d });
  flashLater(shown, `${style} → ${selector}`);
  countNodesSoon();
  lookForOrphans();
}

// Reports the deletions among the records and returns the others.
function endDeletions(records) {
  const removes = (swap) => (record) => Array.from(record.removedNodes).includes(swap.target);
  const done = deletions.filter((swap) => records.some(removes(swap)));
  deletions = deletions.filter((swap) => !done.includes(swap));
  for (const swap of done) {
    swap.records = records.filter(removes(swap));
    reportSwap(swap);
  }
  return records.filter((record) => !done.some((swap) => removes(swap)(record)));
}

function missed(selector, style, cause) {
  note('swapMissed', { key: cause?.key, c: cause?.seq ?? 0, d: { target: selector, style } });
}

// The program draws the flash over the page. Where it goes is measured at the next frame, when the page has scrolled to it.
const kFlashesPerFrame = 24;
let flashes = [];

function flashLater(nodes, label) {
  if (flashes.length === 0) nextFrame(() => quietly(flashNow));
  if (flashes.length < kFlashesPerFrame) flashes.push({ nodes, label, since: now() });
}

function flashNow() {
  const due = flashes;
  flashes = [];
  for (const { nodes, label, since } of due) {
    // A page in the background gets its frame when it is shown again; by then the swap is old news.
    const rect = now() - since < 1000 ? boxOf(nodes) : undefined;
    if (rect) note('flash', { d: { rect, label, line: lastLineOf(nodes, rect) } });
  }
}

// How many elements the document has, after swaps, at most once a second.
let nodeCount = -1;
let counting = false;

function countNodesSoon() {
  if (counting) return;
  counting = true;
  countNodes();
  nativeSetTimeout(() => {
    counting = false;
    quietly(countNodes);
  }, 1000);
}

function countNodes() {
  const count = document.getElementsByTagName('*').length;
  if (count === nodeCount) return;
  nodeCount = count;
  note('nodes', { d: { count } });
}

// A copy of a fragment that nothing runs or loads in, to read what it asks for. <hx-partial> is a template to htmx.
function readFragment(html) {
  const text = html.replace(/<hx-([a-z]+)(\s+|>)/gi, '<template hx type="$1"$2').replace(/<\/hx-[a-z]+>/gi, '</template>');
  return new DOMParser().parseFromString(`<template>${text}</template>`, 'text/html').querySelector('template').content;
}

function attributeOf(element, name) {
  return element.getAttribute(name) ?? element.getAttribute(`data-${name}`);
}
