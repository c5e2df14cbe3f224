// Time, cues, the network, the server, parameters, chance and the log; and the one door through which
// handlers are called.
(function (host, shared) {
    "use strict";

    const check = shared.check, show = shared.show, exports = shared.exports, global = shared.global;
    const hidden = value => ({ value: value, writable: true, enumerable: false, configurable: true });

    function timer(name, repeat) {
        return function (duration, handler) {
            const delay = check.duration(duration, name + ": the duration");
            if (repeat && delay < 1e6)
                check.fail(name + ": the duration must be at least \"1ms\", got " + show(duration));
            check.handler(handler, name + ": the handler");
            const id = host.startTimer(name, delay, repeat, handler, check.line());
            return function stop() { host.stopTimer(id); };
        };
    }
    exports.every = timer("every", true);
    exports.after = timer("after", false);

    function webTimer(name, repeat) {
        return function (handler, milliseconds) {
            check.handler(handler, name);
            const delay = Math.min(Math.max(Number(milliseconds) || 0, repeat ? 1 : 0), 86400000) * 1e6;
            const extra = Array.prototype.slice.call(arguments, 2);
            return host.startTimer(name, delay, repeat, () => handler.apply(undefined, extra), check.line());
        };
    }
    Object.defineProperty(global, "setTimeout", hidden(webTimer("setTimeout", false)));
    Object.defineProperty(global, "setInterval", hidden(webTimer("setInterval", true)));
    const clear = id => { if (typeof id === "number") host.stopTimer(id); };
    Object.defineProperty(global, "clearTimeout", hidden(clear));
    Object.defineProperty(global, "clearInterval", hidden(clear));

    const labels = new Set();
    exports.cue = function cue(label, handler) {
        check.loading("cue");
        if (check.text(label, "cue: the label", 100).trim() === "")
            check.fail("cue: the label must not be empty");
        check.handler(handler, "cue " + show(label) + ": the handler");
        if (labels.has(label))
            check.fail("cue: there is a cue " + show(label) + " already");
        if (labels.size >= 100)
            check.fail("cue: there are 100 cues already");
        labels.add(label);
        host.addCue(label, handler, check.line());
    };

    const faults = host.faults();
    const network = {};
    faults.forEach(fault => {
        network[fault] = function (client, options) {
            const what = "network." + fault;
            if (typeof client !== "string" || client === "")
                check.fail(what + ": expects the name of a client, or \"*\" for all, got " + show(client));
            host.network(fault, client, check.options(options, what, host.faultArguments(fault)));
        };
    });
    network.preset = function preset(client, name) {
        if (typeof client !== "string" || client === "")
            check.fail("network.preset: expects the name of a client, or \"*\" for all, got " + show(client));
        host.preset(client, check.text(name, "network.preset: the name", 40));
    };
    exports.network = new Proxy(Object.freeze(network), {
        get(target, name) {
            if (name in target || typeof name !== "string")
                return target[name];
            const meant = host.nearest(name, faults);
            // Thrown by the call: the engine garbles what a getter throws in the middle of one.
            return () => check.fail("network." + name + ": there is no such fault; " +
                              (meant ? "did you mean “" + meant + "”?" : "there are " + faults.join(", ")));
        },
    });

    exports.server = Object.freeze({
        get htmx() {
            return host.htmx();
        },
        restart(options) {
            const what = "server.restart";
            const o = check.options(options, what, ["down", "code", "reason"]);
            host.restart(o.down === undefined ? 0 : check.duration(o.down, what + ": down"),
                         o.code === undefined ? 1012 : check.whole(o.code, what + ": code", 1000, 4999),
                         o.reason === undefined ? "" : check.text(o.reason, what + ": reason", 123));
        },
    });

    const refuse = (target, name) => check.fail("params." + String(name) + ": parameters are the user's choice; a script " +
                                               "cannot change them");
    exports.params = new Proxy(host.params(), { set: refuse, deleteProperty: refuse, defineProperty: refuse });
    exports.random = function random() {
        return host.random();
    };

    function readable(value) {
        if (typeof value === "string")
            return value;
        if (value instanceof Error)
            return String(value);
        if (typeof value === "function")
            return "function " + (value.name || "(anonymous)");
        if (value instanceof Map || value instanceof Set)
            return (value instanceof Map ? "Map " : "Set ") + readable(Array.from(value));
        if (typeof value === "object" && value !== null && !shared.isFragment(value)) {
            try {
                return JSON.stringify(value);
            } catch (error) {
                return Array.isArray(value) ? "[array]" : "[object]";
            }
        }
        return String(value);
    }
    const console = {};
    [["log", "log"], ["debug", "log"], ["info", "info"], ["warn", "warn"], ["error", "error"]].forEach(pair => {
        console[pair[0]] = function () {
            if (!host.mayLog())
                return;
            let text = "";
            for (let i = 0; i < arguments.length; ++i)
                text += (i > 0 ? " " : "") + readable(arguments[i]);
            host.log(pair[1], text, check.line());
        };
    });
    exports.console = Object.freeze(console);
    Object.defineProperty(global, "console", hidden(console));

    // The host fills the slot and evaluates the call, so that the engine keeps a trace of what it threw.
    const slot = shared.slot;
    let known = []; // enumerable properties of the global object: what a script has put there
    const call = function () {
        const f = slot.f, self = slot.self, args = slot.args;
        slot.f = slot.self = slot.args = undefined;
        if (typeof f !== "function")
            return undefined;
        const result = f.apply(self, args);
        const names = Object.keys(global);
        if (names.length !== known.length) {
            host.noteGlobals(names.filter(name => known.indexOf(name) < 0));
            known = names;
        }
        return result;
    };
    Object.defineProperty(global, "$call", { value: call, enumerable: false });
    Object.defineProperty(global, "$drain", { value: () => shared.drain(), enumerable: false });
    known = Object.keys(global);
})
