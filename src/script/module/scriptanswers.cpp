#include "scriptanswers.h"

#include "requestvalues.h"

#include <algorithm>
#include <utility>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kLooks = 2;

} // namespace

ScriptAnswers::~ScriptAnswers()
{
    for (const Waiting &waiting : std::as_const(m_open)) {
        Answer gone = errorAnswer(Error{u"the script has been unloaded"_s});
        gone.status = 503;
        waiting.late->answer(std::move(gone));
        waiting.late->end(false);
    }
}

int ScriptAnswers::open()
{
    m_open.insert(++m_last, {std::make_shared<LateAnswer>()});
    return m_last;
}

Answer ScriptAnswers::take(int id, const QString &handler)
{
    const auto found = m_open.find(id);
    if (found == m_open.end())
        return errorAnswer(Error{u"there is no answer"_s});
    const auto late = found->late;
    if (auto whole = late->take()) {
        m_open.erase(found);
        return std::move(*whole);
    }
    if (late->isDone()) {
        m_open.erase(found);
    } else {
        found->taken = true;
        found->handler = handler;
    }
    Answer answer;
    answer.late = late;
    return answer;
}

void ScriptAnswers::answer(int id, Answer whole)
{
    if (const auto late = m_open.value(id).late)
        late->answer(std::move(whole));
    close(id);
}

void ScriptAnswers::fail(int id, const Error &error)
{
    const auto late = m_open.value(id).late;
    if (!late)
        return;
    if (late->hasBegun())
        late->end(false);
    else
        late->answer(errorAnswer(error));
    close(id);
}

void ScriptAnswers::begin(int id, Answer head)
{
    const auto found = m_open.find(id);
    if (found == m_open.end())
        return;
    found->head = std::move(head);
    m_begun.push_back(id);
}

bool ScriptAnswers::piece(int id, const QByteArray &bytes)
{
    const auto found = m_open.find(id);
    if (found == m_open.end())
        return false;
    sendHead(*found);
    const auto late = found->late;
    return late->piece(bytes);
}

void ScriptAnswers::end(int id)
{
    const auto found = m_open.find(id);
    if (found == m_open.end())
        return;
    sendHead(*found);
    const auto late = found->late;
    late->end();
    close(id);
}

void ScriptAnswers::sendHeads()
{
    for (const int id : std::exchange(m_begun, {})) {
        if (const auto found = m_open.find(id); found != m_open.end())
            sendHead(*found);
    }
}

void ScriptAnswers::sendHead(Waiting &waiting)
{
    if (auto head = std::exchange(waiting.head, std::nullopt))
        waiting.late->begin(std::move(*head));
}

bool ScriptAnswers::hasUnseen() const
{
    return std::any_of(m_open.begin(), m_open.end(),
                       [](const Waiting &waiting) { return waiting.taken && waiting.seen < kLooks; });
}

QStringList ScriptAnswers::see(const std::set<int> &possible)
{
    QStringList never;
    for (auto open = m_open.begin(); open != m_open.end(); ++open) {
        if (!open->taken || open->seen == kLooks)
            continue;
        ++open->seen;
        if (possible.contains(open.key()))
            continue;
        open->seen = kLooks;
        never.push_back(open->handler);
    }
    return never;
}

void ScriptAnswers::close(int id)
{
    const auto found = m_open.find(id);
    if (found != m_open.end() && found->taken)
        m_open.erase(found);
}

} // namespace swapscope
