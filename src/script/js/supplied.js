// What the older of the engines lacks.
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

    shared.isPromise = value => value instanceof Promise;
    Math.random = () => host.random();
})
