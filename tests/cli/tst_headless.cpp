#include <cli/commands.h>

#include <support/heldthread.h>

#include <QFile>
#include <QHostAddress>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QUrl>

#include <csignal>
#include <memory>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

// A run without a window, and what it says of a script that does not return.
class TestHeadless : public QObject
{
    Q_OBJECT

    QString m_said; // on standard error

    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    // Serves, and calls `look` every few milliseconds with what was printed.
    ExitStatus serve(const std::function<void(const QString &out, const QString &err)> &look)
    {
        QString out;
        m_said.clear();
        QTextStream outStream(&out);
        QTextStream errStream(&m_said);
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] { look(out, m_said); });
        timer.start(10);
        ServeOptions options;
        options.scenario = m_dir.path();
        options.port = 0;
        return runServe(options, outStream, errStream);
    }

    // Attaches, calls `up` with the link's port once it listens, and ends it when there is something to say.
    ExitStatus attach(const QString &traceFile, const std::function<void(quint16 port)> &up)
    {
        QString out;
        m_said.clear();
        QTextStream outStream(&out);
        QTextStream errStream(&m_said);
        AttachCommand attach;
        attach.options.upstream = *Upstream::parse(u"http://127.0.0.1:9"_s);
        attach.options.clients = 1;
        attach.options.port = 0;
        attach.traceFile = traceFile;
        bool isUp = false;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] {
            if (!isUp && out.contains(u" -> "_s)) {
                isUp = true;
                up(static_cast<quint16>(QUrl(out.section(u' ', 1, 1)).port()));
            } else if (isUp && !m_said.isEmpty()) {
                raise(SIGTERM);
            }
        });
        timer.start(10);
        return runAttach(attach, outStream, errStream);
    }

    QTemporaryDir m_dir;

private Q_SLOTS:
    void init()
    {
        write(u"scenario.toml"_s, "title = \"Test\"\nhtmx = [\"2\"]\nclients = [\"A\"]\n");
        write(u"page.html"_s, "<!doctype html><title>t</title><p>hello</p>");
        write(u"server.js"_s, QByteArray("import { after } from \"swapscope\"\nafter(\"1ms\", () => { ") +
                                  test::kNeverReturns + " })\n");
    }

    void saysThatTheScriptDoesNotReturnAndThatItHas()
    {
        std::unique_ptr<test::HeldThread> held;
        const ExitStatus status = serve([&held](const QString &out, const QString &err) {
            if (!held && out.contains(u"script: in"_s))
                held = std::make_unique<test::HeldThread>("engine");
            else if (held && err.contains(u"server.js:2: the handler of after() has been running for"_s))
                held->release();
            if (err.contains(u"the handler of after() has returned after"_s))
                raise(SIGTERM);
        });
        QCOMPARE(status, kFine);
        QCOMPARE(m_said.count(u'\n'), 2);
    }

    // What had to be left behind is no clean end.
    void anEndThatLeavesTheScriptBehindIsNotFine()
    {
        std::unique_ptr<test::HeldThread> held;
        const ExitStatus status = serve([&held](const QString &out, const QString &err) {
            if (!held && out.contains(u"script: in"_s))
                held = std::make_unique<test::HeldThread>("engine");
            else if (err.count(u'\n') == 1)
                raise(SIGTERM);
        });
        QCOMPARE(status, kCannotRun);
        QCOMPARE(m_said.count(u"was left behind"_s), 1);
    }

    // The run goes on without it, and its end says that the file is not whole.
    void aTraceThatCouldNotBeWrittenIsNotFine()
    {
        const QString full = m_dir.filePath(u"full.jsonl"_s);
        QVERIFY(QFile::link(u"/dev/full"_s, full));
        QCOMPARE(attach(full, [](quint16) {}), kCannotRun);
        QCOMPARE(m_said.count(u'\n'), 1);
        QVERIFY2(
            m_said.startsWith(u"swapscope: "_s + full + u": cannot be written: No space left on device"_s),
            qPrintable(m_said));
    }

    // Without its trace the run does not begin: nobody would wait beside it.
    void aTraceThatCannotBeOpenedIsNotFine()
    {
        const QString pipe = m_dir.filePath(u"deaf"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        bool isUp = false;
        QCOMPARE(attach(pipe, [&isUp](quint16) { isUp = true; }), kCannotRun);
        QVERIFY(!isUp);
        QCOMPARE(m_said, u"swapscope: "_s + pipe +
                             u": cannot be written: nobody reads from the pipe; start the reader first\n"_s);
    }

    // A pipe that nobody reads any more is no other: it does not end the program.
    void aTraceThatNobodyReadsIsNotFine()
    {
        const QString pipe = m_dir.filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        const int reader = ::open(QFile::encodeName(pipe).constData(), O_RDONLY | O_NONBLOCK);
        QVERIFY(reader >= 0);
        QTcpSocket client;
        const ExitStatus status = attach(pipe, [&](quint16 port) {
            client.connectToHost(QHostAddress::LocalHost, port);
            client.write("GET / HTTP/1.1\r\n");
            QVERIFY(client.waitForConnected() && client.waitForBytesWritten());
            std::signal(SIGPIPE, SIG_DFL); // as in the program: Qt's sockets ignore it for the whole process
            ::close(reader);
            client.write("Host: localhost\r\n\r\n");
        });
        QCOMPARE(status, kCannotRun);
        QVERIFY2(m_said.startsWith(u"swapscope: "_s + pipe + u": cannot be written: Broken pipe"_s),
                 qPrintable(m_said));
    }
};

QTEST_GUILESS_MAIN(TestHeadless)
#include "tst_headless.moc"
