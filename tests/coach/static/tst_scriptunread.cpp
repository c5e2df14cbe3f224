#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestScriptUnread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("nested too deeply", "2", pageWith(u"<p>"_s),
            scriptWith(u"const a = "_s + QString(50'000, u'[') + QString(50'000, u']')),
            {u"script 1:1: The coach cannot read the script: it is nested too deeply. | "
             "Write it in smaller pieces, or see to its fragments and endpoints yourself."_s});
        row("nested", "4", pageWith(u"<p>"_s),
            scriptWith(u"const a = "_s + QString(100, u'[') + QString(100, u']')), {});
        row("long", "2", pageWith(u"<p>"_s), scriptWith(u"const a = 1"_s + u" + 1"_s.repeated(200)), {});
        row("no JavaScript", "2", pageWith(u"<p>"_s), scriptWith(u"const a = ["_s), {});
        row("none", "2", pageWith(u"<p>"_s), u""_s, {});
    }
    SWAPSCOPE_RULE_TEST("script.unread")
};

QTEST_GUILESS_MAIN(TestScriptUnread)
#include "tst_scriptunread.moc"
