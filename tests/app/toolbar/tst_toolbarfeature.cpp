#include "../window/savedtrace.h"
#include "../window/windowparts.h"

#include <app/toolbar/addressfield.h>
#include <app/toolbar/toolbarfeature.h>
#include <app/toolbar/topbar.h>
#include <app/toolbar/versionswitch.h>

#include <QAction>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestToolbarFeature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsARunFromItsBeginningToItsEnd()
    {
        WindowParts parts;
        parts.add<ToolbarFeature>();
        QVERIFY(!parts.actions.restart->isEnabled());
        QVERIFY(parts.runs(u"counter"_s));
        QVERIFY(parts.actions.restart->isEnabled());
        // How much of it depends on the bar's width.
        const QUrl url = parts.session.clients().front().url;
        QVERIFY(address(parts).endsWith(u':' + QString::number(url.port())));
        QCOMPARE(bar(parts)->versions()->current(), parts.session.htmx());
        QVERIFY(test::ended(parts.session));
        QVERIFY(!parts.actions.restart->isEnabled());
        QCOMPARE(address(parts), u"no server"_s);
    }

    // Whether it plays is the session's to say, not what stands on the button.
    void theScheduleIsPlayedAndStopped()
    {
        WindowParts parts;
        parts.add<ToolbarFeature>();
        QVERIFY(parts.runs(u"chat"_s));
        QAction *play = parts.actions.play;
        QVERIFY(play->isEnabled());
        play->trigger();
        QTRY_VERIFY(parts.session.isPlayingSchedule());
        QCOMPARE(play->text(), u"Stop"_s);
        play->setText(u"Halt"_s); // as in another language
        play->trigger();
        QTRY_VERIFY(!parts.session.isPlayingSchedule());
        QCOMPARE(play->text(), u"Play"_s);
    }

    void aSavedTraceIsCountedAndCanBeSaved()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"saved.jsonl"_s);
        saveStory(file, {u"server.opened A t=1 conn=1 transport=ws path=/chat channel=room"_s,
                         u"server.sent A t=2 conn=1 n=1 update=1 channel=room why=live"_s});
        WindowParts parts;
        parts.add<ToolbarFeature>();
        QVERIFY(!parts.actions.saveTrace->isEnabled());
        QVERIFY(showSaved(parts.trace, file));
        QVERIFY(parts.actions.saveTrace->isEnabled());
        const QList<QLabel *> labels = bar(parts)->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [](const QLabel *label) { return label->text().startsWith(u"1 sent"_s); }));
    }

    // What should follow the last line is missing from the numbers, so it stands beside them.
    void aTraceThatIsCutSaysSo()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"cut.jsonl"_s);
        saveCutStory(file, {u"server.opened A t=1 conn=1 transport=ws path=/chat channel=room"_s,
                            u"server.published t=2 update=1 channel=room"_s});
        WindowParts parts;
        parts.add<ToolbarFeature>();
        QVERIFY(showSaved(parts.trace, file));
        const QList<QLabel *> labels = bar(parts)->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text().startsWith(u"incomplete · "_s);
        }));
    }

private:
    static TopBar *bar(const WindowParts &parts) { return parts.window.findChild<TopBar *>(); }
    static QString address(const WindowParts &parts)
    {
        return bar(parts)->address()->findChild<QLabel *>()->text();
    }
};

QTEST_MAIN(TestToolbarFeature)
#include "tst_toolbarfeature.moc"
