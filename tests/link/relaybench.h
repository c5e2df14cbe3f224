#pragma once

#include "ends.h"
#include "spoken.h"

#include <QTest>

namespace swapscope::test {

// A client and a server with a link between them.
struct Bench
{
    EndServer server;
    Run run{server.serverPort()};
    End client{run.link.port()};

    End &peer(std::size_t at = 0) { return *server.ends.at(at); }
    // The client says this, and the server has it.
    void say(const QByteArray &bytes)
    {
        const qsizetype had = server.ends.empty() ? 0 : peer().received.size();
        client.send(bytes);
        QTRY_COMPARE(server.ends.size(), 1U);
        QTRY_COMPARE(peer().received.mid(had), bytes);
    }
    void answer(const QByteArray &bytes)
    {
        const qsizetype had = client.received.size();
        peer().send(bytes);
        QTRY_COMPARE(client.received.mid(had), bytes);
    }
    void openWebSocket()
    {
        say(kUpgrade);
        answer(kSwitch);
    }
    void openStream()
    {
        say(kTicks);
        answer(kStreamHead);
    }
};

// Lets the event loop go round for a while without a clock: round trips through another link.
inline void roundTrips(int count)
{
    Bench other;
    for (int trip = 0; trip < count; ++trip) {
        other.say("\x16 ping");
        other.answer("pong");
    }
}

} // namespace swapscope::test
