#include "coachrig.h"

#include <QEventLoop>
#include <QTimer>

namespace swapscope::test {

CoachRig::CoachRig(const RunningLimits &limits)
    : m_recorder(std::make_shared<MonotonicClock>()),
      m_link(std::make_unique<Link>(QStringLiteral("A"), m_recorder, m_registry, Random(1))),
      m_coach({}, limits)
{
    const Result<quint16> port = m_link->listen(QHostAddress::LocalHost, 0);
    if (!port)
        qFatal("%s", qPrintable(port.error().message));
    m_link->setUpstream(QHostAddress::LocalHost, m_server.port());
}

CoachRig::~CoachRig()
{
    m_page.reset();
}

bool CoachRig::open(const QString &version, const QString &extension, const QByteArray &body, bool connects)
{
    m_server.servePage(QStringLiteral("/"), version, extension, body);
    m_page = std::make_unique<PageView>(QStringLiteral("A"), m_recorder, m_registry);
    m_page->resize(400, 300);
    m_page->show();
    m_page->load(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(m_link->port())));
    return waitFor(connects ? Kind::PageOpen : Kind::PageLoaded);
}

void CoachRig::run(const QString &script)
{
    m_page->evaluate(script, [](const QVariant &) {});
}

void CoachRig::pump()
{
    for (std::vector<Event> events = m_recorder.take(); !events.empty(); events = m_recorder.take()) {
        for (Event &event : events) {
            m_join.enrich(event);
            ++m_counts[event.kind];
            if (event.kind == Kind::FindingRaised)
                m_found << event.data[Field::Rule].toString();
            m_model.push(event);
            for (Event &finding : m_coach.consume(event, m_model))
                m_recorder.record(std::move(finding));
        }
    }
    for (Event &finding : m_coach.advance(m_recorder.now(), m_model))
        m_recorder.record(std::move(finding));
}

bool CoachRig::waitUntil(const std::function<bool()> &so, int ms)
{
    bool is = false;
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        pump();
        is = so();
        if (is)
            loop.quit();
    });
    look.start(10);
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
    return is;
}

bool CoachRig::waitFor(Kind kind, int times, int ms)
{
    return waitUntil([&] { return count(kind) >= times; }, ms);
}

QString CoachRig::finds(const QString &rule, int ms)
{
    if (waitUntil([&] { return m_found.contains(rule); }, ms))
        return {};
    return m_found.isEmpty() ? QStringLiteral("nothing") : m_found.join(QStringLiteral(", "));
}

QStringList CoachRig::findsNothing(int ms)
{
    const qsizetype before = m_found.size();
    waitUntil([&] { return m_found.size() > before; }, ms);
    return m_found.mid(before);
}

} // namespace swapscope::test
