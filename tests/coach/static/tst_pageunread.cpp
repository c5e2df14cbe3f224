#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageUnread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("elements in elements", "2", u"<div>"_s.repeated(700'000), u""_s,
            {u"page 1:1: The coach cannot read the page: it nests too deeply, or a tag has too many "
             "attributes. | Close what is opened, and write it in smaller pieces."_s});
        row("a few of them", "4", u"<div>"_s.repeated(500), u""_s, {});
        row("one beside the other", "2", u"<div></div>"_s.repeated(100'000), u""_s, {});
    }
    SWAPSCOPE_RULE_TEST("page.unread")

    // Of what is in it the coach knows nothing, so it does not say that something is missing.
    void noOtherRuleSpeaks()
    {
        const ReviewTexts texts{
            {{u"page.html"_s, u"<div>"_s.repeated(700'000), {u"2"_s}}}, u"server.js"_s, {}, false};
        const std::vector<Finding> findings = review(texts, testParser());
        QCOMPARE(findings.size(), 1U);
        QCOMPARE(findings.front().rule, u"page.unread"_s);
    }
};

QTEST_GUILESS_MAIN(TestPageUnread)
#include "tst_pageunread.moc"
