#include "story.h"

#include <trace/streamids.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// Ids go in, "missed 5-8", "again 3", "after all 6" come out. A "!" before an id: nothing can have been lost
// before it; "/x" behind it: what the event says.
QStringList told(const QString &ids)
{
    StreamIds stream;
    QStringList said;
    for (QString id : ids.split(u' ')) {
        const bool lossy = !id.startsWith(u'!');
        if (!lossy)
            id.remove(0, 1);
        const qsizetype slash = id.indexOf(u'/');
        const std::size_t content = slash < 0 ? 0 : qHash(id.mid(slash)) | 1U;
        const auto finding = stream.arrived(slash < 0 ? id : id.left(slash), content, lossy);
        using What = StreamIds::Finding::What;
        if (!finding)
            continue;
        said << (finding->what == What::Missed
                     ? u"missed %1-%2"_s.arg(finding->first).arg(finding->last)
                     : (finding->what == What::Recovered ? u"after all %1"_s : u"again %1"_s)
                           .arg(finding->first));
    }
    return said;
}

// What comes out of a story, and what it counts for A.
struct Told
{
    QStringList said;
    StreamReaders::Counts counts;
};

Told readersOf(const QStringList &lines)
{
    StreamReaders readers;
    Told told;
    for (const QString &line : lines) {
        for (const Event &event : readers.consume(story::event(line))) {
            told.said << u"%1 %2 conn=%3 %4"_s.arg(kindName(event.kind), event.client)
                             .arg(event.conn.number())
                             .arg(event.update);
        }
    }
    told.counts = readers.counts(u"A"_s);
    return told;
}

QString accepted(int conn, const QString &rest = {})
{
    return u"link.accepted A conn=%1 transport=sse path=/s %2"_s.arg(conn).arg(rest);
}

QString crossed(int conn, int n, const QString &id, const QString &text = u"x"_s)
{
    return u"link.message A conn=%1 n=%2 dir=down opcode=event id=%3 text=%4%3"_s.arg(conn).arg(n).arg(id,
                                                                                                       text);
}

QString seen(int conn, int n, const QString &id)
{
    return u"page.message A conn=%1 n=%2 transport=sse id=%3"_s.arg(conn).arg(n).arg(id);
}

} // namespace

