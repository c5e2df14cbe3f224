#include "loop.h"

#include <net/socketwatch.h>
#include <net/tcppair.h>

#include <memory>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace swapscope;

namespace {

// A connection of which one end is watched.
struct Watched final : SocketWatcher
{
    int own = -1;
    int peer = -1;
    std::unique_ptr<SocketWatch> watch;
    QByteArray heard;
    int reads = 0;
    int writes = 0;
    bool goes = false; // with the first word

    Watched()
    {
        const auto pair = tcpPair();
        QVERIFY(pair);
        std::tie(own, peer) = *pair;
        ::fcntl(own, F_SETFL, O_NONBLOCK);
        watch = std::make_unique<SocketWatch>(own, *this);
    }
    ~Watched()
    {
        watch.reset();
        ::close(own);
        ::close(peer);
    }
    void canRead() override
    {
        ++reads;
        if (goes) {
            watch.reset();
            return;
        }
        char byte = 0;
        if (::recv(own, &byte, 1, 0) == 1)
            heard += byte;
        else
            watch->setReading(false);
    }
    void canWrite() override
    {
        ++writes;
        watch->setWriting(false);
    }
    void say(const char *text) const { QVERIFY(::send(peer, text, qstrlen(text), MSG_NOSIGNAL) > 0); }
};

} // namespace

class TestSocketWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsNothingUntilAsked()
    {
        Watched silent;
        Watched asked;
        silent.say("x");
        asked.say("x");
        asked.watch->setReading(true);
        QTRY_COMPARE(asked.heard, "x");
        QCOMPARE(silent.reads, 0);
        QVERIFY(!silent.watch->isReading());
        silent.watch->setReading(true);
        QTRY_COMPARE(silent.heard, "x");
    }

    void tellsAsLongAsThereIsSomething()
    {
        Watched watched;
        watched.watch->setReading(true);
        watched.say("three");
        QTRY_COMPARE(watched.heard, "three"); // a byte each time
        QCOMPARE(watched.reads, 5);
    }

    void theEndOfThePeerCanBeRead()
    {
        Watched watched;
        watched.watch->setReading(true);
        ::shutdown(watched.peer, SHUT_WR);
        QTRY_COMPARE(watched.reads, 1);
        QVERIFY(!watched.watch->isReading());
    }

    void roomIsToldApartFromBytes()
    {
        Watched watched;
        watched.say("x");
        watched.watch->setWriting(true);
        QVERIFY(watched.watch->isWriting());
        QTRY_COMPARE(watched.writes, 1);
        QCOMPARE(watched.reads, 0);
    }

    void mayGoWhileItTells()
    {
        Watched goes;
        goes.goes = true;
        goes.say("x");
        goes.watch->setReading(true);
        goes.watch->setWriting(true);
        QTRY_COMPARE(goes.reads, 1);
        // A whole trip of another one later it has not been told of its room either, if it was not before.
        const int writes = goes.writes;
        Watched other;
        other.say("x");
        other.watch->setReading(true);
        QTRY_COMPARE(other.reads, 1);
        QCOMPARE(goes.writes, writes);
        QCOMPARE(goes.reads, 1);
    }
};

SWAPSCOPE_LOOP_MAIN(TestSocketWatch)
#include "tst_socketwatch.moc"
