// Promises and microtasks of our own (ECMA-262, clause 27.2). The engine's run whenever its event loop comes
// by, beyond the watchdog's reach and in no order with the handlers; these run right after the handler.
(function (host, shared) {
    "use strict";

    const global = shared.global;
    let tasks = [];
    let rejected = new Set(); // that nobody has handled yet
    const secrets = new WeakMap();

    function enqueue(task) {
        if (tasks.length === 0)
            host.wake();
        if (tasks.length >= 100000)
            throw new RangeError("more than 100000 promise reactions wait for their turn");
        tasks.push(task);
    }

    // Runs what waits. A task that throws ends the call; the host reports it and calls again.
    shared.drain = function drain() {
        while (tasks.length > 0) {
            const turn = tasks;
            tasks = [];
            for (let i = 0; i < turn.length; ++i) {
                try {
                    turn[i]();
                } catch (error) {
                    tasks = turn.slice(i + 1).concat(tasks);
                    throw error;
                }
            }
        }
        if (rejected.size > 0) {
            const promise = rejected.values().next().value;
            rejected.delete(promise);
            throw secrets.get(promise).value;
        }
    };
    shared.forgetTasks = function forgetTasks() {
        tasks = [];
        rejected = new Set();
    };

    function settle(promise, state, value) {
        const secret = secrets.get(promise);
        if (secret.state !== "pending")
            return;
        secret.state = state;
        secret.value = value;
        const reactions = secret.reactions;
        secret.reactions = [];
        if (state === "rejected" && reactions.length === 0) {
            rejected.add(promise);
            host.wake();
        }
        reactions.forEach(reaction => enqueue(() => reaction(state, value)));
    }

    function resolvers(promise) {
        let done = false;
        function reject(reason) {
            if (done)
                return;
            done = true;
            settle(promise, "rejected", reason);
        }
        function resolve(value) {
            if (done)
                return;
            done = true;
            if (value === promise)
                return settle(promise, "rejected", new TypeError("a promise cannot be resolved with itself"));
            if ((typeof value !== "object" || value === null) && typeof value !== "function")
                return settle(promise, "fulfilled", value);
            let then;
            try {
                then = value.then;
            } catch (error) {
                return settle(promise, "rejected", error);
            }
            if (typeof then !== "function")
                return settle(promise, "fulfilled", value);
            enqueue(() => {
                const inner = resolvers(promise);
                try {
                    then.call(value, inner.resolve, inner.reject);
                } catch (error) {
                    inner.reject(error);
                }
            });
        }
        return { resolve: resolve, reject: reject };
    }

    class Promise {
        constructor(executor) {
            if (typeof executor !== "function")
                throw new TypeError("Promise: expects a function (resolve, reject) => …");
            secrets.set(this, { state: "pending", value: undefined, reactions: [] });
            const both = resolvers(this);
            try {
                executor(both.resolve, both.reject);
            } catch (error) {
                both.reject(error);
            }
        }

        then(onFulfilled, onRejected) {
            const secret = secrets.get(this);
            if (!secret)
                throw new TypeError("then: this is no promise");
            return new Promise((resolve, reject) => {
                const reaction = (state, value) => {
                    const handler = state === "fulfilled" ? onFulfilled : onRejected;
                    if (typeof handler !== "function")
                        return state === "fulfilled" ? resolve(value) : reject(value);
                    try {
                        resolve(handler(value));
                    } catch (error) {
                        reject(error);
                    }
                };
                if (secret.state === "pending") {
                    secret.reactions.push(reaction);
                } else {
                    rejected.delete(this);
                    enqueue(() => reaction(secret.state, secret.value));
                }
            });
        }

        catch(onRejected) {
            return this.then(undefined, onRejected);
        }

        finally(callback) {
            if (typeof callback !== "function")
                return this.then(callback, callback);
            return this.then(value => Promise.resolve(callback()).then(() => value),
                             reason => Promise.resolve(callback()).then(() => { throw reason; }));
        }

        static resolve(value) {
            return value instanceof Promise ? value : new Promise(resolve => resolve(value));
        }

        static reject(reason) {
            return new Promise((resolve, reject) => reject(reason));
        }

        static race(promises) {
            return new Promise((resolve, reject) => {
                for (const promise of promises)
                    Promise.resolve(promise).then(resolve, reject);
            });
        }

        static all(promises) {
            return gather(promises, (promise, at, set, resolve, reject) => promise.then(set, reject));
        }

        static allSettled(promises) {
            return gather(promises, (promise, at, set) => promise.then(
                value => set({ status: "fulfilled", value: value }),
                reason => set({ status: "rejected", reason: reason })));
        }

        static any(promises) {
            return new Promise((resolve, reject) => {
                gather(promises, (promise, at, set) => promise.then(resolve, set)).then(reasons => {
                    const error = new Error("all promises were rejected");
                    error.name = "AggregateError";
                    error.errors = reasons;
                    reject(error);
                }, reject);
            });
        }
    }

    function gather(promises, attach) {
        return new Promise((resolve, reject) => {
            const results = [];
            let waiting = 1;
            const done = () => {
                if (--waiting === 0)
                    resolve(results);
            };
            let at = 0;
            for (const promise of promises) {
                const place = at++;
                ++waiting;
                attach(Promise.resolve(promise), place, value => { results[place] = value; done(); }, resolve, reject);
            }
            done();
        });
    }

    const hidden = value => ({ value: value, writable: true, enumerable: false, configurable: true });
    Object.defineProperty(Promise.prototype, Symbol.toStringTag, { value: "Promise", configurable: true });
    Object.defineProperty(global, "Promise", hidden(Promise));
    Object.defineProperty(global, "queueMicrotask", hidden(function queueMicrotask(task) {
        if (typeof task !== "function")
            throw new TypeError("queueMicrotask: expects a function");
        enqueue(task);
    }));
    shared.isPromise = value => value instanceof Promise;
})
