#include "reviewed.h"

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestSocketNoHeartbeat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        reviewColumns();
        row("none", "2", pageWith(u"<p>"_s), scriptWith(u"ws(\"/x\", { channel: room })"_s),
            {u"script 2:1: The socket /x has no heartbeat. | Add heartbeat: \"15s\"."_s});
        row("a path that is not known", "4", pageWith(u"<p>"_s), scriptWith(u"  ws(path, { open(c) { } })"_s),
            {u"script 2:3: The socket has no heartbeat. | Add heartbeat: \"15s\"."_s});
        row("one", "2", pageWith(u"<p>"_s),
            scriptWith(u"ws(\"/x\", { channel: room, heartbeat: \"15s\" })"_s), {});
        row("one from a parameter", "2", pageWith(u"<p>"_s),
            scriptWith(u"ws(\"/x\", { heartbeat: params.beat })"_s), {});
        row("options that are not known", "2", pageWith(u"<p>"_s),
            scriptWith(u"ws(\"/x\", options); ws(\"/y\", { [key]: 1 })"_s), {});
        row("the other kind", "2", pageWith(u"<p>"_s), scriptWith(u"sse(\"/x\", { channel: room })"_s), {});
        row("something else", "2", pageWith(u"<p>"_s),
            scriptWith(u"other.ws(\"/x\", {}); function ws(a) {} // ws(\"/x\", {})"_s), {});
    }
    SWAPSCOPE_RULE_TEST("socket.no-heartbeat")
};

QTEST_GUILESS_MAIN(TestSocketNoHeartbeat)
#include "tst_socketnoheartbeat.moc"
