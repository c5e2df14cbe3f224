#include <cli/checkreport.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

Finding misspelt()
{
    Finding finding =
        findingOf({u"page.unknown-attribute"_s, Severity::Error, u"An attribute, unknown"_s, u"Why."_s, {}},
                  u"ws-sned is no attribute."_s, u"Write ws-send."_s);
    finding.versions = {u"2"_s};
    finding.file = u"/home/me/chat/page.html"_s;
    finding.line = 14;
    finding.column = 9;
    return finding;
}

} // namespace

class TestCheckReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTextForPeople()
    {
        CheckReport report{u"chat"_s, u"Chat"_s, {misspelt()}, {misspelt()}, 3};
        QCOMPARE(toText(report, CheckFormat::Text, u"/home/me"_s),
                 u"chat/page.html:14:9: error: ws-sned is no attribute. [page.unknown-attribute]\n"
                 "    Write ws-send.\n"
                 "chat/page.html:14:9: expected: ws-sned is no attribute. [page.unknown-attribute]\n"
                 "    Write ws-send.\n"
                 "Chat: 1 finding, 1 expected, 3 silenced\n"_s);
        report = {u"chat"_s, u"Chat"_s, {misspelt(), misspelt()}, {}, 0};
        QVERIFY(
            toText(report, CheckFormat::Text, u"/elsewhere"_s).startsWith(u"/home/me/chat/page.html:14:9:"));
        QVERIFY(toText(report, CheckFormat::Text, {}).endsWith(u"Chat: 2 findings\n"));
        QCOMPARE(toText({u"chat"_s, u"Chat"_s, {}, {}, 0}, CheckFormat::Text, {}), u"Chat: no findings\n"_s);
    }

    void isOneJsonObject()
    {
        const CheckReport report{u"chat"_s, u"Chat"_s, {misspelt()}, {}, 2};
        const QJsonObject json =
            QJsonDocument::fromJson(toText(report, CheckFormat::Json, u"/home/me"_s).toUtf8()).object();
        QCOMPARE(json.keys(), (QStringList{u"expected"_s, u"findings"_s, u"scenario"_s, u"silenced"_s}));
        QCOMPARE(json["scenario"_L1].toString(), u"chat"_s);
        QCOMPARE(json["silenced"_L1].toInt(), 2);
        const QJsonObject finding = json["findings"_L1].toArray().at(0).toObject();
        QCOMPARE(finding, toJson(misspelt()));
        QCOMPARE(finding["file"_L1].toString(), u"/home/me/chat/page.html"_s);
    }

    void annotatesForGithub()
    {
        const CheckReport report{u"chat"_s, u"Chat"_s, {misspelt()}, {misspelt()}, 0};
        QCOMPARE(toText(report, CheckFormat::Github, u"/home/me"_s),
                 u"::error file=chat/page.html,line=14,col=9,title=An attribute%2C unknown "
                 "[page.unknown-attribute]::ws-sned is no attribute.%0AWrite ws-send.\n"
                 "::notice file=chat/page.html,line=14,col=9,title=Expected%3A An attribute%2C unknown "
                 "[page.unknown-attribute]::ws-sned is no attribute.%0AWrite ws-send.\n"_s);
    }

    void escapesWhatGithubWouldRead()
    {
        const Finding finding =
            findingOf(u"script.error"_s, Error{u"100 %: a,\r\nb::c"_s, u"/x/a,b:c%.js"_s, 2, 0});
        QCOMPARE(toText({u"x"_s, u"X"_s, {finding}, {}, 0}, CheckFormat::Github, {}),
                 u"::error file=/x/a%2Cb%3Ac%25.js,line=2,title=script.error::100 %25: a,%0D%0Ab::c\n"_s);
    }

    void severitiesHaveTheirCommands()
    {
        Finding finding = misspelt();
        finding.severity = Severity::Warning;
        QVERIFY(toText({{}, {}, {finding}, {}, 0}, CheckFormat::Github, {}).startsWith(u"::warning "));
        finding.severity = Severity::Note;
        QVERIFY(toText({{}, {}, {finding}, {}, 0}, CheckFormat::Github, {}).startsWith(u"::notice "));
    }

    void notesAreNoReasonToFail()
    {
        Finding note = misspelt();
        note.severity = Severity::Note;
        Finding warning = misspelt();
        warning.severity = Severity::Warning;
        QCOMPARE(CheckReport{}.status(), kFine);
        QCOMPARE((CheckReport{{}, {}, {note}, {misspelt()}, 5}.status()), kFine);
        QCOMPARE((CheckReport{{}, {}, {note, warning}, {}, 0}.status()), kFindings);
    }
};

QTEST_GUILESS_MAIN(TestCheckReport)
#include "tst_checkreport.moc"
