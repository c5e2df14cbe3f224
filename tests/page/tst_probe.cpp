#include <page/probe.h>

#include <QDir>
#include <QFile>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // One function, so that nothing of it can be seen by the page; in it every file, in the order of the
    // names.
    void isOneFunctionOfAllFiles()
    {
        const QString source = probeSource(u"port7"_s);
        QVERIFY(source.startsWith(u"(function () {\n'use strict';\n"_s));
        QVERIFY(source.endsWith(u"})();\n"_s));
        QVERIFY(source.contains(u"const CHANNEL = 'port7';\n"_s));
        const QDir folder(QStringLiteral(SWAPSCOPE_SOURCE_DIR "/src/page/probe"));
        const QStringList names = folder.entryList({u"*.js"_s}, QDir::Files, QDir::Name);
        QVERIFY(names.size() > 1);
        qsizetype before = 0;
        for (const QString &name : names) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const qsizetype at = source.indexOf(QString::fromUtf8(file.readAll()));
            QVERIFY2(at > before, qPrintable(name));
            before = at;
        }
    }

    void leavesBlankPagesAlone()
    {
        QVERIFY(probeSource(u"x"_s).contains(
            u"if (!/^https?:$/.test(location.protocol) || !window.qt) return;"_s));
    }
};

QTEST_GUILESS_MAIN(TestProbe)
#include "tst_probe.moc"
