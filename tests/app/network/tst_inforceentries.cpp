#include <app/network/inforceentries.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestInForceEntries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLinkTellsWhatIsInForceAndUntilWhen()
    {
        LinkStatus link;
        link.inForce = QStringList{u"frozen"_s, u"loses 5 %"_s, u"held 3"_s};
        link.ends = {{u"thaw"_s, {}, 11 * kSecond}, {u"lose"_s, {{u"probability"_s, 0.0}}, 0}, {}};
        const std::vector<InForceEntry> entries = inForceEntries(link, 8 * kSecond);
        QCOMPARE(entries.size(), std::size_t(3));
        QCOMPARE(entries[0].text, u"frozen"_s);
        QCOMPARE(entries[0].endFault, u"thaw"_s);
        QCOMPARE(entries[0].rest, 3 * kSecond);
        QCOMPARE(entries[1].rest, 0);
        QVERIFY(entries[2].endFault.isEmpty());
    }

    // What is overdue still stands there until the link says that it is over.
    void whatIsOverdueHasALittleLeft()
    {
        LinkStatus link;
        link.inForce = QStringList{u"frozen"_s};
        link.ends = {{u"thaw"_s, {}, 11 * kSecond}};
        QCOMPARE(inForceEntries(link, 20 * kSecond)[0].rest, kMillisecond);
        QVERIFY(inForceEntries({}, 0).empty());
    }
};

QTEST_MAIN(TestInForceEntries)
#include "tst_inforceentries.moc"
