#include "story.h"

#include <trace/condition.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(swapscope::ConditionChain)
Q_DECLARE_METATYPE(swapscope::FieldTest)

namespace {

using Fields = QMap<QString, FieldTest>;

Condition condition(const QString &kind, const Fields &fields = {}, int count = 1,
                    std::optional<Nanoseconds> within = {}, std::optional<Nanoseconds> absent = {})
{
    return {kind, fields, count, within, absent};
}

Fields client(const QString &name)
{
    return {{u"client"_s, FieldTest::equal(name)}};
}

FieldTest range(std::optional<double> min, std::optional<double> max)
{
    FieldTest test;
    test.min = min;
    test.max = max;
    return test;
}

FieldTest contains(const QString &text)
{
    FieldTest test;
    test.contains = text;
    return test;
}

FieldTest differs(const QVariant &value)
{
    FieldTest test;
    test.differs = value;
    return test;
}

FieldTest exists(bool there)
{
    FieldTest test;
    test.exists = there;
    return test;
}

// Plays events, and `now` lines for time that goes by without one, and tells after which line the conditions
// were fulfilled; empty: they were not.
QString playbook(ConditionChain chain, const QStringList &lines)
{
    chain.begin(0);
    EventId id = 0;
    for (const QString &line : lines) {
        bool done = false;
        if (line.startsWith(u"now ")) {
            done = chain.advance(std::llround(line.mid(4).toDouble() * 1e9));
        } else {
            Event event = story::event(line);
            event.id = ++id;
            done = chain.feed(event);
        }
        if (done)
            return line;
    }
    return {};
}

} // namespace

class ConditionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QVariant>("test");
        QTest::addColumn<QString>("event");
        QTest::addColumn<bool>("matches");
        const auto row = [&](const char *name, const QString &field, const FieldTest &test, const char *event,
                             bool matches) {
            QTest::newRow(name) << field << QVariant::fromValue(test) << QString::fromLatin1(event)
                                << matches;
        };
        const auto is = [](const QVariant &value) { return FieldTest::equal(value); };
        row("the kind alone", {}, {}, "link.cut B conn=3", true);
        row("another kind", {}, {}, "link.closed B conn=3", false);
        row("the client", u"client"_s, is(u"B"_s), "link.cut B", true);
        row("another client", u"client"_s, is(u"B"_s), "link.cut A", false);
        row("no client", u"client"_s, is(QString()), "link.cut", false);
        row("the connection", u"conn"_s, is(qlonglong(3)), "link.cut B conn=3", true);
        row("another connection", u"conn"_s, is(4), "link.cut B conn=3", false);
        row("no connection is not 0", u"conn"_s, is(0), "link.cut B", false);
        row("the payload: an integer is a double", u"for_s"_s, is(5), "link.cut B for_s=5.0", true);
        row("the payload: a fraction", u"for_s"_s, is(2.5), "link.cut B for_s=2.5", true);
        row("a text is no number", u"for_s"_s, is(u"5"_s), "link.cut B for_s=5", false);
        row("a field that is not there", u"code"_s, is(1006), "link.cut B", false);
        row("true", u"oob"_s, is(true), "link.cut A oob=true", true);
        row("true is not false", u"oob"_s, is(true), "link.cut A oob=false", false);
        row("true is not 1", u"oob"_s, is(true), "link.cut A oob=1", false);
        row("an update", u"update"_s, is(7), "link.cut B update=7", true);
        row("at least", u"for_s"_s, range(3, {}), "link.cut B for_s=3", true);
        row("below the least", u"for_s"_s, range(3, {}), "link.cut B for_s=2.9", false);
        row("at most", u"for_s"_s, range({}, 9), "link.cut B for_s=9", true);
        row("above the most", u"for_s"_s, range({}, 9), "link.cut B for_s=9.1", false);
        row("between", u"n"_s, range(3, 9), "link.cut B n=4", true);
        row("a text is in no range", u"for_s"_s, range(3, 9), "link.cut B for_s=five", false);
        row("nothing is in no range", u"for_s"_s, range({}, 9), "link.cut B", false);
        row("contains", u"text"_s, contains(u"way"_s), "link.cut B text=going-away", true);
        row("contains not", u"text"_s, contains(u"Way"_s), "link.cut B text=going-away", false);
        row("a number contains nothing", u"text"_s, contains(u"1"_s), "link.cut B text=1", false);
        row("not", u"code"_s, differs(1000), "link.cut B code=1006", true);
        row("not not", u"code"_s, differs(1000), "link.cut B code=1000", false);
        row("what is absent is not", u"code"_s, differs(1000), "link.cut B", true);
        row("is there", u"code"_s, exists(true), "link.cut B code=1006", true);
        row("is not there", u"code"_s, exists(true), "link.cut B", false);
        row("is absent", u"code"_s, exists(false), "link.cut B", true);
        row("is not absent", u"conn"_s, exists(false), "link.cut B conn=1", false);
    }
    void matches()
    {
        QFETCH(QString, field);
        QFETCH(QVariant, test);
        QFETCH(QString, event);
        Fields fields;
        if (!field.isEmpty())
            fields.insert(field, test.value<FieldTest>());
        QTEST(condition(u"link.cut"_s, fields).matches(story::event(event)), "matches");
    }

    void everyFieldMustMatch()
    {
        Fields fields = client(u"B"_s);
        fields.insert(u"for_s"_s, FieldTest::equal(5));
        const Condition both = condition(u"link.cut"_s, fields);
        QVERIFY(both.matches(story::event(u"link.cut B for_s=5"_s)));
        QVERIFY(!both.matches(story::event(u"link.cut A for_s=5"_s)));
        QVERIFY(!both.matches(story::event(u"link.cut B for_s=6"_s)));
    }

    void plays_data()
    {
        QTest::addColumn<ConditionChain>("chain");
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<QString>("fulfilledBy");
        const auto row = [](const char *name, std::vector<Condition> conditions, const QStringList &lines,
                            const QString &by) {
            QTest::newRow(name) << ConditionChain(std::move(conditions)) << lines << by;
        };
        const Condition missed = condition(u"update.missed"_s, client(u"B"_s), 2);
        row("counts those that match", {missed},
            {u"update.missed B t=1"_s, u"update.missed A t=2"_s, u"update.missed B t=3"_s},
            u"update.missed B t=3"_s);
        row("too few", {missed}, {u"update.missed B t=1"_s, u"update.missed A t=2"_s, u"now 99"_s}, {});

        const Condition cut = condition(u"link.cut"_s);
        const Condition open = condition(u"page.open"_s);
        row("one after the other", {cut, open}, {u"link.cut B t=1"_s, u"page.open B t=2"_s},
            u"page.open B t=2"_s);
        row("in this order only", {cut, open}, {u"page.open B t=1"_s, u"link.cut B t=2"_s}, {});
        row("one event is for one condition", {cut, cut}, {u"link.cut B t=1"_s}, {});

        const Condition burst = condition(u"page.swap"_s, {}, 3, 2 * kSecond);
        row("three within two seconds", {burst},
            {u"page.swap B t=1"_s, u"page.swap B t=2"_s, u"page.swap B t=3"_s}, u"page.swap B t=3"_s);
        row("the window moves on", {burst},
            {u"page.swap B t=1"_s, u"page.swap B t=2.5"_s, u"page.swap B t=3.5"_s, u"now 9"_s,
             u"page.swap B t=9.1"_s, u"page.swap B t=9.2"_s, u"page.swap B t=9.3"_s},
            u"page.swap B t=9.3"_s);
        row("not near enough", {burst}, {u"page.swap B t=1"_s, u"page.swap B t=3"_s, u"page.swap B t=5"_s},
            {});

        const Condition soon = condition(u"page.open"_s, {}, 1, 3 * kSecond);
        row("soon after the beginning", {soon}, {u"page.open B t=3"_s}, u"page.open B t=3"_s);
        row("too late for ever", {soon}, {u"page.open B t=3.1"_s, u"page.open B t=4"_s}, {});
        row("soon after the cut", {cut, soon}, {u"link.cut B t=10"_s, u"page.open B t=12"_s},
            u"page.open B t=12"_s);
        row("too late after the cut", {cut, soon}, {u"link.cut B t=10"_s, u"page.open B t=14"_s}, {});
        row("a second cut is a second chance", {cut, soon},
            {u"link.cut B t=10"_s, u"page.open B t=14"_s, u"link.cut B t=20"_s, u"page.open B t=22"_s},
            u"page.open B t=22"_s);
        row("also when nothing told of the end", {cut, soon},
            {u"link.cut B t=10"_s, u"now 14"_s, u"link.cut B t=14.5"_s, u"page.open B t=16"_s},
            u"page.open B t=16"_s);

        const Condition silence = condition(u"page.connecting"_s, client(u"B"_s), 1, {}, 8 * kSecond);
        row("silence comes true by time", {silence}, {u"now 7.9"_s, u"now 8"_s}, u"now 8"_s);
        row("or by a later event", {silence}, {u"page.open A t=7"_s, u"page.open A t=8"_s},
            u"page.open A t=8"_s);
        row("such an event begins it anew", {silence},
            {u"page.connecting B t=5"_s, u"now 12.9"_s, u"now 13"_s}, u"now 13"_s);
        row("another's does not", {silence}, {u"page.connecting A t=5"_s, u"now 8"_s}, u"now 8"_s);
        row("silence after the cut", {cut, silence},
            {u"now 30"_s, u"link.cut B t=31"_s, u"now 38"_s, u"now 39"_s}, u"now 39"_s);
        row("and then something", {silence, open}, {u"page.open A t=7"_s, u"now 8"_s, u"page.open A t=9"_s},
            u"page.open A t=9"_s);
    }
    void plays()
    {
        QFETCH(ConditionChain, chain);
        QFETCH(QStringList, lines);
        QTEST(playbook(chain, lines), "fulfilledBy");
    }

    void namesTheEventThatFulfilledIt()
    {
        ConditionChain chain({condition(u"link.cut"_s), condition(u"page.open"_s)});
        chain.begin(0);
        Event cut = story::event(u"link.cut B t=1"_s);
        cut.id = 7;
        Event open = story::event(u"page.open B t=2"_s);
        open.id = 9;
        QVERIFY(!chain.feed(cut));
        QVERIFY(chain.feed(open));
        QCOMPARE(chain.by(), EventId(9));
    }

    void whatWasTooLateCanBeginAnew()
    {
        ConditionChain chain({condition(u"page.open"_s, {}, 1, 3 * kSecond)});
        chain.begin(0);
        QVERIFY(!chain.advance(4 * kSecond));
        QVERIFY(chain.late());
        chain.begin(10 * kSecond);
        QVERIFY(!chain.late());
        QVERIFY(chain.feed(story::event(u"page.open B t=12"_s)));
    }
};

QTEST_GUILESS_MAIN(ConditionTest)
#include "tst_condition.moc"
