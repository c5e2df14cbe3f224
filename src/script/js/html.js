// Fragments: pieces of HTML that know that they are.
(function (host, shared) {
    "use strict";

    const texts = new WeakMap();

    class Fragment {
        constructor(text) {
            texts.set(this, text);
            Object.freeze(this);
        }
        toString() {
            return texts.get(this);
        }
        toJSON() {
            return texts.get(this);
        }
    }
    // Whatever a script does to all objects, a fragment is no promise.
    Object.defineProperty(Fragment.prototype, "then", { value: undefined });

    const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" };
    const escape = text => text.replace(/[&<>"']/g, c => escapes[c]);

    function piece(value) {
        if (typeof value === "string")
            return escape(value);
        if (value === undefined || value === null || value === false)
            return "";
        if (value instanceof Fragment)
            return texts.get(value);
        if (Array.isArray(value))
            return value.map(piece).join("");
        if (typeof value === "function" || typeof value === "symbol")
            throw new TypeError("html: a " + typeof value + " cannot be put into HTML");
        if (typeof value === "object" && value.toString === Object.prototype.toString)
            throw new TypeError("html: an object cannot be put into HTML; put in one of its properties");
        return escape(String(value));
    }

    function html(strings) {
        if (!Array.isArray(strings) || !Array.isArray(strings.raw))
            throw new TypeError("html: is written in front of a template, html`…`; raw(text) takes a text as it is");
        let text = strings[0];
        for (let i = 1; i < strings.length; ++i)
            text += piece(arguments[i]) + strings[i];
        return new Fragment(text);
    }

    function raw(text) {
        if (text instanceof Fragment)
            return text;
        if (typeof text !== "string" && typeof text !== "number")
            throw new TypeError("raw: expects a text, got " + shared.show(text));
        return new Fragment(String(text));
    }

    shared.show = function show(value) {
        if (value === null || value === undefined || typeof value === "number" || typeof value === "boolean")
            return String(value);
        if (typeof value === "string")
            return JSON.stringify(value.length > 60 ? value.slice(0, 60) + "…" : value);
        if (value instanceof Fragment)
            return "a fragment";
        if (shared.isPromise(value))
            return "a promise";
        return Array.isArray(value) ? "an array" : typeof value === "object" ? "an object" : "a " + typeof value;
    };
    // The text of a fragment or a string; anything else is an error that begins with `what`.
    shared.textOf = function textOf(value, what) {
        if (value instanceof Fragment)
            return texts.get(value);
        if (typeof value === "string")
            return value;
        throw new TypeError(what + ": expects a fragment or a text, got " + shared.show(value));
    };
    shared.isFragment = value => value instanceof Fragment;
    shared.exports.html = html;
    shared.exports.raw = raw;
})
