#include <faults/arguments.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreFoundByNameAndType()
    {
        FaultArguments args{{u"delay"_s, 5}, {u"probability"_s, 0.5}, {u"event"_s, u"tick"_s}};
        QCOMPARE(args.duration(u"delay"_s), std::optional<Nanoseconds>(5));
        QCOMPARE(args.number(u"delay"_s), std::optional(5.0));
        QCOMPARE(args.number(u"probability"_s), std::optional(0.5));
        QVERIFY(!args.count(u"probability"_s));
        QCOMPARE(args.text(u"event"_s), std::optional(u"tick"_s));
        QVERIFY(!args.text(u"kind"_s) && !args.has(u"kind"_s));
        args.remove(u"event"_s);
        args.set(u"delay"_s, 7);
        QCOMPARE(args, (FaultArguments{{u"delay"_s, 7}, {u"probability"_s, 0.5}}));
    }

    void whatMayBeGivenIsSaid_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<QString>("wrong");
        const auto row = [](const char *argument, const QVariant &value, const QString &wrong = {}) {
            QTest::addRow("%s %s", argument, qPrintable(value.toString()))
                << QString::fromLatin1(argument) << value << wrong;
        };
        const QString time = u"time must be a duration from 0 to a day, not "_s;
        row("time", 0LL);
        row("time", 24 * 3600 * kSecond);
        row("time", 24 * 3600 * kSecond + 1, time + u"86400000000001"_s);
        row("time", -1LL, time + u"-1"_s);
        row("time", u"5s"_s, time + u"\"5s\""_s);
        row("count", 1LL);
        row("count", 0LL, u"count must be a whole number from 1 to 9, not 0"_s);
        row("count", 1.5, u"count must be a whole number from 1 to 9, not 1.5"_s);
        row("share", 0.25);
        row("share", 1LL);
        row("share", 1.5, u"share must be a number from 0 to 1, not 1.5"_s);
        row("share", qQNaN(), u"share must be a number from 0 to 1, not nan"_s);
        row("text", u"éé"_s);
        row("text", u"ééx"_s, u"text must be a text of at most 4 bytes, not \"ééx\""_s);
        row("choice", u"up"_s);
        row("choice", u"left"_s, u"choice must be both, up or down, not \"left\""_s);
    }

    void whatMayBeGivenIsSaid()
    {
        QFETCH(QString, argument);
        QFETCH(QVariant, value);
        const std::vector<FaultArgument> all{
            durationArgument(u"time"_s, {}, {}, {}), countArgument(u"count"_s, 1, 9, {}, {}, {}),
            numberArgument(u"share"_s, 0, 1, {}, {}, {}), textArgument(u"text"_s, 4, {}, {}, {}),
            choiceArgument(u"choice"_s, {u"both"_s, u"up"_s, u"down"_s}, {}, {})};
        const auto one = std::find_if(all.begin(), all.end(),
                                      [&](const FaultArgument &each) { return each.name == argument; });
        const FaultValue given = value.typeId() == QMetaType::QString  ? FaultValue(value.toString())
                                 : value.typeId() == QMetaType::Double ? FaultValue(value.toDouble())
                                                                       : FaultValue(value.toLongLong());
        QTEST(one->wrong(given).value_or(QString()), "wrong");
    }

    void whatIsNeededIsSo()
    {
        const FaultArgument time = durationArgument(u"time"_s, {}, {}, {}).inNeed(u"how long"_s);
        QVERIFY(time.needed);
        QCOMPARE(time.need, u"how long"_s);
    }

    void wordsAreListed()
    {
        QCOMPARE(orList({}), QString());
        QCOMPARE(orList({u"a"_s}), u"a"_s);
        QCOMPARE(orList({u"a"_s, u"b"_s}), u"a or b"_s);
        QCOMPARE(orList({u"a"_s, u"b"_s, u"c"_s}), u"a, b or c"_s);
        QCOMPARE(shownValue(QString(50, u'x')), QString(40, u'x'));
        QCOMPARE(shownValue(0.5), u"0.5"_s);
    }
};

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"
