// What load.cpp needs of a server, on MockServer with handlers in C++: what the server costs without the
// script and with a trace that nobody reads. Says "listening PORT".

#include <core/connections.h>
#include <core/recorder.h>
#include <net/eventloop.h>
#include <server/mockserver.h>

#include <QCoreApplication>
#include <QThread>
#include <QTimer>

#include <cstdio>

using namespace swapscope;

namespace {

Routes routesOf(MockServer &server)
{
    const QString room = QStringLiteral("room");
    Routes routes;
    routes.addChannel(room, 1);
    bool fine = true;
    const auto add = [&](auto route) { fine = routes.add(std::move(route)) && fine; };
    add(SocketRoute{.path = QStringLiteral("/echo"),
                    .message = [](const Peer &peer, const QJsonObject &, const QJsonObject &,
                                  const QByteArray &text) { peer.send(text); },
                    .binary = [](const Peer &peer, const QByteArray &data) { peer.sendBinary(data); }});
    add(SocketRoute{.path = QStringLiteral("/fan"), .channel = room});
    add(SocketRoute{.path = QStringLiteral("/talk"),
                    .message = [&server, room](const Peer &, const QJsonObject &, const QJsonObject &,
                                               const QByteArray &text) { server.publish(room, text); }});
    add(StreamRoute{.path = QStringLiteral("/stream"), .channel = room});
    if (!fine)
        qFatal("A route is wrong.");
    return routes;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Recorder recorder(std::make_shared<MonotonicClock>());
    ConnectionRegistry connections;
    QThread engine;
    useSocketLoop(engine);
    engine.start();
    QObject onEngine;
    onEngine.moveToThread(&engine);
    QMetaObject::invokeMethod(
        &onEngine,
        [&recorder, &connections] {
            auto *server = new MockServer(recorder, connections); // for as long as the process lives
            server->setRoutes(routesOf(*server));
            const auto port = server->listen(QHostAddress(QHostAddress::LocalHost), 0);
            if (!port)
                qFatal("%s", qPrintable(port.error().message));
            std::printf("listening %u\n", static_cast<unsigned>(*port));
            std::fflush(stdout);
        },
        Qt::BlockingQueuedConnection);
    QTimer forget;
    QObject::connect(&forget, &QTimer::timeout, &forget, [&recorder] { recorder.take(); });
    forget.start(16);
    return QCoreApplication::exec();
}
