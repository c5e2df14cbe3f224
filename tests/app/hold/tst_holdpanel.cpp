#include "queue.h"

#include <app/hold/heldmodel.h>
#include <app/hold/heldview.h>
#include <app/hold/holdpanel.h>
#include <app/hold/messageform.h>

#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;
using queue::message;

class TestHoldPanel : public QObject
{
    Q_OBJECT

    static QToolButton *button(const HoldPanel &panel, const QString &name)
    {
        for (QToolButton *candidate : panel.findChildren<QToolButton *>()) {
            if (candidate->accessibleName() == name)
                return candidate;
        }
        return nullptr;
    }
    static bool says(const QWidget &panel, const QString &text)
    {
        const QList<QLabel *> labels = panel.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisibleTo(&panel) && label->text().contains(text);
        });
    }

private Q_SLOTS:
    void saysWhatWillStop()
    {
        HoldPanel panel;
        panel.show();
        QVERIFY(says(panel, u"Hold is off"_s));
        HoldStatus status = queue::status({});
        panel.setStatus(status);
        QVERIFY(says(panel, u"Nothing is held"_s));
        QVERIFY(says(panel, u"The next message that crosses"_s));
        status.breakpoints = {{.path = u"/chat"_s}};
        panel.setStatus(status);
        QVERIFY(says(panel, u"matches a breakpoint"_s));
    }

    void countsWhatWaits()
    {
        HoldPanel panel;
        panel.show();
        HoldStatus status = queue::status({message(1, "A", QByteArray(998, 'x')), message(2, "B", "hello")});
        panel.setStatus(status);
        QVERIFY(panel.view()->isVisible());
        QVERIFY(says(*panel.header(), u"2 · "_s));
        status.total = 10'000;
        status.full = true;
        panel.setStatus(status);
        QVERIFY(says(panel, u"and 9998 more behind them"_s));
        QVERIFY(says(*panel.header(), u"full"_s));
    }

    void everyButtonActsOnWhatIsSelected()
    {
        HoldPanel panel;
        panel.show();
        panel.setStatus(queue::status({message(1, "A", "one"), message(2, "A", "two")}));
        panel.view()->setCurrentIndex({});
        for (const QString &name : {u"Release"_s, u"Edit"_s, u"Duplicate"_s, u"Discard"_s, u"Move up"_s})
            QVERIFY2(!button(panel, name)->isEnabled(), qPrintable(name));
        panel.view()->select(2);
        QSignalSpy released(&panel, &HoldPanel::releaseRequested);
        QSignalSpy duplicated(&panel, &HoldPanel::duplicateRequested);
        QSignalSpy discarded(&panel, &HoldPanel::discardRequested);
        QSignalSpy moved(&panel, &HoldPanel::moveRequested);
        for (const QString &name : {u"Release"_s, u"Duplicate"_s, u"Discard"_s, u"Move up"_s})
            button(panel, name)->click();
        QCOMPARE(released[0][0].value<EventId>(), EventId(2));
        QCOMPARE(duplicated[0][0].value<EventId>(), EventId(2));
        QCOMPARE(discarded[0][0].value<EventId>(), EventId(2));
        QCOMPARE(moved[0], (QVariantList{QVariant::fromValue(EventId(2)), 0}));
    }

    void anEditIsAskedForByItsNumber()
    {
        HoldPanel panel;
        panel.show();
        panel.setStatus(queue::status({message(1, "A", "<p>one</p>")}));
        panel.view()->select(1);
        QSignalSpy edited(&panel, &HoldPanel::editRequested);
        button(panel, u"Edit"_s)->click();
        QVERIFY(panel.form()->isVisible());
        panel.form()->findChild<QPlainTextEdit *>()->setPlainText(u"<p>two</p>"_s);
        QTest::keyClick(panel.form()->findChild<QPlainTextEdit *>(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(edited.size(), 1);
        QCOMPARE(edited[0], (QVariantList{QVariant::fromValue(EventId(1)), u"<p>two</p>"_s}));
        QVERIFY(!panel.form()->isVisible());
    }

    // It was released, or its connection ended, while it was being edited.
    void theFormClosesWhenItsMessageGoes()
    {
        HoldPanel panel;
        panel.show();
        panel.setStatus(queue::status({message(1, "A", "one"), message(2, "A", "two")}));
        panel.view()->select(1);
        button(panel, u"Edit"_s)->click();
        panel.setStatus(queue::status({message(1, "A", "one")}));
        QVERIFY(panel.form()->isVisible());
        panel.setStatus(queue::status({}));
        QVERIFY(!panel.form()->isVisible());
    }

    void injectsForTheClientOfTheSelection()
    {
        HoldPanel panel;
        panel.show();
        panel.setClients({u"A"_s, u"B"_s});
        panel.setStatus(queue::status({message(1, "B", "one")}));
        panel.view()->select(1);
        QSignalSpy injected(&panel, &HoldPanel::injectRequested);
        button(panel, u"Inject a message"_s)->click();
        panel.form()->findChild<QPlainTextEdit *>()->setPlainText(u"mine"_s);
        QTest::keyClick(panel.form()->findChild<QPlainTextEdit *>(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(injected.size(), 1);
        QCOMPARE(injected[0][0].toString(), u"B"_s);
        QVERIFY(panel.form()->isVisible()); // for the next one
    }

    void saysWhatWasLost()
    {
        HoldPanel panel;
        panel.show();
        panel.setNote(u"Connection 7 of client B ended: 3 held messages are lost."_s);
        QVERIFY(says(panel, u"3 held messages are lost"_s));
        panel.setNote({});
        QVERIFY(!says(panel, u"lost"_s));
    }
};

QTEST_MAIN(TestHoldPanel)
#include "tst_holdpanel.moc"
