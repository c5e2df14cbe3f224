#pragma once

#include <core/random.h>
#include <core/result.h>

#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>
#include <vector>

namespace swapscope {

// So many simulated clients that do nothing but hold a WebSocket open and come back as a library would.
struct CrowdPlan
{
    QString name; // of the client as which the trace knows them all
    int count = 1;
    QString path;       // "/room"
    QString policy;     // the id of a ReconnectPolicy that follows WebSockets
    bool jitter = true; // false: each wait is the middle of what the policy may draw

    friend bool operator==(const CrowdPlan &, const CrowdPlan &) = default;
};

inline constexpr int kMaxCrowd = 500; // members

// The simulated clients of a plan, connected to one address; each has its own chance. They read and answer
// pings; what they are sent goes nowhere. Lives on the thread of its event loop.
class Crowd : public QObject
{
    Q_OBJECT

public:
    // `base` is http://…: where the path is. An unknown policy is an error of start().
    Crowd(const CrowdPlan &plan, const QUrl &base, const Random &random, QObject *parent = nullptr);
    ~Crowd() override; // lets go without a goodbye

    // Everybody connects, within the first second.
    Result<void> start();
    // How many are connected now.
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
