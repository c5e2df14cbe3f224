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
            const id = host.startTimer(name, delay, repeat, handler, host.place());
            return function stop() { host.stopTimer(id); };
        };
    }
    exports.every = timer("every", true);
    exports.after = timer("after", false);

    exports.sleep = function sleep(duration) {
        const delay = check.duration(duration, "sleep: the duration");
        return new Promise(resolve => { host.startTimer("sleep", delay, false, () => resolve(), host.place()); });
    };

    function webTimer(name, repeat) {
        return function (handler, milliseconds) {
            check.handler(handler, name);
            const delay = Math.min(Math.max(Number(milliseconds) || 0, repeat ? 1 : 0), 86400000) * 1e6;
            const extra = Array.prototype.slice.call(arguments, 2);
            return host.startTimer(name, delay, repeat, () => handler.apply(undefined, extra), host.place());
        };
    }
    Object.defineProperty(global, "setTimeout", hidden(webTimer("setTimeout", false)));
    Object.defineProperty(global, "setInterval", hidden(webTimer("setInterval", true)));
    const clear = id => { if (typeof id === "number") host.stopTimer(id); };
    Object.defineProperty(global, "clearTimeout", hidden(clear));
    Object.defineProperty(global, "clearInterval", hidden(clear));

    const labels = new Set();
    exports.cue = function cue(label, options, handler) {
        check.loading("cue");
        if (check.text(label, "cue: the label", 100).trim() === "")
            check.fail("cue: the label must not be empty");
        const what = "cue " + show(label);
        let channel;
        if (handler === undefined)
            handler = options;
        else
            channel = check.options(options, what, ["channel"]).channel;
        check.handler(handler, what + ": the handler");
        if (channel !== undefined && !shared.isChannel(channel))
            check.fail(what + ": channel must be what channel(name) returns, got " + show(channel));
        if (labels.has(label))
            check.fail("cue: there is a cue " + show(label) + " already");
        if (labels.size >= 100)
            check.fail("cue: there are 100 cues already");
        labels.add(label);
        const send = piece => channel ? channel.publish(piece) : host.sendToAll(shared.textOf(piece, what + ": a piece"));
        host.addCue(label, (...given) => {
            const result = handler(...given);
            return check.isPieces(result) ? check.eachPiece(result, piece => {
                if (piece !== undefined && piece !== null)
                    send(piece);
            }) : result;
        }, host.place());
    };

    const faults = host.faults.names;
    const network = {};
    faults.forEach(fault => {
        network[fault] = function (client, options) {
            const what = "network." + fault;
            if (typeof client !== "string" || client === "")
                check.fail(what + ": expects the name of a client, or \"*\" for all, got " + show(client));
            host.network(fault, client, check.options(options, what, host.faults.arguments[fault]));
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
            host.log(pair[1], text, host.line());
        };
    });
    exports.console = Object.freeze(console);
    Object.defineProperty(global, "console", hidden(console));
})
