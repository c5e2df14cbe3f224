// What the older of the engines lacks, and bounds where one call of the language could run for ever, or take all
// memory at once: the engine can be stopped between calls and in most of them, but not in all.
(function (host, shared) {
    "use strict";

    const global = shared.global;
    const hidden = value => ({ value: value, writable: true, enumerable: false, configurable: true });
    const supply = (target, functions) => Object.keys(functions).forEach(name => {
        if (!(name in target))
            Object.defineProperty(target, name, hidden(functions[name]));
    });

    supply(Array.prototype, {
        findLast(test, self) {
            for (let i = this.length - 1; i >= 0; --i) {
                if (test.call(self, this[i], i, this))
                    return this[i];
            }
            return undefined;
        },
        findLastIndex(test, self) {
            for (let i = this.length - 1; i >= 0; --i) {
                if (test.call(self, this[i], i, this))
                    return i;
            }
            return -1;
        },
        toSorted(compare) { return Array.from(this).sort(compare); },
        toReversed() { return Array.from(this).reverse(); },
        toSpliced(...change) {
            const list = Array.from(this);
            list.splice(...change);
            return list;
        },
        with(index, value) {
            const list = Array.from(this), at = index < 0 ? list.length + index : index;
            if (!(at >= 0 && at < list.length))
                throw new RangeError("with: there is no index " + index);
            list[at] = value;
            return list;
        },
    });
    supply(Object, {
        groupBy(items, keyOf) {
            const groups = Object.create(null);
            let i = 0;
            for (const item of items)
                (groups[keyOf(item, i++)] ??= []).push(item);
            return groups;
        },
    });
    supply(Promise, {
        withResolvers() {
            let resolve, reject;
            const promise = new Promise((one, other) => { resolve = one; reject = other; });
            return { promise, resolve, reject };
        },
    });
    supply(global, {
        structuredClone(value) { return host.clone(value); },
        queueMicrotask(task) {
            if (typeof task !== "function")
                throw new TypeError("queueMicrotask: expects a function");
            Promise.resolve().then(() => { task(); });
        },
    });

    // Texts: no longer than this when they are searched, split or made longer.
    const longest = 2 ** 24;
    const apply = Reflect.apply;
    const refuse = (name, what) => { throw new RangeError(name + ": " + what); };
    const tooLong = "the text is longer than 16 million characters";
    const wouldBeTooLong = "the text would be longer than 16 million characters";
    const steps = (name, text, pattern) => {
        if (typeof pattern === "string" && (text.length - pattern.length) * pattern.length > 2 ** 32)
            refuse(name, "looking for a text of " + pattern.length + " characters in one of " + text.length + " takes too long");
    };
    const bounded = (target, name, look) => {
        const original = target[name];
        Object.defineProperty(target, name, hidden({
            [name](...args) {
                const text = typeof this === "string" || this === undefined || this === null ? this : String(this);
                if (typeof text === "string")
                    look(name, text, args);
                return apply(original, text, args);
            },
        }[name]));
    };
    for (const name of ["indexOf", "lastIndexOf", "includes", "split", "replace", "replaceAll"]) {
        bounded(String.prototype, name, (_, text, args) => {
            if (text.length > longest)
                refuse(name, tooLong);
            steps(name, text, args[0]);
        });
    }
    for (const name of ["normalize", "match", "matchAll", "search", "localeCompare", "toLocaleLowerCase",
                        "toLocaleUpperCase", "toUpperCase", "toLowerCase"])
        bounded(String.prototype, name, (_, text) => text.length > longest && refuse(name, tooLong));
    bounded(String.prototype, "repeat", (name, text, args) =>
        text.length * args[0] > longest && args[0] < Infinity && refuse(name, wouldBeTooLong));
    for (const name of ["padStart", "padEnd"])
        bounded(String.prototype, name, (_, text, args) => args[0] > longest && refuse(name, wouldBeTooLong));
    const parse = JSON.parse;
    JSON.parse = { parse(text, reviver) {
        if (typeof text === "string" && text.length > longest)
            refuse("JSON.parse", tooLong);
        return parse(text, reviver);
    } }.parse;
    const concat = Array.prototype.concat;
    Object.defineProperty(Array.prototype, "concat", hidden({ concat(...others) {
        let length = Object(this).length;
        for (const other of others)
            length += Array.isArray(other) ? other.length : 1;
        if (length > longest)
            refuse("concat", "the array would have more than 16 million elements");
        return apply(concat, this, others);
    } }.concat));

    // Buffers: no larger than this.
    const largest = 64 * 1024 * 1024;
    const bound = (name, unit) => {
        const original = global[name];
        const guarded = new Proxy(original, {
            construct(target, args, maker) {
                const [first, second] = args;
                const count = typeof first === "object" && first !== null ? Math.max(first.length || 0, unit > 0 ? 0 : first.byteLength || 0)
                                                                          : Number(first) || 0;
                const most = Math.max(count, Number(second && second.maxByteLength) || 0);
                if (most * (unit || 1) > largest)
                    refuse(name, "more than 64 MiB");
                return Reflect.construct(target, args, maker === guarded ? target : maker);
            },
        });
        Object.defineProperty(original.prototype, "constructor", hidden(guarded));
        Object.defineProperty(global, name, hidden(guarded));
    };
    bound("ArrayBuffer", 0);
    for (const name of ["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array",
                        "Uint32Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array"])
        bound(name, global[name].BYTES_PER_ELEMENT);
    for (const name of ["transfer", "transferToFixedLength", "resize"])
        delete ArrayBuffer.prototype[name];

    // Regular expressions: no longer than this when they are made of a text.
    const longestPattern = 100000;
    const made = RegExp;
    const checkPattern = args => {
        if (typeof args[0] === "string" && args[0].length > longestPattern)
            refuse("RegExp", "the pattern is longer than 100000 characters");
    };
    const guardedPattern = new Proxy(made, {
        construct(target, args, maker) {
            checkPattern(args);
            return Reflect.construct(target, args, maker === guardedPattern ? target : maker);
        },
        apply(target, self, args) {
            checkPattern(args);
            return apply(target, self, args);
        },
    });
    Object.defineProperty(made.prototype, "constructor", hidden(guardedPattern));
    Object.defineProperty(global, "RegExp", hidden(guardedPattern));
    Object.defineProperty(made.prototype, "compile", hidden(undefined));

    shared.isPromise = value => value instanceof Promise;
    Math.random = () => host.random();
})
