#pragma once

#include "../clientinfo.h"

#include <core/result.h>
#include <script/scriptstall.h>

#include <QMap>
#include <QObject>
#include <QStringList>

#include <optional>
#include <vector>

namespace swapscope {

class Engine;
struct EngineAddresses;

// The engine as it is seen from the main thread, where this lives: its addresses, and what its signals told
// last of the links and of the script.
class EngineView final : public QObject
{
    Q_OBJECT

public:
    EngineView();

    // Forgets the clients and the script of the run before.
    void clear();
    // Follows this engine's signals from now on, also while it starts, until `context` is deleted, which
    // lives on this object's thread.
    void watch(const Engine &engine, QObject *context);
    // The watched engine has started. path: of every client's address, "/" or longer.
    void setStarted(const EngineAddresses &addresses, const QString &path);

    const std::vector<ClientInfo> &clients() const { return m_clients; }
    std::vector<quint16> ports() const; // of the clients' addresses, in their order
    quint16 serverPort() const { return m_serverPort; }
    const QStringList &cues() const { return m_cues; }
    const QStringList &channels() const { return m_channels; }
    const std::optional<Error> &scriptError() const { return m_scriptError; }
    bool erringScriptServes() const { return m_erringScriptServes; } // the one that scriptError() is of
    // What keeps the engine from answering.
    const std::optional<ScriptStall> &stall() const { return m_stall; }

Q_SIGNALS:
    void clientsChanged(); // the state of a link
    void cuesChanged();    // or the channels
    void scriptLoaded();
    void scriptFailed(const swapscope::Error &error);
    void scriptStalled(const swapscope::ScriptStall &stall);
    void scriptResumed(const swapscope::ScriptStall &stall);

private:
    void noteLink(const QString &client, const LinkStatus &status);

    std::vector<ClientInfo> m_clients;
    QMap<QString, LinkStatus> m_early; // of links whose addresses are not known yet
    quint16 m_serverPort = 0;
    QStringList m_cues;
    QStringList m_channels;
    std::optional<Error> m_scriptError;
    bool m_erringScriptServes = false;
    std::optional<ScriptStall> m_stall;
};

} // namespace swapscope
