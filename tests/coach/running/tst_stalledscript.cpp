#include "playbook.h"

using namespace swapscope;
using namespace swapscope::playbook;
using namespace Qt::Literals::StringLiterals;

// The script keeps the server from serving.
class TestStalledScript : public QObject
{
    Q_OBJECT

    const QString m_stalled =
        u"script.stalled t=3.5 file=/s/server.js line=12 column=1 text=the·cue·“Keys” seconds=1.5"_s;
    const QString m_sent = u"server.sent A t=2 conn=1 n=1 why=live"_s;
    const QString m_arrived = u"link.message A t=30 conn=1 n=1 dir=down opcode=text"_s;

    static QString resumed(const QString &t, const QString &seconds)
    {
        return u"script.resumed t=%1 text=the·cue·“Keys” seconds=%2"_s.arg(t, seconds);
    }
    QStringList chat(const QStringList &lines) const { return page(u"A"_s, u"2"_s) + lines; }

private Q_SLOTS:
    void plays_data()
    {
        const QString said = u"+script.stalled: the cue “Keys”"_s;
        const QString over = u"-script.stalled: the cue “Keys”"_s;
        columns();
        row("it does not return", chat({m_stalled}), {said});
        row("it returns", chat({m_stalled, resumed(u"13"_s, u"11"_s)}), {said, over});
        row("and again", chat({m_stalled, resumed(u"13"_s, u"11"_s), m_stalled}), {said, over, said});
        row("near miss: an error stopped it in time",
            chat({u"script.error t=3 file=/s/server.js line=12 column=1 text=stopped"_s}),
            {u"+script.error: /s/server.js:12:1: stopped"_s});
        // For the time of it nothing is said of silence and of the network.
        row("what was sent cannot arrive", chat({m_sent, m_stalled, u"at 12.5"_s, u"at 29"_s}), {said});
        row("it arrives when the script has returned",
            chat({m_sent, m_stalled, u"at 29"_s, resumed(u"29.9"_s, u"27.9"_s), u"at 29.95"_s, m_arrived,
                  u"at 45"_s}),
            {said, over});
        row("nothing can cross", chat({m_stalled, u"at 63"_s, u"at 100"_s}), {said});
        row("silence counts from its return",
            chat({m_stalled, resumed(u"63"_s, u"61"_s), u"at 65"_s, u"at 122"_s, u"at 123.5"_s}),
            {said, over, u"+silence.long: A /chat"_s});
        row("a dead path counts from its return",
            chat({m_sent, m_stalled, resumed(u"20"_s, u"18"_s), u"at 22"_s, u"at 29.5"_s, u"at 30.5"_s}),
            {said, over, u"+silence.half-open: A 1"_s});
    }
    void plays() { play(); }

    void namesThePlace()
    {
        const Event raised = derived({m_stalled}).at(0);
        QCOMPARE(raised.data[Field::File].toString(), u"/s/server.js"_s);
        QCOMPARE(raised.data[Field::Line].toInt(), 12);
        QCOMPARE(raised.data[Field::Text].toString(),
                 u"The cue “Keys” has been running for 1.5 s, and has not returned."_s);
    }
};

QTEST_GUILESS_MAIN(TestStalledScript)
#include "tst_stalledscript.moc"
