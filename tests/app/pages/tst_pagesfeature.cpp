#include "../window/savedtrace.h"
#include "../window/windowparts.h"

#include <app/pages/clientcolumn.h>
#include <app/pages/pagesfeature.h>
#include <app/pages/pagespanel.h>

#include <page/pageview.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPagesFeature : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void init()
    {
        m_parts = std::make_unique<WindowParts>();
        m_feature = &m_parts->add<PagesFeature>();
    }
    void cleanup() { m_parts.reset(); }

    void aClientsPageCanBeClosedAndShownAgain()
    {
        QVERIFY(m_parts->runs(u"counter"_s));
        QMenu *clients = m_parts->menus.clients;
        Q_EMIT clients->aboutToShow();
        const QMenu *b = submenu(*clients, u"Client B"_s);
        QVERIFY(b != nullptr);
        b->actions().first()->setChecked(false);
        QCOMPARE(m_feature->panel().shown(), QStringList{u"A"_s});
        b->actions().first()->setChecked(true);
        QCOMPARE(m_feature->panel().shown(), (QStringList{u"A"_s, u"B"_s}));
        QSignalSpy link(m_feature, &PagesFeature::linkRequested);
        b->actions().at(1)->trigger();
        QCOMPARE(link.size(), 1);
        QCOMPARE(link[0][0].toString(), u"B"_s);
        b->actions().at(2)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), m_parts->session.clients().back().url.toString());
    }

    void aRunsPagesArePlacesOfALesson()
    {
        QVERIFY(m_parts->runs(u"counter"_s));
        QCOMPARE(m_feature->placeNamed(u"page"_s, u"B"_s), m_feature->panel().column(u"B"_s));
        QCOMPARE(m_feature->placeNamed(u"pages"_s, {}), &m_feature->panel());
        QVERIFY(m_feature->placeNamed(u"page"_s, u"C"_s) == nullptr);
        QVERIFY(test::ended(m_parts->session));
        QVERIFY(m_feature->panel().shown().isEmpty());
    }

    // What failed beside it takes a run's pages away from nobody.
    void whyNothingRunsStandsInTheirPlaceUnlessARunGoesOn()
    {
        const RunFailure failure{.what = u"It cannot run."_s, .errors = {}, .advice = u"Mend it."_s};
        m_parts->features.reportFailure(failure);
        QVERIFY(says(u"Mend it."_s));
        QVERIFY(m_parts->runs(u"counter"_s));
        QVERIFY(!says(u"Mend it."_s));
        m_parts->features.reportFailure(failure);
        QVERIFY(!says(u"Mend it."_s));
    }

    void aSavedTraceIsNamedInTheirPlace()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"saved.jsonl"_s);
        saveStory(file, {u"server.published t=2 update=1 channel=room"_s});
        QVERIFY(showSaved(m_parts->trace, file));
        QVERIFY(says(u"A saved trace"_s));
        QVERIFY(mentions(u"saved.jsonl holds "_s) && !mentions(u"cut off"_s));
        saveCutStory(file, {u"server.published t=2 update=1 channel=room"_s,
                            u"server.published t=3 update=2 channel=room"_s});
        QVERIFY(showSaved(m_parts->trace, file));
        QVERIFY(
            mentions(u"The file's last line is cut off: what should follow is missing, and numbers may be "
                     "incomplete."_s));
    }

private:
    bool mentions(const QString &text) const
    {
        const QList<QLabel *> labels = m_feature->panel().findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisibleTo(&m_feature->panel()) && label->text().contains(text);
        });
    }
    bool says(const QString &text) const
    {
        const QList<QLabel *> labels = m_feature->panel().findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisibleTo(&m_feature->panel()) && label->text() == text;
        });
    }

    std::unique_ptr<WindowParts> m_parts;
    PagesFeature *m_feature = nullptr;
};

QTEST_MAIN(TestPagesFeature)
#include "tst_pagesfeature.moc"
