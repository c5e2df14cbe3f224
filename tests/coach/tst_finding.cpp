#include <coach/finding.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFinding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySeverityHasAName()
    {
        for (const Severity severity : {Severity::Note, Severity::Warning, Severity::Error})
            QCOMPARE(severityFromName(QString(severityName(severity))), severity);
        QCOMPARE(severityName(Severity::Warning), "warning"_L1);
        QCOMPARE(severityFromName(u"fatal"), std::nullopt);
    }

    void aFindingIsCompleteInItself()
    {
        const RuleInfo rule{u"x.y"_s, Severity::Error, u"A title"_s, u"Because."_s, {u"2"_s}};
        const Finding finding = findingOf(rule, u"It is so."_s, u"Change it."_s);
        QCOMPARE(finding.rule, u"x.y"_s);
        QCOMPARE(finding.severity, Severity::Error);
        QCOMPARE(finding.title, u"A title"_s);
        QCOMPARE(finding.text, u"It is so."_s);
        QCOMPARE(finding.why, u"Because."_s);
        QCOMPARE(finding.advice, u"Change it."_s);
        QCOMPARE(finding.versions, QStringList{u"2"_s});
    }

    void isJsonWithoutWhatIsNotKnown()
    {
        Finding finding = findingOf({u"x.y"_s, Severity::Note, u"T"_s, u"W."_s, {u"4"_s}}, u"S."_s, u"A."_s);
        QCOMPARE(
            QJsonDocument(toJson(finding)).toJson(QJsonDocument::Compact),
            R"({"advice":"A.","rule":"x.y","severity":"note","text":"S.","title":"T","versions":["4"],"why":"W."})");
        finding.events = {7, 9};
        finding.client = u"B"_s;
        finding.conn = ConnectionId(3);
        finding.file = u"/a/page.html"_s;
        finding.line = 12;
        finding.column = 4;
        const QJsonObject json = toJson(finding);
        QCOMPARE(json["events"_L1].toArray(), (QJsonArray{7, 9}));
        QCOMPARE(json["client"_L1].toString(), u"B"_s);
        QCOMPARE(json["conn"_L1].toInt(), 3);
        QCOMPARE(json["file"_L1].toString(), u"/a/page.html"_s);
        QCOMPARE(json["line"_L1].toInt(), 12);
        QCOMPARE(json["column"_L1].toInt(), 4);
    }
};

QTEST_GUILESS_MAIN(TestFinding)
#include "tst_finding.moc"
