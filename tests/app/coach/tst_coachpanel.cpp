#include "sayings.h"

#include <app/coach/coachpanel.h>
#include <app/coach/findingcard.h>

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace swapscope::sayings;
using namespace Qt::Literals::StringLiterals;

class TestCoachPanel : public QObject
{
    Q_OBJECT

    static bool says(const QWidget &panel, const QString &text)
    {
        const QList<QLabel *> labels = panel.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisibleTo(&panel) && label->text().contains(text);
        });
    }

private Q_SLOTS:
    void helpsWhereNothingIsToSay()
    {
        CoachPanel panel;
        QVERIFY(says(panel, u"Nothing to say so far"_s));
        QVERIFY(says(panel, u"Cut a client"_s));
        panel.setWatching(false);
        QVERIFY(says(panel, u"Nothing to look at"_s));
        QCOMPARE(panel.standing(), 0);
        QVERIFY(!panel.worst());
    }

    void countsWhatStands()
    {
        CoachPanel panel;
        panel.setGroups(coachGroups({ofText(u"n"_s, u"/p"_s, 1)},
                                    {running(u"w"_s, Severity::Warning, u"One."_s),
                                     running(u"e"_s, Severity::Error, u"Gone."_s, kSecond)},
                                    nullptr));
        QCOMPARE(panel.standing(), 2);
        QCOMPARE(panel.worst(), std::optional(Severity::Warning));
        QVERIFY(says(panel, u"2 finding"_s));
        QVERIFY(!says(panel, u"Nothing to say"_s));
        panel.setGroups({});
        QVERIFY(says(panel, u"Nothing to say so far"_s));
    }

    void leadsOn()
    {
        CoachPanel panel;
        panel.setGroups(coachGroups({}, {running(u"w"_s, Severity::Warning, u"One."_s)}, nullptr));
        QSignalSpy silence(&panel, &CoachPanel::silenceRequested);
        auto *card = panel.findChild<FindingCard *>();
        QVERIFY(card);
        Q_EMIT card->silenceRequested(u"w"_s);
        QCOMPARE(silence.first().first().toString(), u"w"_s);
        panel.setSilenced({u"w"_s});
        QVERIFY(says(panel, u"Silenced in scenario.toml: w"_s));
    }
};

QTEST_MAIN(TestCoachPanel)
#include "tst_coachpanel.moc"
