#include "scenario/folder.h"

#include <core/textfile.h>

#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestTextFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItSaved()
    {
        const QString path = m_dir.filePath(u"a.txt"_s);
        const QString text = u"Grüße ✓\r\nline two\n"_s;
        QVERIFY(saveText(path, text));
        QCOMPARE(*readText(path), text);
    }

    void dropsAByteOrderMark()
    {
        const QString path = m_dir.filePath(u"bom.txt"_s);
        QVERIFY(put(path, "\xef\xbb\xbftitle"));
        QCOMPARE(*readText(path), u"title"_s);
    }

    void saysWhyItCannotBeRead()
    {
        const QString path = m_dir.filePath(u"none.txt"_s);
        QCOMPARE(readText(path).error().message, u"cannot be read: No such file or directory"_s);
        QCOMPARE(readText(path).error().file, path);
    }

    void hasALimit()
    {
        const QString path = m_dir.filePath(u"long.txt"_s);
        QVERIFY(put(path, QByteArray(2048, 'x')));
        QVERIFY(readText(path, 2048));
        QCOMPARE(readText(path, 2047).error().message, u"is longer than 1 KiB"_s);
    }

    void namesTheLineOfABadByte()
    {
        const QString path = m_dir.filePath(u"bad.txt"_s);
        QVERIFY(put(path, "one\ntwo\nthr\xff\nfour\n"));
        QCOMPARE(readText(path).error(), (Error{u"is not UTF-8 text"_s, path, 3, 0}));
    }

    void aReplacementCharacterIsText()
    {
        const QString path = m_dir.filePath(u"fffd.txt"_s);
        QVERIFY(put(path, "a\xef\xbf\xbd"));
        QCOMPARE(*readText(path), u"a\uFFFD"_s);
    }

    void aFailedSaveLeavesTheFileAlone()
    {
        QVERIFY(!saveText(m_dir.filePath(u"no/such/folder.txt"_s), u"x"_s));
        QVERIFY(!QFileInfo::exists(m_dir.filePath(u"no"_s)));
    }

private:
    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(TestTextFile)
#include "tst_textfile.moc"
