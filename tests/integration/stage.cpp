#include "stage.h"

#include <page/pagehand.h>
#include <scenario/scenario.h>
#include <support/begun.h>
#include <trace/file/tracefile.h>
#include <trace/trace.h>

#include <QEventLoop>
#include <QFile>
#include <QHBoxLayout>
#include <QTimer>

namespace swapscope::test {

namespace {

constexpr int kLookMs = 5;

} // namespace

Stage::Stage()
{
    m_window.setLayout(new QHBoxLayout);
    m_window.resize(1000, 600);
    m_window.show();
    QObject::connect(&m_session, &Session::closed, &m_window, [this] { m_pages.clear(); });
    QObject::connect(&m_session, &Session::opened, &m_window, [this] {
        for (const ClientInfo &client : m_session.clients()) {
            m_session.expectPage(client.name);
            auto page =
                std::make_unique<PageView>(client.name, m_session.recorder(), m_session.connections());
            m_window.layout()->addWidget(page.get());
            page->load(client.url);
            m_pages.emplace(client.name, std::move(page));
        }
    });
    QObject::connect(&m_session, &Session::pageActionRequested, &m_window,
                     [this](const StepAction &action, int request) { perform(action, request); });
    QObject::connect(&m_session, &Session::observed, &m_window, [this] {
        for (const ReconnectionTime &said : m_session.reconnectionTimes()) {
            if (const auto page = m_pages.find(said.client); page != m_pages.end())
                page->second->setReconnectionTime(said.path, said.time);
        }
    });
}

void Stage::perform(const StepAction &action, int request)
{
    const auto found = m_pages.find(action.client);
    if (found == m_pages.end())
        return;
    PageView &page = *found->second;
    const auto done = [this, request](const Result<void> &result) {
        if (!result)
            Q_EMIT m_session.commandFailed(result.error());
        m_session.pageActionDone(request);
    };
    if (action.type == StepAction::Type::Click) {
        clickInPage(page, action.name, done);
        return;
    }
    if (action.type == StepAction::Type::Fill) {
        fillInPage(page, action.name, action.value, action.submit, done);
        return;
    }
    if (action.type == StepAction::Type::Reload)
        page.reload();
    else
        page.setVisible(action.type != StepAction::Type::Hide);
    m_session.pageActionDone(request);
}

Stage::~Stage()
{
    m_session.endNow();
    // A failed test is understood from its trace.
    if (const QString file = qEnvironmentVariable("SWAPSCOPE_TEST_TRACE"); !file.isEmpty()) {
        if (const Result<void> saved = saveTrace(file, m_session.trace()); !saved)
            qWarning("%s", qPrintable(saved.error().toString()));
    }
}

QString Stage::open(const QString &scenario, const SessionOptions &options)
{
    const ScenarioLoading loading = openScenario(scenario);
    if (!loading.ok())
        return loading.errors.front().toString();
    if (const QString wrong = begun(m_session, loading.scenario, options); !wrong.isEmpty())
        return wrong;
    return m_session.scriptError() ? m_session.scriptError()->toString() : QString();
}

void Stage::close()
{
    if (!ended(m_session))
        qWarning("the run does not end");
}

bool Stage::waitUntil(const std::function<bool()> &so, int timeout)
{
    bool is = false;
    bool looking = false; // a look may wait for something itself
    const auto look = [this, &so, &is, &looking] {
        if (std::exchange(looking, true))
            return false;
        m_session.flush();
        is = so();
        looking = false;
        return is;
    };
    if (look())
        return true;
    // A loop of its own: qWaitFor() sleeps between its turns, and pages that are sent much fall behind.
    QEventLoop loop;
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, &loop, [&look, &loop] {
        if (look())
            loop.quit();
    });
    watch.start(kLookMs);
    QTimer::singleShot(timeout, &loop, &QEventLoop::quit);
    loop.exec();
    return is;
}

void Stage::workThrough()
{
    constexpr int kDerived = 3; // events, what the ledger derives of them, and the coach of that
    for (int round = 0; round < kDerived; ++round) {
        const EventId target = m_session.recorder().last();
        waitUntil([this, target] { return m_session.recorder().last() - m_session.behind() >= target; });
    }
}

EventId Stage::waitFor(const std::function<bool(const Event &)> &fits, EventId after, int timeout)
{
    EventId seen = after;
    EventId found = 0;
    waitUntil(
        [this, &fits, &seen, &found] {
            const Trace &trace = m_session.trace();
            while (found == 0 && seen < trace.size()) {
                if (fits(trace.at(++seen)))
                    found = seen;
            }
            return found != 0;
        },
        timeout);
    workThrough();
    return found;
}

bool Stage::goesOn(Nanoseconds length)
{
    workThrough();
    const Trace &trace = m_session.trace();
    const auto now = [&trace] { return trace.size() > 0 ? trace.at(trace.size()).t : 0; };
    const Nanoseconds until = now() + length;
    return waitUntil([&now, until] { return now() >= until; }, 60'000);
}

std::vector<Event> Stage::events(const std::function<bool(const Event &)> &fits) const
{
    std::vector<Event> found;
    for (const Event &event : m_session.trace()) {
        if (fits(event))
            found.push_back(event);
    }
    return found;
}

QVariant Stage::evaluate(const QString &client, const QString &script)
{
    QVariant value;
    bool answered = false;
    page(client).evaluate(script, [&value, &answered](const QVariant &answer) {
        value = answer;
        answered = true;
    });
    return waitUntil([&answered] { return answered; }) ? value : QVariant();
}

QList<qint64> Stage::shown(const QString &client)
{
    const QVariant value = evaluate(
        client,
        QStringLiteral("Array.from(document.querySelectorAll('[data-update]'), e => +e.dataset.update)"));
    QList<qint64> numbers;
    for (const QVariant &number : value.toList())
        numbers << number.toLongLong();
    return numbers;
}

bool write(const QDir &folder, const QString &name, const QByteArray &text)
{
    QFile file(folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

std::function<bool(const Event &)> isKind(Kind kind, const QString &client)
{
    return [kind, client](const Event &event) {
        return event.kind == kind && (client.isEmpty() || event.client == client);
    };
}

} // namespace swapscope::test
