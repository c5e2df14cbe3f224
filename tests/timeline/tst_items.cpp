#include <timeline/items.h>

#include <QTest>

using namespace swapscope::timeline;

class TestItems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stylesHaveLooks_data();
    void stylesHaveLooks();
    void aMessageIsNamedByItsFirstPoint();
};

void TestItems::stylesHaveLooks_data()
{
    QTest::addColumn<QString>("style");
    QTest::addColumn<SwapLook>("look");
    QTest::newRow("beforeend") << "beforeend" << SwapLook::Append;
    QTest::newRow("afterend") << "afterend" << SwapLook::Append;
    QTest::newRow("htmx 4 append") << "append" << SwapLook::Append;
    QTest::newRow("afterbegin") << "afterbegin" << SwapLook::Prepend;
    QTest::newRow("beforebegin") << "beforebegin" << SwapLook::Prepend;
    QTest::newRow("innerHTML") << "innerHTML" << SwapLook::Replace;
    QTest::newRow("outerHTML") << "outerHTML" << SwapLook::Replace;
    QTest::newRow("true") << "true" << SwapLook::Replace;
    QTest::newRow("nothing") << "" << SwapLook::Replace;
    QTest::newRow("htmx 4 innerMorph") << "innerMorph" << SwapLook::Morph;
    QTest::newRow("extension morph") << "morph:outerHTML" << SwapLook::Morph;
    QTest::newRow("delete") << "delete" << SwapLook::Delete;
    QTest::newRow("none") << "none" << SwapLook::None;
    QTest::newRow("with a modifier") << "beforeend swap:1s" << SwapLook::Append;
    QTest::newRow("with a target") << "beforeend:#list" << SwapLook::Append;
}

void TestItems::stylesHaveLooks()
{
    QFETCH(QString, style);
    QFETCH(SwapLook, look);
    QCOMPARE(swapLook(QLatin1StringView(style.toUtf8())), look);
}

void TestItems::aMessageIsNamedByItsFirstPoint()
{
    MessageItem message;
    QCOMPARE(message.event(), swapscope::EventId(0));
    message.effect = 9;
    QCOMPARE(message.event(), swapscope::EventId(9));
    message.wire = 7;
    QCOMPARE(message.event(), swapscope::EventId(7));
    message.intent = 5;
    QCOMPARE(message.event(), swapscope::EventId(5));
}

QTEST_GUILESS_MAIN(TestItems)
#include "tst_items.moc"
