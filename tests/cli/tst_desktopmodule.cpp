#include <cli/desktopmodule.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTest>

using namespace swapscope;

// The module stands beside the program that loads it, in ../lib: beside this test too where the desktop part
// is built.
class TestDesktopModule : public QObject
{
    Q_OBJECT

private:
    static QString place()
    {
        return QDir::cleanPath(QCoreApplication::applicationDirPath() +
                               QStringLiteral("/../" SWAPSCOPE_MODULE_DIR "/libswapscope-desktop.so"));
    }

private Q_SLOTS:
    void isLoadedOrSaysWhatIsMissing()
    {
        const Result<DesktopModule> module = loadDesktopModule();
        if (QFile::exists(place())) {
            QVERIFY2(module, module ? "" : qPrintable(module.error().message));
            QVERIFY(module->runWindow != nullptr);
            QVERIFY(module->runPlay != nullptr);
            return;
        }
        QVERIFY(!module);
        QVERIFY2(module.error().message.contains(place()), qPrintable(module.error().message));
        QVERIFY(module.error().message.contains(QStringLiteral("serve and check work without it")));
    }
};

QTEST_GUILESS_MAIN(TestDesktopModule)
#include "tst_desktopmodule.moc"
