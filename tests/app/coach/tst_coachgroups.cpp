#include "sayings.h"

#include <QTest>

using namespace swapscope;
using namespace swapscope::sayings;
using namespace Qt::Literals::StringLiterals;

class TestCoachGroups : public QObject
{
    Q_OBJECT

    static QStringList names(const std::vector<CoachGroup> &groups)
    {
        QStringList names;
        for (const CoachGroup &group : groups)
            names << group.rule;
        return names;
    }

private Q_SLOTS:
    void putsTheWorstFirstAndWhatIsOverLast()
    {
        const Trace events = trace();
        const std::vector<CoachGroup> groups = coachGroups(
            {ofText(u"n"_s, u"/s/page.html"_s, 7)},
            {running(u"over"_s, Severity::Error, u"Gone."_s, 12 * kSecond),
             running(u"w"_s, Severity::Warning, u"One."_s), running(u"e"_s, Severity::Error, u"Two."_s),
             running(u"w"_s, Severity::Warning, u"Three."_s)},
            &events);
        QCOMPARE(names(groups), (QStringList{u"e"_s, u"w"_s, u"n"_s, u"over"_s}));
        QCOMPARE(groups[1].entries.size(), 2U);
        QCOMPARE(groups[1].advice, QStringList{u"Mend it."_s});
    }

    void tellsTheEvidence()
    {
        const Trace events = trace();
        const CoachEntry entry =
            coachGroups({}, {running(u"w"_s, Severity::Warning, u"One."_s)}, &events).front().entries.front();
        QCOMPARE(entry.events.size(), 2U);
        QCOMPARE(entry.events[0], std::pair(EventId(1), u"page.closed at 3.2 s"_s));
        QCOMPARE(entry.events[1].first, EventId(2));
    }

    void tellsThePlace()
    {
        const CoachEntry entry =
            coachGroups({ofText(u"n"_s, u"/s/page.html"_s, 7)}, {}, nullptr).front().entries.front();
        QCOMPARE(entry.place, u"page.html:7"_s);
        QCOMPARE(entry.column, 4);
    }

    // The place is there already, as a link.
    void leavesThePlaceOutOfTheText()
    {
        LoggedFinding error = running(u"script.error"_s, Severity::Error, u"/s/server.js:3:7: no"_s);
        error.finding.file = u"/s/server.js"_s;
        error.finding.line = 3;
        error.finding.column = 7;
        const CoachEntry entry = coachGroups({}, {error}, nullptr).front().entries.front();
        QCOMPARE(entry.text, u"no"_s);
        QCOMPARE(entry.place, u"server.js:3"_s);
    }

    void tellsSinceWhenItIsOver()
    {
        const CoachGroup group =
            coachGroups({}, {running(u"w"_s, Severity::Warning, u"One."_s, 12 * kSecond)}, nullptr).front();
        QVERIFY(!group.standing());
        QCOMPARE(group.entries.front().over, u"Was so until 12.0 s. It is there now."_s);
    }

    void leavesOutWhatIsSilenced()
    {
        QCOMPARE(names(coachGroups({ofText(u"n"_s, u"/p"_s, 1)},
                                   {running(u"w"_s, Severity::Warning, u"One."_s)}, nullptr, {u"w"_s})),
                 QStringList{u"n"_s});
    }
};

QTEST_MAIN(TestCoachGroups)
#include "tst_coachgroups.moc"
