#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageDuplicateId : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("twice", "2", pageWith(u"<p id='a'></p>\n<p id='a'></p>"_s), {},
            {u"page 3:4: id=\"a\" stands on line 2 already. | Give each element an id of its own; a swap finds only one of them."_s});
        row("once in a template", "2", pageWith(u"<p id='a'></p><template><p id=a></p></template>"_s), {},
            {});
        row("in other letters", "2", pageWith(u"<p id='a'></p><p id='A'></p>"_s), {}, {});
        row("empty ones", "2", pageWith(u"<p id=''></p><p id=''></p>"_s), {}, {});
    }
    SWAPSCOPE_RULE_TEST("page.duplicate-id")
};

QTEST_GUILESS_MAIN(TestPageDuplicateId)
#include "tst_pageduplicateid.moc"
