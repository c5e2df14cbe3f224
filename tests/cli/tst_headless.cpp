#include <cli/commands.h>

#include <support/heldthread.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <memory>

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

    QTemporaryDir m_dir;

private Q_SLOTS:
    void init()
    {
        write(u"scenario.toml"_s, "title = \"Test\"\nhtmx = [\"2\"]\nclients = [\"A\"]\n");
        write(u"page.html"_s, "<!doctype html><title>t</title><p>hello</p>");
        write(u"server.js"_s, "import { after } from \"swapscope\"\n"
                              "after(\"1ms\", () => { console.log(\"in\"); for (;;) Date.now() })\n");
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
        m_said.clear();
        QString out;
        QTextStream outStream(&out);
        QTextStream errStream(&m_said);
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&out] {
            if (out.contains(u"A: http://"_s))
                raise(SIGTERM);
        });
        timer.start(10);
        AttachCommand attach;
        attach.options.upstream = *Upstream::parse(u"http://127.0.0.1:9"_s);
        attach.options.port = 0;
        attach.traceFile = full;
        QCOMPARE(runAttach(attach, outStream, errStream), kCannotRun);
        QCOMPARE(m_said.count(u'\n'), 1);
        QVERIFY2(
            m_said.startsWith(u"swapscope: "_s + full + u": cannot be written: No space left on device"_s),
            qPrintable(m_said));
    }
};

QTEST_GUILESS_MAIN(TestHeadless)
#include "tst_headless.moc"
