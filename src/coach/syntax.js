// Gives a function that reads a script with acorn, and answers in JSON: {"nodes": […]}, {"broken": "why"} when it is
// no JavaScript, {"deep": true} or {"failed": "why"}. A node is [type, role, begin, end, parent, after, text, computed, string], see
// syntaxtree.h; each comes before those that are in it.
(function () {
    "use strict";

    const { parse } = globalThis.acorn;

    function flatten(root) {
        const nodes = [];
        const visit = (node, role, parent) => {
            const own = nodes.length;
            const string = node.type === "Literal" && typeof node.value === "string";
            const entry = [node.type, role, node.start, node.end, parent, 0,
                           string ? node.value : node.name ?? node.operator ?? node.kind ?? "",
                           node.computed === true, string];
            nodes.push(entry);
            for (const key in node) {
                const value = node[key];
                if (Array.isArray(value)) {
                    for (const item of value) {
                        if (item?.type)
                            visit(item, key, own);
                    }
                } else if (value?.type) {
                    visit(value, key, own);
                }
            }
            entry[5] = nodes.length;
        };
        visit(root, "", -1);
        return nodes;
    }

    return text => {
        try {
            return JSON.stringify({ nodes: flatten(parse(text, { ecmaVersion: "latest", sourceType: "module" })) });
        } catch (error) {
            // acorn's word for too deep nesting, and the engine's: “too much recursion”, and “regexp too big” where
            // what is left of the stack does not do for one of acorn's own.
            if (error instanceof InternalError || error.message?.startsWith("Not enough stack space") ||
                error.message === "regexp too big")
                return JSON.stringify({ deep: true });
            return JSON.stringify(error instanceof SyntaxError ? { broken: error.message } : { failed: String(error) });
        }
    };
})();
