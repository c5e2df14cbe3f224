#include <app/widgets/picturefile.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPictureFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForAFormatAndAPlace_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("error");
        QTest::newRow("fine") << u"%1/a.png"_s << QString();
        QTest::newRow("in capitals") << u"%1/a.PNG"_s << QString();
        QTest::newRow("no format") << u"%1/a.piet"_s
                                   << u"no format of pictures: its name must end in .png or .jpg"_s;
        QTest::newRow("no end") << u"%1/a"_s << u"no format of pictures: its name must end in .png or .jpg"_s;
        QTest::newRow("no folder") << u"%1/none/a.png"_s
                                   << u"cannot be written: there is no folder %1/none"_s;
    }
    void asksForAFormatAndAPlace()
    {
        QFETCH(QString, path);
        QFETCH(QString, error);
        const QTemporaryDir dir;
        if (path.contains(u"%1"_s))
            path = path.arg(dir.path());
        if (error.contains(u"%1"_s))
            error = error.arg(dir.path());
        const Result<void> checked = checkPictureFile(path);
        QCOMPARE(checked ? QString() : checked.error().toString(),
                 error.isEmpty() ? QString() : path + u": "_s + error);
        QVERIFY(QDir(dir.path()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPictureFile)
#include "tst_picturefile.moc"
