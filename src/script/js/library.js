// What Qt's engine lacks of the standard library, or does wrongly, and what a script must not have.
(function (host, shared) {
    "use strict";

    const global = shared.global;

    function supply(object, name, value) {
        if (!Object.prototype.hasOwnProperty.call(object, name))
            replace(object, name, value);
    }

    function replace(object, name, value) {
        Object.defineProperty(object, name, { value: value, writable: true, enumerable: false, configurable: true });
    }

    function relative(length, index) {
        const at = Math.trunc(Number(index)) || 0;
        return at < 0 ? length + at : at;
    }

    function callable(f, what) {
        if (typeof f !== "function")
            throw new TypeError(what + ": expects a function");
    }

    // Shared memory would let a script block the thread; the rest is Qt's own.
    delete global.Atomics;
    delete global.SharedArrayBuffer;
    delete Function.prototype.connect;
    delete Function.prototype.disconnect;
    replace(global, "globalThis", global);

    // The engine's own weak collections crash after a garbage collection. These keep what they hold in the key
    // itself, where it lives and goes with it.
    function weak(name, set) {
        let last = 0;
        const isKey = key => (typeof key === "object" && key !== null) || typeof key === "function";
        const own = (self, key) => isKey(key) && Object.prototype.hasOwnProperty.call(key, self.mark);
        const keep = (self, key, value) => {
            if (!isKey(key))
                throw new TypeError(name + ": a key must be an object");
            if (own(self, key))
                key[self.mark].value = value;
            else if (Object.isExtensible(key))
                Object.defineProperty(key, self.mark, { value: { value: value }, configurable: true });
            else
                self.frozen.set(key, value);
            return self;
        };
        const prototype = {
            has(key) { return own(this, key) || this.frozen.has(key); },
            delete(key) {
                return own(this, key) && !Object.isFrozen(key) ? delete key[this.mark] : this.frozen.delete(key);
            },
        };
        if (set) {
            prototype.add = function add(key) { return keep(this, key, true); };
        } else {
            prototype.set = function set(key, value) { return keep(this, key, value); };
            prototype.get = function get(key) { return own(this, key) ? key[this.mark].value : this.frozen.get(key); };
        }
        const Weak = function (entries) {
            if (!new.target)
                throw new TypeError(name + ": must be called with new");
            Object.defineProperty(this, "mark", { value: Symbol(name + ++last) });
            Object.defineProperty(this, "frozen", { value: new Map() });
            for (const entry of entries || []) {
                if (set)
                    this.add(entry);
                else
                    this.set(entry[0], entry[1]);
            }
        };
        Object.keys(prototype).forEach(key => replace(Weak.prototype, key, prototype[key]));
        Object.defineProperty(Weak.prototype, Symbol.toStringTag, { value: name, configurable: true });
        Object.defineProperty(Weak, "name", { value: name });
        replace(global, name, Weak);
    }
    weak("WeakMap", false);
    weak("WeakSet", true);

    supply(Array.prototype, "at", function at(index) {
        return this[relative(this.length, index)];
    });
    supply(Array.prototype, "findLast", function findLast(test, self) {
        callable(test, "findLast");
        for (let i = this.length - 1; i >= 0; --i) {
            if (test.call(self, this[i], i, this))
                return this[i];
        }
        return undefined;
    });
    supply(Array.prototype, "findLastIndex", function findLastIndex(test, self) {
        callable(test, "findLastIndex");
        for (let i = this.length - 1; i >= 0; --i) {
            if (test.call(self, this[i], i, this))
                return i;
        }
        return -1;
    });

    function flatten(from, depth, to) {
        for (let i = 0; i < from.length; ++i) {
            if (!(i in from))
                continue;
            if (depth > 0 && Array.isArray(from[i]))
                flatten(from[i], depth - 1, to);
            else
                to.push(from[i]);
        }
        return to;
    }
    supply(Array.prototype, "flat", function flat(depth) {
        return flatten(this, depth === undefined ? 1 : Number(depth) || 0, []);
    });
    supply(Array.prototype, "flatMap", function flatMap(f, self) {
        callable(f, "flatMap");
        return flatten(Array.prototype.map.call(this, f, self), 1, []);
    });
    supply(Array.prototype, "toReversed", function toReversed() {
        return Array.from(this).reverse();
    });
    supply(Array.prototype, "toSorted", function toSorted(compare) {
        return Array.from(this).sort(compare);
    });

    function byText(a, b) {
        const x = String(a), y = String(b);
        return x < y ? -1 : x > y ? 1 : 0;
    }

    // The engine's own sort puts equal elements in any order (ECMA-262 wants theirs kept since 2019).
    function mergeSort(items, compare) {
        let from = items, to = new Array(items.length);
        for (let width = 1; width < items.length; width *= 2) {
            for (let start = 0; start < items.length; start += 2 * width) {
                const middle = Math.min(start + width, items.length), end = Math.min(start + 2 * width, items.length);
                let left = start, right = middle;
                for (let k = start; k < end; ++k) {
                    if (left < middle && (right >= end || !(compare(from[left], from[right]) > 0)))
                        to[k] = from[left++];
                    else
                        to[k] = from[right++];
                }
            }
            const other = from;
            from = to;
            to = other;
        }
        return from;
    }
    replace(Array.prototype, "sort", function sort(compare) {
        if (compare !== undefined)
            callable(compare, "sort");
        const items = [];
        let undefinedCount = 0;
        for (let i = 0; i < this.length; ++i) {
            if (!(i in this))
                continue;
            if (this[i] === undefined)
                ++undefinedCount;
            else
                items.push(this[i]);
        }
        const sorted = mergeSort(items, compare || byText);
        for (let i = 0; i < this.length; ++i) {
            if (i < sorted.length)
                this[i] = sorted[i];
            else if (i < sorted.length + undefinedCount)
                this[i] = undefined;
            else
                delete this[i];
        }
        return this;
    });

    supply(Object, "fromEntries", function fromEntries(entries) {
        const object = {};
        for (const entry of entries)
            object[entry[0]] = entry[1];
        return object;
    });
    supply(Object, "hasOwn", function hasOwn(object, name) {
        return Object.prototype.hasOwnProperty.call(object, name);
    });

    supply(String.prototype, "at", function at(index) {
        const text = String(this), i = relative(text.length, index);
        return i >= 0 && i < text.length ? text[i] : undefined;
    });
    supply(String.prototype, "replaceAll", function replaceAll(pattern, by) {
        const text = String(this);
        if (pattern instanceof RegExp) {
            if (!pattern.global)
                throw new TypeError("replaceAll: the regular expression needs the flag “g”");
            return text.replace(pattern, by);
        }
        const what = String(pattern);
        if (typeof by === "function") {
            let out = "", done = 0;
            for (let at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + (what.length || 1))) {
                if (at > text.length || (at === text.length && what !== ""))
                    break;
                out += text.slice(done, at) + String(by(what, at, text));
                done = at + what.length;
                if (at >= text.length)
                    break;
            }
            return out + text.slice(done);
        }
        const escaped = what.replace(/[\\^$.*+?()[\]{}|\/]/g, "\\$&");
        return text.replace(new RegExp(escaped, "g"), String(by));
    });
    supply(String.prototype, "matchAll", function matchAll(pattern) {
        if (pattern instanceof RegExp && !pattern.global)
            throw new TypeError("matchAll: the regular expression needs the flag “g”");
        const text = String(this);
        const regex = pattern instanceof RegExp ? new RegExp(pattern.source, pattern.flags) : new RegExp(pattern, "g");
        const matches = [];
        for (let match = regex.exec(text); match; match = regex.exec(text)) {
            if (match[0] === "")
                ++regex.lastIndex;
            matches.push(match);
        }
        return matches[Symbol.iterator]();
    });
    const trimStart = function trimStart() {
        return String(this).replace(/^[\s\ufeff]+/, "");
    };
    const trimEnd = function trimEnd() {
        return String(this).replace(/[\s\ufeff]+$/, "");
    };
    supply(String.prototype, "trimStart", trimStart);
    supply(String.prototype, "trimLeft", trimStart);
    supply(String.prototype, "trimEnd", trimEnd);
    supply(String.prototype, "trimRight", trimEnd);

    // One call that builds gigabytes cannot be interrupted by the watchdog.
    const longest = 16 * 1024 * 1024;
    const bounded = (name, lengthOf) => {
        const native = String.prototype[name];
        replace(String.prototype, name, function (count, fill) {
            if (lengthOf(String(this), Number(count)) > longest)
                throw new RangeError(name + ": the text would be longer than 16 million characters");
            return native.call(this, count, fill);
        });
    };
    bounded("repeat", (text, count) => text.length * count);
    bounded("padStart", (text, count) => count);
    bounded("padEnd", (text, count) => count);

    // Patterns that the engine would run wrongly are refused here as they are in a literal.
    const NativeRegExp = RegExp;
    const GuardedRegExp = function RegExp(pattern, flags) {
        if (typeof pattern === "string") {
            const fault = host.patternFault(pattern);
            if (fault)
                throw new SyntaxError("RegExp: " + fault);
        }
        return new NativeRegExp(pattern, flags);
    };
    GuardedRegExp.prototype = NativeRegExp.prototype;
    replace(NativeRegExp.prototype, "constructor", GuardedRegExp);
    Object.defineProperty(GuardedRegExp, Symbol.species, { get() { return this; } });
    replace(global, "RegExp", GuardedRegExp);

    supply(global, "structuredClone", function structuredClone(value) {
        const seen = new Map();
        function copy(item) {
            if (typeof item === "function" || typeof item === "symbol")
                throw new TypeError("structuredClone: cannot copy a " + typeof item);
            if (typeof item !== "object" || item === null)
                return item;
            if (seen.has(item))
                return seen.get(item);
            let twin;
            if (item instanceof Date)
                return new Date(item.getTime());
            if (item instanceof NativeRegExp)
                return new NativeRegExp(item.source, item.flags);
            if (item instanceof ArrayBuffer)
                return item.slice(0);
            if (item instanceof Map) {
                seen.set(item, twin = new Map());
                item.forEach((held, key) => twin.set(copy(key), copy(held)));
                return twin;
            }
            if (item instanceof Set) {
                seen.set(item, twin = new Set());
                item.forEach(held => twin.add(copy(held)));
                return twin;
            }
            seen.set(item, twin = Array.isArray(item) ? [] : {});
            Object.keys(item).forEach(key => { twin[key] = copy(item[key]); });
            return twin;
        }
        return copy(value);
    });

    Math.random = () => host.random();
})
