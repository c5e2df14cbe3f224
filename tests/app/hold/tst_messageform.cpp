#include "queue.h"

#include <app/hold/messageform.h>

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;
using queue::message;

class TestMessageForm : public QObject
{
    Q_OBJECT

    static QPushButton *button(const MessageForm &form, const QString &text)
    {
        for (QPushButton *candidate : form.findChildren<QPushButton *>()) {
            if (candidate->text() == text)
                return candidate;
        }
        return nullptr;
    }

private Q_SLOTS:
    void anEditedTextIsApplied()
    {
        MessageForm form;
        form.show();
        QSignalSpy accepted(&form, &MessageForm::editAccepted);
        form.edit(message(5, "B", "<p>Hello</p>"));
        auto *text = form.findChild<QPlainTextEdit *>();
        QCOMPARE(text->toPlainText(), u"<p>Hello</p>"_s);
        text->setPlainText(u"<p>Bye</p>"_s);
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(accepted[0], (QVariantList{QVariant::fromValue(EventId(5)), u"<p>Bye</p>"_s}));
    }

    void aMessageCanBecomeEmpty()
    {
        MessageForm form;
        QSignalSpy accepted(&form, &MessageForm::editAccepted);
        form.edit(message(5, "B", "x"));
        form.findChild<QPlainTextEdit *>()->clear();
        button(form, u"Apply"_s)->click();
        QCOMPARE(accepted.size(), 1);
    }

    void whatCannotBeEditedSaysWhy()
    {
        MessageForm form;
        HeldMessage coded = message(5, "B", {});
        coded.notEditable = u"An extension has coded it."_s;
        form.edit(coded);
        QVERIFY(form.findChild<QPlainTextEdit *>()->isReadOnly());
        QVERIFY(!button(form, u"Apply"_s)->isEnabled());
    }

    void aMessageOfOnesOwnSaysWhereItGoes()
    {
        MessageForm form;
        form.setClients({u"A"_s, u"B"_s});
        QSignalSpy accepted(&form, &MessageForm::injectAccepted);
        form.inject(u"B"_s);
        QVERIFY(!button(form, u"Send"_s)->isEnabled()); // it says nothing yet
        form.findChild<QPlainTextEdit *>()->setPlainText(u"<p>New</p>"_s);
        form.findChild<QLineEdit *>()->setText(u" tick "_s);
        button(form, u"Send"_s)->click();
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(accepted[0][0].toString(), u"B"_s);
        QCOMPARE(accepted[0][1].value<Direction>(), Direction::Down);
        QCOMPARE(accepted[0][2].toString(), u"tick"_s);
        QCOMPARE(accepted[0][3].toString(), u"<p>New</p>"_s);
    }

    // Looking into a held message in between takes nothing away.
    void whatIsBeingWrittenIsKept()
    {
        MessageForm form;
        form.setClients({u"A"_s});
        form.inject(u"A"_s);
        form.findChild<QPlainTextEdit *>()->setPlainText(u"half written"_s);
        form.edit(message(5, "A", "other"));
        QCOMPARE(form.edited(), EventId(5));
        form.inject(u"A"_s);
        QCOMPARE(form.findChild<QPlainTextEdit *>()->toPlainText(), u"half written"_s);
        QCOMPARE(form.edited(), EventId(0));
    }

    void withoutClientsNothingCanBeSent()
    {
        MessageForm form;
        form.inject({});
        form.findChild<QPlainTextEdit *>()->setPlainText(u"x"_s);
        QVERIFY(!button(form, u"Send"_s)->isEnabled());
    }

    void escapeCloses()
    {
        MessageForm form;
        form.show();
        QSignalSpy cancelled(&form, &MessageForm::cancelled);
        QTest::keyClick(form.findChild<QPlainTextEdit *>(), Qt::Key_Escape);
        QCOMPARE(cancelled.size(), 1);
    }
};

QTEST_MAIN(TestMessageForm)
#include "tst_messageform.moc"
