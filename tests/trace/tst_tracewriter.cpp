#include "story.h"

#include <trace/file/tracefile.h>
#include <trace/file/tracewriter.h>

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <thread>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TraceWriterTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

private Q_SLOTS:
    // What it writes as the run goes is what is saved of a whole trace.
    void writesWhatIsSavedOfATrace()
    {
        Trace trace;
        const QString path = m_dir.filePath(u"going.jsonl"_s);
        auto writer = std::move(*TraceWriter::open(path));
        for (const Event &event :
             story::events({u"server.started t=0"_s, u"script.log t=1 level=info text=hello"_s,
                            u"link.cut B t=6.012345678 conn=7 for_s=5.5"_s})) {
            trace.append(event);
            writer->write(event);
        }
        writer->flush();
        QVERIFY(!writer->problem().has_value());
        QCOMPARE(writer->held(), qsizetype(0));
        const QString saved = m_dir.filePath(u"saved.jsonl"_s);
        QVERIFY(saveTrace(saved, trace));
        QFile one(path);
        QFile other(saved);
        QVERIFY(one.open(QIODevice::ReadOnly) && other.open(QIODevice::ReadOnly));
        QCOMPARE(one.readAll(), other.readAll());
        QCOMPARE(loadTrace(path)->events.size(), std::size_t(3));
    }

    void holdsLittleOfWhatIsNotWrittenYet()
    {
        auto writer = std::move(*TraceWriter::open(m_dir.filePath(u"long.jsonl"_s)));
        const Event event = story::event(u"link.cut B t=6 conn=7 for_s=5.5"_s);
        qsizetype most = 0;
        for (int i = 0; i < 20'000; ++i) {
            writer->write(event);
            most = std::max(most, writer->held());
        }
        QVERIFY(most > 0 && most < 100'000);
    }

    void aFileThatCannotBeOpenedIsNamed()
    {
        const auto writer = TraceWriter::open(u"/nowhere/at/all.jsonl"_s);
        QVERIFY(!writer);
        QCOMPARE(writer.error().file, u"/nowhere/at/all.jsonl"_s);
    }

    void aPipeThatNobodyReadsIsAnError()
    {
        const QString path = m_dir.filePath(u"deaf"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        const auto writer = TraceWriter::open(path);
        QVERIFY(!writer);
        QCOMPARE(writer.error().toString(),
                 path + u": cannot be written: nobody reads from the pipe; start the reader first"_s);
    }

    // Whole, however slowly it is read: more than the pipe holds waits for the reader.
    void aPipeGetsEverything()
    {
        const QString path = m_dir.filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        const int reader = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK);
        QVERIFY(reader >= 0);
        QCOMPARE(::fcntl(reader, F_SETFL, 0), 0);
        auto writer = std::move(*TraceWriter::open(path));
        QByteArray got;
        std::thread reading([&] {
            std::array<char, 4096> piece{};
            for (ssize_t n = 0; (n = ::read(reader, piece.data(), piece.size())) > 0;)
                got.append(piece.data(), n);
        });
        constexpr int kMany = 5'000;
        const Event event = story::event(u"link.cut B t=6 conn=7 for_s=5.5"_s);
        for (int i = 0; i < kMany; ++i)
            writer->write(event);
        writer->flush();
        const std::optional<Error> problem = writer->problem();
        writer.reset();
        reading.join();
        ::close(reader);
        QVERIFY(!problem.has_value());
        QCOMPARE(got.count('\n'), qsizetype(kMany));
        QCOMPARE(got, (toTraceLine(event) + '\n').repeated(kMany));
    }

    // What goes wrong later names the pipe as well.
    void aPipeThatNobodyReadsAnyMoreIsAProblem()
    {
        const QString path = m_dir.filePath(u"left"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        const int reader = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK);
        QVERIFY(reader >= 0);
        auto writer = std::move(*TraceWriter::open(path));
        ::close(reader);
        auto *handler = std::signal(SIGPIPE, SIG_IGN);
        writer->write(story::event(u"server.started t=0"_s));
        writer->flush();
        std::signal(SIGPIPE, handler);
        QVERIFY(writer->problem().has_value());
        QCOMPARE(writer->problem()->file, path);
    }

    // A disk that is full is told; the run goes on.
    void aFullDiskIsAProblem()
    {
        if (!QFile::exists(u"/dev/full"_s))
            QSKIP("needs /dev/full");
        auto writer = std::move(*TraceWriter::open(u"/dev/full"_s));
        writer->write(story::event(u"server.started t=0"_s));
        writer->flush();
        QVERIFY(writer->problem().has_value());
        QVERIFY(writer->problem()->message.contains(u"cannot be written"_s));
        writer->write(story::event(u"server.started t=1"_s));
        QCOMPARE(writer->held(), qsizetype(0));
    }

    // It takes a part of what is written, and that is no error of the system.
    void aDiskThatFillsUpIsAProblem()
    {
        struct rlimit before
        {
        };
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        auto writer = std::move(*TraceWriter::open(m_dir.filePath(u"short.jsonl"_s)));
        auto *handler = std::signal(SIGXFSZ, SIG_IGN);
        struct rlimit small
        {
            .rlim_cur = 50, .rlim_max = before.rlim_max
        };
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        writer->write(story::event(u"link.cut B t=6 conn=7 for_s=5.5"_s));
        writer->flush();
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        QVERIFY(writer->problem().has_value());
        QVERIFY2(writer->problem()->message.startsWith(u"cannot be written: File too large"_s),
                 qPrintable(writer->problem()->message));
    }
};

QTEST_GUILESS_MAIN(TraceWriterTest)
#include "tst_tracewriter.moc"
