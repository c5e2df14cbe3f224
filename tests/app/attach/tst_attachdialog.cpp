#include <app/attach/attachdialog.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestAttachDialog : public QObject
{
    Q_OBJECT

    template<typename Part>
    static Part *part(const AttachDialog &dialog, const QString &name)
    {
        return dialog.findChild<Part *>(name);
    }
    static QPushButton *attach(const AttachDialog &dialog)
    {
        return part<QDialogButtonBox>(dialog, u"buttons"_s)->button(QDialogButtonBox::Ok);
    }

private Q_SLOTS:
    void anAddressIsJudgedAsItIsTyped_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fine");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing yet") << u""_s << false << u""_s;
        QTest::newRow("host and port") << u"localhost:8000"_s << true << u""_s;
        QTest::newRow("https") << u"https://example.org/app"_s << true << u""_s;
        QTest::newRow("socket") << u"ws://localhost:8000"_s << false << u"http://; sockets come with it"_s;
        QTest::newRow("query") << u"localhost:8000/?a=1"_s << false << u"leave out what follows"_s;
        QTest::newRow("other") << u"ftp://localhost"_s << false << u"neither http nor https"_s;
    }

    void anAddressIsJudgedAsItIsTyped()
    {
        QFETCH(QString, text);
        QFETCH(bool, fine);
        QFETCH(QString, says);
        const AttachHistory history(nullptr);
        AttachDialog dialog(history);
        dialog.show();
        auto *address = part<QComboBox>(dialog, u"address"_s);
        address->setEditText(u"localhost:1"_s);
        address->setEditText(text);
        auto *problem = part<QLabel>(dialog, u"problem"_s);
        QCOMPARE(attach(dialog)->isEnabled(), fine);
        QCOMPARE(problem->isVisible(), !says.isEmpty());
        QVERIFY2(problem->text().contains(says), qPrintable(problem->text()));
        QCOMPARE(address->property("wrong").toBool(), !says.isEmpty());
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        dialog.accept();
        QCOMPARE(accepted.size(), fine ? 1 : 0);
    }

    void beginsWithWhatWasChosenLast()
    {
        AttachHistory history(nullptr);
        AttachOptions last;
        last.upstream = *Upstream::parse(u"https://localhost:8443"_s);
        last.clients = 3;
        last.insecure = true;
        history.remember(last);
        const AttachDialog dialog(history);
        const Result<AttachOptions> options = dialog.options();
        QVERIFY(options);
        QCOMPARE(*options, last);
    }

    // A self-signed certificate is a matter of https.
    void acceptsNoCertificateWhereThereIsNone()
    {
        AttachHistory history(nullptr);
        AttachDialog dialog(history);
        auto *insecure = part<QCheckBox>(dialog, u"insecure"_s);
        part<QComboBox>(dialog, u"address"_s)->setEditText(u"https://localhost"_s);
        QVERIFY(insecure->isEnabled());
        insecure->setChecked(true);
        QVERIFY(dialog.options()->insecure);
        part<QComboBox>(dialog, u"address"_s)->setEditText(u"http://localhost"_s);
        QVERIFY(!insecure->isEnabled());
        QVERIFY(!dialog.options()->insecure);
    }

    void saysWhichClientsThereWillBe()
    {
        const AttachHistory history(nullptr);
        AttachDialog dialog(history);
        auto *clients = part<QSpinBox>(dialog, u"clients"_s);
        QCOMPARE(clients->maximum(), kMostAttachedClients);
        clients->setValue(4);
        QCOMPARE(part<QLabel>(dialog, u"names"_s)->text(), u"pages for A to D"_s);
        clients->setValue(1);
        QCOMPARE(part<QLabel>(dialog, u"names"_s)->text(), u"a page for A"_s);
    }
};

QTEST_MAIN(TestAttachDialog)
#include "tst_attachdialog.moc"
