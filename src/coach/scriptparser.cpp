#include "scriptparser.h"

#include <core/places.h>
#include <core/textfile.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>

// A resource in a static library has to be asked for, outside of any namespace.
static void initialiseCoachResources()
{
    Q_INIT_RESOURCE(coach);
}

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr size_t kKept = 8; // scripts: those of an editor's last states

QString syntaxSource()
{
    initialiseCoachResources();
    QFile file(u":/swapscope/coach/syntax.js"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return QString::fromUtf8(file.readAll());
}

} // namespace

ScriptParser::ScriptParser(QString acorn, const js::Limits &limits)
    : m_acorn(std::move(acorn)), m_limits(limits)
{
}

ScriptParser::~ScriptParser() = default;

std::shared_ptr<const ParsedScript> ScriptParser::parse(const QString &script)
{
    const auto known = std::find_if(m_known.begin(), m_known.end(),
                                    [&script](const Known &one) { return one.script == script; });
    if (known != m_known.end()) {
        m_known.splice(m_known.begin(), m_known, known);
    } else {
        m_known.push_front({script, std::make_shared<const ParsedScript>(read(script))});
        if (m_known.size() > kKept)
            m_known.pop_back();
    }
    return m_known.front().parsed;
}

Result<void> ScriptParser::start()
{
    const QString path = m_acorn.isEmpty() ? dataPlace(u"acorn/acorn.js") : m_acorn;
    const Result<QString> acorn = readText(path);
    if (!acorn)
        return acorn.error();
    auto context = std::make_unique<js::Context>(m_limits);
    if (const Result<js::Value> loaded = context->evaluate(*acorn, path); !loaded)
        return loaded.error();
    const Result<js::Value> function = context->evaluate(syntaxSource(), u"syntax.js"_s);
    if (!function)
        return function.error();
    m_read = *function;
    m_context = std::move(context);
    return {};
}

ParsedScript ScriptParser::read(const QString &script)
{
    using State = ParsedScript::State;
    if (script.isEmpty())
        return {};
    if (!m_context) {
        if (const Result<void> started = start(); !started)
            return {State::Unread, {}, started.error().toString()};
    }
    ++m_runs;
    const std::array<js::Argument, 1> arguments{script};
    const js::Outcome outcome = m_context->call(m_read, {}, arguments, {u"reading the script"_s, {}});
    if (outcome.error) {
        const QString why = outcome.error->message;
        m_read = {};
        m_context.reset(); // with all that the script's tree holds
        return {State::Unread, {}, why};
    }
    const QJsonObject answer = QJsonDocument::fromJson(outcome.value.utf8()).object();
    if (const QString broken = answer.value("broken"_L1).toString(); !broken.isEmpty())
        return {State::Broken, {}, broken};
    if (answer.contains("deep"_L1))
        return {State::Unread, {}, u"it is nested too deeply"_s};
    if (const QString failed = answer.value("failed"_L1).toString(); !failed.isEmpty())
        return {State::Unread, {}, failed};
    return {State::Read, SyntaxTree(script, answer.value("nodes"_L1).toArray()), {}};
}

} // namespace swapscope
