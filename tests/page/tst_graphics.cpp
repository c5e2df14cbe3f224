#include <page/graphics.h>

#include <QTest>

using namespace swapscope;

class TestGraphics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsAProcessorFromAGraphicsCard_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("computed");
        QTest::newRow("none") << QByteArray() << true;
        QTest::newRow("llvmpipe") << QByteArray("llvmpipe (LLVM 15.0.6, 256 bits)") << true;
        QTest::newRow("softpipe") << QByteArray("softpipe") << true;
        QTest::newRow("old") << QByteArray("Software Rasterizer") << true;
        QTest::newRow("intel") << QByteArray("Mesa Intel(R) UHD Graphics 620 (KBL GT2)") << false;
        QTest::newRow("amd") << QByteArray("AMD Radeon RX 6600 (navi23, LLVM 15.0.6, DRM 3.49)") << false;
        QTest::newRow("nvidia") << QByteArray("NVIDIA GeForce GTX 1660/PCIe/SSE2") << false;
        QTest::newRow("virtual") << QByteArray("virgl (Mesa Intel(R) Graphics)") << false;
    }

    void tellsAProcessorFromAGraphicsCard()
    {
        QFETCH(QByteArray, name);
        QTEST(isComputedRenderer(name), "computed");
    }

    // The offscreen platform of the tests has no OpenGL.
    void withoutACardPagesArePaintedPlainly()
    {
        qunsetenv("QT_QUICK_BACKEND");
        chooseGraphics();
        QCOMPARE(qgetenv("QT_QUICK_BACKEND"), QByteArray("software"));
    }

    void theUsersChoiceStays()
    {
        qputenv("QT_QUICK_BACKEND", "rhi");
        chooseGraphics();
        QCOMPARE(qgetenv("QT_QUICK_BACKEND"), QByteArray("rhi"));
    }
};

QTEST_MAIN(TestGraphics)
#include "tst_graphics.moc"