class TestStreamIds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIdsTell_data()
    {
        QTest::addColumn<QString>("ids");
        QTest::addColumn<QStringList>("said");
        const auto row = [](const char *name, const QString &ids, const QStringList &said) {
            QTest::newRow(name) << ids << said;
        };
        row("one after the other", u"1 2 3 4"_s, {});
        row("a jump", u"1 2 3 4 9 10"_s, {u"missed 5-8"_s});
        row("from anywhere on", u"100 101 102 104"_s, {u"missed 103-103"_s});
        row("a jump before it is known how it counts", u"1 2 9 10 11 13"_s, {u"missed 12-12"_s});
        row("times are no count", u"1690000000000 1690000000950 1690000002000"_s, {});
        row("a jump that nothing lost", u"1 2 3 !7 8 9 12"_s, {});
        row("twice", u"1 2 2 3"_s, {u"again 2"_s});
        row("what never came comes", u"1 2 3 6 4 7"_s, {u"missed 4-5"_s, u"after all 4"_s});
        row("and only once", u"1 2 3 6 4 4"_s, {u"missed 4-5"_s, u"after all 4"_s, u"again 4"_s});
        row("counting anew", u"7 8 9 1 2 3 5"_s, {u"missed 4-4"_s});
        row("counting anew with the same ids", u"1/a 2/b 3/c 1/d 2/e"_s, {});
        row("the same again", u"1/a 2/b 3/c 1/a 2/b"_s, {u"again 1"_s, u"again 2"_s});
        row("names", u"a b a"_s, {u"again 0"_s});
        row("numbers with zeros are names", u"01 02 03 07"_s, {});
        row("huge numbers are names",
            u"99999999999999991 99999999999999992 99999999999999993 99999999999999999"_s, {});
        row("a name among numbers", u"1 2 3 x 9 10"_s, {});
    }

    void whatIdsTell()
    {
        QFETCH(QString, ids);
        QFETCH(QStringList, said);
        QCOMPARE(told(ids), said);
    }

    void memoryIsBounded()
    {
        StreamIds stream;
        const auto name = [](int i) { return u"n%1"_s.arg(i); };
        const int many = static_cast<int>(StreamIds::kRemembered);
        for (int i = 0; i <= many; ++i)
            QVERIFY(!stream.arrived(name(i), 0, true));
        QVERIFY(!stream.arrived(name(0), 0, true)); // forgotten
        QVERIFY(stream.arrived(name(many), 0, true));
    }

    // A program that reconnects with its last id misses what the server does not send again.
    void aProgramsReader()
    {
        const Told told =
            readersOf({accepted(1), crossed(1, 1, u"1"_s), crossed(1, 2, u"2"_s), crossed(1, 3, u"3"_s),
                       u"link.closed A conn=1"_s, accepted(2, u"lastEventId=3"_s), crossed(2, 1, u"5"_s),
                       crossed(2, 2, u"5"_s), crossed(2, 3, u"4"_s)});
        QCOMPARE(told.said, (QStringList{u"update.missed A conn=2 4"_s, u"update.duplicated A conn=2 5"_s,
                                         u"update.recovered A conn=2 4"_s}));
        QCOMPARE(told.counts, (StreamReaders::Counts{6, 1, 1, 1}));
    }

    // It may be another tab, or the page loaded anew.
    void aProgramThatNamesNoIdIsNew()
    {
        const Told told =
            readersOf({accepted(1), crossed(1, 1, u"1"_s), crossed(1, 2, u"2"_s), crossed(1, 3, u"3"_s),
                       u"link.closed A conn=1"_s, accepted(2), crossed(2, 1, u"3"_s), crossed(2, 2, u"9"_s)});
        QCOMPARE(told.said, QStringList());
        QCOMPARE(told.counts.seen, 5);
    }

    void twoAtOnceAreTwoReaders()
    {
        const Told told = readersOf({accepted(1), accepted(2), crossed(1, 1, u"1"_s), crossed(2, 1, u"1"_s),
                                     crossed(1, 2, u"2"_s), crossed(2, 2, u"2"_s)});
        QCOMPARE(told.said, QStringList());
    }

    void whatTheLinkLostIsMissed()
    {
        const Told told =
            readersOf({accepted(1), crossed(1, 1, u"1"_s), crossed(1, 2, u"2"_s), crossed(1, 3, u"3"_s),
                       u"link.lost A conn=1 n=4 dir=down opcode=event why=fault"_s, crossed(1, 5, u"5"_s)});
        QCOMPARE(told.said, QStringList{u"update.missed A conn=1 4"_s});
    }

    // Its document goes on over connections, whatever they say; what left the link and never reached it is
    // missed.
    void aPagesReader()
    {
        const Told told =
            readersOf({u"page.loaded A"_s, accepted(1), crossed(1, 1, u"1"_s), crossed(1, 2, u"2"_s),
                       crossed(1, 3, u"3"_s), crossed(1, 4, u"4"_s), seen(1, 1, u"1"_s), seen(1, 2, u"2"_s),
                       seen(1, 3, u"3"_s), u"page.closed A conn=1"_s, accepted(2), crossed(2, 1, u"6"_s),
                       seen(2, 1, u"6"_s)});
        QCOMPARE(told.said, QStringList{u"update.missed A conn=2 4"_s});
        QCOMPARE(told.counts, (StreamReaders::Counts{4, 2, 0, 0}));
    }

    void aNewDocumentHasNothing()
    {
        const Told told =
            readersOf({u"page.loaded A"_s, accepted(1), crossed(1, 1, u"1"_s), crossed(1, 2, u"2"_s),
                       seen(1, 1, u"1"_s), seen(1, 2, u"2"_s), u"link.closed A conn=1"_s, accepted(2),
                       crossed(2, 1, u"1"_s), u"page.loaded A"_s, seen(2, 1, u"1"_s)});
        QCOMPARE(told.said, QStringList());
    }

    void aServerThatCountsAnewRepeatsNothing()
    {
        const Told told = readersOf({u"page.loaded A"_s, accepted(1), crossed(1, 1, u"1"_s, u"old"_s),
                                     seen(1, 1, u"1"_s), u"link.closed A conn=1"_s, accepted(2),
                                     crossed(2, 1, u"1"_s, u"new"_s), seen(2, 1, u"1"_s)});
        QCOMPARE(told.said, QStringList());
    }
};

QTEST_GUILESS_MAIN(TestStreamIds)
#include "tst_streamids.moc"
