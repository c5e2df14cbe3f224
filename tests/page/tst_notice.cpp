#include <page/notice.h>

#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestNotice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatHappenedAndTriesAgain()
    {
        QWidget page;
        PageNotice notice(&page);
        QVERIFY(notice.isHidden());
        notice.tell(u"The page cannot be reached"_s, u"The server refused <b>it</b>."_s);
        QVERIFY(!notice.isHidden());
        QCOMPARE(notice.accessibleName(), u"The page cannot be reached"_s);
        QCOMPARE(notice.accessibleDescription(), u"The server refused <b>it</b>."_s);
        for (const QLabel *label : notice.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText); // what a server says is never markup here
        QSignalSpy retry(&notice, &PageNotice::retry);
        notice.findChild<QPushButton *>()->click();
        QCOMPARE(retry.size(), 1);
    }

    void aHintStandsUntilItsTimeIsOver()
    {
        QWidget page;
        page.show();
        PageHint hint(&page);
        QVERIFY(hint.isHidden());
        hint.tell(u"A link asked for another window"_s);
        QVERIFY(hint.isVisible());
        QCOMPARE(hint.text(), u"A link asked for another window"_s);
        QTRY_VERIFY_WITH_TIMEOUT(hint.isHidden(), 30'000);
    }
};

QTEST_MAIN(TestNotice)
#include "tst_notice.moc"
