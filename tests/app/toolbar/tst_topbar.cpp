#include <app/toolbar/addressfield.h>
#include <app/toolbar/topbar.h>
#include <app/widgets/theme.h>
#include <app/window/windowactions.h>

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLayout>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestTopBar : public QObject
{
    Q_OBJECT

    static GalleryEntry entry(const QString &name, bool bundled)
    {
        return {u'/' + name, name, name, u"About "_s + name, bundled, false};
    }

    static QStringList items(const QComboBox &box)
    {
        QStringList texts;
        for (int i = 0; i < box.count(); ++i)
            texts += box.itemText(i);
        return texts;
    }

private Q_SLOTS:
    // What fits depends on the style sheet.
    void initTestCase() { applyTheme(*qApp, Theme::light()); }

    void init()
    {
        m_owner = std::make_unique<QWidget>();
        m_actions = new WindowActions(m_owner.get());
        m_bar = new TopBar(*m_actions, new QMenu(m_owner.get()), m_owner.get());
        m_box = m_bar->findChild<QComboBox *>();
    }

    void listsBundledThenRecentThenTheCommand()
    {
        m_bar->setScenarios({entry(u"chat"_s, true), entry(u"counter"_s, true)},
                            {entry(u"counter"_s, true), entry(u"mine"_s, false)}, u"/counter"_s,
                            u"Counter"_s);
        QCOMPARE(items(*m_box), (QStringList{u"chat"_s, u"counter"_s, QString(), u"mine"_s, QString(),
                                             u"Gallery…"_s, u"Open folder…"_s}));
        QCOMPARE(m_box->currentText(), u"counter"_s);
    }

    void whatIsOpenIsListedEvenIfNobodyKnowsIt()
    {
        m_bar->setScenarios({entry(u"chat"_s, true)}, {}, u"/elsewhere"_s, u"Elsewhere"_s);
        QCOMPARE(m_box->currentText(), u"Elsewhere"_s);
        QCOMPARE(m_box->itemText(0), u"Elsewhere"_s);
    }

    void anAttachedServerIsNoScenario()
    {
        m_bar->setScenarios({entry(u"chat"_s, true)}, {}, u"/chat"_s, u"chat"_s);
        m_bar->showAttached(u"localhost:8000"_s);
        QCOMPARE(m_box->currentIndex(), -1);
        QCOMPARE(m_box->placeholderText(), u"Attached to localhost:8000"_s);
        m_bar->setPassed(1);
        QVERIFY(says(u"1 message"_s));
        m_bar->setPassed(42);
        QVERIFY(says(u"42 messages"_s));
        m_bar->setScenarios({entry(u"chat"_s, true)}, {}, u"/chat"_s, u"chat"_s);
        QCOMPARE(m_box->currentText(), u"chat"_s);
    }

    void choosingTellsTheFolderAndTheCommandKeepsTheChoice()
    {
        m_bar->setScenarios({entry(u"chat"_s, true), entry(u"counter"_s, true)}, {}, u"/chat"_s, u"chat"_s);
        QSignalSpy chosen(m_bar, &TopBar::scenarioChosen);
        QSignalSpy folder(m_bar, &TopBar::openFolderRequested);
        m_box->setCurrentIndex(1);
        Q_EMIT m_box->activated(1);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), u"/counter"_s);
        m_box->setCurrentIndex(m_box->count() - 1);
        Q_EMIT m_box->activated(m_box->count() - 1);
        QCOMPARE(folder.size(), 1);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(m_box->currentText(), u"counter"_s);
    }

    void nothingOverlapsHoweverNarrowItIs_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {1020, 1200, 1280, 1500, 1680, 1920})
            QTest::newRow(qPrintable(QString::number(width))) << width;
    }

    void nothingOverlapsHoweverNarrowItIs()
    {
        QFETCH(int, width);
        m_bar->setScenarios({entry(u"a scenario with a long title"_s, true)}, {},
                            u"/a scenario with a long title"_s, {});
        m_bar->address()->setAddresses({{u"A"_s, QUrl(u"http://127.0.0.1:8137/"_s)}});
        m_bar->setSummary(1042, 13, 0, {});
        m_actions->setHeld(true, 12);
        m_owner->resize(width, 100);
        m_bar->resize(width, m_bar->height());
        m_owner->show();
        m_bar->layout()->activate();
        int right = 0;
        for (int i = 0; i < m_bar->layout()->count(); ++i) {
            const QWidget *part = m_bar->layout()->itemAt(i)->widget();
            if (part == nullptr)
                continue;
            QVERIFY2(part->x() >= right, qPrintable(part->accessibleName()));
            QVERIFY2(part->width() >= part->minimumSizeHint().width() || part == m_box,
                     qPrintable(part->accessibleName()));
            right = part->geometry().right();
        }
        QVERIFY(right < width);
    }

    void countsWhatHappened()
    {
        m_bar->setSummary(42, 3, 0, u"Client A: …"_s);
        const auto says = [this](const QString &text) {
            const QList<QLabel *> labels = m_bar->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel *label) { return label->text() == text; });
        };
        QVERIFY(says(u"42 sent · 3 missed"_s));
        m_bar->setSummary(42, 3, 2, {});
        QVERIFY(says(u"42 sent · 3 missed"_s)); // the scenario's title needs the room
        m_owner->resize(1920, 60);
        m_owner->show();
        m_bar->resize(1920, 45);
        QVERIFY(says(u"42 sent · 3 missed · 2 caught up"_s));
        m_bar->setIncomplete(u"1,240 events behind"_s); // first, because it says what the rest is worth
        QVERIFY(says(u"1,240 events behind · 42 sent · 3 missed · 2 caught up"_s));
        m_bar->setIncomplete({});
        QVERIFY(says(u"42 sent · 3 missed · 2 caught up"_s));
    }

    void buttonsKeepTheirNamesWhenTheirWordsGo()
    {
        m_owner->resize(1600, 60);
        m_bar->resize(1600, 45);
        m_owner->show();
        QToolButton *restart = nullptr;
        for (QToolButton *button : m_bar->findChildren<QToolButton *>()) {
            if (button->defaultAction() == m_actions->restart)
                restart = button;
        }
        QVERIFY(restart != nullptr);
        QCOMPARE(restart->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
        m_bar->resize(1280, 45);
        QCOMPARE(restart->toolButtonStyle(), Qt::ToolButtonIconOnly);
        QCOMPARE(restart->accessibleName(), u"Restart"_s);
        QVERIFY(restart->toolTip().contains(u"new run"_s));
    }

private:
    bool says(const QString &text) const
    {
        const QList<QLabel *> labels = m_bar->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->text() == text; });
    }

    std::unique_ptr<QWidget> m_owner;
    WindowActions *m_actions = nullptr;
    TopBar *m_bar = nullptr;
    QComboBox *m_box = nullptr;
};

QTEST_MAIN(TestTopBar)
#include "tst_topbar.moc"
