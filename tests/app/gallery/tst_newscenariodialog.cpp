#include <app/gallery/newscenariodialog.h>

#include <core/textfile.h>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestNewScenarioDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_temp = std::make_unique<QTemporaryDir>();
        for (const QString &name : {u"chat"_s, u"counter"_s}) {
            const QString dir = m_temp->filePath(name);
            QVERIFY(QDir().mkpath(dir));
            QVERIFY(saveText(dir + u"/server.js"_s, u"// "_s + name));
            QVERIFY(saveText(dir + u"/page.html"_s, u"<p>"_s));
            QVERIFY(
                saveText(dir + u"/scenario.toml"_s, u"title = \"A\"\nhtmx = [\"2\"]\nclients = [\"A\"]\n"_s));
        }
        m_dialog = std::make_unique<NewScenarioDialog>(
            std::vector<GalleryEntry>{
                {m_temp->filePath(u"chat"_s), u"chat"_s, u"Chat"_s, {}, true, false},
                {m_temp->filePath(u"counter"_s), u"counter"_s, u"Counter"_s, {}, true, false}},
            m_temp->filePath(u"mine"_s));
    }

    void suggestsANameThatIsFree()
    {
        QCOMPARE(field(u"name"_s)->text(), u"my-chat"_s);
        QVERIFY(QDir().mkpath(m_temp->filePath(u"mine/my-counter"_s)));
        m_dialog->findChild<QComboBox *>(u"source"_s)->setCurrentIndex(1);
        QCOMPARE(field(u"name"_s)->text(), u"my-counter-2"_s);
    }

    void makesTheCopyAndItsFolder()
    {
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        field(u"name"_s)->setText(u" talk "_s);
        m_dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(m_dialog->created(), m_temp->filePath(u"mine/talk"_s));
        QCOMPARE(*readText(m_temp->filePath(u"mine/talk/server.js"_s)), u"// chat"_s);
    }

    void staysOpenWithTheReason_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("folder");
        QTest::newRow("taken") << u"chat"_s << u"."_s;
        QTest::newRow("no name") << u""_s << u"mine"_s;
        QTest::newRow("a path") << u"../out"_s << u"mine"_s;
        QTest::newRow("below a file") << u"talk"_s << u"chat/server.js"_s;
    }

    void staysOpenWithTheReason()
    {
        QFETCH(QString, name);
        QFETCH(QString, folder);
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        field(u"name"_s)->setText(name);
        field(u"folder"_s)->setText(m_temp->filePath(folder));
        m_dialog->accept();
        QCOMPARE(accepted.size(), 0);
        QVERIFY(m_dialog->created().isEmpty());
        const auto *problem = m_dialog->findChild<QLabel *>(u"problem"_s);
        QVERIFY(!problem->isHidden() && !problem->text().isEmpty());
    }

private:
    QLineEdit *field(const QString &name) const { return m_dialog->findChild<QLineEdit *>(name); }

    std::unique_ptr<QTemporaryDir> m_temp;
    std::unique_ptr<NewScenarioDialog> m_dialog;
};

QTEST_MAIN(TestNewScenarioDialog)
#include "tst_newscenariodialog.moc"
