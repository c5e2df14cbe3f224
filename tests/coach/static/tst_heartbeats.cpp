#include "reviewed.h"

#include <coach/static/heartbeats.h>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestHeartbeats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void notesWhatSurelyHasNone_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<Way>("way");
        QTest::addColumn<QStringList>("texts");
        QTest::newRow("a socket without") << u"ws(\"/a\", { channel: room })"_s << Way::Socket
                                          << QStringList{u"The socket /a has no heartbeat."_s};
        QTest::newRow("a stream without") << u"sse(\"/b\", { channel: room })"_s << Way::Stream
                                          << QStringList{u"The stream /b has no heartbeat."_s};
        QTest::newRow("asked for the other way")
            << u"ws(\"/a\", { channel: room })"_s << Way::Stream << QStringList();
        QTest::newRow("with one") << u"ws(\"/a\", { channel: room, heartbeat: \"15s\" })"_s << Way::Socket
                                  << QStringList();
        QTest::newRow("each of two") << u"ws(\"/a\", {}); ws(\"/b\", {})"_s << Way::Socket
                                     << QStringList{u"The socket /a has no heartbeat."_s,
                                                    u"The socket /b has no heartbeat."_s};
        QTest::newRow("renamed") << u"const socket = ws; socket(\"/a\", {})"_s << Way::Socket
                                 << QStringList{u"The socket /a has no heartbeat."_s};
        QTest::newRow("spread") << u"const usual = { channel: room }; ws(\"/a\", { ...usual })"_s
                                << Way::Socket << QStringList{u"The socket /a has no heartbeat."_s};
        QTest::newRow("one in what is spread")
            << u"const usual = { heartbeat: \"15s\" }; ws(\"/a\", { ...usual, channel: room })"_s
            << Way::Socket << QStringList();
        QTest::newRow("options that are changed later")
            << u"const usual = {}; usual.heartbeat = \"15s\"; ws(\"/a\", usual)"_s << Way::Socket
            << QStringList();
        QTest::newRow("options that cannot be seen")
            << u"ws(\"/a\", options)"_s << Way::Socket << QStringList();
    }

    void notesWhatSurelyHasNone()
    {
        QFETCH(QString, code);
        QFETCH(Way, way);
        QFETCH(QStringList, texts);
        const RuleInfo rule{u"test.rule"_s, Severity::Warning, {}, {}, {u"2"_s}};
        const PageTree page;
        const ScriptText script = scriptText(scriptWith(code), u"server.js"_s);
        Notes notes(rule, u"2");
        noteWithoutHeartbeat({u"2", page, script, false}, notes, way);
        QStringList noted;
        for (const Finding &finding : notes.take()) {
            noted << finding.text;
            QCOMPARE(finding.advice, u"Add heartbeat: \"15s\"."_s);
            QCOMPARE(finding.line, 2);
        }
        QCOMPARE(noted, texts);
    }
};

QTEST_GUILESS_MAIN(TestHeartbeats)
#include "tst_heartbeats.moc"
