#pragma once

#include "spidermonkey.h"

#include <memory>
#include <set>

namespace swapscope::js {

// Objects of a context that tell when the script can reach them no more: whoever hands one out with each
// piece of work knows from them which work nobody can finish. For this folder.
class Tokens
{
public:
    // An object without a prototype, with this number as its `id`. nullptr: an exception is pending.
    JSObject *make(JSContext *cx, int id);

    // The numbers of those that were there when garbage was last collected, and of those made since.
    const std::set<int> &reachable() const { return *m_reachable; }

private:
    struct Mark;
    static void finalize(JS::GCContext *gc, JSObject *object);
    static const JSClassOps kOperations;
    static const JSClass kClass;

    // Shared with the objects: the engine may let go of one later than its context.
    const std::shared_ptr<std::set<int>> m_reachable = std::make_shared<std::set<int>>();
};

} // namespace swapscope::js
