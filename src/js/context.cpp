#include "context.h"

#include "contextprivate.h"
#include "convert.h"
#include "thrown.h"

namespace swapscope::js {

namespace {

const JSClass kGlobalClass = {"global", JSCLASS_GLOBAL_FLAGS, &JS::DefaultGlobalClassOps};

double numberOf(JSContext *cx, JS::HandleObject object, const char *name)
{
    JS::RootedValue value(cx);
    if (JS_GetProperty(cx, object, name, &value) && value.isNumber())
        return value.toNumber();
    JS_ClearPendingException(cx); // too near to the end of the stack
    return 0;
}

bool callNative(JSContext *cx, unsigned count, JS::Value *stack)
{
    JS::CallArgs arguments = JS::CallArgsFromVp(count, stack);
    const auto *entry =
        static_cast<const NativeEntry *>(::js::GetFunctionNativeReserved(&arguments.callee(), 0).toPrivate());
    arguments.rval().setUndefined();
    NativeCall call(cx, arguments);
    const Native native = entry->native; // its context may go meanwhile
    Context::Private *owner = entry->owner;
    native(call);
    if (owner->reason != StopReason::None)
        return false; // it called the script, which was stopped
    if (call.failure()) {
        JS_ReportErrorNumberUTF8(
            cx,
            [](void *, unsigned) -> const JSErrorFormatString * {
                static const JSErrorFormatString kFormat = {"SWAPSCOPE", "{0}", 1, JSEXN_TYPEERR};
                return &kFormat;
            },
            nullptr, 0, call.failure()->toUtf8().constData());
        return false;
    }
    return !JS_IsExceptionPending(cx);
}

} // namespace

Context::Private::Private(const Limits &allowed)
    : limits(allowed),
      runtime(Runtime::ofThisThread()),
      cx(runtime->cx()),
      global(cx),
      memoryInfo(cx),
      topLevel(cx),
      jobs(cx),
      left(cx),
      rejections(cx)
{
    JS::RealmOptions options;
    limitLanguage(cx, options);
    global = JS_NewGlobalObject(cx, &kGlobalClass, nullptr, JS::FireOnNewGlobalHook, options);
    if (!global)
        qFatal("SpiderMonkey has no memory for a script");
    const JSAutoRealm realm(cx, global);
    if (!JS::InitRealmStandardClasses(cx))
        qFatal("SpiderMonkey has no memory for a script");
    if (const JS::RootedObject all(cx, ::js::gc::NewMemoryInfoObject(cx)); all) {
        JS::RootedValue zone(cx);
        if (JS_GetProperty(cx, all, "zone", &zone) && zone.isObject())
            memoryInfo = &zone.toObject();
    }
    stopper->interrupts(cx);
}

Context::Private::~Private()
{
    stopper->interrupts(nullptr);
    if (runtime->running() == this)
        qFatal("a script's context must outlive what runs in it");
    jobs.reset();
    left.reset();
    rejections.reset();
    global.reset();
    memoryInfo.reset();
    topLevel.reset();
    natives.clear();
    JS_GC(cx);
}

qint64 Context::Private::used() const
{
    if (!memoryInfo)
        return 0;
    return static_cast<qint64>(numberOf(cx, memoryInfo, "gcBytes") + numberOf(cx, memoryInfo, "mallocBytes"));
}

bool Context::Private::hasTooMuchMemory()
{
    const JSAutoRealm realm(cx, global);
    if (used() <= limits.memory)
        return false;
    JS_GC(cx); // what is being swept still counted
    return used() > limits.memory;
}

Context::Context(const Limits &limits) : d(std::make_unique<Private>(limits)) {}

Context::~Context() = default;

Value Context::global() const
{
    const JS::RootedValue value(d->cx, JS::ObjectValue(*d->global));
    return valueOf(d->cx, value);
}

Value Context::newObject()
{
    const JSAutoRealm realm(d->cx, d->global);
    JSObject *object = JS_NewPlainObject(d->cx);
    if (!object)
        return {};
    const JS::RootedValue value(d->cx, JS::ObjectValue(*object));
    return valueOf(d->cx, value);
}

Value Context::newArray(const std::vector<Value> &items)
{
    const JSAutoRealm realm(d->cx, d->global);
    JS::RootedValueVector values(d->cx);
    for (const Value &item : items) {
        if (!values.append(raw(item)))
            return {};
    }
    JSObject *array = JS::NewArrayObject(d->cx, values);
    if (!array)
        return {};
    const JS::RootedValue value(d->cx, JS::ObjectValue(*array));
    return valueOf(d->cx, value);
}

void Context::set(const Value &object, const char *name, const Argument &value)
{
    if (!object.isObject())
        return;
    const JSAutoRealm realm(d->cx, d->global);
    const JS::RootedObject target(d->cx, &raw(object).toObject());
    JS::RootedValue member(d->cx);
    if (!toJs(d->cx, value, &member) || !JS_DefineProperty(d->cx, target, name, member, JSPROP_ENUMERATE))
        JS_ClearPendingException(d->cx);
}

void Context::define(const Value &object, const char *name, Native native)
{
    const JSAutoRealm realm(d->cx, d->global);
    d->natives.push_back({d.get(), std::move(native)});
    JSFunction *function = ::js::NewFunctionWithReserved(d->cx, callNative, 0, 0, name);
    if (!function)
        return;
    JSObject *callable = JS_GetFunctionObject(function);
    ::js::SetFunctionNativeReserved(callable, 0, JS::PrivateValue(&d->natives.back()));
    const JS::RootedValue value(d->cx, JS::ObjectValue(*callable));
    set(object, name, valueOf(d->cx, value));
}

Result<Value> Context::evaluate(const QString &text, const QString &file)
{
    const QString before = std::exchange(d->file, file);
    const Outcome outcome = d->turn({file, {}}, [&](JS::MutableHandleValue result) {
        JS::CompileOptions options(d->cx);
        const QByteArray name = file.toUtf8();
        options.setFileAndLine(name.constData(), 1);
        JS::SourceText<char16_t> source;
        return source.init(d->cx, reinterpret_cast<const char16_t *>(text.utf16()),
                           static_cast<size_t>(text.size()), JS::SourceOwnership::Borrowed) &&
               JS::Evaluate(d->cx, options, source, result);
    });
    d->file = before;
    if (outcome.error)
        return *outcome.error;
    return outcome.value;
}

Outcome Context::call(const Value &function, const Value &self, std::span<const Argument> arguments,
                      const CallSite &site)
{
    return d->turn(site, [&](JS::MutableHandleValue result) {
        if (!function.isCallable())
            return true;
        JS::RootedValueVector values(d->cx);
        if (!values.resize(arguments.size()))
            return false;
        for (size_t i = 0; i < arguments.size(); ++i) {
            if (!toJs(d->cx, arguments[i], values[i]))
                return false;
        }
        const JS::RootedValue callee(d->cx, raw(function));
        const JS::RootedValue receiver(d->cx, raw(self));
        return JS::Call(d->cx, receiver, callee, values, result);
    });
}

bool Context::hasLeft() const
{
    return !d->left.empty();
}

Outcome Context::goOn(const CallSite &site)
{
    if (d->runtime->running() == d.get())
        return {}; // its turn comes
    ++d->vainTurns;
    CallSite whole = site;
    whole.reactionsToo = true; // there is nothing else
    Outcome outcome = d->turn(whole, [this](JS::MutableHandleValue) {
        bool taken = true;
        for (size_t i = 0; taken && i < d->left.length(); ++i)
            taken = d->jobs.append(d->left[i].get());
        d->left.clear();
        return taken;
    });
    if (!outcome.stopped)
        d->vainTurns = 0;
    return outcome;
}

Value Context::newToken(int id)
{
    const JSAutoRealm realm(d->cx, d->global);
    JSObject *object = d->tokens.make(d->cx, id);
    if (!object)
        return {};
    const JS::RootedValue value(d->cx, JS::ObjectValue(*object));
    return valueOf(d->cx, value);
}

std::vector<LostToken> Context::takeLostTokens()
{
    d->collectLost();
    return std::exchange(d->lost, {});
}

void Context::watchStalls(std::function<void(const Stall &)> told)
{
    d->stallTold = std::move(told);
}

std::set<int> Context::reachableTokens()
{
    JS_GC(d->cx);
    return d->tokens.reachable();
}

Place Context::caller() const
{
    const JSAutoRealm realm(d->cx, d->global);
    return currentPlace(d->cx, d->file);
}

Error Context::errorOf(const Value &thrown, const Place &fallback) const
{
    const JSAutoRealm realm(d->cx, d->global);
    const JS::RootedValue value(d->cx, raw(thrown));
    return describeThrown(d->cx, value, nullptr, d->file, fallback);
}

qint64 Context::memory() const
{
    const JSAutoRealm realm(d->cx, d->global);
    return d->used();
}

const std::shared_ptr<Stopper> &Context::stopper() const
{
    return d->stopper;
}

} // namespace swapscope::js
