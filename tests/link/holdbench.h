#pragma once

#include "ends.h"
#include "spoken.h"

#include <link/hold/hold.h>

#include <QTest>

namespace swapscope::test {

// An event of a stream.
inline QByteArray block(const QByteArray &data)
{
    return "data: " + data + "\n\n";
}

// What a hand does with the messages that wait at a link.
struct Hand
{
    Link &link;

    Result<void> step() const { return link.apply(HoldCommand{HoldCommand::Step{}, {}}); }
    Result<void> release(EventId id) const { return link.apply(HoldCommand{HoldCommand::Release{id}, {}}); }
    Result<void> edit(EventId id, const QString &text) const
    {
        return link.apply(HoldCommand{HoldCommand::Edit{id, text}, {}});
    }
    Result<void> duplicate(EventId id) const
    {
        return link.apply(HoldCommand{HoldCommand::Duplicate{id}, {}});
    }
    Result<void> discard(EventId id) const { return link.apply(HoldCommand{HoldCommand::Discard{id}, {}}); }
    Result<void> move(EventId id, int position) const
    {
        return link.apply(HoldCommand{HoldCommand::Move{id, position}, {}});
    }
    void setOn(bool on) const { QVERIFY(link.apply(HoldCommand{HoldCommand::Switch{on}, {}})); }
    void releaseAll() const { QVERIFY(link.apply(HoldCommand{HoldCommand::ReleaseAll{}, {}})); }
    HoldStatus status() const { return link.holdStatus(); }
};

// A client and a server with a link between them, at which messages can wait.
struct HoldBench
{
    EndServer server;
    Run run{server.serverPort()};
    End client{run.link.port()};

    End &peer() { return *server.ends.at(0); }
    Link &link() { return run.link; }
    Hand holding() { return {run.link}; }
    void open(const QByteArray &hello, const QByteArray &welcome)
    {
        client.send(hello);
        QTRY_COMPARE(server.ends.size(), 1U);
        QTRY_COMPARE(peer().received, hello);
        peer().send(welcome);
        QTRY_COMPARE(client.received, welcome);
        peer().received.clear();
        client.received.clear();
    }
    void openWebSocket() { open(kUpgrade, kSwitch); }
    void openStream() { open(kTicks, kStreamHead); }
    // The client has exactly this.
    void got(const QByteArray &bytes)
    {
        QTRY_COMPARE(client.received, bytes);
        client.received.clear();
    }
    QStringList held() const
    {
        QStringList texts;
        for (const HeldMessage &each : run.link.holdStatus().messages)
            texts << each.text();
        return texts;
    }
    EventId id(int at) const { return run.link.holdStatus().messages.at(static_cast<std::size_t>(at)).id; }
    // So many messages are held.
    void holds(int count) { QTRY_COMPARE(run.link.holdStatus().total, count); }
    void breakAt(const QVariantMap &args)
    {
        const Result<Breakpoint> read = Breakpoint::read(args);
        QVERIFY(read);
        QVERIFY(run.link.apply(HoldCommand{HoldCommand::SetBreakpoints{{*read}}, {}}));
    }
    // The link's events of this kind.
    std::vector<Event> all(Kind kind)
    {
        std::vector<Event> found;
        for (const Event &event : run.events()) {
            if (event.kind == kind)
                found.push_back(event);
        }
        return found;
    }
};

// It must be so.
inline void fine(const Result<void> &done)
{
    QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(done.error().message));
}

} // namespace swapscope::test
