#include "scenariocontrol.h"

#include <core/places.h>

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace swapscope {

namespace {
const QString kRecent = QStringLiteral("scenarios/recent");
} // namespace

ScenarioControl::ScenarioControl(Session &session, QSettings *settings, QObject *parent)
    : QObject(parent), m_session(session), m_settings(settings)
{
    if (m_settings != nullptr)
        m_recent = m_settings->value(kRecent).toStringList();
    connect(&m_session, &Session::closed, this, &ScenarioControl::keepOptions);
    connect(&m_session, &Session::opened, this, [this] {
        if (!m_session.isAttached())
            remember(m_session.scenario().dir);
    });
    connect(&m_session, &Session::openFailed, this, [this](const std::vector<Error> &errors, bool attaching) {
        if (!attaching)
            Q_EMIT failed(tr("%1 cannot be served.").arg(m_scenario.name), errors);
    });
}

void ScenarioControl::keepOptions()
{
    if (m_session.scenario().dir != m_scenario.dir)
        return;
    m_options.htmx = m_session.htmx();
    m_options.params = m_session.params();
    if (const std::vector<ClientInfo> clients = m_session.clients(); !clients.empty())
        m_options.port = static_cast<quint16>(clients.front().url.port());
}

bool ScenarioControl::open(const QString &nameOrPath, const SessionOptions &options)
{
    Q_EMIT opening();
    // The addresses stay where they are when another scenario is chosen.
    if (m_session.isOpen())
        keepOptions();
    const quint16 port = m_options.port;
    const QList<QByteArray> allowedHosts = m_options.allowedHosts;
    m_options = options;
    if (m_options.allowedHosts.isEmpty())
        m_options.allowedHosts = allowedHosts;
    if (m_options.port == 0)
        m_options.port = port;
    const Result<QString> dir = findScenario(nameOrPath);
    if (!dir) {
        Q_EMIT failed(tr("There is no scenario “%1”.").arg(nameOrPath), {dir.error()});
        return false;
    }
    return start(loadScenario(*dir));
}

bool ScenarioControl::reopen()
{
    if (!hasScenario())
        return false;
    if (m_session.isOpen())
        keepOptions();
    return start(loadScenario(m_scenario.dir));
}

bool ScenarioControl::start(const ScenarioLoading &loading)
{
    m_scenario = loading.scenario;
    if (!loading.ok()) {
        m_session.close();
        Q_EMIT loaded();
        Q_EMIT failed(tr("%1 cannot run yet.").arg(m_scenario.name), loading.errors);
        return false;
    }
    // What the new scenario does not know is left out.
    SessionOptions options = m_options;
    if (!m_scenario.manifest.htmx.contains(options.htmx))
        options.htmx.clear();
    for (const QString &name : m_options.params.keys()) {
        if (!checkParam(m_scenario.manifest, name, m_options.params.value(name)))
            options.params.remove(name);
    }
    Q_EMIT loaded();
    m_session.open(m_scenario, options);
    return true;
}

bool ScenarioControl::isBundled() const
{
    const QString ours = QFileInfo(dataPlace(u"scenarios")).canonicalFilePath();
    const QString here = QFileInfo(m_scenario.dir).canonicalFilePath();
    return !ours.isEmpty() && here.startsWith(ours + u'/');
}

QString ScenarioControl::textOf(Error error) const
{
    if (hasScenario() && error.file.startsWith(m_scenario.dir + u'/'))
        error.file = QDir(m_scenario.dir).relativeFilePath(error.file);
    return error.toString();
}

std::vector<GalleryEntry> ScenarioControl::bundled() const
{
    return bundledScenarios();
}

std::vector<GalleryEntry> ScenarioControl::recent() const
{
    std::vector<GalleryEntry> entries = recentScenarios(m_recent);
    const QString ours = dataPlace(u"scenarios");
    std::erase_if(entries,
                  [&](const GalleryEntry &entry) { return entry.bundled || entry.dir.startsWith(ours); });
    return entries;
}

QString ScenarioControl::lastOpened() const
{
    return m_recent.value(0);
}

void ScenarioControl::remember(const QString &dir)
{
    m_recent = withRecent(m_recent, dir);
    if (m_settings != nullptr)
        m_settings->setValue(kRecent, m_recent);
}

QString ScenarioControl::userFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/Swapscope");
}

QString ScenarioControl::draftsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/drafts");
}

} // namespace swapscope
