#pragma once

#include <core/connections.h>
#include <core/random.h>
#include <core/recorder.h>
#include <core/result.h>
#include <link/hold/holdcommand.h>
#include <link/linkstatus.h>

#include <QObject>
#include <QTimer>
#include <QVariantMap>

#include <functional>
#include <memory>
#include <set>
#include <vector>

namespace swapscope {

class Link;

// What waits for the next picture of the window waits so long at most.
inline constexpr int kFrameMs = 16;

// The links of a run: what is done to that of one client, or of everyone. `client` is a name, or "*" for all;
// a name that is nobody's is an error that lists the clients. Held messages are named by their number, which
// is unique in the run. Lives on the engine's thread.
class Links final : public QObject
{
    Q_OBJECT

public:
    enum class Tell { State, Nothing };

    // Both must outlive it.
    Links(Recorder &recorder, ConnectionRegistry &connections, QObject *parent = nullptr);
    ~Links() override;

    // A link for this client, with neither server nor port yet; all its randomness comes from `random`.
    // Tell::State: its changes are signalled. Valid as long as the object.
    Link &add(const QString &client, const Random &random, Tell tell);
    std::size_t size() const { return m_links.size(); }
    // Of those that listen.
    QList<quint16> ports() const;
    // Stops listening and ends every connection.
    void shutDown();
    // Ends every fault and lets go what is held, for a last word of the server.
    Result<void> letThrough();

    // To the links that the command names, as Link::apply() has it. by: "hand", "schedule" or "script".
    Result<void> apply(const FaultCommand &command, const QString &by);

    // To the link of the command's client, or the one that holds its message; HoldCommand::Step to the one
    // whose next message stopped first.
    Result<void> apply(const HoldCommand &command);
    Result<void> inject(const QString &client, ConnectionId conn, Direction direction, const QString &text,
                        const QString &event);

    // As Link::serverGone(), to this client's; nobody's is none.
    void serverGone(const QString &client, ConnectionId conn, qint64 taken, const QByteArray &unsent);

Q_SIGNALS:
    void statusChanged(const QString &client, const swapscope::LinkStatus &status);
    // At most once a display frame for each link; statusChanged() follows.
    void holdChanged(const QString &client, const swapscope::HoldStatus &status);

private:
    // Stops at the first error.
    Result<void> onClient(const QString &client, const std::function<Result<void>(Link &)> &function);
    Result<void> stepFirst(const HoldCommand &command);
    void reportHolds();

    Recorder &m_recorder;
    ConnectionRegistry &m_connections;
    std::set<Link *> m_holdsToTell;
    QTimer m_holdTimer;
    std::vector<std::unique_ptr<Link>> m_links; // last: one that ends may still tell of its hold
};

} // namespace swapscope
