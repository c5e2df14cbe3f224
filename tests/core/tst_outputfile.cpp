#include <core/outputfile.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

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
