#include "chunks.h"

#include <wire/utf8.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::wire;

class TestUtf8 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeTexts_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("possible"); // so far
        QTest::addColumn<bool>("complete");

        const auto row = [](const char *name, const char *hex, bool possible, bool complete) {
            QTest::newRow(name) << QByteArray::fromHex(hex) << possible << complete;
        };
        row("nothing", "", true, true);
        row("ASCII", "48656c6c6f", true, true);
        row("NUL and DEL", "007f", true, true);
        row("ASCII over eight bytes", "30313233343536373839616263646566676869", true, true);
        row("two bytes: U+0080, U+07FF", "c280dfbf", true, true);
        row("three bytes: U+0800, U+D7FF, U+E000, U+FFFF", "e0a080ed9fbfee8080efbfbf", true, true);
        row("four bytes: U+10000, U+10FFFF", "f0908080f48fbfbf", true, true);
        row("a BOM is text", "efbbbf61", true, true);
        row("a lead byte alone", "c3", true, false);
        row("two of three", "e282", true, false);
        row("three of four", "f09f98", true, false);
        row("continuation first", "80", false, false);
        row("continuation after ASCII", "616263646566676880", false, false);
        row("one continuation too many", "c3a9a9", false, false);
        row("lead after lead", "c3c3", false, false);
        row("ASCII in a character", "e28241", false, false);
        row("overlong in two: C0", "c0af", false, false);
        row("overlong in two: C1", "c1bf", false, false);
        row("overlong in three", "e09fbf", false, false);
        row("overlong in four", "f08fbfbf", false, false);
        row("surrogate U+D800", "eda080", false, false);
        row("surrogate U+DFFF", "edbfbf", false, false);
        row("above U+10FFFF", "f4908080", false, false);
        row("F5", "f5808080", false, false);
        row("FF", "ff", false, false);
    }
    void wholeTexts()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, possible);
        QFETCH(bool, complete);
        Utf8Check check;
        QCOMPARE(check.feed(bytes), possible);
        if (possible)
            QCOMPARE(check.complete(), complete);
    }

    void failsAtTheFirstByteThatCannotBe()
    {
        Utf8Check check;
        QVERIFY(check.feed(QByteArray::fromHex("6162ed")));
        QVERIFY(!check.complete());
        QVERIFY(!check.feed(QByteArray::fromHex("a0"))); // a surrogate: no need to wait for its third byte
    }

    void cutsChangeNothing()
    {
        const QByteArray good =
            QStringLiteral("Grüße, 世界 and 😀 – over eight bytes of ASCII: 0123456789").toUtf8();
        QByteArray bad = good;
        bad[bad.size() - 20] = '\xff';
        for (const QByteArray &text : {good, bad}) {
            for (const test::Cut &cut : test::cutsOf(text)) {
                Utf8Check check;
                bool possible = true;
                for (const QByteArray &chunk : cut.chunks)
                    possible = possible && check.feed(chunk);
                QVERIFY2(possible == (text == good), cut.name);
                QVERIFY2(!possible || check.complete(), cut.name);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestUtf8)
#include "tst_utf8.moc"
