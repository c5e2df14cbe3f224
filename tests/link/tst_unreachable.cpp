#include <link/upstream/unreachable.h>

#include <QTest>

using namespace swapscope;

namespace {

using What = Unreachable::What;

} // namespace

class TestUnreachable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatHappenedAndWhatToDo_data()
    {
        QTest::addColumn<What>("what");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("advice");
        const auto row = [](What what, const char *url, const char *name, const char *said,
                            const char *advice) {
            QTest::newRow(name) << what << QString::fromUtf8(url) << QString::fromUtf8(name)
                                << QString::fromUtf8(said) << QString::fromUtf8(advice);
        };
        const char *plain = "http://there:8000/app";
        row(What::Name, plain, "name", "No address is known for THERE: because", "Look whether the name");
        row(What::Refused, plain, "refused", "Nothing answers at THERE: because",
            "Start your server, then reload this page");
        row(What::Silent, plain, "silent", "THERE does not react: because", "Start your server");
        row(What::Tls, "https://there:8000/", "tls", "THERE does not speak https: because",
            "swapscope attach http://there:8000/</code>");
        row(What::Certificate, "https://there:8000/", "certificate",
            "The certificate of THERE is not accepted: because",
            "swapscope attach https://there:8000/ --insecure</code>");
        row(What::Empty, plain, "empty", "THERE closed the connection without an answer: because",
            "swapscope attach https://there:8000/app</code>");
        row(What::NotHttp, plain, "not http", "THERE answers something that is not HTTP: because",
            "swapscope attach https://there:8000/app</code>");
    }

    void saysWhatHappenedAndWhatToDo()
    {
        QFETCH(What, what);
        QFETCH(QString, url);
        QFETCH(QString, name);
        QFETCH(QString, sentence);
        QFETCH(QString, advice);
        const Unreachable unreachable{what, QStringLiteral("THERE"), QStringLiteral("because")};
        QCOMPARE(swapscope::sentence(unreachable), sentence);

        const QString page = QString::fromUtf8(unreachablePage("GET", *Upstream::parse(url), unreachable));
        QVERIFY(page.startsWith(QLatin1StringView("HTTP/1.1 502 Bad Gateway\r\n")));
        QVERIFY(page.contains(sentence + u'.'));
        QVERIFY(page.contains(url.toHtmlEscaped()));
        QVERIFY2(page.contains(advice), qPrintable(page));

        const Event event = unreachableEvent(QStringLiteral("B"), ConnectionId(3), unreachable);
        QCOMPARE(event.kind, Kind::LinkUnreachable);
        QCOMPARE(event.client, QStringLiteral("B"));
        QCOMPARE(event.conn, ConnectionId(3));
        QCOMPARE(event.data.toJson(), (QJsonObject{{QStringLiteral("address"), QStringLiteral("THERE")},
                                                   {QStringLiteral("what"), name},
                                                   {QStringLiteral("text"), sentence}}));
    }

    void withoutAReasonThereIsNone()
    {
        QCOMPARE(sentence({What::Empty, QStringLiteral("here"), {}}),
                 QStringLiteral("here closed the connection without an answer"));
    }

    void theAnswerIsWhole()
    {
        const Upstream upstream = *Upstream::parse(QStringLiteral("http://there"));
        const Unreachable unreachable{What::Refused, QStringLiteral("<there>"), {}};
        const QByteArray get = unreachablePage("GET", upstream, unreachable);
        const qsizetype body = get.indexOf("\r\n\r\n") + 4;
        QVERIFY(get.contains("Content-Length: " + QByteArray::number(get.size() - body) + "\r\n"));
        QVERIFY(get.contains("&lt;there&gt;"));
        QVERIFY(!get.contains("<there>"));
        QVERIFY(get.contains("prefers-color-scheme: dark"));
        QCOMPARE(unreachablePage("HEAD", upstream, unreachable), get.left(body));
    }
};

QTEST_GUILESS_MAIN(TestUnreachable)
#include "tst_unreachable.moc"
