#include "reviewed.h"

#include <coach/static/rule.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestNotes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNoteHasItsRuleItsFileItsPlaceAndItsVersion()
    {
        const RuleInfo rule{u"page.test"_s, Severity::Error, u"A title"_s, u"A reason."_s, {u"2"_s, u"4"_s}};
        Notes notes(rule, u"4");
        notes.page(PageTree(u"<p>"_s, u"page.html"_s), {3, 7}, u"Seen."_s, u"Do this."_s);
        notes.script(scriptText(u"1"_s, u"server.js"_s), {1, 2}, u"Seen too."_s, u"Do that."_s).client =
            u"A"_s;
        const std::vector<Finding> findings = notes.take();
        QCOMPARE(findings.size(), std::size_t(2));
        Finding first = findingOf(rule, u"Seen."_s, u"Do this."_s);
        first.versions = QStringList{u"4"_s};
        first.file = u"page.html"_s;
        first.line = 3;
        first.column = 7;
        QCOMPARE(findings[0], first);
        QCOMPARE(findings[0].severity, Severity::Error);
        QCOMPARE(findings[1].file, u"server.js"_s);
        QCOMPARE(findings[1].line, 1);
        QCOMPARE(findings[1].client, u"A"_s); // what the rule added to the note
        QVERIFY(notes.take().empty());
    }
};

QTEST_GUILESS_MAIN(TestNotes)
#include "tst_notes.moc"
