#include <app/editor/scenariotexts.h>
#include <app/network/recorded/putschedule.h>

#include <core/textfile.h>
#include <scenario/gallery.h>
#include <scenario/scenario.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// A manifest in an editor that writes down what it is asked for.
class Texts final : public ScenarioTexts
{
public:
    std::optional<QString> text(const QString &path) const override
    {
        return path == manifest ? std::optional(written) : std::nullopt;
    }
    void replace(const QString & /*path*/, const QString &text, int at) override
    {
        written = text;
        line = at;
    }
    void offerToSave(const QString &what) override { offered = what; }
    void show(const QString & /*path*/, int /*line*/, int /*column*/) override {}
    void reportError(const QString &sentence, const Error & /*error*/) override { problem = sentence; }
    void setNotes(const QMap<QString, std::vector<MarginNote>> & /*notes*/) override {}
    QMap<QString, QString> unsaved() const override { return {}; }
    void forgetDrafts() override {}

    QString manifest;
    QString written;
    int line = 0;
    QString offered;
    QString problem;
};

} // namespace

class TestPutSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        const Result<QString> chat = findScenario(u"chat"_s);
        QVERIFY(chat);
        m_scenario = loadScenario(*chat).scenario;
        m_texts = Texts();
        m_texts.manifest = m_scenario.manifestPath;
        m_texts.written = *readText(m_scenario.manifestPath);
    }

    void writesIntoTheManifestAndShowsIt()
    {
        QVERIFY(putIntoSchedule(m_texts, m_scenario, {step(u"A"_s)}, ScheduleEdit::Append));
        QVERIFY(m_texts.written.contains(
            u"at     = \"12s\"\nclient = \"A\"\nfault  = \"freeze\"\nfor    = \"2s\"\n"_s));
        QCOMPARE(m_texts.written.split(u'\n').value(m_texts.line - 1).trimmed(), u"[[network]]"_s);
        QCOMPARE(m_texts.offered, u"The fault stands in the schedule of scenario.toml now."_s);
    }

    void severalAreShownFromTheFirstOn()
    {
        QVERIFY(putIntoSchedule(m_texts, m_scenario, {step(u"A"_s), step(u"B"_s)}, ScheduleEdit::Replace));
        const Manifest manifest = readManifest(m_texts.written, {}).manifest;
        QCOMPARE(manifest.network.size(), std::size_t(2));
        QCOMPARE(manifest.network.front().line, m_texts.line);
        QCOMPARE(m_texts.offered, u"2 entries stand in the schedule of scenario.toml now."_s);
    }

    void whatDoesNotFitIsReportedAndNothingIsWritten()
    {
        const QString before = m_texts.written;
        QVERIFY(!putIntoSchedule(m_texts, m_scenario, {step(u"Z"_s)}, ScheduleEdit::Append));
        QCOMPARE(m_texts.written, before);
        QVERIFY(m_texts.problem.contains(u"Nothing was put into the schedule."_s));
        QVERIFY(m_texts.problem.contains(u"\"Z\" is no client of this scenario"_s));
        QVERIFY(m_texts.offered.isEmpty());
    }

private:
    static NetworkStep step(const QString &client)
    {
        return {12 * kSecond, {.client = client, .fault = u"freeze"_s, .ends = Ends::after(2 * kSecond)}, 0};
    }

    Scenario m_scenario;
    Texts m_texts;
};

QTEST_MAIN(TestPutSchedule)
#include "tst_putschedule.moc"
