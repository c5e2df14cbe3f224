#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestStreamNoHeartbeat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("none", "2", pageWith(u"<p>"_s), scriptWith(u"sse(\"/x\", { channel: room })"_s),
            {u"script 2:1: The stream /x has no heartbeat. | Add heartbeat: \"15s\"."_s});
        row("a path that is not known", "4", pageWith(u"<p>"_s),
            scriptWith(u"  sse(path, { open(c) { } })"_s),
            {u"script 2:3: The stream has no heartbeat. | Add heartbeat: \"15s\"."_s});
        row("one", "2", pageWith(u"<p>"_s),
            scriptWith(u"sse(\"/x\", { channel: room, heartbeat: \"15s\" })"_s), {});
        row("one from a parameter", "2", pageWith(u"<p>"_s),
            scriptWith(u"sse(\"/x\", { heartbeat: params.beat })"_s), {});
        row("options that are not known", "2", pageWith(u"<p>"_s),
            scriptWith(u"sse(\"/x\", options); sse(\"/y\", { [key]: 1 })"_s), {});
        row("the other kind", "2", pageWith(u"<p>"_s), scriptWith(u"ws(\"/x\", { channel: room })"_s), {});
        row("something else", "2", pageWith(u"<p>"_s),
            scriptWith(u"other.sse(\"/x\", {}); function sse(a) {} // sse(\"/x\", {})"_s), {});
    }
    SWAPSCOPE_RULE_TEST("stream.no-heartbeat")
};

QTEST_GUILESS_MAIN(TestStreamNoHeartbeat)
#include "tst_streamnoheartbeat.moc"
