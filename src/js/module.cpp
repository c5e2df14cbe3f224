#include "contextprivate.h"
#include "convert.h"
#include "thrown.h"

// Modules: a context has the script's own and the one that it imports.

namespace swapscope::js {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char kHandedOver[] = "$exports";
constexpr char kTopLevel[] = "$topLevel"; // a token that nothing holds but the running top level

// Its first line has the number `line`.
JSObject *compile(JSContext *cx, const QString &text, const QString &file, unsigned line = 1)
{
    JS::CompileOptions options(cx);
    const QByteArray name = file.toUtf8();
    options.setFileAndLine(name.constData(), line);
    JS::SourceText<char16_t> source;
    if (!source.init(cx, reinterpret_cast<const char16_t *>(text.utf16()), static_cast<size_t>(text.size()),
                     JS::SourceOwnership::Borrowed))
        return nullptr;
    return JS::CompileModule(cx, options, source);
}

// The only module that there is to import; what else a script names has been refused before.
JSObject *resolve(JSContext *, JS::HandleValue referrer, JS::HandleObject)
{
    return referrer.isUndefined() ? nullptr : &referrer.toObject();
}

// A module with a constant for each property of `exports`.
JSObject *moduleOf(JSContext *cx, JS::HandleObject global, const QString &name, const Value &exports)
{
    const JS::RootedValue object(cx, raw(exports));
    if (!JS_DefineProperty(cx, global, kHandedOver, object, 0))
        return nullptr;
    QString text = u"const all = globalThis.%1\n"_s.arg(QLatin1StringView(kHandedOver));
    for (const QString &key : exports.keys())
        text += u"export const %1 = all.%1\n"_s.arg(key);
    const JS::RootedObject module(cx, compile(cx, text, name));
    JS::RootedValue ignored(cx);
    const bool ran = module && linkModule(cx, module) && JS::ModuleEvaluate(cx, module, &ignored);
    JS_DeleteProperty(cx, global, kHandedOver);
    return ran ? module.get() : nullptr;
}

} // namespace

Outcome Context::runModule(const QString &text, const QString &file, const QString &name,
                           const Value &exports)
{
    JSContext *cx = d->cx;
    d->file = file;
    std::optional<Error> refused;
    const CallSite site{u"the script's top level"_s, {1, 1}, true};
    Outcome outcome = d->turn(site, [&](JS::MutableHandleValue result) {
        const JS::RootedObject imported(cx, moduleOf(cx, d->global, name, exports));
        if (!imported)
            return false;
        const QString held = u"const %1 = globalThis.%1\n"_s.arg(QLatin1StringView(kTopLevel));
        const JS::RootedObject module(cx, compile(cx, held + text, file, 0));
        if (!module) {
            if (d->reason == StopReason::None && JS_IsExceptionPending(cx))
                refused = takeSyntaxError(cx, file);
            return refused.has_value();
        }
        for (const ModuleRequest &request : requestsOf(cx, module)) {
            if (request.name != name) {
                refused = Error{u"SyntaxError: a script can import “%1” and nothing else, so not “%2”"_s.arg(
                                    name, request.name),
                                file, request.line, request.column};
                return true;
            }
        }
        JS::SetModuleResolveHook(JS_GetRuntime(cx), resolve);
        JS::SetModulePrivate(module, JS::ObjectValue(*imported));
        if (!linkModule(cx, module)) {
            if (JS_IsExceptionPending(cx))
                refused = takeSyntaxError(cx, file);
            return refused.has_value();
        }
        {
            const JS::RootedObject token(cx, d->topLevelToken.make(cx, 0));
            if (!token || !JS_DefineProperty(cx, d->global, kTopLevel, token, 0))
                return false;
        }
        const bool ran = JS::ModuleEvaluate(cx, module, result);
        JS_DeleteProperty(cx, d->global, kTopLevel);
        if (!ran)
            return false;
        if (result.isObject()) {
            d->topLevel = &result.toObject();
            result.setUndefined();
        }
        return true;
    });
    if (refused && !outcome.error)
        outcome.error = refused;
    return outcome;
}

Context::TopLevel Context::topLevel() const
{
    if (!d->topLevel)
        return TopLevel::Done;
    switch (JS::GetPromiseState(d->topLevel)) {
    case JS::PromiseState::Pending:
        return d->topLevelLost ? TopLevel::Failed : TopLevel::Waits;
    case JS::PromiseState::Fulfilled:
        return TopLevel::Done;
    case JS::PromiseState::Rejected:
        break;
    }
    return TopLevel::Failed;
}

} // namespace swapscope::js
