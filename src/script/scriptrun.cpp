#include "scriptrun.h"

#include <core/suggest.h>

#include <QRegularExpression>

// A resource in a static library has to be asked for, outside of any namespace.
static void initialiseScriptResources()
{
    Q_INIT_RESOURCE(script);
}

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

// What the engine says of a name that the module does not have, as a user can act on it.
void adviseOnImport(Error *error, const QStringList &exports)
{
    // “import not found: NAME” in version 102, “…doesn't provide an export named: 'NAME'” in 128.
    static const QRegularExpression kMissing(
        u"^SyntaxError: (?:import not found: |.*export named:? ?'?)([\\w$]+)'?$"_s);
    const auto match = kMissing.match(error->message);
    if (!match.hasMatch())
        return;
    const QString name = match.captured(1);
    const QString meant = nearest(name, exports);
    error->message =
        u"SyntaxError: “swapscope” has no “%1”; "_s.arg(name) +
        (meant.isEmpty() ? u"it has "_s + exports.join(u", ") : u"did you mean “%1”?"_s.arg(meant));
}

} // namespace

ScriptRun::ScriptRun(QString file, const std::function<void(js::Context &, const js::Value &)> &offer,
                     const js::Limits &limits)
    : m_file(std::move(file)), m_context(limits), m_shared(m_context.newObject())
{
    initialiseScriptResources();
    const js::Value host = m_context.newObject();
    m_context.define(host, "nearest",
                     [](js::NativeCall &call) { call.give(nearest(call.text(0), call.texts(1))); });
    m_context.define(host, "line",
                     [this](js::NativeCall &call) { call.give(double(m_context.caller().line)); });
    m_context.define(host, "place", [this](js::NativeCall &call) {
        const js::Place place = m_context.caller();
        call.give(QJsonObject{{u"line"_s, place.line}, {u"column"_s, place.column}});
    });
    m_context.define(host, "clone", [](js::NativeCall &call) { call.giveClone(0); });
    offer(m_context, host);
    m_context.set(m_shared, "global", m_context.global());
    m_context.set(m_shared, "exports", m_context.newObject());
    static const char *const kParts[] = {"supplied", "bounds", "html", "arguments",
                                         "channels", "http",   "run"};
    for (const char *part : kParts) {
        const QString name = u"js/"_s + QLatin1StringView(part) + u".js"_s;
        QFile source(u":/swapscope/script/"_s + name);
        const bool opened = source.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        Q_UNUSED(opened)
        const auto function = m_context.evaluate(QString::fromUtf8(source.readAll()), name);
        if (!function)
            qFatal("%s", qPrintable(function.error().toString()));
        const js::Argument arguments[] = {host, m_shared};
        if (const auto outcome = m_context.call(*function, {}, arguments, {name, {}}); outcome.error)
            qFatal("%s", qPrintable(name + u": "_s + outcome.error->toString()));
    }
}

QStringList ScriptRun::exports() const
{
    return m_shared.property("exports").keys();
}

js::Outcome ScriptRun::runModule(const QString &text)
{
    js::Outcome outcome = m_context.runModule(text, m_file, u"swapscope"_s, m_shared.property("exports"));
    if (outcome.error)
        adviseOnImport(&*outcome.error, exports());
    return outcome;
}

} // namespace swapscope
