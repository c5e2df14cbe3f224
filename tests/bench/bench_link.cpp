// What a link costs: a WebSocket message of some size to a server and back, direct and through a link in the
// same run. The counter "ratio" is the time through the link over the time without.

#include "link/ends.h"

#include <wire/websocket.h>

#include <QCoreApplication>
#include <QEventLoop>

#include <benchmark/benchmark.h>

using namespace swapscope;
using test::End;
using test::EndServer;

namespace {

const QByteArray kUpgrade = "GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
const QByteArray kSwitch =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

void waitFor(const End &end, qsizetype bytes)
{
    while (end.received.size() < bytes)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

// A client with an open WebSocket to a server, by way of this port.
struct Path
{
    End client;
    End *server = nullptr;

    Path(EndServer &listening, quint16 port) : client(port)
    {
        const std::size_t had = listening.ends.size();
        client.send(kUpgrade);
        while (listening.ends.size() == had)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        server = listening.ends.back().get();
        waitFor(*server, kUpgrade.size());
        server->send(kSwitch);
        waitFor(client, kSwitch.size());
    }

    void echo(const QByteArray &up, const QByteArray &down)
    {
        server->received.clear();
        client.received.clear();
        client.send(up);
        waitFor(*server, up.size());
        server->send(down);
        waitFor(client, down.size());
    }
};

double seconds(Nanoseconds duration)
{
    return static_cast<double>(duration) / 1e9;
}

void echo(benchmark::State &state)
{
    EndServer server;
    test::Run run(server.serverPort());
    Path direct(server, server.serverPort());
    Path linked(server, run.link.port());
    const QByteArray text(static_cast<qsizetype>(state.range(0)), 'x');
    const QByteArray up = wire::encodeFrame(wire::Opcode::Text, text, true, 0x12345678);
    const QByteArray down = wire::encodeFrame(wire::Opcode::Text, text);

    double directTime = 0;
    double linkedTime = 0;
    for ([[maybe_unused]] auto _ : state) {
        const Nanoseconds start = run.clock->now();
        direct.echo(up, down);
        const Nanoseconds between = run.clock->now();
        linked.echo(up, down);
        const Nanoseconds end = run.clock->now();
        run.recorder.take();
        directTime += seconds(between - start);
        linkedTime += seconds(end - between);
        state.SetIterationTime(seconds(end - between));
    }
    state.counters["direct"] = benchmark::Counter(directTime, benchmark::Counter::kAvgIterations);
    state.counters["ratio"] = linkedTime / directTime;
}

BENCHMARK(echo)
    ->Arg(100)
    ->Arg(4096)
    ->Arg(64 * 1024)
    ->Arg(1024 * 1024)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
