#include <script/module/faultoptions.h>

#include <js/context.h>
#include <support/commands.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFaultOptions : public QObject
{
    Q_OBJECT

private:
    js::Context m_context;

    // "NAME=VALUE:TYPE …" of what was read, or the error.
    QString read(const QString &fault, const QString &options)
    {
        const Fault &kind = *FaultCatalogue::standard().find(fault);
        const auto read =
            commandOf(kind, givenOptions(kind, *m_context.evaluate(u'(' + options + u')', u"test.js"_s)));
        return read ? test::shownArguments(*read) : read.error().message;
    }

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("options");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *fault, const QString &options, const QString &expected) {
            QTest::addRow("%s %s", fault, qPrintable(options))
                << QString::fromLatin1(fault) << options << expected;
        };
        row("cut", u"{}"_s, u""_s);
        row("cut", u"undefined"_s, u""_s);
        row("cut", u"{ for: '5s', next: 3 }"_s, u"for=5000000000:qlonglong next=3:qlonglong"_s);
        row("lose", u"{ probability: 0.25, direction: 'down' }"_s,
            u"direction=down:QString probability=0.25:double"_s);
        row("thaw", u"{ for: '5s' }"_s, u""_s); // it takes none
        row("cut", u"{ for: 5 }"_s,
            u"network.cut: for must be a duration like \"250ms\", \"5s\" or \"2m\""_s);
        row("cut", u"{ for: '5x' }"_s,
            u"network.cut: for: \"5x\" is no duration: expected a number and ms, s or m, like \"250ms\", "
            "\"5s\" or \"2m\""_s);
        row("close", u"{}"_s, u"network.close: code is missing"_s);
        for (const QString &code : {u"99"_s, u"5000"_s, u"1000.5"_s})
            row("close", u"{ code: %1 }"_s.arg(code),
                u"network.close: code must be a whole number from 1000 to 4999, got "_s + code);
        row("close", u"{ code: '1000' }"_s,
            u"network.close: code must be a whole number from 1000 to 4999, got 1000"_s);
        row("close", u"{ code: 1000, reason: 5 }"_s, u"network.close: reason must be a text"_s);
        row("close", u"{ code: 1000, reason: 'é'.repeat(62) }"_s,
            u"network.close: reason must not be longer than 123 bytes"_s);
        row("latency", u"{}"_s, u"network.latency: delay is missing"_s);
        row("lose", u"{ probability: 2 }"_s,
            u"network.lose: probability must be a number from 0 to 1, got 2"_s);
        row("lose", u"{ probability: NaN }"_s,
            u"network.lose: probability must be a number from 0 to 1, got NaN"_s);
    }
    void reads()
    {
        QFETCH(QString, fault);
        QFETCH(QString, options);
        QTEST(read(fault, options), "expected");
    }
};

QTEST_GUILESS_MAIN(TestFaultOptions)
#include "tst_faultoptions.moc"
