#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageEmpty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("blanks alone", "2", u" \n"_s, {},
            {u"page 1:1: The page has no text. | Write a page, or begin with one of the bundled ones."_s});
        row("a word", "2", u"hello"_s, {}, {});
    }
    SWAPSCOPE_RULE_TEST("page.empty")
};

QTEST_GUILESS_MAIN(TestPageEmpty)
#include "tst_pageempty.moc"
