#include "story.h"

#include <trace/htmxversions.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestHtmxVersions : public QObject
{
    Q_OBJECT

    static HtmxVersions of(const QStringList &lines)
    {
        HtmxVersions versions;
        EventId id = 0;
        for (const QString &line : lines) {
            Event event = story::event(line);
            event.id = ++id;
            versions.push(event);
        }
        return versions;
    }

private Q_SLOTS:
    void saysWhatAPageRuns_data()
    {
        QTest::addColumn<QStringList>("story");
        QTest::addColumn<EventId>("upTo");
        QTest::addColumn<QString>("version");

        constexpr EventId kNow = 100;
        const QString server = u"server.started t=0 htmx=4.0.1"_s;
        const QString a2 = u"page.loaded A t=1 htmx=2.0.11"_s;
        const QString a4 = u"page.loaded A t=1 htmx=4.0.1"_s;
        QTest::newRow("nothing is known") << QStringList{} << kNow << QString();
        QTest::newRow("the server's, until the page has said") << QStringList{server} << kNow << u"4.0.1"_s;
        QTest::newRow("the page's own") << QStringList{server, a2} << kNow << u"2.0.11"_s;
        QTest::newRow("not another page's")
            << QStringList{server, u"page.loaded B t=1 htmx=2.0.11"_s} << kNow << u"4.0.1"_s;
        QTest::newRow("the latest document's") << QStringList{server, a2, a4} << kNow << u"4.0.1"_s;
        QTest::newRow("as it was then") << QStringList{server, a2, a4} << EventId(2) << u"2.0.11"_s;
        QTest::newRow("before it had loaded") << QStringList{server, a2} << EventId(1) << u"4.0.1"_s;
        QTest::newRow("before anything") << QStringList{server} << EventId(0) << QString();
        QTest::newRow("a document without one says nothing")
            << QStringList{server, a2, u"page.loaded A t=2"_s} << kNow << u"4.0.1"_s;
    }
    void saysWhatAPageRuns()
    {
        QFETCH(QStringList, story);
        QFETCH(EventId, upTo);
        QTEST(of(story).of(u"A"_s, upTo), "version");
        if (upTo > EventId(story.size()))
            QTEST(of(story).of(u"A"_s), "version");
    }

    // Two versions in turn must not fill the memory; what is asked about now is right all the same.
    void forgetsOldChanges()
    {
        QStringList story;
        for (int i = 0; i < 1001; ++i)
            story << u"page.loaded A t=1 htmx=%1.0.0"_s.arg(i % 2 == 0 ? 2 : 4);
        const HtmxVersions versions = of(story);
        QCOMPARE(versions.of(u"A"_s), u"2.0.0"_s);
        QCOMPARE(versions.of(u"A"_s, 1000), u"4.0.0"_s);
        QCOMPARE(versions.of(u"A"_s, 1001 - HtmxVersions::kChanges), QString());
    }

    void shortensToTheMajorVersion()
    {
        QCOMPARE(htmxMajor(u"2.0.11"_s), u"2"_s);
        QCOMPARE(htmxMajor(u"4"_s), u"4"_s);
        QCOMPARE(htmxMajor(QString()), QString());
    }
};

QTEST_GUILESS_MAIN(TestHtmxVersions)
#include "tst_htmxversions.moc"
