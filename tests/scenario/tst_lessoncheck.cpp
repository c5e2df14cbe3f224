#include <scenario/lessoncheck.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestLessonCheck : public QObject
{
    Q_OBJECT

    static QStringList found(const QString &step, const QStringList &cues = {})
    {
        const ManifestReading reading =
            readManifest(u"title = \"T\"\nhtmx = [\"2\", \"4\"]\n[[step]]\ntext = \"x\"\n"_s + step, {});
        if (!reading.ok())
            return {reading.errors.front().toString()};
        QStringList lines;
        for (const Error &error : checkLesson(reading.manifest, u"2"_s, cues, u"s.toml"_s))
            lines << error.toString();
        return lines;
    }

private Q_SLOTS:
    void aCueThatTheScriptDoesNotHave()
    {
        const QString step = u"do = { cue = \"Alice says hi\" }"_s;
        QCOMPARE(found(step, {u"Alice says hi"_s}), QStringList());
        QCOMPARE(
            found(step, {u"Alice says ho"_s}),
            QStringList{
                u"s.toml:3: the script has no cue \"Alice says hi\", did you mean \"Alice says ho\"?"_s});
        QCOMPARE(found(step, {u"Bob"_s}),
                 QStringList{u"s.toml:3: the script has no cue \"Alice says hi\": it has Bob"_s});
        QCOMPARE(found(step),
                 QStringList{u"s.toml:3: the script has no cue \"Alice says hi\": it has none"_s});
        QCOMPARE(found(step + u"\nhtmx = \"4\""_s), QStringList()); // another version's
    }

    void aCloseCodeThatNobodySees()
    {
        QCOMPARE(found(u"done = { kind = \"page.closed\", code = 1006 }"_s), QStringList());
        QCOMPARE(found(u"done = { kind = \"link.closed\", code = 1012, by = \"server\" }"_s), QStringList());
        QCOMPARE(
            found(u"done = { kind = \"link.closed\", code = 1006, by = \"server\" }"_s),
            QStringList{u"s.toml:3: a server cannot send 1006: it stands for a close frame that never came, "
                        "so this can never come true"_s});
        QCOMPARE(found(u"done = { kind = \"page.closed\", code = 2000 }"_s),
                 QStringList{u"s.toml:3: no connection ends with code 2000, so this can never come true"_s});
    }
};

QTEST_GUILESS_MAIN(TestLessonCheck)
#include "tst_lessoncheck.moc"
