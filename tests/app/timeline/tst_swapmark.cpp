#include <timeline/swapmark.h>

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestSwapMark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksDiffer();
};

void TestSwapMark::marksDiffer()
{
    std::vector<QImage> seen;
    for (int look = 0; look <= static_cast<int>(SwapLook::Missed); ++look) {
        QImage image(16, 16, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintMark(painter, Theme::light(), static_cast<SwapLook>(look), {8, 8});
        painter.end();
        for (const QImage &other : seen)
            QVERIFY(image != other);
        seen.push_back(image);
    }
}

QTEST_MAIN(TestSwapMark)
#include "tst_swapmark.moc"
