#include "engineview.h"

#include "engine.h"

#include <algorithm>

namespace swapscope {

EngineView::EngineView()
{
    qRegisterMetaType<swapscope::Error>();
    qRegisterMetaType<swapscope::LinkStatus>();
    qRegisterMetaType<swapscope::ScriptStall>();
}

void EngineView::clear()
{
    m_clients.clear();
    m_early.clear();
    m_cues.clear();
    m_channels.clear();
    m_scriptError.reset();
    m_stall.reset();
}

void EngineView::watch(const Engine &engine, QObject *context)
{
    connect(&engine, &Engine::cuesChanged, context, [this](const QStringList &labels) {
        m_cues = labels;
        Q_EMIT cuesChanged();
    });
    connect(&engine, &Engine::channelsChanged, context, [this](const QStringList &names) {
        m_channels = names;
        Q_EMIT cuesChanged();
    });
    connect(&engine, &Engine::scriptLoaded, context, [this] {
        m_scriptError.reset();
        Q_EMIT scriptLoaded();
    });
    connect(&engine, &Engine::scriptFailed, context, [this](const Error &error, bool serves) {
        m_scriptError = error;
        m_erringScriptServes = serves;
        Q_EMIT scriptFailed(error);
    });
    connect(&engine, &Engine::scriptStalled, context, [this](const ScriptStall &stall) {
        m_stall = stall;
        Q_EMIT scriptStalled(stall);
    });
    connect(&engine, &Engine::scriptResumed, context, [this](const ScriptStall &stall) {
        m_stall.reset();
        Q_EMIT scriptResumed(stall);
    });
    connect(&engine, &Engine::linkChanged, context,
            [this](const QString &client, const LinkStatus &status) { noteLink(client, status); });
}

void EngineView::setStarted(const EngineAddresses &addresses, const QString &path)
{
    m_serverPort = addresses.server;
    for (const auto &[name, port] : addresses.links) {
        QUrl url;
        url.setScheme(QStringLiteral("http"));
        url.setHost(QStringLiteral("127.0.0.1"));
        url.setPort(port);
        url.setPath(path);
        m_clients.push_back({name, url, m_early.take(name)});
    }
    m_early.clear();
}

std::vector<quint16> EngineView::ports() const
{
    std::vector<quint16> ports;
    for (const ClientInfo &client : m_clients)
        ports.push_back(static_cast<quint16>(client.url.port()));
    return ports;
}

void EngineView::noteLink(const QString &client, const LinkStatus &status)
{
    const auto info = std::find_if(m_clients.begin(), m_clients.end(),
                                   [&client](const ClientInfo &each) { return each.name == client; });
    if (info == m_clients.end()) {
        if (m_clients.empty())
            m_early.insert(client, status); // the script does something to a link while it starts
        return;
    }
    info->link = status;
    Q_EMIT clientsChanged();
}

} // namespace swapscope
