#include <app/attach/attachdialog.h>
#include <app/attach/attachedpanel.h>
#include <app/editor/editorpanel.h>
#include <app/pages/pagespanel.h>
#include <app/toolbar/versionswitch.h>
#include <app/widgets/messagebar.h>
#include <app/window/mainwindow.h>

#include <page/pageview.h>
#include <support/begun.h>
#include <trace/trace.h>

#include <QAction>
#include <QComboBox>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kLong = 20'000; // for what takes a browser

// Answers everything with one small page.
class Site final : public QTcpServer
{
public:
    Site()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                if (!socket->readAll().contains("\r\n\r\n"))
                    return;
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 38\r\n\r\n"
                              "<!doctype html><title>Mine</title><p>x");
            });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }

    Upstream upstream() const { return *Upstream::parse(u"http://127.0.0.1:%1"_s.arg(serverPort())); }
};

} // namespace

class TestAttachFeature : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preparePages(); }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void init()
    {
        m_window = std::make_unique<MainWindow>(nullptr);
        m_window->resize(1280, 800);
        m_window->show();
    }
    void cleanup() { m_window.reset(); }

    void showsTheServerInPlaceOfTheScenario()
    {
        Site site;
        QVERIFY(site.listen(QHostAddress::LocalHost));
        QVERIFY(m_window->openScenario(u"counter"_s, {}) && test::runs(session()));
        auto *panel = m_window->findChild<AttachedPanel *>();
        auto *editor = m_window->findChild<EditorPanel *>();
        QVERIFY(!panel->isVisible() && editor->isVisible());

        AttachOptions options;
        options.upstream = site.upstream();
        m_window->attach(options);
        QVERIFY(test::runs(session()));
        QVERIFY(session().isAttached());
        QVERIFY(panel->isVisible() && !editor->isVisible());
        QVERIFY(!m_window->findChild<VersionSwitch *>()->isVisible());
        QVERIFY(m_window->windowTitle().contains(site.upstream().authority()));
        QCOMPARE(m_window->pages().shown(), (QStringList{u"A"_s, u"B"_s}));
        QTRY_COMPARE_WITH_TIMEOUT(panel->stateText(), u"attached"_s, kLong);

        session().restart();
        QVERIFY(test::runs(session()));
        QVERIFY(session().isAttached() && panel->isVisible());

        QVERIFY(m_window->openScenario(u"counter"_s, {}) && test::runs(session()));
        QVERIFY(!session().isAttached());
        QVERIFY(!panel->isVisible() && editor->isVisible());
        QVERIFY(m_window->findChild<VersionSwitch *>()->isVisible());
        QVERIFY(!m_window->windowTitle().contains(site.upstream().authority()));
    }

    void saysThatNobodyAnswers()
    {
        Site site;
        QVERIFY(site.listen(QHostAddress::LocalHost));
        AttachOptions options;
        options.upstream = site.upstream();
        options.clients = 1;
        site.close();
        m_window->attach(options);
        QVERIFY(test::runs(session())); // it may start later
        auto *panel = m_window->findChild<AttachedPanel *>();
        QTRY_COMPARE_WITH_TIMEOUT(panel->stateText(), u"not reached"_s, kLong);
    }

    void aPortThatIsTakenGetsItsSentence()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        AttachOptions options;
        options.upstream = *Upstream::parse(u"localhost:1"_s);
        options.port = other.serverPort();
        options.clients = 1; // whose the next port is nobody knows
        options.portIsPreferred = false;
        m_window->attach(options);
        QVERIFY(!test::runs(session()));
        QVERIFY2(m_window->message().text().contains(QString::number(other.serverPort())),
                 qPrintable(m_window->message().text()));
        other.close();
        for (QPushButton *button : m_window->message().findChildren<QPushButton *>()) {
            if (button->text() == u"Try again"_s)
                button->click();
        }
        QVERIFY(test::runs(session()));
    }

    void theDialogAttaches()
    {
        Site site;
        QVERIFY(site.listen(QHostAddress::LocalHost));
        for (QAction *action : m_window->findChildren<QAction *>()) {
            if (QString(action->text()).remove(u'&') == u"Attach to a server…"_s)
                action->trigger();
        }
        auto *dialog = m_window->findChild<AttachDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        dialog->findChild<QComboBox *>(u"address"_s)->setEditText(site.upstream().authority());
        dialog->accept();
        QVERIFY(session().isAttached());
        QCOMPARE(session().upstream()->authority(), site.upstream().authority());
    }

private:
    Session &session() { return m_window->session(); }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestAttachFeature)
#include "tst_attachfeature.moc"
