#pragma once

#include <core/random.h>
#include <core/result.h>

#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>
#include <vector>

namespace swapscope {

// Describes a number of simulated clients that hold a WebSocket open and reconnect as a client library does.
struct CrowdPlan
{
    QString name; // the client that they all are in the trace
    int count = 1;
    QString path;       // "/room"
    QString policy;     // the id of a ReconnectPolicy that follows WebSockets
    bool jitter = true; // false: each wait is the middle of what the policy may draw

    friend bool operator==(const CrowdPlan &, const CrowdPlan &) = default;
};

inline constexpr int kMaxCrowd = 500; // members

// Runs the simulated clients of a plan, all connected to one address. Each draws its waits from a random
// generator of its own. They answer pings and ignore the messages that they are sent. Needs the event loop of
// its thread.
class Crowd : public QObject
{
    Q_OBJECT

public:
    // `base` is the server's address, "http://127.0.0.1:8137/", to which the plan's path is added.
    Crowd(const CrowdPlan &plan, const QUrl &base, const Random &random, QObject *parent = nullptr);
    ~Crowd() override; // drops the connections without a closing handshake

    // Connects all clients, spread over one second. An error if the plan's policy is not known.
    Result<void> start();
    // The number of clients that are connected now.
    int present() const;

Q_SIGNALS:
    void presentChanged(int present);

private:
    class Member;

    CrowdPlan m_plan;
    QUrl m_url;
    Random m_random;
    std::vector<std::unique_ptr<Member>> m_members;
};

} // namespace swapscope
