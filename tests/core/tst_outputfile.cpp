#include <core/outputfile.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestOutputFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void whatIsNotThereIsNotThereAfterwards()
    {
        QVERIFY(checkWritable(m_dir->filePath(u"new.jsonl"_s)));
        // Nor what a link names that leads nowhere yet; the link stays.
        QVERIFY(QFile::link(m_dir->filePath(u"target"_s), m_dir->filePath(u"link"_s)));
        QVERIFY(checkWritable(m_dir->filePath(u"link"_s)));
        QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files | QDir::System), QStringList(u"link"_s));
    }

    void whatIsThereKeepsItsContent()
    {
        const QString path = m_dir->filePath(u"old.jsonl"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write("an earlier run"), 14);
        file.close();
        QVERIFY(checkWritable(path));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("an earlier run"));
    }

    // Opening a pipe would wait for a reader.
    void aPipeIsNotOpened()
    {
        const QString path = m_dir->filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        QVERIFY(checkWritable(path));
    }

    void aFileIsWrittenWholeOrKept()
    {
        const QString path = m_dir->filePath(u"x.jsonl"_s);
        for (const char *text : {"an earlier run", "this one"}) {
            QVERIFY(writeFile(path, [text](QIODevice &file) { file.write(text); }));
            QFile written(path);
            QVERIFY(written.open(QIODevice::ReadOnly));
            QCOMPARE(written.readAll(), QByteArray(text));
        }
        QVERIFY(!writeFile(m_dir->filePath(u"none/x.jsonl"_s), [](QIODevice &) {}));
    }

    void aPipeIsWrittenTo()
    {
        const QString path = m_dir->filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        const int reader = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK);
        QVERIFY(reader >= 0);
        QVERIFY(writeFile(path, [](QIODevice &file) { file.write("a line"); }));
        std::array<char, 16> got{};
        QCOMPARE(::read(reader, got.data(), got.size()), ssize_t(6));
        ::close(reader);
        QCOMPARE(got.data(), "a line");
        QVERIFY(QFileInfo(path).exists() && !QFileInfo(path).isFile()); // it is a pipe as before
    }

    // It would be waited for without end, and no signal could end that in good order.
    void aPipeThatNobodyReadsIsAnError()
    {
        const QString path = m_dir->filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        bool asked = false;
        const auto written = writeFile(path, [&asked](QIODevice &) { asked = true; });
        QVERIFY(!written);
        QCOMPARE(written.error().toString(),
                 path + u": cannot be written: nobody reads from the pipe; start the reader first"_s);
        QVERIFY(!asked);
    }

    void aFullDeviceIsAnErrorAndStaysADevice()
    {
        const QString path = m_dir->filePath(u"full"_s);
        QVERIFY(QFile::link(u"/dev/full"_s, path));
        const auto written = writeFile(path, [](QIODevice &file) { file.write("a line"); });
        QVERIFY(!written);
        QCOMPARE(written.error().toString(), path + u": cannot be written: No space left on device"_s);
        QVERIFY(QFileInfo(u"/dev/full"_s).exists() && !QFileInfo(u"/dev/full"_s).isFile());
    }

    void theErrorNamesThePlace_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("why");
        QTest::newRow("no folder") << u"/nonexist/x.jsonl"_s << u"there is no folder /nonexist"_s;
        QTest::newRow("a folder") << u"/usr"_s << u"it is a folder"_s;
        QTest::newRow("nothing may be written") << u"/proc/x.jsonl"_s << u"No such file or directory"_s;
    }
    void theErrorNamesThePlace()
    {
        QFETCH(QString, path);
        QFETCH(QString, why);
        const Result<void> checked = checkWritable(path);
        QVERIFY(!checked);
        QCOMPARE(checked.error().toString(), path + u": cannot be written: "_s + why);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestOutputFile)
#include "tst_outputfile.moc"
