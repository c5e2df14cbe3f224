#include <app/network/faults/faultargs.h>

#include <faults/catalogue.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

FaultArgument argumentOf(const QString &fault, const QString &name)
{
    return *FaultCatalogue::standard().find(fault)->argument(name);
}

// The value as a test writes it; an invalid one is none.
QVariant plain(const std::optional<FaultValue> &value)
{
    return value ? std::visit([](const auto &each) { return QVariant::fromValue(each); }, *value)
                 : QVariant();
}

} // namespace

class TestFaultArgs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("arg");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QVariant>("value");
        const auto ns = [](qint64 value) { return QVariant::fromValue<qint64>(value); };
        QTest::newRow("as in a schedule") << u"latency"_s << u"delay"_s << u"120ms"_s << ns(120'000'000);
        QTest::newRow("bare seconds") << u"delay"_s << u"by"_s << u"1,5"_s << ns(1'500'000'000);
        QTest::newRow("whole") << u"close"_s << u"code"_s << u" 1012 "_s << ns(1012);
        QTest::newRow("share") << u"lose"_s << u"probability"_s << u"0.25"_s << QVariant(0.25);
        QTest::newRow("text") << u"lose"_s << u"event"_s << u"tick"_s << QVariant(u"tick"_s);
        QTest::newRow("choice") << u"lose"_s << u"direction"_s << u"down"_s << QVariant(u"down"_s);
        QTest::newRow("nothing") << u"lose"_s << u"next"_s << u"  "_s << QVariant();
    }

    void reads()
    {
        QFETCH(QString, fault);
        QFETCH(QString, arg);
        QFETCH(QString, typed);
        QFETCH(QVariant, value);
        const FaultArgument argument = argumentOf(fault, arg);
        const auto read = readArgument(argument, typed);
        QVERIFY(read);
        QCOMPARE(plain(*read), value);
        if (*read) {
            const auto again = readArgument(argument, argumentText(argument, **read));
            QVERIFY(again);
            QCOMPARE(plain(*again), value);
        }
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("arg");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("error");
        QTest::newRow("needed") << u"close"_s << u"code"_s << u""_s << u"this one is needed"_s;
        QTest::newRow("small") << u"close"_s << u"code"_s << u"999"_s
                               << u"a whole number from 1000 to 4999"_s;
        QTest::newRow("part") << u"close"_s << u"code"_s << u"1000.5"_s
                              << u"a whole number from 1000 to 4999"_s;
        QTest::newRow("share") << u"lose"_s << u"probability"_s << u"1.1"_s << u"a number from 0 to 1"_s;
        QTest::newRow("nan") << u"lose"_s << u"probability"_s << u"nan"_s << u"a number from 0 to 1"_s;
        QTest::newRow("time") << u"delay"_s << u"by"_s << u"soon"_s << u"a time like 250 ms, 5 s or 2 min"_s;
        QTest::newRow("day") << u"delay"_s << u"by"_s << u"90000"_s << u"at most a day"_s;
        QTest::newRow("long") << u"close"_s << u"reason"_s << QString(62, u'é') << u"at most 123 bytes"_s;
        QTest::newRow("choice") << u"lose"_s << u"kind"_s << u"smoke"_s
                                << u"one of data, text, binary, ping, pong, event, comment"_s;
    }

    void saysWhatIsWrong()
    {
        QFETCH(QString, fault);
        QFETCH(QString, arg);
        QFETCH(QString, typed);
        const auto read = readArgument(argumentOf(fault, arg), typed);
        QVERIFY(!read);
        QTEST(read.error().message, "error");
    }
};

QTEST_GUILESS_MAIN(TestFaultArgs)
#include "tst_faultargs.moc"
