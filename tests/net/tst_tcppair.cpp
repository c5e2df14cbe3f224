#include <net/tcppair.h>

#include <QByteArray>
#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

using namespace swapscope;

class TestTcpPair : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOneConnection()
    {
        const auto pair = tcpPair();
        QVERIFY(pair);
        const auto [first, second] = *pair;
        const auto say = [](int from, int to, const QByteArray &text) {
            QCOMPARE(::send(from, text.constData(), static_cast<std::size_t>(text.size()), 0), text.size());
            QByteArray heard(text.size(), '\0');
            QCOMPARE(::recv(to, heard.data(), static_cast<std::size_t>(heard.size()), MSG_WAITALL),
                     text.size());
            QCOMPARE(heard, text);
        };
        say(first, second, "there");
        say(second, first, "and back");
        ::shutdown(first, SHUT_WR);
        char byte = 0;
        QCOMPARE(::recv(second, &byte, 1, 0), ssize_t(0));
        say(second, first, "half is open");
        ::close(first);
        ::close(second);
    }

    void pairsAreApart()
    {
        const auto one = tcpPair();
        const auto other = tcpPair();
        QVERIFY(one && other);
        char byte = 'x';
        QCOMPARE(::send(one->first, &byte, 1, 0), ssize_t(1));
        QCOMPARE(::recv(other->second, &byte, 1, MSG_DONTWAIT), ssize_t(-1));
        for (const int descriptor : {one->first, one->second, other->first, other->second})
            ::close(descriptor);
    }
};

QTEST_GUILESS_MAIN(TestTcpPair)
#include "tst_tcppair.moc"
