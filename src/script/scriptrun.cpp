#include "scriptrun.h"

#include "modulesource.h"
#include "syntaxadvice.h"

#include <QJSValueIterator>
#include <QRegularExpression>

// A resource in a static library has to be asked for, outside of any namespace.
static void initialiseScriptResources()
{
    Q_INIT_RESOURCE(script);
}

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMaxErrorText = 2000;
// Promise reactions that fail after one handler and are still told.
constexpr size_t kMaxLater = 20;

Place placeOfSyntaxError(const QJSValue &error, const QStringList &frames)
{
    static const QRegularExpression pattern(u":(-?\\d+):(-?\\d+):(?:file:)?[^:]*$"_s);
    if (!frames.isEmpty()) {
        const auto match = pattern.match(frames.first());
        if (match.hasMatch())
            return {match.capturedView(1).toInt(), std::max(0, match.capturedView(2).toInt())};
    }
    return {error.property(u"lineNumber"_s).toInt(), 0};
}

} // namespace

ScriptRun::ScriptRun(const QString &file, const QString &text, QObject &host, std::chrono::milliseconds limit)
    : m_file(file),
      m_tokens(scanTokens(text)),
      m_watchdog(m_js, limit),
      m_limitSeconds(std::max(1, static_cast<int>(limit.count() / 1000)))
{
    initialiseScriptResources();
    loadLibrary(host);
}

void ScriptRun::loadLibrary(QObject &host)
{
    QJSEngine::setObjectOwnership(&host, QJSEngine::CppOwnership);
    const QJSValue hostValue = m_js.newQObject(&host);
    m_shared = m_js.newObject();
    m_slot = m_js.newObject();
    m_shared.setProperty(u"global"_s, m_js.globalObject());
    m_shared.setProperty(u"slot"_s, m_slot);
    m_shared.setProperty(u"exports"_s, m_js.newObject());
    static const char *const kParts[] = {"library",  "promise", "html", "arguments",
                                         "channels", "http",    "run"};
    for (const char *part : kParts) {
        const QString name = u"js/"_s + QLatin1StringView(part) + u".js"_s;
        QFile source(u":/swapscope/script/"_s + name);
        const bool opened = source.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        Q_UNUSED(opened)
        QJSValue function = m_js.evaluate(QString::fromUtf8(source.readAll()), name);
        const QJSValue result = function.call({hostValue, m_shared});
        if (function.isError() || result.isError())
            qFatal("%s", qPrintable(name + u": "_s + (function.isError() ? function : result).toString()));
    }
}

QStringList ScriptRun::exports() const
{
    QStringList names;
    QJSValueIterator each(m_shared.property(u"exports"_s));
    while (each.hasNext()) {
        each.next();
        names.push_back(each.name());
    }
    return names;
}

Result<QJSValue> ScriptRun::compile()
{
    if (const auto refused = refuseSilentlyWrong(m_tokens, m_file))
        return *refused;
    const auto module = prepareModule(m_tokens, m_file, exports());
    if (!module)
        return module.error();
    QStringList frames;
    const auto evaluate = [&](const QString &program) {
        return m_js.evaluate(program, QString::fromLatin1(kScriptUrl), kModuleFirstLine, &frames);
    };
    QJSValue function = evaluate(module->strictProgram);
    if (function.isCallable())
        function = evaluate(module->program);
    if (function.isCallable())
        return function;
    const QString text = function.toString();
    const Place place = placeOfSyntaxError(function, frames);
    if (auto advice = adviseOnSyntax(m_tokens, m_file, place.line, place.column)) {
        advice->message = text + u": "_s + advice->message;
        return *advice;
    }
    return Error{text, m_file, place.line, place.column};
}

Result<void> ScriptRun::runModule()
{
    const auto function = compile();
    if (!function)
        return function.error();
    const Outcome outcome =
        enter(*function, {}, {m_shared.property(u"exports"_s)},
              [this] { return runaway(u"the script's top level"_s, runawayPlace(m_tokens)); }, {});
    if (outcome.error)
        return *outcome.error;
    if (!outcome.later.empty())
        return outcome.later.front();
    return {};
}

