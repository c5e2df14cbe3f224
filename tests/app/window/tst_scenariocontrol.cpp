#include <app/window/scenariocontrol.h>

#include <core/places.h>
#include <core/textfile.h>
#include <scenario/gallery.h>
#include <scenario/scenario.h>
#include <support/begun.h>

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestScenarioControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_temp = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(m_temp->filePath(u"settings.ini"_s), QSettings::IniFormat);
        m_session = std::make_unique<Session>();
        m_control = std::make_unique<ScenarioControl>(*m_session, m_settings.get());
        const Result<QString> mine = createScenario(*findScenario(u"counter"_s), m_temp->path(), u"mine"_s);
        QVERIFY(mine);
        m_mine = *mine;
    }

    void cleanup()
    {
        m_control.reset();
        m_session.reset();
    }

    void opensByNameAndByFolder()
    {
        QSignalSpy loaded(m_control.get(), &ScenarioControl::loaded);
        QVERIFY(m_control->open(u"counter"_s, {}));
        QVERIFY(m_control->isBundled());
        QVERIFY(m_control->open(m_mine, {}));
        QVERIFY(!m_control->isBundled());
        QCOMPARE(loaded.size(), 2);
        QVERIFY(test::runs(*m_session));
        QCOMPARE(m_session->scenario().dir, m_mine);
    }

    void remembersWhatRanLast()
    {
        QVERIFY(m_control->open(m_mine, {}) && test::runs(*m_session));
        const ScenarioControl later(*m_session, m_settings.get());
        QCOMPARE(later.lastOpened(), m_mine);
        QCOMPARE(later.recent().size(), 1U);
        QCOMPARE(later.recent().front().dir, m_mine);
    }

    void bundledOnesAreNotListedTwice()
    {
        QVERIFY(m_control->open(u"counter"_s, {}) && test::runs(*m_session));
        QVERIFY(m_control->recent().empty());
        const std::vector<GalleryEntry> bundled = m_control->bundled();
        QCOMPARE(std::count_if(bundled.begin(), bundled.end(),
                               [](const GalleryEntry &entry) { return entry.name == u"counter"; }),
                 1);
    }

    void anUnknownNameLeavesTheRunAlone()
    {
        QVERIFY(m_control->open(m_mine, {}) && test::runs(*m_session));
        QSignalSpy failed(m_control.get(), &ScenarioControl::failed);
        QVERIFY(!m_control->open(u"nowhere"_s, {}));
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed[0][0].toString().contains(u"nowhere"_s));
        QVERIFY(m_session->isOpen());
    }

    void whatHasErrorsIsLoadedForTheEditorButDoesNotRun()
    {
        QVERIFY(saveText(m_mine + u"/scenario.toml"_s, u"colour = 1\n"_s));
        QSignalSpy loaded(m_control.get(), &ScenarioControl::loaded);
        QSignalSpy failed(m_control.get(), &ScenarioControl::failed);
        QVERIFY(!m_control->open(m_mine, {}));
        QCOMPARE(loaded.size(), 1);
        QCOMPARE(failed.size(), 1);
        QVERIFY(m_control->hasScenario());
        QCOMPARE(m_control->scenario().dir, m_mine);
        QVERIFY(m_control->lastOpened().isEmpty()); // what does not run is not what to begin with
    }

    void reopeningKeepsVersionParametersAndAddress()
    {
        SessionOptions options;
        options.htmx = u"4"_s;
        options.params.insert(u"catchUp"_s, u"none"_s);
        QVERIFY(m_control->open(m_mine, options) && test::runs(*m_session));
        const QUrl home = m_session->clients().front().url;
        QVERIFY(test::ended(*m_session)); // as when a saved trace is looked at
        QVERIFY(m_control->reopen() && test::runs(*m_session));
        QCOMPARE(m_session->htmx(), u"4"_s);
        QCOMPARE(m_session->params().value(u"catchUp"_s), u"none"_s);
        QCOMPARE(m_session->clients().front().url, home);
    }

    void whatTheManifestNoLongerKnowsIsLeftOut()
    {
        SessionOptions options;
        options.htmx = u"4"_s;
        options.params.insert(u"catchUp"_s, u"none"_s);
        options.params.insert(u"speed"_s, u"fast"_s);
        QString manifest = *readText(m_mine + u"/scenario.toml"_s);
        manifest.replace(u"[\"2\", \"4\"]"_s, u"[\"2\"]"_s);
        QVERIFY(saveText(m_mine + u"/scenario.toml"_s, manifest));
        QVERIFY(m_control->open(m_mine, options) && test::runs(*m_session));
        QCOMPARE(m_session->htmx(), u"2"_s);
        QCOMPARE(m_session->params(), (QMap<QString, QString>{{u"catchUp"_s, u"none"_s}}));
    }

    void nothingOpenCannotBeReopened() { QVERIFY(!m_control->reopen()); }

private:
    std::unique_ptr<QTemporaryDir> m_temp;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ScenarioControl> m_control;
    QString m_mine;
};

QTEST_MAIN(TestScenarioControl)
#include "tst_scenariocontrol.moc"
