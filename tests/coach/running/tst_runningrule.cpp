#include "playbook.h"

#include "../../trace/story.h"

#include <coach/running/runningcoach.h>

#include <QJsonArray>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestVoice : public QObject
{
    Q_OBJECT

    const RuleInfo rule{u"a.rule"_s, Severity::Note, u"A title"_s, u"A reason."_s, {u"4"_s}};

private Q_SLOTS:
    void raisesOnceUntilCleared()
    {
        Voice voice(rule);
        voice.setTime(3 * kSecond);
        const auto raise = [&] {
            voice.raise({u"it"_s, u"B"_s, ConnectionId(4), u"Seen."_s, u"Do."_s, {2, 7}});
        };
        raise();
        raise();
        voice.clear(u"other"_s, u"No."_s);
        voice.clear(u"it"_s, u"Gone."_s, 9);
        voice.clear(u"it"_s, u"Gone."_s, 9);
        raise();
        const std::vector<Event> events = voice.drain();
        QCOMPARE(story::lines(events),
                 (QStringList{
                     u"finding.raised B conn=4 cause=7 about=it advice=Do. events= rule=a.rule severity=note "
                     "text=Seen. title=A title versions= why=A reason."_s,
                     u"finding.cleared B conn=4 cause=9 about=it rule=a.rule text=Gone."_s,
                     u"finding.raised B conn=4 cause=7 about=it advice=Do. events= rule=a.rule severity=note "
                     "text=Seen. title=A title versions= why=A reason."_s}));
        QCOMPARE(events.front().t, 3 * kSecond);
        QCOMPARE(events.front().data[Field::Events].toArray(), (QJsonArray{2, 7}));
        QVERIFY(voice.drain().empty());
    }

    void namesThePlaceOfAText()
    {
        Voice voice(rule);
        voice.raise({.about = u"it"_s,
                     .client = {},
                     .conn = {},
                     .text = u"Seen."_s,
                     .advice = u"Do."_s,
                     .events = {2},
                     .file = u"server.js"_s,
                     .line = 12,
                     .column = 7});
        const Event raised = voice.drain().front();
        QCOMPARE(raised.data[Field::File].toString(), u"server.js"_s);
        QCOMPARE(raised.data[Field::Line].toInt(), 12);
        QCOMPARE(raised.data[Field::Column].toInt(), 7);
    }

    // A page can miss a thousand targets.
    void endsSomewhere()
    {
        Voice voice(rule);
        for (int i = 0; i < 1000; ++i)
            voice.raise({QString::number(i), {}, {}, u"Seen."_s, u"Do."_s, {}});
        QCOMPARE(voice.drain().size(), Voice::kMost);
    }

    // An event that is not known is no evidence.
    void leavesOutWhatIsUnknown()
    {
        Voice voice(rule);
        voice.raise({u"it"_s, {}, {}, u"Seen."_s, u"Do."_s, {0, 7, 0, 8}});
        QCOMPARE(voice.drain().front().data[Field::Events].toArray(), (QJsonArray{7, 8}));
    }
};

QTEST_GUILESS_MAIN(TestVoice)
#include "tst_runningrule.moc"