ScriptRun::Outcome ScriptRun::call(const ScriptHandler &handler, const QJSValueList &arguments)
{
    const auto tooLong = [&] { return runaway(handler.label, runawayPlace(m_tokens, handler.site)); };
    return enter(handler.function, handler.self, arguments, tooLong, {handler.site.line, 0});
}

ScriptRun::Outcome ScriptRun::enter(const QJSValue &function, const QJSValue &self,
                                    const QJSValueList &arguments, const std::function<Error()> &tooLong,
                                    const Place &fallback)
{
    QJSValue list = m_js.newArray(static_cast<uint>(arguments.size()));
    for (qsizetype i = 0; i < arguments.size(); ++i)
        list.setProperty(static_cast<quint32>(i), arguments[i]);
    m_slot.setProperty(u"f"_s, function);
    m_slot.setProperty(u"self"_s, self);
    m_slot.setProperty(u"args"_s, list);

    const bool outermost = m_depth == 0;
    if (outermost)
        m_watchdog.arm();
    ++m_depth;
    Outcome outcome;
    QStringList frames;
    const QJSValue value = m_js.evaluate(u"$call()"_s, u"js/call.js"_s, 1, &frames);
    if (m_js.isInterrupted())
        outcome.stopped = true;
    else if (!frames.isEmpty())
        outcome.error = errorOf(value, frames, fallback);
    else
        outcome.value = value;
    if (outermost) {
        drain(outcome, fallback);
        tellGlobals(outcome);
        if (m_watchdog.disarm()) {
            outcome.stopped = true;
            outcome.value = {};
            outcome.error = tooLong();
            m_awake = false;
            m_shared.property(u"forgetTasks"_s).call();
        }
    }
    --m_depth;
    return outcome;
}

void ScriptRun::drain(Outcome &outcome, const Place &fallback)
{
    while (m_awake && !m_js.isInterrupted()) {
        m_awake = false;
        QStringList frames;
        const QJSValue value = m_js.evaluate(u"$drain()"_s, u"js/call.js"_s, 1, &frames);
        if (frames.isEmpty())
            continue;
        m_awake = true; // the rest still waits
        if (outcome.later.size() < kMaxLater)
            outcome.later.push_back(errorOf(value, frames, fallback));
    }
}

void ScriptRun::tellGlobals(Outcome &outcome)
{
    for (const QString &name : std::exchange(m_globals, {})) {
        const int at = undeclaredAssignment(m_tokens, name);
        if (at < 0)
            continue; // globalThis[…] = …, on purpose
        outcome.later.push_back(
            Error{u"ReferenceError: %1 is assigned to but not declared: write “let %1 = …”"_s.arg(name),
                  m_file, m_tokens[at].line, m_tokens[at].column});
    }
}

Error ScriptRun::errorOf(const QJSValue &thrown, const QStringList &frames, const Place &fallback) const
{
    QString text = thrown.toString();
    Place place;
    // What the engine says when something is read of nothing, called that is no function, or set that is
    // constant.
    if (text == u"TypeError" || text == u"TypeError: Type error" ||
        (text.startsWith(u"TypeError: Value is ") && text.endsWith(u"could not be converted to an object")))
        text = u"TypeError: something here is undefined, constant, or of another type than this code needs"_s;
    if (thrown.isError())
        place = placeInStack(thrown.property(u"stack"_s).toString());
    else
        text = u"uncaught: "_s + text;
    if (place.line == 0)
        place = placeInFrames(frames);
    if (place.line == 0)
        place = fallback;
    if (place.column == 0)
        place.column = likelyColumn(m_tokens, place.line, text);
    if (text.size() > kMaxErrorText)
        text = text.first(kMaxErrorText) + u'\u2026';
    return Error{text, m_file, place.line, place.column};
}

Error ScriptRun::runaway(const QString &what, const RunawayPlace &where) const
{
    return Error{u"%1 ran for longer than %2 and was stopped%3"_s.arg(
                     what, m_limitSeconds == 1 ? u"a second"_s : u"%1 seconds"_s.arg(m_limitSeconds),
                     where.inLoop ? u", probably in this loop"_s : QString()),
                 m_file, where.place.line, where.place.column};
}

} // namespace swapscope
