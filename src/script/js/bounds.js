// Bounds where one call of the language could run for ever, or take all memory at once: the engine can be stopped
// between calls and in most of them, but not in all. What is refused throws a RangeError that says why.
(function (host, shared) {
    "use strict";

    const global = shared.global;
    const apply = Reflect.apply;
    const construct = Reflect.construct;
    const hidden = value => ({ value: value, writable: true, enumerable: false, configurable: true });
    const refuse = (name, what) => { throw new RangeError(name + ": " + what); };

    // What a call takes for a text or a number is asked for it once, here: an object may answer otherwise the next
    // time. One that has a method `symbol` is asked by that instead.
    const isObject = value => (typeof value === "object" && value !== null) || typeof value === "function";
    const asText = (args, at, symbol) => {
        if (isObject(args[at]) && (symbol === undefined || (args[at][symbol] ?? null) === null))
            args[at] = `${args[at]}`;
    };
    const asNumber = (args, at) => {
        if (isObject(args[at]))
            args[at] = +args[at];
    };

    // Puts a function in the place of `target`'s of that name, with its name and its length.
    const replace = (target, name, original, by) => {
        for (const what of ["name", "length"])
            Object.defineProperty(by, what, Object.getOwnPropertyDescriptor(original, what));
        Object.defineProperty(target, name, hidden(by));
    };
    // Gives `name` of `target` to functions of that name that look at their call first, and may change `args`.
    const guard = (target, name, look) => {
        const original = target[name];
        replace(target, name, original, {
            [name](...args) {
                look(name, args, this);
                return apply(original, this, args);
            },
        }[name]);
    };
    // The same for a class, by `new` or without.
    const guardClass = (name, look) => {
        const original = global[name];
        const guarded = new Proxy(original, {
            construct(target, args, maker) {
                look(name, args);
                return construct(target, args, maker === guarded ? target : maker);
            },
            apply(target, self, args) {
                look(name, args);
                return apply(target, self, args);
            },
        });
        if (original.prototype && original.prototype.constructor === original)
            Object.defineProperty(original.prototype, "constructor", hidden(guarded));
        Object.defineProperty(global, name, hidden(guarded));
    };

    // Texts: no longer than this when they are searched, split, converted or made longer.
    const longest = 2 ** 24;
    const tooLong = "the text is longer than 16 million characters";
    const wouldBeTooLong = "the text would be longer than 16 million characters";
    const guardText = (name, look) => {
        const original = String.prototype[name];
        replace(String.prototype, name, original, {
            [name](...args) {
                const text = typeof this === "string" || this === undefined || this === null ? this : `${this}`;
                if (typeof text === "string")
                    look(name, text, args);
                return apply(original, text, args);
            },
        }[name]);
    };
    const lookFor = (name, text, [pattern]) => {
        if (text.length > longest)
            refuse(name, tooLong);
        if (typeof pattern === "string" && (text.length - pattern.length) * pattern.length > 2 ** 32)
            refuse(name, "looking for a text of " + pattern.length + " characters in one of " + text.length + " takes too long");
    };
    const askedBy = { indexOf: undefined, lastIndexOf: undefined, includes: Symbol.match, split: Symbol.split };
    for (const name of Object.keys(askedBy)) {
        const symbol = askedBy[name];
        guardText(name, (_, text, args) => {
            asText(args, 0, symbol);
            lookFor(name, text, args);
        });
    }
    for (const name of ["normalize", "match", "matchAll", "search", "localeCompare", "toLocaleLowerCase",
                        "toLocaleUpperCase", "toUpperCase", "toLowerCase"])
        guardText(name, (_, text) => text.length > longest && refuse(name, tooLong));
    guardText("repeat", (name, text, args) => {
        asNumber(args, 0);
        if (text.length * args[0] > longest && args[0] < Infinity)
            refuse(name, wouldBeTooLong);
    });
    for (const name of ["padStart", "padEnd"]) {
        guardText(name, (_, text, args) => {
            asNumber(args, 0);
            if (args[0] > longest)
                refuse(name, wouldBeTooLong);
        });
    }

    const indexOf = Function.prototype.call.bind(String.prototype.indexOf);
    const occurrences = (text, pattern) => {
        if (pattern === "")
            return text.length + 1;
        let count = 0;
        for (let at = indexOf(text, pattern); at >= 0; at = indexOf(text, pattern, at + pattern.length))
            ++count;
        return count;
    };
    // How long a replacement can become: $& in it stands for what was found, $` and $' for what is around that.
    const longestReplacement = (text, pattern, by) => {
        let length = by.length;
        if (length > longest)
            return length;
        for (let at = indexOf(by, "$"); at >= 0; at = indexOf(by, "$", at + 2)) {
            const what = by[at + 1];
            length += what === "`" || what === "'" ? text.length : what === "&" ? pattern.length : 0;
        }
        return length;
    };
    const lookForAndReplace = (name, text, args) => {
        asText(args, 0, Symbol.replace);
        if (typeof args[0] === "string" && typeof args[1] !== "function")
            asText(args, 1);
        const [pattern, by] = args;
        lookFor(name, text, args);
        if (typeof pattern !== "string" || typeof by !== "string")
            return;
        const length = longestReplacement(text, pattern, by);
        const most = name === "replace" ? 1 : text.length / Math.max(1, pattern.length) + 1;
        if (text.length + most * length > longest &&
            text.length + (name === "replace" ? 1 : occurrences(text, pattern)) * length > longest)
            refuse(name, wouldBeTooLong);
    };
    guardText("replace", lookForAndReplace);
    guardText("replaceAll", lookForAndReplace);

    const lookAtText = name => (_, [text]) => typeof text === "string" && text.length > longest && refuse(name, tooLong);
    const takeText = name => {
        const look = lookAtText(name);
        return (_, args) => {
            asText(args, 0);
            look(name, args);
        };
    };
    for (const name of ["encodeURI", "encodeURIComponent", "decodeURI", "decodeURIComponent", "escape", "unescape",
                        "parseInt", "parseFloat"])
        guard(global, name, takeText(name));
    for (const name of ["parseInt", "parseFloat"]) // of both objects they are the same functions
        Object.defineProperty(Number, name, hidden(global[name]));
    guard(JSON, "parse", takeText("JSON.parse"));
    guard(JSON, "stringify", lookAtText("JSON.stringify"));

    // Digits of a BigInt that is read from a text: the work grows with their square.
    const mostDigits = 20000;
    const ordinary = Date.prototype[Symbol.toPrimitive];
    guardClass("BigInt", (name, args) => {
        if (isObject(args[0])) {
            const own = args[0][Symbol.toPrimitive] ?? ordinary;
            const primitive = apply(own, args[0], ["number"]);
            if (isObject(primitive))
                throw new TypeError("BigInt: the object has no primitive value");
            args[0] = primitive;
        }
        const text = args[0];
        if (typeof text === "string" && text.length > mostDigits)
            refuse(name, "the text has more than " + mostDigits + " digits");
    });

    // Elements: in an array that is put together, and in what a set or a map is made of.
    const mostElements = 2 ** 20;
    guard(Array.prototype, "concat", (name, others, self) => {
        let length = Object(self).length;
        for (const other of others)
            length += Array.isArray(other) ? other.length : 1;
        if (length > longest)
            refuse(name, "the array would have more than 16 million elements");
    });
    for (const name of ["Set", "Map", "WeakSet", "WeakMap"]) {
        guardClass(name, (_, [items]) => {
            if (items !== null && typeof items === "object" && items.length > mostElements)
                refuse(name, "of more than a million elements at once");
        });
    }

    // Keys that are listed: each element of a text, an array or a buffer is one, and each is made a text.
    const mostKeys = 2 ** 18;
    const lookAtKeys = (name, values) => {
        for (const value of values) {
            const listed = typeof value === "string" || value instanceof String || Array.isArray(value) ||
                           ArrayBuffer.isView(value);
            if (listed && value.length > mostKeys)
                refuse(name, "a text, an array or a buffer of more than " + mostKeys + " elements as an object with keys");
        }
    };
    for (const name of ["keys", "values", "entries", "getOwnPropertyNames", "getOwnPropertyDescriptors", "assign",
                        "defineProperties"])
        guard(Object, name, lookAtKeys);
    guard(Reflect, "ownKeys", lookAtKeys);

    // Buffers: no larger than this.
    const largest = 64 * 1024 * 1024;
    const guardBuffer = (name, unit) => guardClass(name, (_, args) => {
        if (!unit) {
            asNumber(args, 0);
            if (isObject(args[1])) {
                const given = [args[1].maxByteLength];
                asNumber(given, 0);
                args[1] = { __proto__: null, maxByteLength: given[0] };
            }
        }
        const [first, second] = args;
        const count = typeof first === "object" && first !== null
            ? Math.max(first.length || 0, unit > 0 ? 0 : first.byteLength || 0)
            : Number(first) || 0;
        const most = Math.max(count, Number(second && second.maxByteLength) || 0);
        if (most * (unit || 1) > largest)
            refuse(name, "more than 64 MiB");
    });
    guardBuffer("ArrayBuffer", 0);
    for (const name of ["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array",
                        "Uint32Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array"])
        guardBuffer(name, global[name].BYTES_PER_ELEMENT);
    for (const name of ["transfer", "transferToFixedLength", "resize"])
        delete ArrayBuffer.prototype[name];

    // Regular expressions: no longer than this when they are made of a text.
    const longestPattern = 100000;
    guardClass("RegExp", (name, args) => {
        asText(args, 0, Symbol.match);
        const [pattern] = args;
        if (typeof pattern === "string" && pattern.length > longestPattern)
            refuse(name, "the pattern is longer than " + longestPattern + " characters");
    });
    Object.defineProperty(RegExp.prototype, "compile", hidden(undefined));
})
