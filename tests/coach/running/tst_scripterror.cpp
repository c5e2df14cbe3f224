#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// An error of the script while it runs.
class TestScriptError : public QObject
{
    Q_OBJECT

    static QString error(const QString &t, int line, const QString &what = u"x·is·not·defined"_s)
    {
        return u"script.error t=%1 file=/s/server.js line=%2 column=5 text=%3"_s.arg(t).arg(line).arg(what);
    }
    static QString stopped(const QString &reason) { return u"server.stopped t=5 reason="_s + reason; }

private Q_SLOTS:
    void plays_data()
    {
        const QString said = u"script.error: /s/server.js:12:5: x is not defined"_s;
        const QString other = u"script.error: /s/server.js:30:5: x is not defined"_s;
        columns();
        row("an error", {error(u"3"_s, 12)}, {u'+' + said});
        row("the same again", {error(u"3"_s, 12), error(u"4"_s, 12)}, {u'+' + said});
        row("at another place", {error(u"3"_s, 12), error(u"4"_s, 30)}, {u'+' + said, u'+' + other});
        row("another one at the same place", {error(u"3"_s, 12), error(u"4"_s, 12, u"y"_s)},
            {u'+' + said, u"+script.error: /s/server.js:12:5: y"_s});
        row("the script is saved", {error(u"3"_s, 12), error(u"4"_s, 30), stopped(u"script"_s)},
            {u'+' + said, u'+' + other, u'-' + said, u'-' + other});
        row("and has it still", {error(u"3"_s, 12), stopped(u"script"_s), error(u"6"_s, 12)},
            {u'+' + said, u'-' + said, u'+' + said});
        row("a deploy mends nothing", {error(u"3"_s, 12), stopped(u"restart"_s)}, {u'+' + said});
        row("near miss: what the script says of an error is its own word",
            {u"script.log t=3 level=error text=x·is·not·defined file=/s/server.js line=12"_s});
        row("near miss: the page's script is another one",
            page(u"A"_s, u"2"_s) << u"page.error A t=3 text=x·is·not·defined source=http://h/ line=12"_s);
    }
    void plays() { play(); }

    void namesThePlace()
    {
        const Event raised = derived({error(u"3"_s, 12)}).at(0);
        QCOMPARE(raised.data[Field::File].toString(), u"/s/server.js"_s);
        QCOMPARE(raised.data[Field::Line].toInt(), 12);
        QCOMPARE(raised.data[Field::Column].toInt(), 5);
        QCOMPARE(raised.data[Field::Text].toString(), u"/s/server.js:12:5: x is not defined"_s);
        QCOMPARE(raised.cause, EventId(1));
    }
};

QTEST_GUILESS_MAIN(TestScriptError)
#include "tst_scripterror.moc"
