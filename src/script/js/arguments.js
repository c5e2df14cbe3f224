// Checks of what a script hands to the module: each error says what is expected and what came.
(function (host, shared) {
    "use strict";

    const show = shared.show;
    const check = shared.check = {};

    check.fail = message => { throw new TypeError(message); };

    const none = Object.freeze({ __proto__: null });

    // An options object with no other keys than these; nothing is an empty one.
    check.options = (value, what, known) => {
        if (value === undefined)
            return none;
        if (typeof value !== "object" || value === null || Array.isArray(value) || shared.isFragment(value))
            check.fail(what + ": expects an object with " + known.join(", ") + ", got " + show(value));
        Object.keys(value).forEach(key => {
            if (known.indexOf(key) < 0) {
                const meant = host.nearest(key, known);
                check.fail(what + ": there is no option “" + key + "”" +
                           (meant ? "; did you mean “" + meant + "”?" : "; there are " + known.join(", ")));
            }
        });
        return value;
    };
    check.text = (value, what, longest) => {
        if (typeof value !== "string")
            check.fail(what + " must be a text, got " + show(value));
        if (value.length > longest)
            check.fail(what + " must not be longer than " + longest + " characters");
        return value;
    };
    check.whole = (value, what, low, high) => {
        if (typeof value !== "number" || Math.floor(value) !== value || value < low || value > high)
            check.fail(what + " must be a whole number from " + low + " to " + high + ", got " + show(value));
        return value;
    };
    check.handler = (value, what) => {
        if (typeof value !== "function")
            check.fail(what + " must be a function, got " + show(value));
        return value;
    };
    check.choice = (value, what, choices) => {
        if (choices.indexOf(value) < 0)
            check.fail(what + " must be " + choices.map(show).join(" or ") + ", got " + show(value));
        return value;
    };
    // Nanoseconds.
    check.duration = (value, what) => {
        if (typeof value !== "string")
            check.fail(what + " must be a duration like \"250ms\", \"5s\" or \"2m\", got " + show(value));
        const read = host.duration(value);
        if (typeof read === "string")
            check.fail(what + ": " + read);
        return read;
    };
    check.path = (value, what) => {
        check.text(value, what + ": the path", 1000);
        if (value[0] !== "/")
            check.fail(what + ": the path must begin with /, got " + show(value));
        return value;
    };
    // Declarations are the script's top level's; the server takes its table once.
    check.loading = what => {
        if (!host.loading())
            check.fail(what + ": can only be called while the script is loaded, not in a handler");
    };
    // The line of the script that called the module.
    check.line = () => host.line();
    // What gives its values one after the other: a generator, async or not.
    check.isPieces = value => typeof value === "object" && value !== null && (typeof value[Symbol.asyncIterator] === "function" ||
        (typeof value.next === "function" && typeof value[Symbol.iterator] === "function"));
    // Hands one piece after the other to `take`, until that says false. Values of the script's own are awaited,
    // and nothing else is where it can be helped: a script may have given all objects a `then`.
    check.eachPiece = async (pieces, take) => {
        if (typeof pieces[Symbol.asyncIterator] === "function") {
            for await (const piece of pieces) {
                if (take(piece) === false)
                    return;
            }
        } else {
            for (const piece of pieces) {
                if (take(await piece) === false)
                    return;
            }
        }
    };
    check.binary = value => {
        if (value instanceof ArrayBuffer)
            return value;
        if (ArrayBuffer.isView(value))
            return value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength);
        return null;
    };
})
