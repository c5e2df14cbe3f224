#include "tokens.h"

namespace swapscope::js {

// What an object of the class has in its slot.
struct Tokens::Mark
{
    std::shared_ptr<std::set<int>> reachable;
    int id;
};

const JSClassOps Tokens::kOperations = {nullptr, nullptr,           nullptr, nullptr, nullptr,
                                        nullptr, &Tokens::finalize, nullptr, nullptr, nullptr};

// Finalized by the thread that collects: the numbers need no lock.
const JSClass Tokens::kClass = {"Token", JSCLASS_HAS_RESERVED_SLOTS(1) | JSCLASS_FOREGROUND_FINALIZE,
                                &Tokens::kOperations};

JSObject *Tokens::make(JSContext *cx, int id)
{
    const JS::RootedObject object(cx, JS_NewObjectWithGivenProto(cx, &kClass, nullptr));
    if (!object)
        return nullptr;
    JS::SetReservedSlot(object, 0, JS::PrivateValue(new Mark{m_reachable, id}));
    m_reachable->insert(id);
    return JS_DefineProperty(cx, object, "id", id, JSPROP_READONLY | JSPROP_PERMANENT) ? object.get()
                                                                                       : nullptr;
}

void Tokens::finalize(JS::GCContext *, JSObject *object)
{
    const JS::Value slot = JS::GetReservedSlot(object, 0);
    if (slot.isUndefined())
        return; // there was no memory for all of it
    const std::unique_ptr<Mark> mark(static_cast<Mark *>(slot.toPrivate()));
    mark->reachable->erase(mark->id);
}

} // namespace swapscope::js
