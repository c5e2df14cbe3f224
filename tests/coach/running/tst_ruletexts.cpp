#include <coach/running/ruletexts.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestRuleTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatATextIs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("json");
        QTest::addColumn<bool>("page");
        QTest::newRow("object") << u" {\"a\":1}\n"_s << true << false;
        QTest::newRow("array") << u"[1]"_s << true << false;
        QTest::newRow("page") << u"\n<!DOCTYPE html>\n<html>"_s << false << true;
        QTest::newRow("html") << u"<html lang=en>"_s << false << true;
        QTest::newRow("header") << u"<header>"_s << false << false;
        QTest::newRow("fragment") << u"<p>{a}</p>"_s << false << false;
    }
    void tellsWhatATextIs()
    {
        QFETCH(QString, text);
        QTEST(looksLikeJson(text), "json");
        QTEST(looksLikeWholePage(text), "page");
    }

    void writesDurationsForReaders_data()
    {
        QTest::addColumn<Nanoseconds>("time");
        QTest::addColumn<QString>("written");
        QTest::newRow("short") << 5'940 * kMillisecond << u"5.9 s"_s;
        QTest::newRow("long") << 125 * kSecond << u"125 s"_s;
    }
    void writesDurationsForReaders()
    {
        QFETCH(Nanoseconds, time);
        QTEST(secondsText(time), "written");
    }

    void readsFields()
    {
        const Event event{.kind = Kind::PageMessage, .data = {{Field::Bytes, 7}, {Field::Heard, false}}};
        QCOMPARE(numberOf(event, Field::Bytes), 7);
        QCOMPARE(numberOf(event, Field::K, 3), 3);
        QVERIFY(!truthOf(event, Field::Heard, true));
        QCOMPARE(text(event, Field::Text), QString());
    }
};

QTEST_GUILESS_MAIN(TestRuleTexts)
#include "tst_ruletexts.moc"
