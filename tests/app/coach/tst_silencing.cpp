#include <app/coach/silencing.h>

#include <scenario/manifest.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestSilencing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writes_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("without one, before the first table")
            << u"title = \"T\"\nhtmx = [\"2\"]\n\n[params.a]\nchoices = [\"x\"]\n"_s
            << u"title = \"T\"\nhtmx = [\"2\"]\nsilence = [\"page.grows\"]\n\n[params.a]\nchoices = [\"x\"]\n"_s;
        QTest::newRow("without a table")
            << u"title = \"T\"\n"_s << u"title = \"T\"\nsilence = [\"page.grows\"]\n"_s;
        QTest::newRow("nothing there") << QString() << u"silence = [\"page.grows\"]\n"_s;
        QTest::newRow("one more") << u"silence = [\"queue.grows\"]\n"_s
                                  << u"silence = [\"queue.grows\", \"page.grows\"]\n"_s;
        QTest::newRow("an empty list") << u"silence = []\n"_s << u"silence = [\"page.grows\"]\n"_s;
        QTest::newRow("over lines, with a comma") << u"silence = [\n  \"queue.grows\",\n]\n"_s
                                                  << u"silence = [\n  \"queue.grows\", \"page.grows\"\n]\n"_s;
        QTest::newRow("there already")
            << u"silence = [\"page.grows\"]\n"_s << u"silence = [\"page.grows\"]\n"_s;
        QTest::newRow("a key of a table is another one")
            << u"title = \"T\"\n[x]\nsilence = []\n"_s
            << u"title = \"T\"\nsilence = [\"page.grows\"]\n[x]\nsilence = []\n"_s;
    }
    void writes()
    {
        QFETCH(QString, before);
        QTEST(withSilence(before, u"page.grows"_s), "after");
    }

    // What was written is what the manifest says.
    void isReadAgain()
    {
        const QString text = withSilence(withSilence(u"title = \"T\"\nhtmx = [\"2\"]\nclients = "
                                                     u"[\"A\"]\n\n[[network]]\nat = \"1s\"\nclient = \"A\"\n"
                                                     "fault = \"cut\"\n"_s,
                                                     u"page.grows"_s),
                                         u"target.missing"_s);
        const ManifestReading reading = readManifest(text, u"scenario.toml"_s);
        QVERIFY2(reading.ok(), qPrintable(reading.ok() ? QString() : reading.errors.front().toString()));
        QCOMPARE(reading.manifest.silence, (QStringList{u"page.grows"_s, u"target.missing"_s}));
    }
};

QTEST_MAIN(TestSilencing)
#include "tst_silencing.moc"
