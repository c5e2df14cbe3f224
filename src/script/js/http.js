// get(), post(), put(), patch(), del(), and what their handlers answer.
(function (host, shared) {
    "use strict";

    const check = shared.check, show = shared.show;

    function declare(name, method) {
        shared.exports[name] = function (path, options, handler) {
            check.loading(name);
            check.path(path, name);
            const what = name + " \"" + path + "\"";
            let o = { __proto__: null };
            if (handler === undefined)
                handler = options;
            else
                o = check.options(options, what, ["csrf"]);
            check.handler(handler, what + ": the handler");
            if (o.csrf !== undefined && typeof o.csrf !== "boolean")
                check.fail(what + ": csrf must be true or false, got " + show(o.csrf));
            const place = host.place();
            host.addHttp({ name, method, path, csrf: o.csrf === true, place,
                           handler: req => answerOf(handler(req), place) });
        };
    }
    declare("get", "GET");
    declare("post", "POST");
    declare("put", "PUT");
    declare("patch", "PATCH");
    declare("del", "DELETE");

    // A handler's result: the answer, or the number under which it comes later or in pieces. The ticket that
    // has the number is kept by what can still answer, and by nothing else: when it is gone, nobody can.
    function answerOf(value, place) {
        if (shared.isPromise(value)) {
            const ticket = host.later();
            value.then(settled => deliver(ticket, toAnswer(settled)))
                .catch(error => host.answerFailed(ticket.id, error, place));
            return ticket.id;
        }
        const given = toAnswer(value);
        if (!given.pieces)
            return given;
        const ticket = host.later();
        deliver(ticket, given).catch(error => host.answerFailed(ticket.id, error, place));
        return ticket.id;
    }

    async function deliver(ticket, given) {
        if (!given.pieces)
            return host.answer(ticket.id, given);
        host.beginAnswer(ticket.id, given);
        // False: nobody reads it any more.
        await check.eachPiece(given.pieces, piece =>
            host.pieceOfAnswer(ticket.id, check.binary(piece) || shared.textOf(piece, "the answer: a piece")));
        return host.endAnswer(ticket.id);
    }

    function headersOf(headers, what) {
        const list = [];
        if (headers === undefined)
            return list;
        if (typeof headers !== "object" || headers === null || Array.isArray(headers))
            check.fail(what + ": headers must be an object like { \"HX-Trigger\": \"saved\" }, got " + show(headers));
        Object.keys(headers).forEach(name => {
            if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
                check.fail(what + ": " + show(name) + " is no name for a header");
            const values = Array.isArray(headers[name]) ? headers[name] : [headers[name]];
            values.forEach(value => {
                if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
                    check.fail(what + ": the header " + name + " must be a text, got " + show(value));
                if (/[\r\n\0]/.test(String(value)))
                    check.fail(what + ": the header " + name + " must not contain a line break");
                list.push(name, String(value));
            });
        });
        return list;
    }

    const answer = (status, headers, body, pieces) => ({ __proto__: null, status, headers, body, pieces });

    // What a handler returned: `headers` is [name, value, …], `body` a text or an ArrayBuffer; where there are
    // `pieces` they come instead of it.
    function toAnswer(value) {
        const what = "the answer";
        if (value === undefined || value === null)
            return answer(204, [], "");
        if (typeof value === "string" || shared.isFragment(value))
            return answer(200, [], String(value));
        if (check.isPieces(value))
            return answer(200, [], "", value);
        if (typeof value !== "object" || Array.isArray(value))
            check.fail(what + ": expects a fragment, a text, { status, headers, body } or nothing, got " + show(value) +
                       "; { body: … } sends JSON");
        if (Object.keys(value).length === 0)
            check.fail(what + ": { status, headers, body } is empty; return nothing for 204 (no content)");
        const o = check.options(value, what, ["status", "headers", "body"]);
        const headers = headersOf(o.headers, what);
        const typed = headers.some((text, i) => i % 2 === 0 && text.toLowerCase() === "content-type");
        let body = o.body;
        if (body === undefined || body === null) {
            body = "";
        } else if (shared.isFragment(body)) {
            body = String(body);
        } else if (check.isPieces(body)) {
            const status = o.status === undefined ? 200 : check.whole(o.status, what + ": status", 200, 599);
            return answer(status, headers, "", body);
        } else if (check.binary(body)) {
            body = check.binary(body);
            if (!typed)
                headers.push("Content-Type", "application/octet-stream");
        } else if (typeof body !== "string") {
            body = JSON.stringify(body);
            if (body === undefined)
                check.fail(what + ": body must be a fragment, a text, an ArrayBuffer or JSON, got " + show(o.body));
            if (!typed)
                headers.push("Content-Type", "application/json");
        }
        const status = o.status === undefined ? (o.body === undefined || o.body === null ? 204 : 200)
                                              : check.whole(o.status, what + ": status", 200, 599);
        return answer(status, headers, body);
    }
})
