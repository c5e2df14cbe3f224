// Bounds where one call of the language could run for ever, or take all memory at once: the engine can be stopped
// between calls and in most of them, but not in all. What is refused throws a RangeError that says why.
(function (host, shared) {
    "use strict";

    const global = shared.global;
    const apply = Reflect.apply;
    const construct = Reflect.construct;
    const get = Reflect.get;
    const OwnProxy = Proxy;
    const isArray = Array.isArray;
    const descriptorOf = Object.getOwnPropertyDescriptor;
    const hidden = value => ({ value: value, writable: true, enumerable: false, configurable: true });
    const refuse = (name, what) => { throw new RangeError(name + ": " + what); };

    // What a call takes for a text or a number is asked for it once, here: an object may answer otherwise the next
    // time. One that has a method `symbol` is asked by that instead, and has that method for the whole call.
    const isObject = value => (typeof value === "object" && value !== null) || typeof value === "function";
    const withMethod = (object, symbol, method) => {
        const bound = (...args) => apply(method, object, args);
        return new OwnProxy({}, { __proto__: null, get: (_, key) => key === symbol ? bound : get(object, key) });
    };
    const asText = (args, at, symbol) => {
        if (!isObject(args[at]))
            return;
        const method = symbol === undefined ? undefined : args[at][symbol];
        args[at] = method ? withMethod(args[at], symbol, method) : `${args[at]}`;
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
    // Regular expressions: no longer than this when they are made of a text.
    const longestPattern = 100000;
    const lookAtPattern = (name, pattern) => {
        if (typeof pattern === "string" && pattern.length > longestPattern)
            refuse(name, "the pattern is longer than " + longestPattern + " characters");
    };
    const matchedBy = { match: Symbol.match, matchAll: Symbol.matchAll, search: Symbol.search };
    for (const name of Object.keys(matchedBy)) {
        const symbol = matchedBy[name];
        guardText(name, (_, text, args) => {
            if (text.length > longest)
                refuse(name, tooLong);
            asText(args, 0, symbol);
            lookAtPattern(name, args[0]);
        });
    }
    for (const name of ["normalize", "localeCompare", "toLocaleLowerCase", "toLocaleUpperCase", "toUpperCase",
                        "toLowerCase"])
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
            length += isArray(other) ? other.length : 1;
        if (length > longest)
            refuse(name, "the array would have more than 16 million elements");
    });
    for (const name of ["Set", "Map", "WeakSet", "WeakMap"]) {
        guardClass(name, (_, [items]) => {
            if (items !== null && typeof items === "object" && items.length > mostElements)
                refuse(name, "of more than a million elements at once");
        });
    }

    // What an object is, by what no script can change: the length of a typed array and of a String, or undefined.
    const getter = (of, name) => descriptorOf(of, name).get;
    const typed = Object.getPrototypeOf(Uint8Array.prototype);
    const typedName = getter(typed, Symbol.toStringTag);
    const typedLength = getter(typed, "length");
    const lengthOfTyped = value => apply(typedName, value, []) === undefined ? undefined : apply(typedLength, value, []);
    const textOf = String.prototype.valueOf;
    const lengthOfString = value => {
        try {
            return apply(textOf, value, []).length;
        } catch {
            return undefined;
        }
    };

    // Keys that are listed: each element of a text, an array or a buffer is one, and each is made a text.
    const mostKeys = 2 ** 18;
    const elementsOf = value => {
        if (typeof value === "string")
            return value.length;
        if (!isObject(value))
            return 0;
        const length = lengthOfTyped(value);
        if (length !== undefined)
            return length;
        const own = descriptorOf(value, "length"); // an array and a String have one that cannot be removed
        if (own === undefined || own.configurable)
            return 0;
        return (isArray(value) ? own.value : lengthOfString(value)) ?? 0;
    };
    const lookAtKeys = (name, values) => {
        for (const value of values) {
            if (elementsOf(value) > mostKeys)
                refuse(name, "a text, an array or a buffer of more than " + mostKeys + " elements as an object with keys");
        }
    };
    for (const name of ["keys", "values", "entries", "getOwnPropertyNames", "getOwnPropertyDescriptors", "assign",
                        "defineProperties"])
        guard(Object, name, lookAtKeys);
    guard(Reflect, "ownKeys", lookAtKeys);

    // Buffers: no larger than this.
    const largest = 64 * 1024 * 1024;
    const tooLarge = "more than 64 MiB";
    guardClass("ArrayBuffer", (name, args) => {
        asNumber(args, 0);
        if (isObject(args[1])) {
            const given = [args[1].maxByteLength];
            asNumber(given, 0);
            args[1] = { __proto__: null, maxByteLength: given[0] };
        }
        if (args[0] > largest || (args[1] && args[1].maxByteLength > largest))
            refuse(name, tooLarge);
    });
    const bufferLength = getter(ArrayBuffer.prototype, "byteLength");
    const isBuffer = value => {
        try {
            apply(bufferLength, value, []);
            return true;
        } catch {
            return false;
        }
    };
    // The elements of an object that can be walked through, or has a length and indices, as an array.
    const listOf = (object, refuseAbove) => {
        const walk = object[Symbol.iterator] ?? undefined;
        if (walk !== undefined)
            return [...{ [Symbol.iterator]: () => apply(walk, object, []) }];
        const length = +object.length;
        refuseAbove(length);
        const list = [];
        for (let i = 0; i < length; ++i)
            list[i] = object[i];
        return list;
    };
    const guardTyped = (name, unit) => guardClass(name, (_, args) => {
        const refuseAbove = count => {
            if (count * unit > largest)
                refuse(name, tooLarge);
        };
        const first = args[0];
        if (!isObject(first))
            return refuseAbove(+first);
        const length = lengthOfTyped(first);
        if (length !== undefined)
            return refuseAbove(length);
        if (isBuffer(first)) // it is looked at, and nothing is made
            return;
        args[0] = listOf(first, refuseAbove);
        refuseAbove(args[0].length);
    });
    for (const name of ["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array",
                        "Uint32Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array"])
        guardTyped(name, global[name].BYTES_PER_ELEMENT);
    for (const name of ["transfer", "transferToFixedLength", "resize"])
        delete ArrayBuffer.prototype[name];

    // A regular expression of another one has a pattern that was looked at. An object that only says that it is
    // one (Symbol.match) is asked for its `source` and its `flags`.
    const isGlobal = getter(RegExp.prototype, "global");
    const isPattern = value => {
        try {
            return apply(isGlobal, value, []) !== undefined;
        } catch {
            return false;
        }
    };
    guardClass("RegExp", (name, args) => {
        if (isObject(args[0]) && !isPattern(args[0])) {
            if (args[0][Symbol.match]) {
                const { source, flags } = args[0];
                args[0] = source;
                if (args[1] === undefined)
                    args[1] = flags;
            }
            asText(args, 0);
        }
        lookAtPattern(name, args[0]);
    });
    Object.defineProperty(RegExp.prototype, "compile", hidden(undefined));
})
