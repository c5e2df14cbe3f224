#include <app/pages/clientheader.h>

#include <support/commands.h>

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestClientHeader : public QObject
{
    Q_OBJECT

    static QToolButton *button(const ClientHeader &header, const QString &name)
    {
        for (QToolButton *candidate : header.findChildren<QToolButton *>()) {
            if (candidate->accessibleName() == name)
                return candidate;
        }
        return nullptr;
    }

private Q_SLOTS:
    void showsStateAndLedger()
    {
        ClientHeader header(u"B"_s);
        header.setState({u"back-off 3 · 1.8 s"_s, Role::Wait}, {u"behind by 3"_s, Role::Lost});
        QCOMPARE(header.stateText(), u"back-off 3 · 1.8 s"_s);
        QCOMPARE(header.ledgerText(), u"behind by 3"_s);
    }

    void whatIsShownNeverNeedsMoreRoom_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("ledger");
        QTest::addColumn<bool>("saysAll"); // without a tool tip, at 237 pixels
        QTest::newRow("nothing yet") << u"no page"_s << QString() << true;
        QTest::newRow("long words") << u"connecting · attempt 12"_s << u"behind by 25186"_s << false;
    }

    // The window is never wider for what happens in it.
    void whatIsShownNeverNeedsMoreRoom()
    {
        QFETCH(const QString, state);
        QFETCH(const QString, ledger);
        QFETCH(const bool, saysAll);
        ClientHeader header(u"B"_s);
        const int least = header.minimumWidth();
        QVERIFY(least > 0 && least <= 200);
        header.show();
        for (const int width : {1000, 237, least}) {
            header.resize(width, header.height());
            header.setState({state, Role::Wait}, {ledger, Role::Lost});
            QCOMPARE(header.minimumWidth(), least);
            QCOMPARE(header.width(), width);
            QCOMPARE(header.stateText(), state);
            QCOMPARE(header.ledgerText(), ledger);
            for (const auto *label : header.findChildren<QLabel *>()) {
                QTRY_VERIFY2(label->width() >= label->fontMetrics().horizontalAdvance(label->text()),
                             qPrintable(label->text()));
                QTRY_VERIFY2(label->geometry().right() <= width, qPrintable(label->text()));
            }
            if (width == 237)
                QCOMPARE(header.toolTip(), saysAll ? QString() : u"Client B: "_s + state + u", "_s + ledger);
        }
    }

    void cutsAndMendsItsOwnLink()
    {
        ClientHeader header(u"B"_s);
        QSignalSpy fault(&header, &ClientHeader::faultRequested);
        button(header, u"Cut client B for 5 s"_s)->click();
        QCOMPARE(test::asked(fault), test::command(u"cut"_s, {{u"for"_s, 5 * kSecond}}));
        LinkStatus link;
        link.cut = true;
        header.setLink(link);
        button(header, u"Mend client B's link"_s)->click();
        QCOMPARE(test::asked(fault, 1).fault, u"mend"_s);
    }

    void freezesAndThaws()
    {
        ClientHeader header(u"B"_s);
        QSignalSpy fault(&header, &ClientHeader::faultRequested);
        button(header, u"Freeze client B's link"_s)->click();
        LinkStatus link;
        link.frozen = true;
        header.setLink(link);
        button(header, u"Thaw client B's link"_s)->click();
        QCOMPARE(test::asked(fault).fault, u"freeze"_s);
        QCOMPARE(test::asked(fault, 1).fault, u"thaw"_s);
    }

    void goesToAnAddress_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QUrl>("url");
        QTest::newRow("a path") << u"/rooms/7"_s << QUrl(u"http://127.0.0.1:8138/rooms/7"_s);
        QTest::newRow("without a scheme") << u"127.0.0.1:9000/x"_s << QUrl(u"http://127.0.0.1:9000/x"_s);
        QTest::newRow("a port") << u":8137/rooms"_s << QUrl(u"http://127.0.0.1:8137/rooms"_s);
        QTest::newRow("whole") << u"http://localhost/"_s << QUrl(u"http://localhost/"_s);
    }

    void goesToAnAddress()
    {
        QFETCH(QString, typed);
        QFETCH(QUrl, url);
        ClientHeader header(u"B"_s);
        header.setAddress(QUrl(u"http://127.0.0.1:8138/"_s));
        auto *field = header.findChild<QLineEdit *>();
        QSignalSpy load(&header, &ClientHeader::loadRequested);
        field->setText(typed);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(load.size(), 1);
        QCOMPARE(load[0][0].toUrl(), url);
    }

    void aNarrowOneShowsPortAndPath()
    {
        ClientHeader header(u"B"_s);
        header.setHistory(true, false);
        header.setAddress(QUrl(u"http://127.0.0.1:8138/chat?room=7"_s));
        header.show();
        QVERIFY(QTest::qWaitForWindowExposed(&header));
        auto *field = header.findChild<QLineEdit *>();
        field->clearFocus(); // as the first that can have it, it has it
        const auto inMenu = [&header](const QString &text) {
            const QList<QAction *> actions = header.findChild<QMenu *>()->actions();
            const auto found = std::find_if(actions.begin(), actions.end(),
                                            [&](const QAction *action) { return action->text() == text; });
            return (*found)->isVisible();
        };
        header.resize(640, header.height());
        QTRY_COMPARE(field->text(), u"127.0.0.1:8138/chat?room=7"_s);
        QVERIFY(button(header, u"Back"_s)->isVisible());
        QVERIFY(!inMenu(u"Back"_s));
        header.resize(238, header.height());
        QTRY_COMPARE(field->text(), u":8138/chat"_s);
        QVERIFY(!button(header, u"Back"_s)->isVisible());
        QVERIFY(inMenu(u"Back"_s));
        QVERIFY(inMenu(u"Forward"_s));
        // Who wants to edit it sees all of it.
        header.activateWindow();
        field->setFocus();
        QTRY_COMPARE(field->text(), u"127.0.0.1:8138/chat?room=7"_s);
        field->clearFocus();
        QTRY_COMPARE(field->text(), u":8138/chat"_s);
    }

    void neverOpensAFile()
    {
        ClientHeader header(u"B"_s);
        QSignalSpy load(&header, &ClientHeader::loadRequested);
        auto *field = header.findChild<QLineEdit *>();
        field->setText(u"file:///etc/passwd"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(load.size(), 0);
    }

    void aClickSelectsTheLink()
    {
        ClientHeader header(u"B"_s);
        header.resize(400, 68);
        QSignalSpy select(&header, &ClientHeader::selectRequested);
        QTest::mouseClick(&header, Qt::LeftButton, {}, QPoint(200, 10));
        QCOMPARE(select.size(), 1);
    }
};

QTEST_MAIN(TestClientHeader)
#include "tst_clientheader.moc"
