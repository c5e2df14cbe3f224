#include "thrown.h"

#include "convert.h"

namespace swapscope::js {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kMaxText = 2000;
constexpr uint32_t kMaxFrames = 64;

QString shortened(const QString &text)
{
    return text.size() > kMaxText ? text.first(kMaxText) + u'\u2026' : text;
}

QString textOfError(JSContext *cx, JS::HandleValue thrown, JS::HandleObject stack)
{
    JS::ExceptionStack exception(cx, thrown, stack);
    JS::ErrorReportBuilder builder(cx);
    if (builder.init(cx, exception, JS::ErrorReportBuilder::WithSideEffects) && builder.toStringResult())
        return QString::fromUtf8(builder.toStringResult().c_str());
    JS_ClearPendingException(cx);
    return u"an error that cannot be shown"_s;
}

QString textOfValue(JSContext *cx, JS::HandleValue thrown)
{
    if (thrown.isSymbol())
        return u"uncaught: a symbol"_s;
    JSString *text = JS::ToString(cx, thrown);
    if (text)
        return u"uncaught: "_s + textOf(cx, text);
    JS_ClearPendingException(cx);
    return u"uncaught: a value that cannot be shown"_s;
}

} // namespace

Place placeInStack(JSContext *cx, JS::HandleObject stack, const QString &file)
{
    JS::RootedObject frame(cx, stack);
    while (frame) {
        JS::RootedString source(cx);
        JS::GetSavedFrameSource(cx, nullptr, frame, &source, JS::SavedFrameSelfHosted::Exclude);
        if (source && textOf(cx, source) == file) {
            Place place;
            frameLine(cx, frame, &place.line, &place.column);
            return place;
        }
        JS::RootedObject parent(cx);
        JS::GetSavedFrameParent(cx, nullptr, frame, &parent, JS::SavedFrameSelfHosted::Exclude);
        if (!parent)
            JS::GetSavedFrameAsyncParent(cx, nullptr, frame, &parent, JS::SavedFrameSelfHosted::Exclude);
        frame = parent;
    }
    return {};
}

Place currentPlace(JSContext *cx, const QString &file, Place *top)
{
    JS::RootedObject stack(cx);
    if (JS::CaptureCurrentStack(cx, &stack, JS::StackCapture(JS::MaxFrames(kMaxFrames)))) {
        if (top && stack)
            frameLine(cx, stack, &top->line, &top->column);
        return placeInStack(cx, stack, file);
    }
    JS_ClearPendingException(cx);
    return {};
}

Error describeThrown(JSContext *cx, JS::HandleValue thrown, JS::HandleObject stack, const QString &file,
                     const Place &fallback)
{
    Place place;
    bool isError = false;
    if (thrown.isObject()) {
        const JS::RootedObject object(cx, &thrown.toObject());
        if (const JSErrorReport *report = JS_ErrorFromException(cx, object)) {
            isError = true;
            const JS::RootedObject made(cx, JS::ExceptionStackOrNull(object));
            place = placeInStack(cx, made, file);
            if (place.line == 0 && report->lineno > 0 && fileOfReport(*report) &&
                QString::fromUtf8(fileOfReport(*report)) == file)
                place = {static_cast<int>(report->lineno), columnOfReport(*report)};
        }
    }
    if (place.line == 0)
        place = placeInStack(cx, stack, file);
    if (place.line == 0)
        place = fallback;
    const QString text = isError ? textOfError(cx, thrown, stack) : textOfValue(cx, thrown);
    return Error{shortened(text), file, place.line, place.column};
}

Error takeException(JSContext *cx, const QString &file, const Place &fallback)
{
    JS::ExceptionStack exception(cx);
    if (!JS::StealPendingExceptionStack(cx, &exception)) {
        JS_ClearPendingException(cx);
        return Error{u"an error that cannot be shown"_s, file, fallback.line, fallback.column};
    }
    return describeThrown(cx, exception.exception(), exception.stack(), file, fallback);
}

Error takeSyntaxError(JSContext *cx, const QString &file)
{
    JS::ExceptionStack exception(cx);
    if (!JS::StealPendingExceptionStack(cx, &exception)) {
        JS_ClearPendingException(cx);
        return Error{u"the script cannot be read"_s, file};
    }
    const QString text = shortened(textOfError(cx, exception.exception(), exception.stack()));
    if (exception.exception().isObject()) {
        const JS::RootedObject object(cx, &exception.exception().toObject());
        if (const JSErrorReport *report = JS_ErrorFromException(cx, object); report && report->lineno > 0)
            return Error{text, file, static_cast<int>(report->lineno), columnOfSyntaxError(*report)};
    }
    return Error{text, file};
}

} // namespace swapscope::js
