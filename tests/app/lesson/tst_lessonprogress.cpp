#include <app/lesson/lessonprogress.h>

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestLessonProgress : public QObject
{
    Q_OBJECT

    static std::vector<LessonStep> steps(const QStringList &texts)
    {
        std::vector<LessonStep> all;
        for (const QString &text : texts) {
            LessonStep step;
            step.text = text;
            all.push_back(step);
        }
        return all;
    }

private Q_SLOTS:
    void isKeptForTheFolderAndItsTexts()
    {
        QTemporaryDir dir;
        const auto lesson = steps({u"Cut."_s, u"Watch."_s, u"Think."_s});
        const QString file = dir.filePath(u"settings.ini"_s);
        {
            QSettings settings(file, QSettings::IniFormat);
            LessonProgress(&settings).keep(u"/a"_s, u"2"_s, lesson, 2);
        }
        QSettings settings(file, QSettings::IniFormat);
        LessonProgress progress(&settings);
        QCOMPARE(progress.done(u"/a"_s, u"2"_s, lesson), 2);
        QCOMPARE(progress.done(u"/a"_s, u"4"_s, lesson), 0);
        QCOMPARE(progress.done(u"/b"_s, u"2"_s, lesson), 0);
        QCOMPARE(progress.done(u"/a"_s, u"2"_s, steps({u"Cut."_s, u"Look."_s, u"Think."_s})), 0);
        progress.keep(u"/a"_s, u"2"_s, lesson, 0);
        QCOMPARE(progress.done(u"/a"_s, u"2"_s, lesson), 0);
        QVERIFY(settings.allKeys().isEmpty());
    }

    void withoutSettingsNothingIsKept()
    {
        LessonProgress progress(nullptr);
        progress.keep(u"/a"_s, u"2"_s, steps({u"Cut."_s}), 1);
        QCOMPARE(progress.done(u"/a"_s, u"2"_s, steps({u"Cut."_s})), 0);
    }
};

QTEST_GUILESS_MAIN(TestLessonProgress)
#include "tst_lessonprogress.moc"
