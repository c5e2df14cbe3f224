// channel(), ws(), sse() and the client that their handlers are given.
(function (host, shared) {
    "use strict";

    const check = shared.check, show = shared.show;
    const channels = new Map();

    class Channel {
        constructor(name) {
            Object.defineProperty(this, "name", { value: name, enumerable: true });
            Object.freeze(this);
        }
        get last() {
            return host.last(this.name);
        }
        publish(fragment, options) {
            const what = "publish";
            const event = check.options(options, what, ["event"]).event;
            if (event !== undefined)
                check.text(event, what + ": event", 200);
            let text;
            if (typeof fragment === "function") {
                const number = host.last(this.name) + 1;
                text = shared.textOf(fragment(number), what + ": the function's result");
                if (host.last(this.name) + 1 !== number)
                    check.fail(what + ": the function published on “" + this.name + "” itself");
            } else {
                text = shared.textOf(fragment, what);
            }
            return host.publish(this.name, text, event || "");
        }
    }

    shared.exports.channel = function channel(name, options) {
        const what = "channel";
        if (check.text(name, what + ": the name", 200) === "")
            check.fail(what + ": the name must not be empty");
        const history = check.options(options, what, ["history"]).history;
        if (history !== undefined)
            check.whole(history, what + ": history", 0, 100000);
        if (!channels.has(name)) {
            if (channels.size >= 1000)
                check.fail(what + ": there are 1000 channels already");
            channels.set(name, new Channel(name));
            host.addChannel(name, history === undefined ? 100 : history);
        } else if (history !== undefined) {
            host.addChannel(name, history);
        }
        return channels.get(name);
    };

    shared.isChannel = value => value instanceof Channel;

    class Client {
        constructor(id, name, session, params) {
            const fixed = (key, value) => Object.defineProperty(this, key, { value: value, enumerable: true });
            fixed("name", name);
            fixed("id", id);
            fixed("session", session);
            fixed("params", Object.freeze(params));
        }
        send(fragment, options) {
            const what = "send";
            // Most messages are no more than this, and there may be many.
            if (options === undefined && (typeof fragment === "string" || shared.isFragment(fragment))) {
                host.send(this.id, shared.textOf(fragment, what), "", "");
                return;
            }
            const o = check.options(options, what, ["event", "id"]);
            if (o.event !== undefined)
                check.text(o.event, what + ": event", 200);
            if (o.id !== undefined && typeof o.id !== "number")
                check.text(o.id, what + ": id", 200);
            const binary = check.binary(fragment);
            if (binary)
                host.sendBinary(this.id, binary);
            else
                host.send(this.id, shared.textOf(fragment, what), o.event || "",
                          o.id === undefined ? "" : String(o.id));
        }
        close(code, reason) {
            const what = "close";
            host.close(this.id, code === undefined ? 1000 : check.whole(code, what + ": code", 1000, 4999),
                       reason === undefined ? "" : check.text(reason, what + ": reason", 123));
        }
    }
    shared.makeClient = (id, name, session, params) => new Client(id, name, session, params);

    function subscription(what, path, options, known, handlers) {
        check.loading(what);
        check.path(path, what);
        what += " \"" + path + "\"";
        const o = check.options(options, what, known);
        const spec = { path: path, options: o, place: host.place(), channel: "", catchUp: "none", heartbeat: 0 };
        if (o.channel instanceof Channel)
            spec.channel = o.channel.name;
        else if (o.channel !== undefined)
            check.fail(what + ": channel must be what channel(name) returns, got " + show(o.channel));
        if (o.catchUp !== undefined)
            spec.catchUp = check.choice(o.catchUp, what + ": catchUp", ["none", "snapshot", "replay"]);
        handlers.forEach(name => {
            if (o[name] !== undefined)
                check.handler(o[name], what + ": " + name);
        });
        if (spec.catchUp !== "none" && spec.channel === "")
            check.fail(what + ": catchUp \"" + spec.catchUp + "\" needs a channel");
        if (spec.catchUp === "snapshot" && o.snapshot === undefined)
            check.fail(what + ": catchUp \"snapshot\" needs a function snapshot(client) that returns a fragment");
        if (o.snapshot !== undefined) {
            spec.snapshot = client => {
                const covered = o.snapshot(client);
                return covered === undefined || covered === null
                    ? "" : shared.textOf(covered, what + ": snapshot's result");
            };
        }
        if (o.heartbeat !== undefined)
            spec.heartbeat = check.duration(o.heartbeat, what + ": heartbeat");
        return spec;
    }

    function originsOf(origins, what) {
        const expected = " must be a list of origins like [\"http://localhost:3000\"], or [\"*\"] for any, got ";
        if (!Array.isArray(origins))
            check.fail(what + expected + show(origins));
        if (origins.length > 100)
            check.fail(what + " must not have more than 100 entries");
        return Array.from(origins, origin => {
            if (typeof origin !== "string" || !/^(\*|null|https?:\/\/[^/?#\s]+)$/.test(origin))
                check.fail(what + expected + show(origin));
            return origin;
        });
    }

    shared.exports.ws = function ws(path, options) {
        const handlers = ["snapshot", "open", "message", "close"];
        const spec = subscription("ws", path, options, ["channel", "catchUp", "cursor", "heartbeat", "origins"].concat(handlers),
                                  handlers);
        spec.cursor = spec.options.cursor === undefined
            ? "session" : check.choice(spec.options.cursor, "ws \"" + path + "\": cursor", ["session", "page"]);
        spec.origins = spec.options.origins === undefined
            ? [] : originsOf(spec.options.origins, "ws \"" + path + "\": origins");
        host.addSocket(spec);
    };

    shared.exports.sse = function sse(path, options) {
        const handlers = ["snapshot", "open", "close"];
        const spec = subscription("sse", path, options, ["channel", "catchUp", "newcomers", "retry", "heartbeat"].concat(handlers),
                                  handlers);
        if (spec.options.newcomers !== undefined)
            spec.newcomers = check.choice(spec.options.newcomers, "sse \"" + path + "\": newcomers",
                                          ["nothing", "history"]);
        if (spec.newcomers === "history" && spec.catchUp !== "replay")
            check.fail("sse \"" + path + "\": newcomers \"history\" needs catchUp \"replay\"");
        if (spec.options.retry !== undefined)
            spec.retry = check.duration(spec.options.retry, "sse \"" + path + "\": retry");
        host.addStream(spec);
    };
})
